"""A group of 20 from one company: issued, printed and saved as one, by keyboard, in the window."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QTableView, QWidget

from app.domain.case import CaseState
from app.domain.desks import PRACTICE_PIN
from app.storage.tables import CaseRow
from app.usecases.batch import TalkMissing
from tests.day import Day
from tests.desk_work import practice_desk
from tests.many_cases import COMPANY, ready_cases, stored_issued, stored_order
from tests.pages import BoxPage, Page, choose_in_dialog, type_text
from tests.stored_homes import StoredHomes
from ui.screens.certificates import CertificatesScreen
from ui.screens.issue_box import IssueBox
from ui.screens.report_lines import ReportLines
from ui.widgets.pin_pad import PinPad

COUNT, FEW = 20, 4
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

LP = """#!/bin/sh
cd '{folder}' || exit 1
number=0
for job in job*; do [ -e "$job" ] && number=$((number + 1)); done
read -r paper < paper
[ "$number" -lt "$paper" ] || {{ echo 'lp: slut på papper' >&2; exit 1; }}
printf '%s\\n' "$@" > "$(printf 'job%03d' "$number")"
while [ -e hold ] && [ "$number" -eq 2 ]; do sleep 0.01; done
"""


@pytest.fixture(scope="module")
def practice_home(homes: StoredHomes) -> Path:
    """Twenty of one company, ready for their certificates."""
    return stored_order(homes, COUNT)


@pytest.fixture(scope="module")
def issued_home(homes: StoredHomes) -> Path:
    """The same, issued."""
    return stored_issued(homes, COUNT)


@pytest.fixture
def issued(issued_home: Path) -> Path:
    """The order is issued already."""
    return issued_home


@pytest.fixture
def few(homes: StoredHomes) -> Path:
    """An order of four: what is the same for twenty is seen at fewer."""
    return stored_order(homes, FEW)


@pytest.fixture
def desk_home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The test's own copy; issued already, or of few, where the test asks for that."""
    asked = [name for name in ("issued", "few") if name in request.fixturenames]
    home: Path = request.getfixturevalue((*asked, "practice_home")[0])
    return shutil.copytree(home, tmp_path / "desks")


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A print program of this test's own; each job leaves its arguments in the folder."""
    folder, programs = tmp_path / "printer", tmp_path / "bin"
    folder.mkdir()
    programs.mkdir()
    (folder / "paper").write_text("1000\n")
    (programs / "lp").write_text(LP.format(folder=folder))
    (programs / "lpstat").write_text("#!/bin/sh\necho Kontoret\n")
    for program in programs.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    return folder


def jobs(printer: Path) -> list[str]:
    """The titles of the jobs, in the order they came."""
    return [job.read_text().splitlines()[3] for job in sorted(printer.glob("job*"))]


def box(day: Day, name: str) -> BoxPage:
    """A box over the window."""
    page = BoxPage(day.shell, day.qtbot)
    page.name = name
    return page


def report(page: BoxPage) -> str:
    """What the box tells of the end."""
    return page.find(ReportLines, "batch_report").text


def screen(day: Day) -> CertificatesScreen:
    """The room of certificates, on view."""
    found = day.shell.window.screen_of("certificates")
    assert isinstance(found, CertificatesScreen)
    return found


def give_pin(day: Day, secret: str) -> None:
    """Type the PIN where it is asked for."""
    pad = box(day, "pin_box").root.findChild(PinPad)
    assert pad is not None
    type_text(pad, secret)
    day.qtbot.waitUntil(lambda: day.shell.background.idle, timeout=120_000)  # twenty files
    day.settle()


def go(day: Day) -> Page:
    """To the room by its keys."""
    page = Page(day.shell, day.qtbot)
    day.shell.window.activateWindow()
    day.qtbot.waitUntil(day.shell.window.isActiveWindow, timeout=120_000)
    page.key(Qt.Key.Key_4, CTRL)
    day.settle()
    return page


