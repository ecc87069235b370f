"""Leaving the test: by the assessor's PIN, with a reason, on a full disk, and by no other key."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.case import SittingState
from app.domain.desks import PRACTICE_PIN
from app.domain.pausing import PauseBetweenAreas
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.pages_candidate import CTRL, CandidatePage
from tests.ui.drawing import DESK, SMALL, clipped_texts, draw, dress
from tests.ui.screens.candidate.conftest import Begun, room_again
from ui.application import Shell, build_window
from ui.commands import COMMANDS
from ui.screens.candidate import CandidateScreen

Show = Callable[[Workspace, UUID], CandidatePage]
WRONG = "000000"


@pytest.mark.parametrize("way", ["escape", "keys", "close"])
def test_leaving_takes_the_assessors_pin(
    page: CandidatePage, desk: Workspace, begun: Begun, left: list[UUID], way: str
) -> None:
    """Escape, Ctrl+Q and closing the window all end at the same door; leaving pauses."""
    if way == "close":
        assert not page.screen.close()
        page.settle()
    else:
        page.key(Qt.Key.Key_Escape) if way == "escape" else page.key(Qt.Key.Key_Q, CTRL)
    page.enter_secret(WRONG)
    assert not left
    assert "Fel PIN-kod. 4 försök kvar." in page.words("secret_note")
    page.enter_secret(PRACTICE_PIN)
    assert left == [begun.case_id]
    assert desk.theory.paper(begun.sitting_id).state is SittingState.PAUSED
    assert page.screen.may_leave()


def test_too_many_wrong_pins_have_to_wait(page: CandidatePage, left: list[UUID]) -> None:
    """The words say how long; the test goes on meanwhile if one wants."""
    page.key(Qt.Key.Key_Escape)
    for _ in range(6):
        page.screen.assessor.given.emit(WRONG)
        page.settle()
    assert "För många försök. Försök igen om" in page.words("secret_note")
    assert not page.screen.assessor.pad.isEnabled()
    page.click("turn_back")
    assert page.page == "question_page"
    assert not left


def test_a_test_that_cannot_be_read_shows_the_way_back(page: CandidatePage) -> None:
    """Nobody is shut in before there is anything to guard."""
    screen = CandidateScreen(page.screen._run._theory, page._background, lambda _secret: None)
    screen.resize(1366, 768)
    screen.show()
    left: list[object] = []
    screen.left.connect(left.append)
    other = CandidatePage(page.qtbot, screen, page._background).open(uuid4())
    assert "finns inte" in screen.errors.what.text()
    screen.errors._act_button.click()
    other.settle()
    assert left == [None]
    assert screen.close()
    screen.deleteLater()


def test_one_may_think_better_of_leaving(page: CandidatePage, left: list[UUID]) -> None:
    """Back to the test, nothing lost."""
    page.write("a")
    page.key(Qt.Key.Key_Escape)
    page.click("turn_back")
    assert page.page == "question_page"
    assert page.words("saved_words") == "Svaret är sparat"
    assert not left


def test_in_the_middle_of_an_area_leaving_takes_a_reason(
    page: CandidatePage, desk: Workspace, begun: Begun, left: list[UUID]
) -> None:
    """R20: asked once the PIN was right, never beside it; kept in the case's history."""
    page.answer(CaseWalk(desk, begun.case_id).right_answer(page.question.id))
    page.key(Qt.Key.Key_Escape)
    told = [one.text() for one in page.screen.assessor.lines]
    assert any("frågor är kvar i området" in words for words in told)
    page.enter_secret(PRACTICE_PIN)
    assert not left
    assert "Frågor kvar i det: 4" in page.screen.assessor.asks.text()
    page.key(Qt.Key.Key_Return)
    assert not left
    page.tell("Brandlarm")
    assert left == [begun.case_id]
    assert desk.cases.view(begun.case_id).history[-1].detail == "Brandlarm"
    assert desk.theory.paper(begun.sitting_id).pause_reason == "Brandlarm"


def test_the_reason_stands_where_the_test_goes_on(
    page: CandidatePage, show: Show, desk: Workspace, begun: Begun
) -> None:
    """R20: and thinking better of it leads back to the question."""
    page.answer(CaseWalk(desk, begun.case_id).right_answer(page.question.id))
    page.key(Qt.Key.Key_Escape)
    page.enter_secret(PRACTICE_PIN)
    page.click("turn_back")
    assert page.page == "question_page"
    page.key(Qt.Key.Key_Escape)
    page.enter_secret(PRACTICE_PIN)
    page.tell("Ont i huvudet")
    again = show(desk, begun.sitting_id)
    assert "Orsak: Ont i huvudet" in [one.text() for one in again.screen.assessor.lines]
    again.enter_secret(PRACTICE_PIN)
    assert again.page == "question_page"


