"""The room of companies at the screen: the register, an order's people, undo, and its looks."""

from datetime import date
from pathlib import Path
from threading import Event

import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog

from app.domain.case import Step
from app.domain.group_order import BasisKind
from app.domain.rota import RotaTerms
from app.usecases.companies import NewCompany
from app.usecases.exports import Manifest
from app.usecases.group_orders import Joining, NewOrder
from app.usecases.paper_writing import Steps
from tests.company_order import small_company
from tests.day import Day
from tests.factories import official_numbers
from tests.pages import BoxPage, choose_in_dialog
from tests.pages_company import CompaniesPage, CompanyBoxPage, FilePage, ImportBoxPage, SlotPage
from tests.sheets import write_xlsx
from tests.ui.drawing import clipped_texts, draw, in_every_look, settle
from ui.screens import company_orders
from ui.screens.certificates import CertificatesScreen
from ui.screens.companies import CompaniesScreen
from ui.screens.company_import_box import ImportBox
from ui.screens.company_undo_box import UndoBox
from ui.screens.export_box import ExportBox
from ui.screens.file_box import FileBox, FileJob
from ui.widgets.note_line import NoteLine

MONDAY = date(2026, 5, 4)
NUMBERS = [one.personnummer for one in official_numbers() if one.birth_date.year == 1989]


@pytest.fixture
def page(day: Day) -> CompaniesPage:
    """An order of eight with a rota, on view at its tab."""
    desk = day.desk
    company = desk.companies.register(NewCompany("Ängby Plåt AB", "556016-0680"))
    order = desk.group_orders.make(company, NewOrder("Våren", "CNC-1", MONDAY, date(2026, 5, 8)))
    for at, line in enumerate(desk.people.search("").lines[:8]):
        basis = BasisKind.AGREEMENT if at % 2 else None
        desk.group_orders.add(order, line.id, Joining(str(100 + at), "Svarv", basis))
    desk.rota.propose(order, RotaTerms((MONDAY,), (), ("Maria Sandberg",), 480, 1020, 90))
    made = CompaniesPage(day.shell, day.qtbot)
    day.shell.window.go("companies", (company, "orders"))
    made.settle()
    return made


class ConfirmPage(BoxPage):
    """A question before something is done."""

    name = "confirm_box"


class ExportPage(BoxPage):
    """The box of an export."""

    name = "export_box"


class BasisPage(BoxPage):
    """The basis for results."""

    name = "basis_box"


def test_a_duplicate_is_refused_with_the_one_that_exists_offered(
    day: Day, page: CompaniesPage
) -> None:
    """R50: the offer opens the company that is here."""
    screen = page.screen
    assert isinstance(screen, CompaniesScreen)
    screen.show_all()
    page.settle()
    page.click("company_new")
    box = CompanyBoxPage(day.shell, day.qtbot)
    box.write("company_name", "angby plat ab")
    box.click("company_save")
    assert "finns redan" in box.error()
    box.press_error_offer()
    assert not box.is_open
    assert page.screen.title == "Ängby Plåt AB"
    assert len([one for one in day.desk.companies.list() if "ngby" in one.name]) == 1


def test_the_basis_for_results_of_several_is_noted_at_once(day: Day, page: CompaniesPage) -> None:
    """R54: chosen by Space in the list, noted with its day, shown in words."""
    table = page.to_table("order_table")
    for _ in range(2):
        day.qtbot.keyClick(table, Qt.Key.Key_Space)
        day.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    page.click("order_basis")
    box = BasisPage(day.shell, day.qtbot)
    box.find(QComboBox, "basis_kind").setCurrentIndex(2)
    box.write("basis_day", "20260430")
    box.click("basis_save")
    page.settle()
    assert [row[3] for row in page.cells("order_table")][:2] == ["Samtycke 2026-04-30"] * 2


def test_an_import_is_undone_after_one_question(
    day: Day, page: CompaniesPage, tmp_path: Path
) -> None:
    """The columns can be changed first: every row is judged again; nothing is half taken in."""
    path = write_xlsx(tmp_path / "a.xlsx", [("Namn", "Id"), ("Anneli Wikner", NUMBERS[0])])
    page.orders.take_in_list(path)
    page.settle()
    box = ImportBoxPage(day.shell, day.qtbot)
    assert "dubbletter syns inte" in box.rows()[0][4]
    box.find(QComboBox, "import_column_1").setCurrentIndex(4)
    box.settle()
    assert box.rows()[0][4] == "Ny, registreras"
    box.click("import_take")
    page.settle()
    assert len(page.cells("order_table")) == 9
    page.click("import_undo")
    ConfirmPage(day.shell, day.qtbot).click("confirm_yes")
    page.settle()
    assert len(page.cells("order_table")) == 8


