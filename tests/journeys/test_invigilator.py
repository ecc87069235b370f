"""An invigilator watches the theory test; what is rated or decided is left to an assessor."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.domain.case import Step
from tests.day import Day
from tests.desk_work import CaseWalk
from tests.pages import Page


@pytest.mark.begins_at(Step.THEORY)
def test_an_invigilator_lets_the_test_be_taken_and_rates_nothing(day: Day) -> None:
    """R6: the test is begun and handed in on their watch; the practical's door says why not."""
    case_id = day.walk().to(Step.THEORY).case_id
    day.lock()
    day.unlock("Sara Ek")
    window, page = Page(day.shell, day.qtbot), day.case_page(case_id)
    page.click("theory_start")
    assert window.error() == ""
    sitting = day.desk.cases.view(case_id).sitting_of(Step.THEORY)
    assert sitting is not None
    walk = CaseWalk(day.desk, case_id)
    asked = [question.id for question in day.desk.theory.paper(sitting).questions]
    day.desk.theory.answer_all(sitting, {item: walk.right_answer(item) for item in asked})
    day.desk.theory.hand_in(sitting)
    day.shell.window.give_back()
    page = day.case_page(case_id)
    assert page.step is Step.PRACTICAL
    page.click("practical_start")
    assert "Sara Ek övervakar prov, men bedömer och beslutar inte." in window.error()
    assert day.desk.cases.view(case_id).sitting_of(Step.PRACTICAL) is None


def test_an_invigilator_is_told_at_arrival_that_an_assessor_is_needed(day: Day) -> None:
    """R6: nobody is received by somebody who may not judge; nothing written is lost."""
    case_id = day.desk.today.view().booked[0].case_id
    day.lock()
    day.unlock("Sara Ek")
    window, page = Page(day.shell, day.qtbot), day.case_page(case_id)
    assert window.says("Sara Ek övervakar prov")
    for name in ("document_passport", "privacy_accepted", "impartial"):
        page.find(QAbstractButton, name).click()
    page.find(QLineEdit, "machine").setText("Svarv 4")
    page.on()
    assert "Lås och låt en bedömare låsa upp." in window.error()
    assert page.find(QLineEdit, "machine").text() == "Svarv 4"
