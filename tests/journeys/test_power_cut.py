"""Power cut, crash, kill: every answer kept, the same place, the clock stopped, told, confirmed."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.settings import Settings
from tests.day import Day, turn_away
from tests.desk_work import seen
from tests.factories import FixedClock
from tests.pages import Page
from tests.pages_candidate import CTRL, CandidatePage
from ui.application import build_window
from ui.screens.candidate import CandidateScreen

Cut = Callable[[Day], Day]


@pytest.fixture
def cut(tmp_path: Path, clock: FixedClock, qtbot: QtBot) -> Iterator[Cut]:
    """Pulls the plug: the desk as it stands on disk, 17 minutes later in a new window.

    Real kills of real processes are in tests/faults.
    """
    opened: list[Day] = []

    def pull(day: Day) -> Day:
        day.settle()
        home = shutil.copytree(day.home, tmp_path / "after")
        day.shell.window.hide()
        clock.advance(timedelta(minutes=17))
        shell = build_window(Settings(theme="light"), lambda _settings: None)
        shell.window.show()
        shell.window.activateWindow()
        again = Day(home, shell, clock, qtbot)
        opened.append(again)
        again.unlock()
        return again

    yield pull
    for day in opened:
        turn_away(day.session)
        day.shell.window.close()
        day.shell.background.close()
        day.shell.window.deleteLater()


def candidate(day: Day) -> CandidatePage:
    """Candidate mode over the window."""
    screen = day.shell.window.findChild(CandidateScreen)
    assert screen is not None
    page = CandidatePage(day.qtbot, screen, day.shell.background)
    page.settle()
    return page


@pytest.mark.begins_at(Step.THEORY)
def test_a_theory_test_goes_on_where_the_light_went_out(day: Day, cut: Cut) -> None:
    """R18, R20: begun, answered, cut off; offered first thing, confirmed by PIN, nothing lost."""
    case_id = day.walk().to(Step.THEORY).case_id
    day.case_page(case_id).on()
    test = candidate(day)
    walk = day.walk(case_id)
    for _ in range(3):
        test.answer_by_keys(walk.right_answer(test.question.id))
        test.next()
    day.clock.advance(20)
    test.screen._run.beat()
    test.settle()
    number, left = test.number, test.screen.test.head.time.left
    given = day.desk.theory.paper(sitting_of(day, case_id)).answers

    again = cut(day)
    assert Page(again.shell, again.qtbot).sees("resume")
    again.qtbot.keyClick(again.shell.window, Qt.Key.Key_R, CTRL)
    again.settle()
    again.case_page(case_id).on()
    test = candidate(again)
    assert test.words("turn_title") == "Provet blev avbrutet"
    told = [one.text() for one in test.screen.assessor.findChildren(QLabel)]
    assert any("17 minuter gick förlorade" in words for words in told)
    test.enter_secret(PRACTICE_PIN)
    assert test.page == "question_page"
    assert test.number == number == 4
    assert test.screen.test.head.time.left <= left
    assert again.desk.theory.paper(sitting_of(again, case_id)).answers == given
    assert len(given) == 3
    told_kinds = [line.kind for line in again.desk.cases.view(case_id).history]
    assert told_kinds[-1] == "incident_confirmed"
    test.answer_by_keys(walk.right_answer(test.question.id))
    assert test.words("saved_words") == "Svaret är sparat"
    test.key(Qt.Key.Key_Escape)
    test.enter_secret(PRACTICE_PIN)
    test.tell("Brandlarm")


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_practical_goes_on_where_the_light_went_out(day: Day, cut: Cut) -> None:
    """R18: ratings and notes of the last moment are there; nothing is rated before it is seen."""
    case_id = day.walk().to(Step.PRACTICAL).case_id
    desk = day.desk
    sitting = desk.practical.start(case_id)
    first = desk.practical.sheet(sitting).areas[0].criteria[0]
    desk.practical.observe(sitting, first.criterion.id, seen(first, 3))
    used = desk.practical.sheet(sitting).seconds

    again = cut(day)
    page = again.case_page(case_id)
    bar = page.find(QAbstractButton, "confirm_incident")
    assert bar.isVisible()
    page.click("confirm_incident")
    assert not bar.isVisible()
    sheet = again.desk.practical.sheet(sitting)
    assert sheet.incident is None
    assert sheet.areas[0].criteria[0].seen.rating == 3
    assert sheet.seconds - used < 60


def sitting_of(day: Day, case_id: UUID) -> UUID:
    """The theory sitting of the case."""
    found = day.desk.cases.view(case_id).sitting_of(Step.THEORY)
    assert found is not None
    return found
