"""What asks for attention in the day: a laboratory's answer, and a practical by two assessors."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.domain.agreement import Rated
from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.domain.missing import may_await_lab
from app.usecases.lab import LabAnswer, LabOrder
from app.usecases.practical import Piece, Seen
from app.usecases.today import Attention, AttentionKind
from app.workspace import Workspace
from tests.desk_work import MARIA, CaseWalk, Enter, booked_case, rate_all
from tests.factories import FixedClock
from tests.two_hands import colleague, rate_alone

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

ELIN, PER = "Elin Sjöberg", "Per Nyström"
DUE = date(2026, 5, 14)
OF_TWO = (AttentionKind.SECOND_WAITS, AttentionKind.DIFFERENCES)


@pytest.fixture
def waiting(walk: CaseWalk) -> str:
    """The criterion a handed-in practical waits for, until the 14th."""
    desk = walk.to(Step.PRACTICAL).desk
    sitting = desk.practical.start(walk.case_id, Piece("P-17"))
    measured = next(c.id for c in walk.protocol.criteria if may_await_lab(c) and c.measured)
    rate_all(desk, sitting)
    desk.practical.observe(sitting, measured, Seen(awaits_lab=True))
    desk.practical.hand_in(sitting, LabOrder(Piece("P-17"), DUE))
    return measured


def told(desk: Workspace, *kinds: AttentionKind) -> list[Attention]:
    """What of these kinds asks for attention."""
    return [line for line in desk.today.view().attention if line.kind in kinds]


def test_a_laboratory_answer_is_asked_for_a_week_before_its_day_and_after(
    walk: CaseWalk, waiting: str, clock: FixedClock
) -> None:
    """R30: with who, which role and the day; the decision is not called for until it is in."""
    kinds = (AttentionKind.LAB_ANSWER, AttentionKind.UNSIGNED)
    assert told(walk.desk, *kinds) == []
    clock.advance(timedelta(days=3))
    (line,) = told(walk.desk, *kinds)
    assert (line.kind, line.case_id) == (AttentionKind.LAB_ANSWER, walk.case_id)
    assert line.role is not None
    assert (line.name, line.role.sv, line.day) == ("Karin Lindqvist", "CNC-operatör", DUE)
    assert line.count == 7
    clock.advance(timedelta(days=8))
    assert [line.count for line in told(walk.desk, *kinds)] == [-1]
    measure = next(c.measured for c in walk.protocol.criteria if c.id == waiting)
    assert measure is not None
    value = str((measure.lower + measure.upper) / 2).replace(".", ",")
    walk.desk.lab.key_in(walk.case_id, waiting, LabAnswer(3, "L-204", value, "Inga porer."))
    assert [line.kind for line in told(walk.desk, *kinds)] == [AttentionKind.UNSIGNED]


def test_the_second_assessor_is_told_that_their_own_is_waiting(enter: Enter) -> None:
    """R29: from when the practical is next until they have handed in; nobody else is told."""
    desk = enter(MARIA)
    case_id = begun_by_two(desk)
    assert told(desk, *OF_TWO) == []
    desk = enter(ELIN)
    (line,) = told(desk, *OF_TWO)
    assert (line.kind, line.case_id) == (AttentionKind.SECOND_WAITS, case_id)
    desk.practical.start(case_id)
    assert len(told(desk, AttentionKind.SECOND_WAITS)) == 1
    rate_alone(desk, case_id)
    assert told(desk, *OF_TWO) == []


def test_whoever_leads_is_told_of_differences_until_they_are_settled(enter: Enter) -> None:
    """R29: also when each one is settled and the colleague has yet to confirm."""
    case_id = begun_by_two(enter(MARIA))
    (weak,) = rate_alone(enter(ELIN), case_id, 1)
    assert told(enter(PER), *OF_TWO) == []
    assert told(enter(ELIN), *OF_TWO) == []
    desk = enter(MARIA)
    (line,) = told(desk, *OF_TWO)
    assert (line.kind, line.case_id) == (AttentionKind.DIFFERENCES, case_id)
    desk.agreeing.settle(case_id, weak, Rated(2, "Vi såg samma sak."))
    assert len(told(desk, *OF_TWO)) == 1
    elin = desk.second_persons.confirm(colleague(desk, ELIN), PRACTICE_PIN)
    desk.agreeing.close(case_id, elin)
    assert told(desk, *OF_TWO) == []


def test_nothing_is_asked_of_the_second_while_the_case_stands_still(enter: Enter) -> None:
    """R29, R34: a paused case has a line of its own."""
    desk = enter(MARIA)
    walk = CaseWalk(desk, booked_case(desk)).to(Step.PRACTICAL)
    desk.two_assessors.choose(walk.case_id, colleague(desk, ELIN))
    desk.course.pause(walk.case_id, "Brandlarm")
    kinds = {line.kind for line in enter(ELIN).today.view().attention}
    assert AttentionKind.PAUSED in kinds
    assert AttentionKind.SECOND_WAITS not in kinds


def begun_by_two(desk: Workspace) -> UUID:
    """A case whose first assessor has handed in, and whose second is Elin."""
    walk = CaseWalk(desk, booked_case(desk)).to(Step.PRACTICAL)
    desk.two_assessors.choose(walk.case_id, colleague(desk, ELIN))
    desk.practical.start(walk.case_id)
    rate_alone(desk, walk.case_id)
    return walk.case_id
