"""Exceptions that meet: two assessors with a laboratory or a stop, an early end with questions."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.domain.agreement import Rated
from app.domain.case import CaseState, Step
from app.domain.certificate import AreaOutcome
from app.domain.desks import PRACTICE_PIN
from app.domain.missing import may_await_lab
from app.domain.protocol import Criterion, Critical
from app.usecases.lab import LabAnswer, LabOrder
from app.usecases.practical import Piece, Seen
from tests.colleagues import confirmed
from tests.desk_work import MARIA, CaseWalk, Enter, booked_case
from tests.factories import FixedClock
from tests.two_hands import colleague, rate_alone

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

ELIN = "Elin Sjöberg"
EnterCase = Callable[[str], CaseWalk]


@pytest.fixture
def enter(enter: Enter) -> EnterCase:
    """Lock the desk and let somebody in to the case that two assessors judge."""
    cases: list[UUID] = []

    def come_in(name: str) -> CaseWalk:
        desk = enter(name)
        if not cases:
            walk = CaseWalk(desk, booked_case(desk)).to(Step.PRACTICAL)
            desk.two_assessors.choose(walk.case_id, colleague(desk, ELIN))
            cases.append(walk.case_id)
        return CaseWalk(desk, cases[0])

    return come_in


def an_answer(criterion: Criterion) -> LabAnswer:
    """What a laboratory says of a good piece."""
    limits = criterion.measured
    value = "" if limits is None else str((limits.lower + limits.upper) / 2)
    return LabAnswer(3, "L-2204", value.replace(".", ","))


def test_the_laboratory_has_the_last_word_where_only_one_of_two_waited_for_it(
    enter: EnterCase, clock: FixedClock
) -> None:
    """R29, R30: nothing is left to settle, and what the other one saw does not count."""
    walk = enter(MARIA)
    waits = next(c.id for c in walk.protocol.criteria if may_await_lab(c) and not c.measured)
    sitting = walk.desk.practical.start(walk.case_id)
    walk.add_photos(sitting)
    walk.rate_areas(sitting, None)
    walk = enter(ELIN)
    beside = walk.desk.practical.start(walk.case_id)
    walk.add_photos(beside)
    walk.rate_areas(beside, None)
    walk.desk.practical.observe(beside, waits, Seen(awaits_lab=True))
    due = clock.now().date() + timedelta(days=5)
    walk.desk.practical.hand_in(beside, LabOrder(Piece("P-17"), due))
    walk = enter(MARIA)
    walk.desk.practical.sheet(sitting)
    walk.desk.practical.confirm_incident(sitting)
    walk.desk.practical.hand_in(sitting)
    answer = LabAnswer(1, "L-2204", note="Spricka under ytan.")
    assert walk.desk.lab.key_in(walk.case_id, waits, answer) == 0
    areas = walk.desk.decisions.proposal(walk.case_id).areas
    shown = {c.criterion.id: c.seen.rating for area in areas for c in area.criteria}
    assert shown[waits] == 1
    walk.desk.decisions.sign(walk.case_id, PRACTICE_PIN)
    assert walk.desk.cases.view(walk.case_id).state is CaseState.DECIDED


def test_two_who_wait_for_different_answers_get_them_in_any_order(
    enter: EnterCase, clock: FixedClock
) -> None:
    """R29, R30: each answer goes to whoever waits for it."""
    walk = enter(MARIA)
    answers = {c.id: an_answer(c) for c in walk.protocol.criteria if may_await_lab(c)}
    one, other = list(answers)[:2]
    order = LabOrder(Piece("P-17"), clock.now().date() + timedelta(days=5))
    for name, waits in ((MARIA, one), (ELIN, other)):
        walk = enter(name)
        sitting = walk.desk.practical.start(walk.case_id)
        walk.add_photos(sitting)
        walk.rate_areas(sitting, None)
        walk.desk.practical.observe(sitting, waits, Seen(awaits_lab=True))
        walk.desk.practical.hand_in(sitting, order)
    lab, case = walk.desk.lab, walk.case_id
    assert [line.criterion.id for line in lab.view(case).lines] == [one, other]
    left = [lab.key_in(case, answered, answers[answered]) for answered in (other, one)]
    assert left == [1, 0]
    assert walk.desk.decisions.proposal(case).hindrance is None


def test_a_stop_by_one_of_two_is_not_settled_away_by_who_had_handed_in(enter: EnterCase) -> None:
    """R26, R29, I10: the area is failed for safety, and its measure is in the plan."""
    walk = enter(MARIA)
    rate_alone(walk.desk, walk.case_id)
    walk = enter(ELIN)
    stop = next(c for c in walk.protocol.criteria if c.critical is Critical.STOP)
    sitting = walk.desk.practical.start(walk.case_id)
    measure = "Genomgång av nödstopp"
    walk.desk.practical.safety_stop(sitting, stop.id, "Handen i riskzonen.", measure)
    agreed = Rated(3, "Vi är överens om nivån.")
    walk.desk.agreeing.settle(walk.case_id, stop.id, agreed)
    walk = enter(MARIA)
    walk.desk.agreeing.close(walk.case_id, confirmed(walk.desk, ELIN))
    areas = {area.id: area for area in walk.desk.decisions.proposal(walk.case_id).areas}
    assert areas[stop.area].outcome is AreaOutcome.SAFETY
    assert not walk.desk.oral.offered(walk.case_id)
    walk.desk.decisions.sign(walk.case_id, PRACTICE_PIN)
    assert measure in [planned.text for planned in walk.desk.feedback.view(walk.case_id).plan]


def test_a_follow_up_in_a_case_that_ended_early_is_gone_on_with(walk: CaseWalk) -> None:
    """R37: the case is at its follow-up, not at a decision that cannot be signed."""
    desk, sitting = walk.desk, walk.desk.practical.start(walk.to(Step.PRACTICAL).case_id)
    walk.rate_areas(sitting, [area.id for area in walk.protocol.areas[:3]])
    desk.course.end_with_statement(walk.case_id, "Blev sjuk.")
    oral = desk.oral.begin(walk.case_id)
    view = desk.cases.view(walk.case_id)
    assert (view.next_step, view.sitting_of(Step.ORAL)) == (Step.ORAL, oral)
    desk.oral.hand_in(oral)
    desk.decisions.sign(walk.case_id, PRACTICE_PIN)
    assert desk.cases.view(walk.case_id).state is CaseState.DECIDED