def test_a_long_import_is_undone_with_a_bar_and_stays_when_that_is_stopped(
    day: Day, page: CompaniesPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R53: everybody leaves, or nobody; stopped by Escape before the first share is out."""
    monkeypatch.setattr(company_orders, "LONG", 0)
    path = write_xlsx(tmp_path / "a.xlsx", [("Namn",), ("Anneli Wikner",)])
    page.orders.take_in_list(path)
    page.settle()
    ImportBoxPage(day.shell, day.qtbot).click("import_take")
    page.settle()
    page.click("import_undo")
    gate, yes = Event(), ConfirmPage(day.shell, day.qtbot).find(QAbstractButton, "confirm_yes")
    day.shell.background.run(page.orders, gate.wait, lambda _held: None)
    day.qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    day.qtbot.keyClick(day.shell.window.findChild(UndoBox), Qt.Key.Key_Escape)
    gate.set()
    page.settle()
    assert len(page.cells("order_table")) == 9
    page.click("import_undo")
    ConfirmPage(day.shell, day.qtbot).click("confirm_yes")
    page.settle()
    assert len(page.cells("order_table")) == 8
    assert day.shell.window.findChild(UndoBox) is None


def test_a_list_that_cannot_be_read_says_why_and_takes_in_nobody(
    day: Day, page: CompaniesPage, tmp_path: Path
) -> None:
    """A password, a picture renamed, a file that is gone: what happened and what to do."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    page.orders.take_in_list(path)
    page.settle()
    box = ImportBoxPage(day.shell, day.qtbot)
    assert "lösenord" in box.error()
    assert not box.find(QAbstractButton, "import_take").isEnabled()
    assert len(page.cells("order_table")) == 8


def test_a_company_is_exported_alone_and_its_rota_saved_on_paper(
    day: Day, page: CompaniesPage, tmp_path: Path
) -> None:
    """X4, I14, R55: the box opens with the company chosen; the paper has its people, no other."""
    page.click("company_export")
    box = ExportPage(day.shell, day.qtbot)
    assert box.find(QComboBox, "export_company").currentText() == "Ängby Plåt AB"
    export = next(one for one in day.shell.window.findChildren(ExportBox) if one.isVisible())
    manifest = day.desk.exports.write(export.order, tmp_path / "ä.xlsx", export.filters)
    everybody = day.desk.exports.write(export.order, tmp_path / "alla.xlsx")
    assert 0 < manifest.rows < everybody.rows
    export.reject()
    page.back()
    page.orders.views.choose("rota")
    page.orders.views.chosen.emit("rota")
    choose_in_dialog(page, page.orders.rota.paper.trigger, tmp_path / "schema.pdf")
    page.settle()
    box = FilePage(day.shell, day.qtbot)
    assert box.says("rader skrivna till schema.pdf")
    box.click("file_done")
    assert day.shell.appearance.settings.files.folder == str(tmp_path)
    with pdfium.PdfDocument(tmp_path / "schema.pdf") as paper:
        text = paper[0].get_textpage().get_text_bounded()
    assert "2026-05-04" in text
    assert "Ängby Plåt AB" in text
    order = page.orders.order
    assert order is not None
    names = [line.name for line in day.desk.rota.view(order.line.id)]
    assert [name for name in names if name and name not in text] == []
    made = day.desk.exports.made()[0]
    assert (made.kind, made.rows) == ("order.rota.pdf", sum(bool(name) for name in names))


def test_a_second_place_its_clash_and_the_case_of_a_row(
    day: Day, page: CompaniesPage, tmp_path: Path
) -> None:
    """R55, I5: by its buttons; a stick that is gone is said, and what is safe."""
    page.orders.views.choose("rota")
    page.orders.views.chosen.emit("rota")
    rota = page.orders.rota
    page.click("rota_add")
    box = SlotPage(day.shell, day.qtbot)
    box.click("slot_save")
    assert len(rota.model.rows) == 6
    assert (
        "har en annan tid samtidigt, 08:00–09:30." in page.find(NoteLine, "rota_clash").words.text()
    )
    choose_in_dialog(page, rota.save.trigger, tmp_path / "borta" / "schema.xlsx")
    gone = FilePage(day.shell, day.qtbot)
    assert "Är USB-minnet utdraget?" in gone.error()
    assert "Det som fanns där är orört" in gone.error()
    gone.key(Qt.Key.Key_Escape)
    page.click("rota_open")
    assert day.shell.window.here == "case"


def test_a_file_tells_how_far_it_is_and_is_stopped_with_nothing_written(
    day: Day, page: CompaniesPage, tmp_path: Path
) -> None:
    """I14: bar and cancel as with all that is long; what was there is as it was."""
    begun, go_on = Event(), Event()

    def write(path: Path, steps: Steps) -> Manifest:
        steps.at(1, 3)
        begun.set()
        assert go_on.wait(120)
        steps.at(2, 3)
        raise AssertionError(path)

    job = FileJob("Spara schemat", "schema.pdf", write)
    box = FileBox(page.orders, day.desk, day.shell.background, job)
    box.open()
    box.write(tmp_path / "schema.pdf")
    day.qtbot.waitUntil(lambda: "1 av 3" in box.progress.words.text(), timeout=120_000)
    assert begun.wait(120)
    box.leave.click()
    go_on.set()
    page.settle()
    shown = FilePage(day.shell, day.qtbot)
    assert "Exporten avbröts." in shown.error()
    assert "Inget är skrivet." in shown.error()
    assert not list(tmp_path.glob("*schema*"))
    shown.key(Qt.Key.Key_Escape)


@pytest.mark.begins_at(Step.PRACTICAL, small_company)
def test_the_certificates_of_an_order_are_chosen_where_many_are_printed(day: Day) -> None:
    """Progress counts who is done; one press leads to the certificates, all of them chosen."""
    company = next(one.id for one in day.desk.companies.list() if one.orders)
    day.shell.window.go("companies", (company, "orders"))
    page = CompaniesPage(day.shell, day.qtbot)
    page.settle()
    assert page.says("1 av 1 klara")
    page.click("order_print")
    room = day.shell.window.screen_of("certificates")
    assert isinstance(room, CertificatesScreen)
    assert day.shell.window.here == "certificates"
    assert len(room.chosen) == 1


@in_every_look
def test_the_room_in_every_look(
    *,
    page: CompaniesPage,
    day: Day,
    tmp_path: Path,
    size: QSize,
    scale: int,
    language: str,
    theme: str,
) -> None:
    """The list, an order's people and rota, and the boxes: nothing clipped, every reason said."""
    window, name = day.shell.window, f"{scale}-{language}-{theme}"
    window.resize(size)
    tab, screen = page.orders, page.screen
    assert isinstance(screen, CompaniesScreen)
    tab.table.choose_rows([1], 1)
    for view in ("people", "rota"):
        tab.views.choose(view)
        tab.views.chosen.emit(view)
        page.settle()
        settle(window)
        draw(window, f"company-{view}-{name}")
        assert clipped_texts(window) == [], view
    opened = (tab.rota.ask, tab.rota.change.click, tab.add.click, tab.change.click)
    for open_box in (*opened, screen.one.facts.click, tab.side.basis.click):
        open_box()
        page.settle()
        box = next(one for one in window.findChildren(QDialog) if one.isVisible())
        draw(box, f"company-{box.objectName()}-{name}")
        assert clipped_texts(box) == [], box.objectName()
        box.reject()
        settle(window)
    look_at_import(page, tmp_path / "lista.csv", name, is_narrow=scale == 200)
    screen.show_all()
    page.settle()
    draw(window, f"companies-{name}")
    assert clipped_texts(window) == []


def look_at_import(page: CompaniesPage, listed: Path, name: str, *, is_narrow: bool) -> None:
    """A list with a row refused: why is said under it where its column is too narrow."""
    listed.write_text("Namn;Personnummer\nAnna Ny;198901112386\nBo Fel;198901112390\n", "utf-8")
    page.orders.take_in_list(listed)
    page.settle()
    box = next(one for one in page.shell.window.findChildren(QDialog) if one.isVisible())
    assert isinstance(box, ImportBox)
    box.table.choose_row(1)
    settle(box)
    draw(box, f"company-{box.objectName()}-{name}")
    assert box.findChild(NoteLine, "import_why").isVisibleTo(box) is is_narrow
    assert clipped_texts(box) == []
    box.reject()
