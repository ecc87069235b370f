"""Today: resume first, what is booked, what needs attention, a new case."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTableView
from pytestqt.qtbot import QtBot

from app.workspace import Desks, Workspace
from tests.app.protocols.shipped import shipped_codes
from tests.desk_work import desks as desks_in
from tests.factories import FixedClock
from tests.pages import NewCaseBox, TodayPage
from tests.ui.drawing import SMALL, clipped_texts
from ui.application import Shell
from ui.widgets.tiles import ChoiceTile


@pytest.fixture
def desks(home_at_work: Path, clock: FixedClock, tmp_path: Path) -> Desks:
    """A desk in the middle of a day."""
    return desks_in(shutil.copytree(home_at_work, tmp_path / "desks"), clock)


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> TodayPage:
    """Today, on view after unlock."""
    made = TodayPage(shell, qtbot)
    made.settle()
    return made


def test_the_case_last_worked_in_is_resumed_in_one_press(
    page: TodayPage, shell: Shell, open_desk: Workspace
) -> None:
    resume = open_desk.today.view().resume
    assert resume is not None
    assert page.says(f"Fortsätt: {resume.name}")
    assert page.says("praktiskt prov · område 2 av 8")
    assert page.says("1 område klart")
    page.click("resume_act")
    assert shell.window.here == "case"


def test_everybody_booked_today_stands_in_the_table(page: TodayPage, open_desk: Workspace) -> None:
    rows = page.cells("today_table")
    booked = open_desk.today.view().booked
    assert [row[1] for row in rows] == [line.name for line in booked]
    assert [row[2] for row in rows] == [*["CNC-operatör"] * 4, "Svetsare MAG"]
    assert [row[4] for row in rows][:3] == ["Bevis utfärdat", "Pågår", "Bokad"]


def test_enter_in_the_table_opens_the_case(page: TodayPage, shell: Shell) -> None:
    table = page.find(QTableView, "today_table")
    table.setFocus()
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Return)
    assert shell.window.here == "case"


def test_what_needs_attention_says_what_and_until_when(page: TodayPage) -> None:
    assert page.says("Ackrediteringen går ut om 27 dagar")
    assert not page.sees("attention_unsent")


def test_the_week_is_told_in_words_too(page: TodayPage) -> None:
    assert page.says("1 av 11 klara")
    assert page.says("Vecka ")


def test_a_new_case_asks_who_and_which_role_and_opens(
    page: TodayPage, shell: Shell, open_desk: Workspace, qtbot: QtBot
) -> None:
    page.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    box = NewCaseBox(shell, qtbot)
    assert box.is_open
    box.write("search_text", "nyberg")
    box.click("new_case_open")
    assert shell.window.here == "case"
    person = open_desk.people.search("nyberg").lines[0]
    card = open_desk.people.card(person.id)
    assert card.open_case is not None


def test_the_box_of_a_new_case_fits_the_smallest_window_with_every_role_in_it(
    page: TodayPage, shell: Shell, qtbot: QtBot
) -> None:
    """The roles scroll; the first, which one may validate, is chosen and on view."""
    shell.window.resize(SMALL)
    page.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    box = shell.window.findChild(QDialog, "new_case")
    assert isinstance(box, QDialog)
    tiles = box.findChildren(ChoiceTile)
    assert len(tiles) == len(shipped_codes())
    assert box.height() <= SMALL.height()
    assert clipped_texts(box) == []
    assert tiles[0].isChecked()
    assert tiles[0].visibleRegion().boundingRect().height() == tiles[0].height()


def test_a_case_already_open_is_shown_instead_of_a_second_one(
    page: TodayPage, shell: Shell, qtbot: QtBot
) -> None:
    """I5."""
    page.click("today_new")
    box = NewCaseBox(shell, qtbot)
    box.write("search_text", "wallin")
    box.click("new_case_open")
    assert box.is_open
    assert box.error()
    box.press_error_offer()
    assert not box.is_open
    assert shell.window.here == "case"


def test_a_change_is_seen_at_once_and_everything_speaks_english(
    page: TodayPage, open_desk: Workspace, shell: Shell
) -> None:
    case_id = open_desk.today.view().booked[4].case_id
    open_desk.course.cancel(case_id, "Sjuk")
    page.qtbot.waitUntil(lambda: "Avbokad" in str(page.cells("today_table")), timeout=120_000)
    shell.appearance.set_language("en")
    page.settle()
    assert page.says("Booked today")
    assert page.says("The accreditation expires in 27 days")
    assert shell.window.screen_of("today").title.startswith("Good ")
