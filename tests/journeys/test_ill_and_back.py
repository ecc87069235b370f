"""Somebody falls ill in the test, comes back days later, and another never does."""

from datetime import timedelta

import pytest

from app.domain.case import CaseState, SittingState, Step
from tests.day import Day
from tests.pages_course import choose, give_reason, heading, sign, why

REASON = "Feber, åker hem. Kommer åter på torsdag."


@pytest.mark.begins_at(Step.THEORY)
def test_a_case_is_paused_and_goes_on_with_the_time_that_was_left(day: Day) -> None:
    """R18, R20: what was answered and what was left stand as they were, in another session too."""
    walk = day.walk().to(Step.THEORY)
    sitting = day.desk.theory.start(walk.case_id)
    first = day.desk.theory.paper(sitting).questions[0].id
    answer = walk.right_answer(first)
    day.desk.theory.answer(sitting, first, answer)
    day.clock.advance(600)
    left = day.desk.theory.heartbeat(sitting)

    case = day.case_page(walk.case_id)
    choose(case, "case_pause")
    give_reason(case, REASON)
    assert heading(case) == "Ärendet är pausat"
    assert REASON in why(case)

    day.lock()
    day.clock.advance(timedelta(days=3))
    day.unlock()
    case = day.case_page(walk.case_id)
    assert REASON in why(case)
    case.enter()
    assert case.step is Step.THEORY
    paper = day.desk.theory.paper(sitting)
    assert paper.state is SittingState.PAUSED
    day.desk.theory.resume(sitting)
    assert day.desk.theory.heartbeat(sitting) == left
    assert paper.answers[first] == answer


@pytest.mark.begins_at(Step.PRACTICAL)
def test_who_does_not_come_back_gets_a_statement_of_what_is_finished(day: Day) -> None:
    """R37: theory finished, practical never begun; a decision and a statement all the same."""
    walk = day.walk().to(Step.PRACTICAL)
    case = day.case_page(walk.case_id)
    choose(case, "case_end_early")
    give_reason(case, "Flyttar till annan ort.")
    assert case.step is Step.DECISION
    sign(case)
    assert day.desk.cases.view(walk.case_id).state is CaseState.DECIDED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_case_nobody_takes_up_again_lapses_on_its_day(day: Day) -> None:
    """Paused past the protocol's limit: over, with its record, at the next unlock."""
    walk = day.walk().to(Step.PRACTICAL)
    day.desk.course.pause(walk.case_id, REASON)
    days = walk.protocol.rules.case_days + 1
    day.lock()
    day.clock.advance(timedelta(days=days))
    day.unlock()
    case = day.case_page(walk.case_id)
    assert heading(case) == "Ärendet har förfallit"
    assert day.desk.cases.view(walk.case_id).state is CaseState.LAPSED
