"""A group of 20 from one company, all by keyboard: list, order, rota, cases; undone before that."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.day import Day
from tests.factories import official_numbers
from tests.pages_company import CONTROL, SHIFT, CompaniesPage, RotaBoxPage
from tests.sheets import Cell, write_xlsx

_NUMBERS = [one.personnummer for one in official_numbers() if one.birth_date.year == 1989]
_NAMES = ("Anna", "Bo", "Cecilia", "David", "Eva", "Fredrik", "Gunilla", "Hans", "Ida", "Johan")


def test_a_group_of_twenty_comes_by_list_and_gets_its_rota_and_cases(
    day: Day, tmp_path: Path
) -> None:
    """R49, R50, R54: three broken rows are named and left, seventeen join, and all are followed."""
    page = CompaniesPage(day.shell, day.qtbot)
    page.key(Qt.Key.Key_3, CONTROL)
    assert day.shell.window.here == "companies"
    page.register("Ängby Plåt AB", "556016-0680")
    assert page.screen.title == "Ängby Plåt AB"
    screen = page.screen
    screen.one.choice.findChild(QAbstractButton, "orders").click()  # type: ignore[attr-defined]
    page.settle()
    page.make_order("Hösten 2026")
    box = page.begin_import(_list(tmp_path))
    rows = box.rows()
    assert len(rows) == 20
    assert [row[0] for row in rows if "registreras" not in row[4]] == ["5", "11", "17"]
    assert "kontrollsiffra" in rows[2][4]
    act = box.find(QAbstractButton, "import_take")
    assert act.text() == "Ta in de 17, lämna 3"
    assert act.hasFocus()
    box.key(Qt.Key.Key_Space)
    page.back()
    assert len(page.cells("order_table")) == 17
    _propose(page)
    assert len(page.cells("rota_table")) == 17
    assert not any(row[5] for row in page.cells("rota_table"))
    _open_first(day, page)
    day.shell.window.go("companies")
    page.settle()
    assert page.cells("order_table")[0][5] == "Bokad"
    assert not page.sees("import_undo")  # a case has begun


def _list(folder: Path) -> Path:
    rows: list[tuple[Cell, ...]] = [("Anställda på verkstaden", "", "", "")]
    rows.append(("Namn", "Personnummer", "Anst.nr", "Avdelning"))
    for at in range(20):
        name = f"{_NAMES[at % 10]} Verksam{chr(97 + at)}"
        rows.append((name, _NUMBERS[at], 100 + at, "Svarv" if at % 2 else "Fräs"))
    wrong = _NUMBERS[2][:-1] + str((int(_NUMBERS[2][-1]) + 1) % 10)
    rows[4] = (rows[4][0], wrong, 102, "Fräs")
    rows[10] = ("", *rows[10][1:])
    rows[16] = rows[15]
    return write_xlsx(folder / "verkstaden.xlsx", rows, ["A1:D1"])


def _propose(page: CompaniesPage) -> None:
    """To the rota by the arrow, a proposal by its keys."""
    people = page.find(QAbstractButton, "people")
    people.setFocus()
    page.key(Qt.Key.Key_Right)
    page.key(Qt.Key.Key_Space)
    page.key(Qt.Key.Key_F, CONTROL | SHIFT)
    box = RotaBoxPage(page.shell, page.qtbot)
    box.write("rota_minutes", "100")
    box.write("rota_last", "2026-05-08")
    box.key(Qt.Key.Key_Return)
    page.back()


def _open_first(day: Day, page: CompaniesPage) -> None:
    """Today shows whom the rota expects; Enter in the order begins the case."""
    first = page.cells("rota_table")[0][2]
    page.find(QAbstractButton, "rota").setFocus()
    page.key(Qt.Key.Key_Left)
    page.key(Qt.Key.Key_Space)
    expected = day.desk.today.view().from_rota
    assert expected[0].name == first
    page.to_table("order_table")
    page.key(Qt.Key.Key_Return)
    assert day.shell.window.here == "case"
    assert first not in [line.name for line in day.desk.today.view().from_rota]
