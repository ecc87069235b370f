"""Accreditation expired, or not for the role: nothing begins or is signed, and it says why."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton

from app.domain.case import CaseState, Step
from app.domain.desks import PRACTICE_PIN
from tests.day import Day
from tests.desk_work import booked_case
from tests.pages import Page
from ui.widgets.note_line import NoteLine
from ui.widgets.pin_pad import PinPad


@pytest.mark.begins_at(Step.PRACTICAL)
def test_somebody_whose_accreditation_ran_out_begins_nothing(day: Day) -> None:
    """R1: told on the first screen and at the door: since when, and what to do."""
    case_id = day.walk().to(Step.PRACTICAL).case_id
    day.lock()
    day.unlock("Olof Hedberg")
    window = Page(day.shell, day.qtbot)
    assert window.says("Ackrediteringen har gått ut")
    assert window.says("Gick ut 12 april 2026. Inget nytt kan startas eller signeras.")
    page = day.case_page(case_id)
    page.click("practical_start")
    assert "Ackrediteringen för CNC-1 gick ut den 12 april 2026." in window.error()
    assert "låt någon med giltig ackreditering" in window.error()
    assert day.desk.cases.view(case_id).sitting_of(Step.PRACTICAL) is None
    window.press_error_offer()
    assert day.shell.window.here == "sync"


def test_another_role_is_said_to_be_another_role(day: Day) -> None:
    """R1: Per is accredited, but for assembling; the arrival says so before he is asked more."""
    case_id = booked_case(day.desk)
    day.lock()
    day.unlock("Per Nyström")
    page = day.case_page(case_id)
    told = page.find(NoteLine, "start_hindrance")
    assert told.isVisible()
    assert "Din ackreditering omfattar inte CNC-1." in told.words.text()


def test_a_sitting_over_midnight_is_finished_and_a_colleague_signs(day: Day) -> None:
    """R1: the last day ends during the practical; the work stands, somebody accredited signs."""
    walk = day.walk()
    day.clock.advance(timedelta(days=27, hours=11, minutes=50))
    walk.to(Step.PRACTICAL)
    page = day.case_page(walk.case_id)
    page.click("practical_start")
    sitting = day.desk.cases.view(walk.case_id).sitting_of(Step.PRACTICAL)
    assert sitting is not None
    walk.rate_areas(sitting, None)
    day.clock.advance(timedelta(minutes=20))
    day.desk.practical.hand_in(sitting)
    day.case_page(walk.case_id)
    window = Page(day.shell, day.qtbot)
    assert page.step is Step.DECISION
    assert window.says("Ackrediteringen för CNC-1 gick ut den 31 maj 2026.")
    assert not page.find(QAbstractButton, "sign").isEnabled()
    day.lock()
    day.unlock("Elin Sjöberg")
    page = day.case_page(walk.case_id)
    page.click("sign")
    pad = page.dialog("pin_box").findChild(PinPad)
    assert pad is not None
    day.qtbot.keyClicks(pad, PRACTICE_PIN)
    page.settle()
    view = day.desk.cases.view(walk.case_id)
    assert view.state is CaseState.DECIDED
    assert view.history[-1].actor == "Elin Sjöberg"


def test_the_nearer_the_last_day_the_stronger_the_warning(day: Day) -> None:
    """R3: 90, 30 and 7 days before; on the first screen and when a case begins."""
    window, case_id = Page(day.shell, day.qtbot), booked_case(day.desk)
    assert window.says("Ackrediteringen går ut om 27 dagar")
    page = day.case_page(case_id)
    told = page.find(NoteLine, "start_expiring").words.text()
    assert told == "Din ackreditering gäller till 31 maj 2026."
    day.clock.advance(timedelta(days=27))
    day.shell.window.go("today")
    day.settle()
    assert window.says("Ackrediteringen går ut idag")
