"""The decision, the talk and the certificate on the screen."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit

from app.domain.case import CaseState, Step
from app.domain.desks import PRACTICE_PIN
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock
from tests.pages_case import CasePage
from ui.language import set_language
from ui.screens.case.decision import DecisionPane
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pin_pad import PinPad


@pytest.fixture
def weak(walk: CaseWalk) -> CaseWalk:
    """Somebody who has one area left."""
    walk.weak_areas = ("matteknik",)
    return walk


def _pad(page: CasePage) -> PinPad:
    pad = page.dialog("pin_box").findChild(PinPad)
    assert pad is not None
    return pad


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_area_that_remains_is_explained_first_in_plain_words(
    page: CasePage, weak: CaseWalk
) -> None:
    page.open(weak.to(Step.DECISION).case_id)
    pane = page.screen.pane
    assert isinstance(pane, DecisionPane)
    assert page.find(TextLabel, "outcome_kind").text() == "Delbevis"
    assert page.find(TextLabel, "outcome_words").text() == "7 av 8 områden visade"
    assert pane.table.current_id == "matteknik"
    assert "6" in page.find(QAbstractButton, "show_criteria").text()
    page.key(Qt.Key.Key_Down)
    assert pane.table.current_id == "material"
    page.click("show_criteria")
    assert pane.criteria.isVisible()


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_wrong_pin_says_how_many_tries_are_left_and_the_right_one_signs(
    page: CasePage, weak: CaseWalk, desk: Workspace
) -> None:
    """R31, R46: signed once; when, and until when it can be contested."""
    page.open(weak.to(Step.DECISION).case_id)
    page.click("sign")
    page.qtbot.keyClicks(_pad(page), "999999")
    page.settle()
    wrong = page.dialog("pin_box").findChild(NoteLine, "pin_wrong")
    assert wrong is not None
    assert "4" in wrong.words.text()
    assert _pad(page).pin == ""
    page.qtbot.keyClicks(_pad(page), PRACTICE_PIN)
    page.settle()
    assert desk.cases.view(weak.case_id).state is CaseState.DECIDED
    assert "25 maj 2026" in page.find(NoteLine, "signing_state").words.text()
    assert page.step is Step.DECISION
    page.click("sign")
    assert page.step is Step.FEEDBACK


@pytest.mark.begins_at(Step.PRACTICAL)
def test_what_hinders_the_signature_is_said_and_nothing_can_be_pressed(
    page: CasePage, weak: CaseWalk, clock: FixedClock
) -> None:
    """R1: the accreditation ended before the decision."""
    weak.to(Step.DECISION)
    clock.advance(timedelta(days=60))
    page.open(weak.case_id)
    assert not page.find(QAbstractButton, "sign").isEnabled()
    assert "2026" in page.find(NoteLine, "signing_state").words.text()


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_talk_is_a_draft_until_it_has_been_held(
    page: CasePage, weak: CaseWalk, desk: Workspace
) -> None:
    """R36: what is missing stands at its field; what is written survives another visit."""
    page.open(weak.to(Step.FEEDBACK).case_id)
    page.click("complete")
    assert page.focus.objectName() == "responsible"
    page.write("Per Nystrom")
    page.find(QComboBox, "measure").setEditText("Egen övning i mätrummet")
    page.find(QPlainTextEdit, "comment").setPlainText("Jag känner igen mig.")
    page.screen.may_leave()
    page.settle()
    talk = desk.feedback.view(weak.case_id)
    assert talk.plan[0].text == "Egen övning i mätrummet"
    assert talk.comment == "Jag känner igen mig."
    set_language("en")
    page.settle()
    assert page.find(QLineEdit, "responsible").text() == "Per Nystrom"
    set_language("sv")
    page.settle()
    page.on()
    assert page.step is Step.CERTIFICATE


@pytest.mark.begins_at(Step.PRACTICAL)
def test_the_certificate_is_saved_by_its_number_and_the_case_closed(
    page: CasePage, weak: CaseWalk, desk: Workspace, tmp_path: Path
) -> None:
    """I12: the file's name is the number, never a person's."""
    page.open(weak.to(Step.CERTIFICATE).case_id)
    page.click("issue")
    line = desk.certificates.of_case(weak.case_id)
    assert line is not None
    page.click("save_pdf")
    dialog = page.dialog("choose_file")
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == f"{line.number}.pdf"
    dialog.fileSelected.emit(str(tmp_path / "bevis.pdf"))
    dialog.reject()
    page.settle()
    assert (tmp_path / "bevis.pdf").read_bytes().startswith(b"%PDF")
    page.click("issue")
    assert desk.cases.view(weak.case_id).state is CaseState.CLOSED
    assert page.find(TextLabel, "certificate_title").isVisible()


def test_without_a_case_the_screen_says_what_to_do(page: CasePage) -> None:
    page.shell.window.go("case")
    page.settle()
    assert page.screen._empty.words.text().startswith("Här arbetar du med ett ärende.")
    with page.qtbot.waitSignal(page.screen.go, timeout=120_000) as went:
        page.screen._empty.button.click()
    assert went.args == ["today", None]
