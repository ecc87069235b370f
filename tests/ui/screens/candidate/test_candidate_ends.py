"""How the test ends or stands still: time, leaving, crash, full disk, handing in."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.case import SittingState, Step
from app.domain.desks import PRACTICE_PIN
from app.domain.protocol import ItemKind
from app.workspace import Workspace
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import NOON, FixedClock
from tests.pages_candidate import CandidatePage
from tests.ui.screens.candidate.conftest import Begun, room_again
from ui.background import Background

Show = Callable[[Workspace, UUID], CandidatePage]
WRONG = "000000"


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
    qtbot.waitUntil(lambda: page.words("saved_words") == "Sparar …", timeout=120_000)
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
