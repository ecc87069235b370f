"""Conflict of interest: declared at arrival, noted there, in the way, taken away with a reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit

from app.domain.case import Step
from app.domain.ties import TieKind
from tests.day import Day
from tests.desk_work import booked_case
from tests.pages import Page
from tests.pages_case import CasePage
from ui.widgets.note_line import NoteLine

TICKS = (
    "document_passport",
    *(f"briefed_{n}" for n in range(1, 7)),
    "privacy_accepted",
    "impartial",
)


def fill(page: CasePage, *left_out: str) -> None:
    """Everything the arrival asks for but what is left out."""
    for name in TICKS:
        if name not in left_out:
            page.click(name)
    for name, text in (
        ("machine", "Svarv 4"),
        ("gauge", "Mikrometer 14"),
        ("gauge_calibrated_to", "2099-01-31"),
    ):
        page.find(QLineEdit, name).setText(text)


def test_who_does_not_declare_impartiality_receives_nobody(day: Day) -> None:
    """R4: the one tick is asked for where it stands."""
    case_id = booked_case(day.desk)
    page = day.case_page(case_id)
    fill(page, "impartial")
    page.click("arrive")
    assert page.step is Step.ARRIVAL
    assert page.focus.objectName() == "impartial"
    page.key(Qt.Key.Key_Space)
    page.on()
    assert page.step is Step.SELF_ASSESSMENT


def test_who_trained_the_person_notes_it_and_hands_over(day: Day) -> None:
    """R4: noted from the arrival by keyboard; says until when; a mistake is taken away again."""
    case_id = booked_case(day.desk)
    page, window = day.case_page(case_id), Page(day.shell, day.qtbot)
    fill(page)
    page.click("note_tie")
    box = page.dialog("tie_box")
    kind = box.findChild(QComboBox, "tie_kind")
    assert kind is not None
    kind.setCurrentIndex(kind.findData(TieKind.TRAINED))
    press(day, box, "tie_note_it")
    assert box.isVisible()
    since = box.findChild(QLineEdit, "tie_since")
    assert since is not None
    day.qtbot.keyClicks(since, "2026-01-05")
    press(day, box, "tie_note_it")
    page.settle()
    told = page.find(NoteLine, "start_hindrance").words.text()
    assert "Maria Sandberg har utbildat validanden och får bedöma först efter den 5 januari" in told
    page.click("arrive")
    assert "Låt en kollega bedöma" in window.error()
    person = day.desk.cases.view(case_id).person_id
    day.shell.window.go("people", person)
    day.settle()
    window.click("remove_tie_trained")
    box = page.dialog("remove_tie_box")
    press(day, box, "tie_remove_it")
    assert box.isVisible()
    reason = box.findChild(QLineEdit, "tie_reason")
    assert reason is not None
    day.qtbot.keyClicks(reason, "Kursen var en annan Karin")
    press(day, box, "tie_remove_it")
    assert day.desk.ties.of(person) == ()
    page = day.case_page(case_id)
    assert page.find(NoteLine, "start_hindrance").isHidden()
    page.on()
    assert page.step in (Step.ARRIVAL, Step.SELF_ASSESSMENT)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_an_assessor_who_is_the_candidate_judges_nothing(day: Day) -> None:
    """R4: found on the person card; from then on the link holds everywhere."""
    walk = day.walk().to(Step.PRACTICAL)
    person = day.desk.cases.view(walk.case_id).person_id
    page = day.case_page(walk.case_id)
    day.shell.window.go("people", person)
    day.settle()
    window = Page(day.shell, day.qtbot)
    window.click("add_tie")
    box = page.dialog("tie_box")
    kind = box.findChild(QComboBox, "tie_kind")
    assert kind is not None
    kind.setCurrentIndex(kind.findData(TieKind.SELF))
    press(day, box, "tie_note_it")
    assert [line.kind for line in day.desk.ties.of(person)] == [TieKind.SELF]
    page = day.case_page(walk.case_id)
    page.click("practical_start")
    assert "Maria Sandberg är själv validand i det här ärendet." in window.error()


def press(day: Day, box: QDialog, name: str) -> None:
    """Press a button of the box."""
    button = box.findChild(object, name)
    assert button is not None
    day.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    day.settle()