def tab_to(day: Day, name: str) -> QWidget:
    """Tab until the keyboard is at the widget of this name."""
    for _ in range(30):
        boxes = [box for box in day.shell.window.findChildren(QDialog) if box.isVisible()]
        front = boxes[-1] if boxes else day.shell.window
        here = front.focusWidget() or front
        if here.objectName() == name:
            return here
        day.qtbot.keyClick(here, Qt.Key.Key_Tab)
    raise AssertionError(f"the keyboard never came to {name}")


def press(day: Day, name: str) -> None:
    """Tab to a button and press it with the space bar."""
    day.qtbot.keyClick(tab_to(day, name), Qt.Key.Key_Space)
    day.settle()


def test_twenty_are_issued_with_one_pin_and_printed_in_order(day: Day, printer: Path) -> None:
    """R38 I7: from the room's keys to twenty papers without touching the mouse."""
    names = [day.desk.cases.view(case).name for case in ready_cases(day.desk)]
    page = go(day)
    page.key(Qt.Key.Key_U, CTRL | SHIFT)
    issuing = box(day, "issue_box")
    issuing.settle()
    company = issuing.find(QComboBox, "issue_company")
    company.setFocus()
    day.qtbot.keyClick(company, Qt.Key.Key_V)
    assert company.currentText() == COMPANY
    table = issuing.find(QTableView, "issue_table")
    table.setFocus()
    assert issuing.find(QAbstractButton, "issue_now").text() == f"Utfärda ({COUNT})"
    day.qtbot.keyClick(table, Qt.Key.Key_Return)
    give_pin(day, PRACTICE_PIN)
    assert f"{COUNT} bevis utfärdade" in report(issuing)
    assert "väntar" not in report(issuing)
    assert len(screen(day).chosen) == COUNT
    press(day, "issue_now")
    printing = box(day, "print_many_box")
    printing.settle()
    press(day, "copies_now")
    assert f"{COUNT} bevis skickade till Kontoret" in report(printing)
    printing.key(Qt.Key.Key_Escape)
    assert not printing.is_open
    numbers = {line.number: line for line in day.desk.certificates.list()}
    assert [numbers[title].name for title in jobs(printer)] == names
    assert {line.prints for line in numbers.values()} == {1}


def test_a_wrong_pin_is_told_and_the_right_one_goes_on(day: Day) -> None:
    """Nothing is issued before the PIN was right; giving up issues nothing."""
    go(day).key(Qt.Key.Key_U, CTRL | SHIFT)
    issuing = box(day, "issue_box")
    issuing.settle()
    issuing.click("issue_now")
    pin = box(day, "pin_box")
    give_pin(day, "000000")
    assert pin.sees("pin_wrong")
    pin.key(Qt.Key.Key_Escape)
    assert issuing.is_open
    assert day.desk.certificates.list() == ()
    assert issuing.find(QAbstractButton, "issue_now").text() == f"Utfärda ({COUNT + 1})"
    issuing.key(Qt.Key.Key_Escape)
    assert not issuing.is_open


def test_today_leads_to_what_waits_and_a_hindered_case_is_opened(day: Day) -> None:
    """R36: the one whose talk is missing says so, cannot be ticked, and Enter leads to it."""
    hindered = ready_cases(day.desk)[4]
    with day.desk.desk.database.transaction() as session:
        session.get_one(CaseRow, hindered).state = CaseState.DECIDED
    page = Page(day.shell, day.qtbot)
    day.shell.window.go("sync")
    day.shell.window.go("today")
    day.settle()
    attention = page.find(QWidget, "attention_unissued")
    link = attention.findChild(QAbstractButton)
    assert link is not None
    assert page.says(f"{COUNT} beslut väntar på bevis")
    link.setFocus()
    day.qtbot.keyClick(link, Qt.Key.Key_Space)
    issuing = box(day, "issue_box")
    issuing.settle()
    found = issuing.root
    assert isinstance(found, IssueBox)
    assert len(found.chosen) == COUNT
    found.table.choose_rows(range(COUNT), found.model.row_of(hindered))
    assert hindered not in found.chosen
    before = found.chosen
    day.qtbot.keyClick(found.table, Qt.Key.Key_Space)
    assert found.chosen == before
    day.qtbot.keyClick(found.table, Qt.Key.Key_Return)
    day.settle()
    assert day.shell.window.here == "case"
    assert not issuing.is_open


