"""People: found while typing, by keyboard; the card; a case begun or opened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.pages import NewCaseBox, PeoplePage, RegisterBox
from ui.application import Shell
from ui.models.people_rows import bare
from ui.widgets.cells import CellRole


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> PeoplePage:
    """People, on view."""
    made = PeoplePage(shell, qtbot)
    made.visit()
    return made


def test_nothing_typed_shows_those_last_touched(page: PeoplePage) -> None:
    assert len(page.cells("people_table")) == 24
    assert page.says("24 personer · senaste först")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lindq", "Karin Lindqvist"),
        ("ÅBERG", "Mikael Åberg"),
        ("aberg", "Mikael Åberg"),
        ("wojcik", "Tomasz Wójcik"),
        ("198705212382", "Karin Lindqvist"),
        ("870521-2382", "Karin Lindqvist"),
        ("1987-05-21", "Karin Lindqvist"),
    ],
)
def test_a_person_is_found_by_name_number_and_birth_date(
    page: PeoplePage, typed: str, found: str
) -> None:
    assert found in page.search(typed)


def test_a_company_finds_its_people_and_its_letters_are_marked(page: PeoplePage) -> None:
    names = page.search("granvik")
    assert "Eva Lindström" in names
    model = page.screen.list.model  # type: ignore[attr-defined]
    assert model.index(0, 2).data(CellRole.MATCHES) == ((0, 7),)


def test_marked_letters_stay_in_place_with_accents() -> None:
    for text in ("Łukasik", "Wójcik", "Åberg", "Petrović", "Straße ß"):
        assert len(bare(text)) == len(text)
    assert bare("Łukasik") == "lukasik"


def test_typing_fast_ends_with_the_answer_to_what_stands_there(
    page: PeoplePage, qtbot: QtBot
) -> None:
    field = page.find(QLineEdit, "search_text")
    qtbot.keyClicks(field, "lindqxyz")
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Backspace)
    page.settle()
    assert [row[0] for row in page.cells("people_table")] == ["Karin Lindqvist"]
    assert page.says("1 av 24")


def test_the_best_match_is_current_and_on_the_card_whoever_was_before(page: PeoplePage) -> None:
    page.search("åberg")
    assert page.says("Mikael Åberg")
    page.screen.refresh()
    names = page.search("lindq")
    assert names == ["Karin Lindqvist"]
    assert page.row("people_table") == 0
    assert page.screen.panel.name.text() == "Karin Lindqvist"  # type: ignore[attr-defined]


def test_nobody_found_says_so_and_offers_to_register(
    page: PeoplePage, shell: Shell, qtbot: QtBot
) -> None:
    assert page.search("zzzz") == []
    assert page.says("0 av 24")
    page.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    box = RegisterBox(shell, qtbot)
    assert box.find(QLineEdit, "register_name").text() == "Zzzz"


def test_arrows_in_the_field_walk_the_rows_and_the_card_follows(page: PeoplePage) -> None:
    names = page.search("lind")
    page.key(Qt.Key.Key_Down)
    assert page.row("people_table") == 1
    assert page.says(names[1])
    page.key(Qt.Key.Key_Up)
    assert page.row("people_table") == 0


def test_the_card_tells_the_number_masked_and_what_happened(page: PeoplePage) -> None:
    page.search("lindqvist")
    assert page.says("19870521-••••")
    assert not page.says("2382")
    assert page.says("Bokad: CNC-operatör")
    history = page.screen.panel._history  # type: ignore[attr-defined]
    assert "Registrerad" in history.accessibleName()
    assert "Ärendet öppnat" in history.accessibleName()


def test_enter_opens_the_case_of_somebody_booked(page: PeoplePage, shell: Shell) -> None:
    page.search("lindqvist")
    page.key(Qt.Key.Key_Return)
    assert shell.window.here == "case"


def test_enter_begins_a_case_for_somebody_without(
    page: PeoplePage, shell: Shell, qtbot: QtBot
) -> None:
    page.search("magnus")
    page.key(Qt.Key.Key_Return)
    box = NewCaseBox(shell, qtbot)
    assert box.says("För Magnus Lindahl")
    box.click("new_case_open")
    assert shell.window.here == "case"


def test_a_protected_person_is_hidden_in_the_list_and_reading_is_logged(
    page: PeoplePage, open_desk: Workspace
) -> None:
    """R55."""
    known = open_desk.people.register(NewPerson("Sara Hemlig", protected=True))
    page.settle()
    assert "Sara Hemlig" not in page.search("")
    assert "Sara Hemlig" not in page.search("sara")
    page.shell.window.go("people", known)
    page.settle()
    assert page.says("Skyddad · läsningen är loggad")


def test_a_person_asked_for_from_elsewhere_is_current(
    page: PeoplePage, open_desk: Workspace, shell: Shell
) -> None:
    page.search("lind")
    wanted = open_desk.people.search("forsberg").lines[0]
    shell.window.go("people", wanted.id)
    page.settle()
    assert page.says(wanted.name)
    assert page.screen.panel.person_id == wanted.id  # type: ignore[attr-defined]


def test_the_place_in_the_list_is_kept_on_return(page: PeoplePage, shell: Shell) -> None:
    page.search("lind")
    page.key(Qt.Key.Key_Down)
    shell.window.go("today")
    page.settle()
    page.visit()
    assert page.find(QLineEdit, "search_text").text() == "lind"
    assert page.row("people_table") == 1


def test_everything_speaks_english(page: PeoplePage, shell: Shell) -> None:
    page.search("lindqvist")
    shell.appearance.set_language("en")
    page.settle()
    assert page.says("1 of 24 · best match first")
    assert page.says("Booked: CNC")
