"""The clock set back: it warns, signs nothing, loses nothing, and goes on once it is right."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.domain.case import CaseState, Step
from app.domain.desks import PRACTICE_PIN
from app.usecases.people import NewPerson
from tests.day import Day
from tests.pages import Page
from ui.widgets.pin_pad import PinPad


@pytest.mark.begins_at(Step.DECISION)
def test_a_clock_two_days_behind_locks_signing_until_it_is_right(day: Day) -> None:
    """I11: told on the first screen and in the case; the assessor's work is as it was."""
    walk = day.walk().to(Step.DECISION)
    day.clock.advance(-timedelta(days=2))
    window = Page(day.shell, day.qtbot)
    day.shell.window.go("sync")
    day.shell.window.go("today")
    day.settle()
    assert window.says("Datorns klocka går efter")
    page = day.case_page(walk.case_id)
    assert not page.find(QAbstractButton, "sign").isEnabled()
    assert window.says("Ställ klockan rätt. Sedan går det att signera igen.")
    day.clock.advance(timedelta(days=2, minutes=1))
    page = day.case_page(walk.case_id)
    page.click("sign")
    pad = page.dialog("pin_box").findChild(PinPad)
    assert pad is not None
    day.qtbot.keyClicks(pad, PRACTICE_PIN)
    page.settle()
    assert day.desk.cases.view(walk.case_id).state is CaseState.DECIDED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_nothing_begins_by_a_clock_that_is_behind(day: Day) -> None:
    """I11: a part is not begun at a time before what is signed; the error says what to do."""
    walk = day.walk().to(Step.PRACTICAL)
    page = day.case_page(walk.case_id)
    day.clock.advance(-timedelta(hours=1))
    page.click("practical_start")
    assert "Datorns klocka går fel" in Page(day.shell, day.qtbot).error()
    assert page.step is Step.PRACTICAL
    day.clock.advance(timedelta(hours=1))
    page.click("practical_start")
    assert day.desk.cases.view(walk.case_id).sitting_of(Step.PRACTICAL) is not None


@pytest.mark.begins_at(Step.DECISION)
def test_a_clock_that_ran_ahead_is_set_right_by_two(day: Day) -> None:
    """I11: from the first screen to Settings; a colleague's own PIN, and signing works again."""
    walk = day.walk().to(Step.DECISION)
    day.clock.advance(timedelta(days=20))
    day.desk.people.register(NewPerson("Anna Lind"))
    day.clock.advance(timedelta(minutes=5) - timedelta(days=20))
    window = Page(day.shell, day.qtbot)
    day.shell.window.go("settings")
    day.settle()
    assert window.says("1 post från den felaktiga tiden")
    page = day.case_page(walk.case_id)
    day.shell.window.go("settings")
    day.settle()
    window.click("clock_right")
    box = page.dialog("second_box")
    day.settle()
    elin = next(one.id for one in day.desk.second_persons.others() if one.name == "Elin Sjöberg")
    tile = box.findChild(QAbstractButton, f"second_{elin}")
    pad = box.findChild(PinPad)
    assert tile is not None
    assert pad is not None
    day.qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    day.qtbot.keyClicks(pad, PRACTICE_PIN)
    day.settle()
    assert not window.sees("clock_right")
    page = day.case_page(walk.case_id)
    assert page.find(QAbstractButton, "sign").isEnabled()
