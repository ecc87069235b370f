"""A welder's case goes to the reviewer, comes back with a note, and is agreed to."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.case import CaseState, Step
from app.domain.course import Verdict
from tests.colleagues import ELIN
from tests.day import Day
from tests.desk_work import CaseWalk
from tests.pages_registers import PinPage, ReviewPage, SecondPage
from ui.widgets.note_line import NoteLine

NOTE = "Egenkontrollen saknar motivering i två kriterier."


def test_a_case_is_sent_back_and_then_agreed_to(day: Day) -> None:
    """R7, I9: judged alone before the decision is shown; signed by keyboard with both codes."""
    person = day.desk.people.search("Linnea").lines[0].id
    walk = CaseWalk(day.desk, day.desk.cases.open(person, "SVE-1")).to(Step.DECISION)
    case = day.case_page(walk.case_id)
    case.on()
    review = ReviewPage(day)
    assert not review.shows_result
    review.judge_all(suffices=True)
    review.send_back(NOTE, ELIN)

    assert case.step is Step.DECISION
    assert NOTE in case.find(NoteLine, "review_state").words.text()
    assert case.find(QWidget, "reopen_practical").isVisible()
    assert day.desk.cases.view(walk.case_id).state is CaseState.ASSESSED

    case.on()
    assert not review.shows_result
    review.judge_all(suffices=True)
    review.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert review.shows_result
    review.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    SecondPage(day).confirm(ELIN)

    assert ELIN in case.find(NoteLine, "review_state").words.text()
    case.on()
    PinPage(day).sign()
    assert day.desk.cases.view(walk.case_id).state is CaseState.DECIDED
    verdicts = [line.verdict for line in day.desk.reviews.of_case(walk.case_id)]
    assert verdicts == [Verdict.SENT_BACK, Verdict.AGREED]
