"""Waiting for a laboratory at the screen: asked for at hand-in, said on the decision, keyed in."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QWidget

from app.domain.case import SittingState, Step
from app.domain.missing import may_await_lab
from app.domain.protocol import Evidence
from app.workspace import Workspace
from tests.desk_work import CaseWalk, a_photo, seen
from tests.pages_case import CasePage
from ui.screens.case.practical import PracticalPane
from ui.widgets.note_line import NoteLine

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def measured(walk: CaseWalk) -> str:
    """The criterion that a laboratory is to measure."""
    return next(c.id for c in walk.protocol.criteria if may_await_lab(c) and c.measured)


@pytest.fixture
def practical(page: CasePage, walk: CaseWalk, measured: str) -> PracticalPane:
    """Everything rated but one criterion, on view."""
    desk = walk.to(Step.PRACTICAL).desk
    page.open(walk.case_id)
    page.find(QLineEdit, "piece_number").setText("P-17")
    page.click("practical_start")
    pane = page.screen.pane
    assert isinstance(pane, PracticalPane)
    assert pane.sheet is not None
    seen_there = {}
    for area in pane.sheet.areas:
        for sheet in area.criteria:
            if sheet.criterion.evidence is Evidence.PHOTO:
                desk.photos.add(pane.sheet.sitting_id, sheet.criterion.id, a_photo())
            if sheet.criterion.id != measured:
                seen_there[sheet.criterion.id] = seen(sheet, 3)
    desk.practical.observe_all(pane.sheet.sitting_id, seen_there)
    pane.load()
    page.settle()
    pane._go_to(measured)
    page.settle()
    return pane


def part(box: QDialog, kind: type[W], name: str) -> W:
    """A part of a box."""
    found = box.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def hand_in(page: CasePage) -> None:
    """To the laboratory by its key, then finish."""
    page.key(Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    page.click("finish")
    box = page.dialog("lab_order_box")
    assert part(box, QLineEdit, "lab_piece").text() == "P-17"
    part(box, QLineEdit, "lab_due").setText("2026-05-12")
    part(box, QAbstractButton, "lab_order").click()
    page.settle()


def test_the_case_says_what_it_waits_for_and_until_when(
    page: CasePage, practical: PracticalPane, desk: Workspace, walk: CaseWalk
) -> None:
    """R30: the test piece noted at the start, the day asked for at the end."""
    hand_in(page)
    assert page.step is Step.DECISION
    assert page.find(NoteLine, "lab_until").words.text() == "Väntar på labbsvar till 12 maj 2026"
    assert not page.find(QAbstractButton, "sign").isEnabled()
    sitting = desk.cases.view(walk.case_id).sitting_of(Step.PRACTICAL)
    assert sitting is not None
    assert desk.practical.sheet(sitting).piece.number == "P-17"


def test_the_answer_is_keyed_in_and_the_decision_can_be_signed(
    page: CasePage, practical: PracticalPane, desk: Workspace, walk: CaseWalk
) -> None:
    """R27 R30: report, value judged by its tolerance, step."""
    hand_in(page)
    page.click("lab_key_in")
    box = page.dialog("lab_box")
    save, step = part(box, QAbstractButton, "lab_save"), part(box, QAbstractButton, "lab_rating_3")
    value, reference = part(box, QLineEdit, "lab_measured"), part(box, QLineEdit, "lab_reference")
    lacks = part(box, NoteLine, "lab_lacks")
    save.click()
    assert "rapportnummer" in lacks.words.text()
    reference.setText("R-2026-88")
    step.click()
    save.click()
    assert "mätvärde saknas" in lacks.words.text()
    (line,) = desk.lab.view(walk.case_id).lines
    limits = line.criterion.measured
    assert limits is not None
    page.qtbot.keyClicks(value, str(limits.nominal).replace(".", ","))
    assert part(box, NoteLine, "lab_verdict").words.text() == "Inom toleransen"
    save.click()
    page.settle()
    sitting = desk.cases.view(walk.case_id).sitting_of(Step.PRACTICAL)
    assert sitting is not None
    assert desk.practical.sheet(sitting).state is SittingState.SCORED
    assert page.find(QAbstractButton, "sign").isEnabled()
    assert (
        page.find(NoteLine, "lab_until").isHidden()
        or not page.find(NoteLine, "lab_until").isVisible()
    )
