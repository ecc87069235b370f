"""Today on a day with nobody booked and nothing begun."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.usecases.today import TodayView, WeekDay
from app.workspace import Workspace
from tests.pages import NewCaseBox, TodayPage
from ui.application import Shell
from ui.screens.today import TodayScreen


@pytest.fixture
def page(open_desk: Workspace, shell: Shell, qtbot: QtBot) -> TodayPage:
    """Today, with an empty day on view."""
    made = TodayPage(shell, qtbot)
    made.settle()
    now = open_desk.desk.clock.now()
    week = tuple(WeekDay(now.date() + timedelta(n), 0, 0, 0) for n in range(5))
    screen = made.screen
    assert isinstance(screen, TodayScreen)
    screen.show_view(TodayView(now, None, (), (), week, 0, None))
    return made


def test_an_empty_day_offers_a_new_case(page: TodayPage, shell: Shell, qtbot: QtBot) -> None:
    assert page.says("Ingen är bokad idag")
    assert page.says("Inget just nu.")
    assert page.says("I morgon: ingen bokad")
    assert not page.sees("resume")
    page.click("today_new")
    assert NewCaseBox(shell, qtbot).is_open