@pytest.mark.usefixtures("few")
def test_one_refused_is_named_and_the_others_are_issued(day: Day) -> None:
    """R46: the report is honest, the case that waits stands in the box with its reason."""
    go(day).key(Qt.Key.Key_U, CTRL | SHIFT)
    issuing = box(day, "issue_box")
    issuing.settle()
    issuing.click("issue_now")
    refused = ready_cases(day.desk)[0]
    with day.desk.desk.database.transaction() as session:  # meanwhile, at another window
        session.get_one(CaseRow, refused).state = CaseState.DECIDED
    give_pin(day, PRACTICE_PIN)
    assert f"{FEW} bevis utfärdade" in report(issuing)
    assert "1 väntar" in report(issuing)
    found = issuing.root
    assert isinstance(found, IssueBox)
    assert [row.case_id for row in found.model.rows] == [refused]
    assert isinstance(found.model.rows[0].hindrance, TalkMissing)
    issuing.key(Qt.Key.Key_Escape)


@pytest.mark.usefixtures("issued")
def test_rows_are_chosen_by_keys_and_stay_chosen(day: Day) -> None:
    """Space and Shift add, Ctrl+A takes all; a change elsewhere takes nothing away."""
    page, here = go(day), screen(day)
    here.table.setFocus()
    page.key(Qt.Key.Key_Down, SHIFT)
    page.key(Qt.Key.Key_Down, CTRL)
    page.key(Qt.Key.Key_Down, CTRL)
    page.key(Qt.Key.Key_Space)
    chosen = [line.number for line in here.chosen]
    assert [here.model.row_of(line.id) for line in here.chosen] == [0, 1, 3]
    assert page.says("3 bevis valda")
    assert page.says(f"3 av {COUNT} valda")
    day.desk.certificates.save(here.chosen[0].id, day.home / "en.pdf")
    day.settle()
    assert [line.number for line in here.chosen] == chosen
    page.key(Qt.Key.Key_A, CTRL)
    assert len(here.chosen) == COUNT
    page.click("selection_none")
    assert len(here.chosen) == 1


@pytest.mark.usefixtures("issued")
def test_the_list_is_narrowed_and_says_so_until_it_shows_all(day: Day) -> None:
    """Remembered in the settings; what fits nothing says what to do."""
    page, here = go(day), screen(day)
    page.key(Qt.Key.Key_F, CTRL | SHIFT)
    choice = box(day, "filter_box")
    choice.find(QComboBox, "filter_state").setCurrentIndex(3)
    choice.find(QComboBox, "filter_order").setCurrentIndex(1)
    choice.key(Qt.Key.Key_Return)
    day.settle()
    assert here.model.rows == ()
    assert page.says("Visar bara")
    assert day.shell.appearance.settings.certificates.order == "name"
    page.click("narrowed_clear")
    names = [line.name for line in here.model.rows]
    assert len(names) == COUNT
    assert [name.split()[-1] for name in names] == sorted(n.split()[-1] for n in names)
    page.write("search_text", "vaggeryds meka")
    assert len(here.model.rows) == COUNT
    page.write("search_text", "vaggeryds zzz")
    assert here.model.rows == ()


