"""The practical: two keys a criterion, nothing lost, the tolerance judges, F12 stops."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from app.domain.case import SittingState, Step
from app.domain.missing import Missing
from app.usecases.practical import Seen
from app.workspace import Workspace
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import FixedClock
from tests.pages_case import CasePage
from ui.screens.case.practical import PracticalPane
from ui.screens.case.rating_book import RatingBook
from ui.widgets.note_line import NoteLine

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def practical(page: CasePage, walk: CaseWalk) -> PracticalPane:
    """The practical just begun, by Enter."""
    page.open(walk.to(Step.PRACTICAL).case_id)
    page.enter()
    pane = page.screen.pane
    assert isinstance(pane, PracticalPane)
    return pane


def book(pane: PracticalPane) -> RatingBook:
    """What the assessor has in hand."""
    assert pane.book is not None
    return pane.book


def stored(pane: PracticalPane, criterion: str) -> Seen:
    """What the desk's file holds of a criterion."""
    assert pane.sheet is not None
    sheet = pane.work.desk.practical.sheet(pane.sheet.sitting_id)
    seen = {each.criterion.id: each.seen for area in sheet.areas for each in area.criteria}
    return seen[criterion]


def test_a_rating_key_is_all_a_plain_criterion_needs(
    page: CasePage, practical: PracticalPane
) -> None:
    """Stored, and on to the next that is open."""
    practical._go_to("sak-4")
    page.rate(3)
    assert stored(practical, "sak-4").rating == 3
    assert book(practical).current == "sak-5"
    page.rate(4)
    assert stored(practical, "sak-5").rating == 4
    assert book(practical).current == "sak-6"


def test_a_note_that_is_needed_is_asked_for_before_the_next_criterion(
    page: CasePage, practical: PracticalPane
) -> None:
    """R25: below what is required, and where the protocol wants a note."""
    page.rate(2)
    assert book(practical).current == "sak-1"
    assert page.focus.objectName() == "note"
    page.write("Behover en paminnelse om luckan.")
    page.on()
    assert book(practical).current == "sak-2"
    assert stored(practical, "sak-1") == Seen(
        2, "Behover en paminnelse om luckan.", "", False, stored(practical, "sak-1").at
    )


def test_a_note_is_stored_at_a_pause_in_typing_without_leaving_the_field(
    page: CasePage, practical: PracticalPane
) -> None:
    page.key(Qt.Key.Key_V, ALT)
    page.write("Provar nodstopp")
    page.qtbot.waitUntil(
        lambda: stored(practical, "sak-1").note == "Provar nodstopp", timeout=120_000
    )
    assert page.focus.objectName() == "note"


def test_what_is_typed_is_stored_when_one_goes_elsewhere(
    page: CasePage, practical: PracticalPane, walk: CaseWalk
) -> None:
    page.key(Qt.Key.Key_V, ALT)
    page.write("Kort")
    assert page.screen.may_leave()
    page.settle()
    assert stored(practical, "sak-1").note == "Kort"
    page.screen.refresh()
    page.settle()
    assert page.find(QPlainTextEdit, "note").toPlainText() == "Kort"


def test_another_language_and_theme_change_nothing_that_is_written(
    page: CasePage, practical: PracticalPane
) -> None:
    page.key(Qt.Key.Key_V, ALT)
    page.write("Provar")
    page.shell.appearance.set_language("en")
    page.shell.appearance.set_theme("dark")
    page.settle()
    assert page.find(QPlainTextEdit, "note").toPlainText() == "Provar"
    assert page.focus.objectName() == "note"
    assert page.screen.title == "Practical test"
    page.write(" mer")
    page.screen.may_leave()
    page.settle()
    assert stored(practical, "sak-1").note == "Provar mer"


def test_figures_in_a_text_field_are_text_and_alt_figures_rate_everywhere(
    page: CasePage, practical: PracticalPane
) -> None:
    page.key(Qt.Key.Key_V, ALT)
    page.write("2 av 3")
    assert book(practical).here.seen.rating is None
    page.key(Qt.Key.Key_4, ALT)
    page.key(Qt.Key.Key_V, ALT)
    assert book(practical).here.seen.rating == 4
    assert page.find(QPlainTextEdit, "note").toPlainText() == "2 av 3"


@pytest.mark.parametrize(
    ("typed", "words", "within"),
    [("24,990", "Inom toleransen", True), ("25,001", "Utanför toleransen", False)],
)
def test_the_tolerance_judges_a_measured_value_in_words(
    page: CasePage, practical: PracticalPane, typed: str, words: str, within: bool
) -> None:
    """R27: outside it the criterion cannot be rated as met."""
    practical._go_to("kor-3")
    page.rate(3)
    assert page.focus.objectName() == "measured"
    page.write(typed)
    assert page.find(NoteLine, "verdict").words.text() == words
    page.on()
    page.settle()
    assert stored(practical, "kor-3").measured == typed
    lacks = book(practical).sheet("kor-3").missing
    assert (Missing.OUT_OF_TOLERANCE in lacks) is not within


