"""A safety-critical criterion failed: one key stops it from anywhere, nothing written is lost."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QPlainTextEdit

from app.domain.case import SittingState, Step
from app.domain.certificate import AreaOutcome
from app.usecases.retest_rules import MeasuresMissing
from tests.day import Day
from tests.desk_work import CaseWalk
from tests.pages_case import CasePage

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

SEEN = "Stack in handen medan spindeln rullade."


@pytest.fixture
def walk(day: Day) -> CaseWalk:
    """A case that is ready for its practical."""
    return day.walk().to(Step.PRACTICAL)


@pytest.fixture
def page(day: Day, walk: CaseWalk) -> CasePage:
    """The practical just begun, by Enter."""
    page = day.case_page(walk.case_id)
    page.enter()
    return page


def press_stop(page: CasePage) -> None:
    """F12, wherever the keyboard is."""
    QTest.keyClick(page.focus, Qt.Key.Key_F12)


def fill_in(page: CasePage, box: QDialog) -> None:
    """What failed, what was seen, the first measure proposed; then stop."""
    for kind, name in ((QAbstractButton, "stop_sak-2"), (QAbstractButton, "stop_now")):
        assert box.findChild(kind, name) is not None
    box.findChild(QAbstractButton, "stop_sak-2").click()
    box.findChild(QPlainTextEdit, "stop_note").setPlainText(SEEN)
    measure = box.findChild(QComboBox, "stop_measure")
    assert measure.currentText().startswith("Kurs i maskinsäkerhet")
    box.findChild(QAbstractButton, "stop_now").click()
    page.settle()


def test_one_key_stops_from_within_a_note_and_keeps_every_letter(
    day: Day, walk: CaseWalk, page: CasePage
) -> None:
    """R26: at once; the criterion failed, the rest is not assessed, not failed."""
    page.key(Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    page.write("Kollar luckan")
    press_stop(page)
    fill_in(page, page.dialog("safety_stop_box"))
    assert page.step is Step.DECISION
    sitting = day.desk.cases.view(walk.case_id).sitting_of(Step.PRACTICAL)
    assert sitting is not None
    sheet = day.desk.practical.sheet(sitting)
    assert sheet.state is SittingState.SAFETY_STOPPED
    seen = {c.criterion.id: c.seen for area in sheet.areas for c in area.criteria}
    assert seen["sak-1"].note == "Kollar luckan"
    assert (seen["sak-2"].rating, seen["sak-2"].note) == (1, SEEN)
    rows = {row.id: row.outcome for row in day.desk.decisions.proposal(walk.case_id).areas}
    assert rows.pop("sakerhet") is AreaOutcome.SAFETY
    assert set(rows.values()) == {AreaOutcome.NOT_ASSESSED}


def test_the_key_is_heard_in_a_box_and_on_another_step(
    day: Day, walk: CaseWalk, page: CasePage
) -> None:
    """R26: with the drawing open, and while somebody looks at the arrival."""
    page.click("task_sheet")
    task = page.dialog("task_box")
    press_stop(page)
    box = page.dialog("safety_stop_box")
    box.reject()
    task.reject()
    page.settle()
    page.screen._on_step(Step.ARRIVAL)
    page.settle()
    bar = day.shell.window.findChild(QAbstractButton, "running_stop")
    assert bar is not None
    assert bar.isVisible()
    press_stop(page)
    fill_in(page, page.dialog("safety_stop_box"))
    assert page.step is Step.DECISION
    assert not bar.isVisible()


def test_who_goes_back_to_the_test_finds_what_was_written(page: CasePage) -> None:
    """Escape by accident loses nothing: neither the practical nor the reason."""
    press_stop(page)
    box = page.dialog("safety_stop_box")
    note = box.findChild(QPlainTextEdit, "stop_note")
    assert note is not None
    note.setPlainText(SEEN)
    box.findChild(QAbstractButton, "stop_sak-1").click()  # type: ignore[union-attr]
    QTest.keyClick(note, Qt.Key.Key_Escape)
    page.settle()
    assert page.step is Step.PRACTICAL
    press_stop(page)
    again = page.dialog("safety_stop_box").findChild(QPlainTextEdit, "stop_note")
    assert again is not None
    assert again.toPlainText() == SEEN


def test_a_paused_practical_can_be_stopped_as_it_stands(
    day: Day, walk: CaseWalk, page: CasePage
) -> None:
    """R26: the clock stands still, the key does not."""
    page.click("pause")
    press_stop(page)
    fill_in(page, page.dialog("safety_stop_box"))
    assert page.step is Step.DECISION


def test_a_retest_waits_for_the_measure_that_was_named(
    day: Day, walk: CaseWalk, page: CasePage
) -> None:
    """R26 R35: what has to be done first stands in the plan, and keeps the retest until it is."""
    press_stop(page)
    fill_in(page, page.dialog("safety_stop_box"))
    walk.to(Step.CERTIFICATE)
    plan = {measure.area: measure.text for measure in day.desk.feedback.view(walk.case_id).plan}
    assert plan["sakerhet"].startswith("Kurs i maskinsäkerhet")
    day.desk.certificates.issue(walk.case_id)
    day.desk.cases.close(walk.case_id)
    day.clock.advance(timedelta(days=walk.protocol.rules.waiting_days + 1))
    offer = day.desk.retests.of_case(walk.case_id)
    assert offer is not None
    assert isinstance(offer.hindrance, MeasuresMissing)
    today = day.clock.now().date()
    day.desk.follow_ups.mark_done(walk.case_id, "sakerhet", today)
    offer = day.desk.retests.of_case(walk.case_id)
    assert offer is not None
    assert not isinstance(offer.hindrance, MeasuresMissing)
