"""Answers and ratings saved for good: milliseconds from the call to the durable answer."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.domain.case import Step
from app.domain.clock import SystemClock
from tests.desk_work import CaseWalk, booked_case, practice_desk, seen

ROUNDS = 6


def measure() -> dict[str, float]:
    """p50, p95 and the longest of theory answers and practical ratings, as a candidate gives."""
    with tempfile.TemporaryDirectory() as home:
        desk = practice_desk(Path(home), SystemClock())
        try:
            walk = CaseWalk(desk, booked_case(desk)).to(Step.THEORY)
            taken = sorted([*_answers(walk), *_ratings(walk.to(Step.PRACTICAL))])
        finally:
            desk.close()
    return {
        "answers": float(len(taken)),
        "answer_p50_ms": statistics.median(taken),
        "answer_p95_ms": taken[int(len(taken) * 0.95)],
        "answer_max_ms": taken[-1],
    }


def _answers(walk: CaseWalk) -> Iterator[float]:
    theory = walk.desk.theory
    sitting = theory.start(walk.case_id)
    questions = theory.paper(sitting).questions
    for question in questions * ROUNDS:
        answer = walk.right_answer(question.id)
        yield _timed(lambda: theory.answer(sitting, question.id, answer))  # noqa: B023
    theory.hand_in(sitting)


def _ratings(walk: CaseWalk) -> Iterator[float]:
    practical = walk.desk.practical
    sitting = practical.start(walk.case_id)
    sheets = [sheet for area in practical.sheet(sitting).areas for sheet in area.criteria]
    for sheet in sheets * ROUNDS:
        given = seen(sheet, walk.level)
        yield _timed(lambda: practical.observe(sitting, sheet.criterion.id, given))  # noqa: B023


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1_000