@pytest.mark.usefixtures("issued")
def test_a_printer_without_paper_is_gone_on_with(day: Day, printer: Path) -> None:
    """The seventh is refused: the box says where, and the rest comes when there is paper."""
    page = go(day)
    screen(day).table.setFocus()
    page.key(Qt.Key.Key_A, CTRL)
    (printer / "paper").write_text("6")
    page.key(Qt.Key.Key_P, CTRL)
    printing = box(day, "print_many_box")
    printing.settle()
    printing.click("copies_now")
    assert "6 bevis skickade" in report(printing)
    assert "slut på papper" in report(printing)
    assert "14 är kvar" in report(printing)
    (printer / "paper").write_text("1000")
    printing.click("copies_now")
    assert "14 bevis skickade" in report(printing)
    assert len(jobs(printer)) == len(set(jobs(printer))) == COUNT


@pytest.mark.usefixtures("issued")
def test_all_are_saved_as_one_file_and_one_by_one(day: Day, tmp_path: Path) -> None:
    """One for printing with a bookmark each; a folder of files, asked once about those there."""
    page = go(day)
    screen(day).table.setFocus()
    page.key(Qt.Key.Key_A, CTRL)
    whole, folder = tmp_path / "alla.pdf", tmp_path / "bevis"
    folder.mkdir()
    choose_in_dialog(page, lambda: page.click("selection_one"), whole)
    saving = box(day, "save_one_box")
    assert "Filen är för utskrift" in report(saving)
    saving.key(Qt.Key.Key_Escape)
    with pikepdf.open(whole) as made:
        assert len(made.open_outline().root) == COUNT
    choose_in_dialog(page, lambda: page.click("selection_many"), folder)
    each = box(day, "save_many_box")
    assert f"{COUNT} filer sparade i bevis" in report(each)
    each.key(Qt.Key.Key_Escape)
    assert len(list(folder.glob("*.pdf"))) == COUNT
    choose_in_dialog(page, lambda: page.click("selection_many"), folder)
    each.settle()
    assert each.says(f"{COUNT} filer med samma namn finns redan")
    each.click("copies_now")
    assert f"{COUNT} filer fanns redan" in report(each)


@pytest.mark.usefixtures("issued")
@pytest.mark.parametrize("leave", ["lock", "close", "escape"])
def test_leaving_in_the_middle_stops_at_a_whole_certificate(
    day: Day, printer: Path, leave: str
) -> None:
    """Lock, shutting down and Escape let the job under way end and begin no other."""
    page = go(day)
    screen(day).table.setFocus()
    page.key(Qt.Key.Key_A, CTRL)
    (printer / "hold").write_text("")
    page.key(Qt.Key.Key_P, CTRL)
    printing = box(day, "print_many_box")
    printing.settle()
    _press(day, printing, "copies_now")
    day.qtbot.waitUntil(lambda: len([*printer.glob("job*")]) == 3, timeout=120_000)
    _leave(day, printing, leave)
    (printer / "hold").unlink()
    if leave == "close":
        day.shell.background.close()
    else:
        day.settle()
    assert len(jobs(printer)) == 3
    desk = practice_desk(day.home, day.clock) if leave == "lock" else day.desk
    assert sorted(line.prints for line in desk.certificates.list())[-4:] == [0, 1, 1, 1]
    if leave == "escape":
        assert "3 bevis skickade" in report(printing)
        assert "17 är kvar" in report(printing)
    if leave == "lock":
        assert not [b for b in day.shell.window.findChildren(QDialog) if b.isVisible()]
        desk.close()


def _leave(day: Day, printing: BoxPage, how: str) -> None:
    ways: dict[str, Callable[[], object]] = {
        "lock": day.session.lock,
        "close": lambda: setattr(day.shell.background.network, "_closed", True),
        "escape": lambda: day.qtbot.keyClick(printing.root, Qt.Key.Key_Escape),
    }
    ways[how]()


def _press(day: Day, page: BoxPage, name: str) -> None:
    """Press without waiting for what it does."""
    day.qtbot.mouseClick(page.find(QAbstractButton, name), Qt.MouseButton.LeftButton)
