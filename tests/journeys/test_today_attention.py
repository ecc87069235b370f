"""From what asks for attention on Today to the step of the case where it is done."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.case import Step
from app.domain.missing import may_await_lab
from app.usecases.lab import LabOrder
from app.usecases.practical import Piece, Seen
from tests.day import Day
from tests.desk_work import CaseWalk, rate_all
from tests.pages import TodayPage
from tests.pages_case import CasePage
from tests.two_hands import colleague, rate_alone
from ui.screens.case.screen import CaseScreen
from ui.widgets.attention import Attention as AttentionRow

ELIN = "Elin Sjöberg"


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_late_laboratory_answer_leads_to_where_it_is_keyed_in(day: Day) -> None:
    """R30: a week before, and on until it is in."""
    walk = day.walk().to(Step.PRACTICAL)
    hand_in_to_lab(walk, date(2026, 5, 8))
    page = today(day)
    assert page.says("Ett labbsvar väntas")
    assert page.says("Karin Lindqvist · CNC-operatör · senast 8 maj 2026")
    day.lock()
    day.clock.advance(timedelta(days=6))
    day.unlock()
    assert page.says("Ett labbsvar är försenat")
    follow(page, "attention_lab_answer")
    assert CasePage(day.shell, day.qtbot, day.settle).find(QWidget, "lab_card").isVisible()


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_second_assessor_and_the_one_who_leads_are_led_to_the_practical(day: Day) -> None:
    """R29: first the rating that waits, then the differences."""
    walk = day.walk().to(Step.PRACTICAL)
    day.desk.two_assessors.choose(walk.case_id, colleague(day.desk, ELIN))
    rate_alone(day.desk, walk.case_id)
    day.lock()
    day.unlock(ELIN)
    page = today(day)
    assert page.says("Din medbedömning väntar")
    follow(page, "attention_second_waits")
    assert step(day) is Step.PRACTICAL
    rate_alone(day.desk, walk.case_id, 1)
    day.lock()
    day.unlock("Maria Sandberg")
    page = today(day)
    assert page.says("Skillnader att lösa")
    follow(page, "attention_differences")
    assert CasePage(day.shell, day.qtbot, day.settle).find(QWidget, "second_pane").isVisible()


def today(day: Day) -> TodayPage:
    """The first screen."""
    page = TodayPage(day.shell, day.qtbot)
    page.visit()
    return page


def follow(page: TodayPage, name: str) -> None:
    """By keyboard: to the line, then Enter."""
    page.find(AttentionRow, name).link.setFocus()
    page.key(Qt.Key.Key_Return)
    page.settle()


def step(day: Day) -> Step | None:
    """The step of the case on view."""
    screen = day.shell.window.screen_of("case")
    assert day.shell.window.here == "case"
    assert isinstance(screen, CaseScreen)
    return screen._shown


def hand_in_to_lab(walk: CaseWalk, due: date) -> None:
    """A practical with one criterion that waits for the laboratory."""
    desk = walk.desk
    sitting = desk.practical.start(walk.case_id, Piece("P-17"))
    measured = next(c.id for c in walk.protocol.criteria if may_await_lab(c) and c.measured)
    rate_all(desk, sitting)
    desk.practical.observe(sitting, measured, Seen(awaits_lab=True))
    desk.practical.hand_in(sitting, LabOrder(Piece("P-17"), due))