def test_an_expired_gauge_is_warned_of_before_the_start_and_blocks_its_measures_after(
    page: CasePage, walk: CaseWalk, desk: Workspace
) -> None:
    """R12: the gauge noted at arrival had its last day yesterday."""
    walk.to(Step.PRACTICAL)
    yesterday = replace(walk.arrival(), gauge_calibrated_to=date(2026, 5, 3))
    desk.arrivals.note(walk.case_id, yesterday)
    page.open(walk.case_id)
    assert "3 maj 2026" in page.find(NoteLine, "gauge_warning").words.text()
    page.enter()
    pane = page.screen.pane
    assert isinstance(pane, PracticalPane)
    pane._go_to("kor-3")
    page.rate(3)
    assert book(pane).here.missing == (Missing.GAUGE,)
    page.rate(0)
    assert book(pane).here.missing == (Missing.NOTE,)


def test_a_criterion_to_come_back_to_stands_in_the_list_and_a_click_goes_there(
    page: CasePage, practical: PracticalPane
) -> None:
    page.rate(3)
    page.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page.on()
    assert book(practical).current == "sak-2"
    page.click("open_sak-1")
    assert book(practical).current == "sak-1"


def test_finishing_too_early_names_what_is_open_and_changes_nothing(
    page: CasePage, practical: PracticalPane
) -> None:
    """R25: every number, in words, above the step."""
    page.click("finish_later")
    assert page.screen.errors.isVisible()
    assert "1.1" in page.screen.errors.what.text() + page.screen.errors.more.text()
    assert practical.may_rate


def test_f12_stops_at_once_with_the_act_and_what_was_seen(
    page: CasePage, practical: PracticalPane, desk: Workspace, walk: CaseWalk
) -> None:
    """R26: the rest is not assessed; the case goes to its decision."""
    page.key(Qt.Key.Key_F12)
    box = page.dialog("safety_stop_box")
    button = box.findChild(QAbstractButton, "stop_now")
    assert button is not None
    button.click()
    assert box.isVisible()
    note = box.findChild(QPlainTextEdit, "stop_note")
    assert note is not None
    note.setPlainText("Stack in handen medan spindeln rullade.")
    button.click()
    page.settle()
    assert page.step is Step.DECISION
    sitting = desk.cases.view(walk.case_id).sitting_of(Step.PRACTICAL)
    assert sitting is not None
    assert desk.practical.sheet(sitting).state is SittingState.SAFETY_STOPPED


def test_a_pause_stops_the_clock_and_enter_goes_on_at_the_same_criterion(
    page: CasePage, practical: PracticalPane
) -> None:
    practical._go_to("rit-2")
    page.settle()
    page.click("pause")
    assert practical.sheet is not None
    assert practical.sheet.state is SittingState.PAUSED
    page.enter()
    assert practical.may_rate
    assert book(practical).current == "rit-2"


class TestAfterACrash:
    """The same file opened again while the practical was running."""

    @pytest.fixture
    def desk(self, desk_home: Path, clock: FixedClock) -> Iterator[Workspace]:
        """A desk that was cut off ten minutes ago in the middle of a practical."""
        first = practice_desk(desk_home, clock)
        walk = CaseWalk(first, first.today.view().booked[0].case_id).to(Step.PRACTICAL)
        sitting = first.practical.start(walk.case_id)
        first.practical.observe(sitting, "sak-4", Seen(3))
        first.close()
        clock.advance(timedelta(minutes=10))
        again = practice_desk(desk_home, clock)
        yield again
        again.close()

    def test_the_practical_waits_for_the_assessor_at_the_same_place(
        self, page: CasePage, desk: Workspace
    ) -> None:
        """Cut off: nothing is lost, nothing can be rated before the lost time is confirmed."""
        resumed = desk.today.view().resume
        assert resumed is not None
        page.open(resumed.case_id)
        pane = page.screen.pane
        assert isinstance(pane, PracticalPane)
        assert book(pane).current == "sak-4"
        assert pane.incident.isVisible()
        page.rate(1)
        assert stored(pane, "sak-4").rating == 3
        page.click("confirm_incident")
        assert pane.incident.isHidden()
        pane._go_to("sak-5")
        page.rate(3)
        assert stored(pane, "sak-5").rating == 3


def test_the_task_with_its_drawing_is_one_press_away(
    page: CasePage, practical: PracticalPane
) -> None:
    page.click("task_sheet")
    box = page.dialog("task_box")
    close = box.findChild(QWidget, "task_close")
    assert close is not None
    QTest.keyClick(close, Qt.Key.Key_Escape)
    page.settle()
    assert book(practical).current == "sak-1"
