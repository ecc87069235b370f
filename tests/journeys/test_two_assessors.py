"""Two assessors on one laptop: each rates alone and blind, the differences are settled together."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from tests.day import Day
from tests.pages_case import CasePage
from tests.two_hands import rate_alone
from ui.screens.case.second_box import SecondBox
from ui.screens.case.second_choice import SecondChoiceBox
from ui.screens.case.second_pane import SecondPane

ELIN = "Elin Sjöberg"


@pytest.mark.begins_at(Step.PRACTICAL)
def test_two_rate_blind_and_what_they_settle_counts(day: Day) -> None:
    """R29: chosen at the start, blind until both have handed in, settled, confirmed by both."""
    case_id = day.walk().to(Step.PRACTICAL).case_id
    page = day.case_page(case_id)
    _choose_second(day, page)
    assert ELIN in _said(page.find(QWidget, "second_choice"))
    rate_alone(day.desk, case_id)
    page.open(case_id)
    waiting = page.find(SecondPane, "second_pane")
    assert waiting.isVisible()
    assert ELIN in _said(waiting)
    day.lock()
    day.unlock(ELIN)
    page = day.case_page(case_id)
    assert "Din bedömning väntar" in _said(page.find(QWidget, "second_choice"))
    (weak,) = rate_alone(day.desk, case_id, 1)
    page = page.open(case_id)
    _settle(day, page, case_id, weak)
    assert page.step is Step.DECISION
    areas = day.desk.decisions.proposal(case_id).areas
    shown = {s.criterion.id: s.seen for area in areas for s in area.criteria}
    assert (shown[weak].rating, shown[weak].note) == (2, "Vi såg samma sak.")


def _choose_second(day: Day, page: CasePage) -> None:
    page.click("second_choose")
    box = page.dialog("second_choice_box")
    assert isinstance(box, SecondChoiceBox)
    day.qtbot.keyClick(page.focus, Qt.Key.Key_Space)
    day.qtbot.mouseClick(box.act, Qt.MouseButton.LeftButton)
    day.settle()


def _settle(day: Day, page: CasePage, case_id: UUID, weak: str) -> None:
    """By keyboard: a rating, a note, saved; then the colleague's PIN."""
    pane = page.find(SecondPane, "second_pane")
    assert pane.isVisible()
    assert "Vi såg" not in _said(pane)
    page.rate(2)
    note = page.find(QPlainTextEdit, "settle_note")
    note.setFocus()
    page.write("Vi såg samma sak.")
    page.on()
    assert day.desk.agreeing.of(case_id).lines[0].criterion.id == weak
    assert pane.side.close_all.isVisible()
    page.on()
    box = page.dialog("second_box")
    assert isinstance(box, QDialog)
    assert isinstance(box, SecondBox)
    day.qtbot.keyClicks(page.focus, PRACTICE_PIN)
    day.settle()
    page.settle()


def _said(part: QWidget) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel))
