"""How the test ends or stands still: time, leaving, crash, full disk, handing in."""

import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.case import SittingState, Step
from app.domain.desks import PRACTICE_PIN
from app.domain.protocol import ItemKind
from app.workspace import Workspace
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import NOON, FixedClock
from tests.pages_candidate import CTRL, CandidatePage
from tests.ui.screens.candidate.conftest import Begun
from ui.application import Shell, build_window
from ui.background import Background
from ui.commands import COMMANDS
from ui.screens.candidate import CandidateScreen

Show = Callable[[Workspace, UUID], CandidatePage]
WRONG = "000000"


@pytest.fixture
def small_files() -> Iterator[Callable[[], None]]:
    """Makes every file as good as full, for this process; room again at the end."""
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, allowed[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, allowed)


def room_again() -> None:
    """The disk has room."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def test_the_countdown_never_shows_more_than_the_last_beat(
    page: CandidatePage, clock: FixedClock
) -> None:
    """R20: the beat is the truth, and the screen follows it down."""
    before = page.screen.test.head.time.left
    clock.advance(20)
    page.screen._run.beat()
    page.settle()
    assert page.screen.test.head.time.left <= before - 20


def test_when_time_is_up_the_test_is_handed_in(
    page: CandidatePage, desk: Workspace, begun: Begun, clock: FixedClock, left: list[UUID]
) -> None:
    """What is answered counts; calm words; the assessor lets one out."""
    page.write("b")
    _use_up(page, clock)
    assert page.page == "assessor_page"
    assert page.words("turn_title") == "Tiden är slut"
    paper = desk.theory.paper(begun.sitting_id)
    assert paper.state is SittingState.HANDED_IN
    assert len(paper.answers) == 1
    page.enter_secret(PRACTICE_PIN)
    assert left == [begun.case_id]


def test_an_answer_after_the_time_is_told(page: CandidatePage, clock: FixedClock) -> None:
    """It is not kept, and the words say of which question."""
    for _ in range(200):
        clock.advance(30)
        if page.screen._run.clock.left:
            page.screen._run._theory.heartbeat(page.screen._run.sitting_id)
    page.write("b")
    assert page.words("turn_title") == "Tiden är slut"
    told = [one.text() for one in page.screen.assessor.findChildren(QLabel) if one.isVisible()]
    assert any("hann inte sparas på fråga 1" in words for words in told)


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


def test_a_paused_test_goes_on_by_the_pin_at_the_same_question(
    page: CandidatePage, show: Show, desk: Workspace, begun: Begun, clock: FixedClock
) -> None:
    """The time stood still meanwhile and the questions were hidden."""
    page.go_to(12)
    page.key(Qt.Key.Key_Escape)
    page.enter_secret(PRACTICE_PIN)
    left = desk.theory.paper(begun.sitting_id).seconds_left
    clock.advance(600)
    again = show(desk, begun.sitting_id)
    assert again.page == "assessor_page"
    assert again.words("turn_title") == "Provet är pausat"
    again.enter_secret(PRACTICE_PIN)
    assert again.page == "question_page"
    assert again.number == 12
    assert again.screen.test.head.time.left == left


def test_after_a_crash_it_goes_on_at_the_same_place_with_no_more_time(
    page: CandidatePage,
    show: Show,
    desk: Workspace,
    home: Path,
    begun: Begun,
    clock: FixedClock,
    tmp_path: Path,
) -> None:
    """R18: the disk as it was at the cut, a new process, the assessor confirms the lost time."""
    number = _choices(desk, begun)[1]
    page.go_to(number)
    page.write("2")
    clock.advance(25)
    page.screen._run.beat()
    page.settle()
    answer = desk.theory.paper(begun.sitting_id).answers
    left = page.screen.test.head.time.left
    crashed = tmp_path / "crashed"
    shutil.copytree(home, crashed)
    clock.advance(17 * 60)
    with closing(practice_desk(crashed, clock)) as reopened:
        again = show(reopened, begun.sitting_id)
        assert again.words("turn_title") == "Provet blev avbrutet"
        told = [one.text() for one in again.screen.assessor.lines]
        assert told[0] == f"Provet stod still från {_hour(NOON)}:00 till {_hour(NOON)}:17."
        assert told[1].startswith("17 minuter gick förlorade.")
        again.enter_secret(PRACTICE_PIN)
        assert again.page == "question_page"
        assert again.number == number
        assert again.screen.test.head.time.left <= left
        assert reopened.theory.paper(begun.sitting_id).answers == answer
        again.write("1")
        assert again.words("saved_words") == "Svaret är sparat"
        again.screen._run.clock.stop()


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
    assert "4 frågor är kvar" in page.screen.assessor.asks.text()
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
    page.tell("Validanden mår illa")
    again = show(desk, begun.sitting_id)
    assert "Orsak: Validanden mår illa" in [one.text() for one in again.screen.assessor.lines]
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


def test_a_full_disk_is_said_and_the_answer_can_be_given_again(
    page: CandidatePage, desk: Workspace, begun: Begun, small_files: Callable[[], None]
) -> None:
    """Nothing is lost on screen; what is not saved is said with words; again makes it durable."""
    item = page.question.id
    small_files()
    page.write("c")
    assert page.words("saved_words") == "Svaret är inte sparat"
    assert page.error
    assert "inte sparad" in page.chip(1)
    room_again()
    page.go_to(2)
    page.go_to(1)
    assert page.words("saved_words") == "Svaret är inte sparat"
    page.screen.test.errors._act_button.click()
    page.settle()
    assert page.words("saved_words") == "Svaret är sparat"
    assert not page.error
    assert desk.theory.paper(begun.sitting_id).answers[item]


def test_what_was_not_saved_is_sent_again_when_the_disk_has_room(
    page: CandidatePage, desk: Workspace, begun: Begun, small_files: Callable[[], None]
) -> None:
    """The next heartbeat that is kept takes the answer along."""
    item = page.question.id
    small_files()
    page.write("c")
    room_again()
    page.screen._run.beat()
    page.settle()
    assert page.words("saved_words") == "Svaret är sparat"
    assert desk.theory.paper(begun.sitting_id).answers[item]


def test_nothing_is_handed_in_while_an_answer_is_not_saved(
    page: CandidatePage, small_files: Callable[[], None]
) -> None:
    """The question says so, and saving again opens the way."""
    small_files()
    page.write("c")
    room_again()
    page.click("hand_in")
    assert not page.part(QAbstractButton, "hand_in_yes").isEnabled()
    page.click("save_again")
    assert page.part(QAbstractButton, "hand_in_yes").isEnabled()


def test_only_the_newest_answer_waits_while_one_is_on_its_way(
    page: CandidatePage, desk: Workspace, begun: Begun, qtbot: QtBot, background: Background
) -> None:
    """The next is sent when the one before is durable; slow saving is said calmly."""
    from threading import Event

    page.go_to(_choices(desk, begun)[0])
    gate = Event()
    background.run(page.screen, gate.wait, lambda _opened: None)
    for sign in "abd":
        qtbot.keyClicks(page.screen.test.question, sign)
    assert page.words("saved_words") != "Svaret är sparat"
    qtbot.waitUntil(lambda: page.words("saved_words") == "Sparar …")
    gate.set()
    page.settle()
    assert page.words("saved_words") == "Svaret är sparat"
    question = page.question
    assert desk.theory.paper(begun.sitting_id).answers[question.id] == (question.options[3].id,)


def test_handing_in_tells_what_is_blank_and_what_is_marked(
    page: CandidatePage, walk: CaseWalk
) -> None:
    """One clear question; every blank is one press away."""
    page.answer(walk.right_answer(page.question.id))
    page.click("mark")
    page.click("hand_in")
    blank = page.part(QWidget, "blank").findChildren(QAbstractButton)
    assert [button.text() for button in blank] == [str(number) for number in range(2, 41)]
    assert [one.text() for one in page.part(QWidget, "marked").findChildren(QAbstractButton)] == [
        "1"
    ]
    assert "1 av 40" in page.words("hand_in_words")
    page.click("go_23", "blank")
    assert page.page == "question_page"
    assert page.number == 23


def test_handing_in_is_asked_once_and_ends_the_test(
    page: CandidatePage, desk: Workspace, begun: Begun, left: list[UUID]
) -> None:
    """No leads back; yes closes it; the desk stays out of reach until the PIN."""
    page.click("hand_in")
    page.key(Qt.Key.Key_Escape)
    assert page.page == "question_page"
    page.click("hand_in")
    page.click("hand_in_yes")
    assert desk.theory.paper(begun.sitting_id).state is SittingState.HANDED_IN
    assert page.words("turn_title") == "Provet är inlämnat"
    assert not left
    page.key(Qt.Key.Key_Escape)
    assert page.page == "assessor_page"
    page.enter_secret(PRACTICE_PIN)
    assert left == [begun.case_id]
    assert desk.cases.view(begun.case_id).next_step is Step.PRACTICAL


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


def _choices(desk: Workspace, begun: Begun) -> list[int]:
    """The numbers of the questions answered by one key."""
    questions = desk.theory.paper(begun.sitting_id).questions
    return [at for at, one in enumerate(questions, 1) if one.kind is ItemKind.SINGLE]


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone():%H}"


def _use_up(page: CandidatePage, clock: FixedClock) -> None:
    """Let the time pass, beat by beat."""
    for _ in range(400):
        if page.page != "question_page":
            return
        clock.advance(30)
        page.screen._run.beat()
        page.settle()
    raise AssertionError("time is never up")