def test_a_full_disk_shuts_nobody_in(
    page: CandidatePage,
    show: Show,
    desk: Workspace,
    begun: Begun,
    left: list[UUID],
    small_files: Callable[[], None],
) -> None:
    """R18, R51: the PIN counts without the disk; the clock stands still; confirmed afterwards."""
    before = desk.theory.paper(begun.sitting_id).seconds_left
    small_files()
    page.key(Qt.Key.Key_Escape)
    page.enter_secret(WRONG)
    assert "Fel PIN-kod. 4 försök kvar." in page.words("secret_note")
    page.enter_secret(PRACTICE_PIN)
    assert not left
    assert page.part(QAbstractButton, "give_secret").text() == "Lämna ändå"
    page.click("give_secret")
    assert left == [begun.case_id]
    room_again()
    again = show(desk, begun.sitting_id)
    assert again.words("turn_title") == "Provet blev avbrutet"
    again.enter_secret(PRACTICE_PIN)
    assert again.page == "question_page"
    assert again.screen.test.head.time.left <= before


@pytest.fixture
def shell(qapp: object) -> Iterator[Shell]:
    """The real window."""
    from app.settings import Settings

    made = build_window(Settings(theme="light"), lambda _settings: None)
    made.window.show()
    yield made
    made.window.close()
    made.background.close()
    made.window.deleteLater()


KEYS = [command.keys for command in COMMANDS if not command.key.startswith("candidate.")]
KEYS += [f"{held}F{number}" for held in ("", "Ctrl+", "Shift+") for number in range(1, 13)]
KEYS += ["Alt+F4", "Ctrl+W", "Ctrl+Tab", "Menu", "Ctrl+C", "Ctrl+V", "Ctrl+A", "Alt+Space", "F10"]


def test_no_key_of_the_desk_reaches_anything(
    shell: Shell, desk: Workspace, begun: Begun, qtbot: QtBot
) -> None:
    """R51: every command's shortcut and every function key, from every part of the test."""
    screen = CandidateScreen(desk.theory, shell.background, desk.check_secret)
    screen.left.connect(lambda _case: shell.window.give_back())
    screen.open_with(begun.sitting_id)
    shell.window.take_over(screen)
    page = CandidatePage(qtbot, screen, shell.background)
    page.settle()
    left: list[object] = []
    screen.left.connect(left.append)
    for part in ("question", "mark", "number" if page.question.unit else "next"):
        for keys in KEYS:
            page.part(QWidget, part).setFocus()
            pressed = QKeySequence(keys)[0]
            page.key(pressed.key(), pressed.keyboardModifiers())
            assert page.page in ("question_page", "hand_in_page"), keys
            assert QApplication.activeModalWidget() is None, keys
            assert QApplication.activePopupWidget() is None, keys
            if page.page == "hand_in_page":
                page.key(Qt.Key.Key_Escape)
    assert not left
    page.key(Qt.Key.Key_Escape)
    page.enter_secret(PRACTICE_PIN)


def test_the_window_belongs_to_the_candidate(
    shell: Shell, desk: Workspace, begun: Begun, qtbot: QtBot
) -> None:
    """R51: closing asks for the PIN, F1 and the places of the desk do nothing."""
    screen = CandidateScreen(desk.theory, shell.background, desk.check_secret)
    screen.left.connect(lambda _case: shell.window.give_back())
    screen.open_with(begun.sitting_id)
    shell.window.take_over(screen)
    page = CandidatePage(qtbot, screen, shell.background)
    page.settle()
    page.key(Qt.Key.Key_F1)
    page.key(Qt.Key.Key_1, CTRL)
    assert page.page == "question_page"
    assert not shell.window.close()
    page.settle()
    assert page.page == "assessor_page"
    page.enter_secret(PRACTICE_PIN)


@pytest.mark.parametrize(("size", "scale"), [(SMALL, 100), (DESK, 200)])
def test_what_is_asked_after_the_pin_is_not_cut_off(
    desk: Workspace, begun: Begun, show: Show, size: QSize, scale: int
) -> None:
    """What happened, and leaving without room on the disk: in a small window and at 200 %."""
    dress("light", scale)
    page = show(desk, begun.sitting_id)
    page.screen.resize(size)
    page.key(Qt.Key.Key_Escape)
    asked = page.screen.assessor
    for name, ask in (("why", asked.ask_what_happened), ("disk", asked.ask_leave_anyway)):
        ask(PauseBetweenAreas(4))
        page.key(Qt.Key.Key_Return) if name == "why" else page.settle()
        draw(page.screen, f"candidate/{name}_{scale}", size)
        assert not clipped_texts(page.screen)
