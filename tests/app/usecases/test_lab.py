"""A criterion waits for a laboratory; nothing is decided before it has answered."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.case import CaseState, SittingState, Step, WrongState
from app.domain.missing import Missing, may_await_lab
from app.seal.payloads import SittingClosed, decode_payload
from app.seal.records import RecordType, open_record
from app.storage.tables import RecordRow
from app.usecases.lab import (
    AwaitingLab,
    LabAnswer,
    LabAnswerIncomplete,
    LabOrder,
    LabOrderIncomplete,
)
from app.usecases.practical import CriteriaMissing, Piece, Seen
from app.usecases.sittings import NotInSitting
from app.workspace import Workspace
from tests.desk_work import CaseWalk, rate_all
from tests.factories import FixedClock

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

DUE = date(2026, 5, 12)
ORDER = LabOrder(Piece("P-17", "Charge 4411"), DUE)


@pytest.fixture
def measured(walk: CaseWalk) -> str:
    """The criterion that a laboratory is to measure."""
    return next(c.id for c in walk.protocol.criteria if may_await_lab(c) and c.measured)


@pytest.fixture
def sitting(walk: CaseWalk, measured: str) -> UUID:
    """A practical with everything rated but one criterion, which waits for the laboratory."""
    desk = walk.to(Step.PRACTICAL).desk
    sitting = desk.practical.start(walk.case_id, Piece("P-17"))
    rate_all(desk, sitting)
    desk.practical.observe(sitting, measured, Seen(awaits_lab=True))
    return sitting


def records(desk: Workspace) -> list[RecordRow]:
    """The records of sittings, oldest first."""
    with desk.desk.database.reading() as session:
        found = select(RecordRow).where(RecordRow.type == RecordType.SITTING_CLOSED)
        return list(session.scalars(found.order_by(RecordRow.seq)))


def said(record: RecordRow) -> SittingClosed:
    """What a record tells."""
    payload = decode_payload(record.type, record.payload or b"")
    assert isinstance(payload, SittingClosed)
    return payload


def test_a_practical_that_waits_is_handed_in_with_piece_and_day(
    desk: Workspace, walk: CaseWalk, sitting: UUID, measured: str
) -> None:
    """R30: the piece is marked, the day is known, the case says what it waits for."""
    for order in (None, LabOrder(Piece(" "), DUE), LabOrder(Piece("P-17"), date(2026, 5, 3))):
        with pytest.raises(LabOrderIncomplete):
            desk.practical.hand_in(sitting, order)
    desk.practical.hand_in(sitting, ORDER)
    sheet = desk.practical.sheet(sitting)
    assert sheet.state is SittingState.AWAITING_LAB
    assert (sheet.piece, sheet.lab_due) == (Piece("P-17", "Charge 4411"), DUE)
    waiting = desk.lab.view(walk.case_id)
    assert [line.criterion.id for line in waiting.lines] == [measured]
    assert waiting.due == DUE


def test_nothing_is_decided_before_the_laboratory_has_answered(
    desk: Workspace, walk: CaseWalk, sitting: UUID
) -> None:
    """R30 I3."""
    desk.practical.hand_in(sitting, ORDER)
    hindrance = desk.decisions.proposal(walk.case_id).hindrance
    assert isinstance(hindrance, AwaitingLab)
    assert hindrance.due == DUE
    with pytest.raises(AwaitingLab):
        desk.decisions.sign(walk.case_id, walk.secret)


def test_the_answer_scores_the_practical_and_the_case_goes_on(
    desk: Workspace, walk: CaseWalk, sitting: UUID, measured: str, clock: FixedClock
) -> None:
    """R27 R30: judged by its tolerance, with the laboratory's own reference."""
    desk.practical.hand_in(sitting, ORDER)
    clock.advance(timedelta(days=5))
    limits = next(c for c in walk.protocol.criteria if c.id == measured).measured
    assert limits is not None
    inside = str((limits.lower + limits.upper) / 2).replace(".", ",")
    assert desk.lab.key_in(walk.case_id, measured, LabAnswer(3, "R-2026-88", inside)) == 0
    assert desk.practical.sheet(sitting).state is SittingState.SCORED
    assert desk.lab.view(walk.case_id).lines == ()
    walk.to(Step.FEEDBACK)
    assert desk.cases.view(walk.case_id).state is CaseState.DECIDED


def test_two_records_tell_of_it_and_the_first_is_not_changed(
    desk: Workspace, walk: CaseWalk, sitting: UUID, measured: str, clock: FixedClock
) -> None:
    """I1: what was handed in stays as it was signed; the answer follows and names it."""
    desk.practical.hand_in(sitting, ORDER)
    before = records(desk)[-1]
    clock.advance(timedelta(days=5))
    desk.lab.key_in(walk.case_id, measured, LabAnswer(0, "R-2026-88", note="Provet gick sönder."))
    first, second = records(desk)[-2:]
    assert first.raw == before.raw
    by_id = [{r.criterion: r for r in said(each).ratings} for each in (first, second)]
    assert by_id[0][measured].awaits_lab
    assert by_id[1][measured].lab_reference == "R-2026-88"
    assert not by_id[1][measured].awaits_lab
    assert said(second).test_piece == "P-17"
    assert said(second).batch == "Charge 4411"
    assert open_record(second.raw, desk.desk.signer.key.public).refs == (first.hash,)


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        (LabAnswer(0, "", "", "Provet gick sönder."), ()),
        (LabAnswer(3, "R-1"), (Missing.VALUE,)),
        (LabAnswer(3, "R-1", "99"), (Missing.OUT_OF_TOLERANCE,)),
        (LabAnswer(0, "R-1"), (Missing.NOTE,)),
    ],
)
def test_half_an_answer_is_none(
    desk: Workspace,
    walk: CaseWalk,
    sitting: UUID,
    measured: str,
    answer: LabAnswer,
    lacks: tuple[Missing, ...],
) -> None:
    """R25 R27: the same rules as at the machine, and a reference."""
    desk.practical.hand_in(sitting, ORDER)
    with pytest.raises(LabAnswerIncomplete) as refused:
        desk.lab.key_in(walk.case_id, measured, answer)
    assert refused.value.missing == lacks
    assert len(desk.lab.view(walk.case_id).lines) == 1


def test_an_answer_to_nothing_is_refused(
    desk: Workspace, walk: CaseWalk, sitting: UUID, measured: str
) -> None:
    whole = LabAnswer(2, "R-1", "20", "Utanför.")
    with pytest.raises(WrongState):
        desk.lab.key_in(walk.case_id, measured, whole)
    desk.practical.hand_in(sitting, ORDER)
    for criterion in ("nowhere", "sak-4"):
        with pytest.raises(NotInSitting):
            desk.lab.key_in(walk.case_id, criterion, LabAnswer(3, "R-1"))
    desk.lab.key_in(walk.case_id, measured, whole)
    with pytest.raises(WrongState):
        desk.lab.key_in(walk.case_id, measured, whole)


def test_an_act_that_is_only_seen_never_waits_for_a_laboratory(
    desk: Workspace, walk: CaseWalk, sitting: UUID
) -> None:
    with pytest.raises(NotInSitting):
        desk.practical.observe(sitting, "sak-1", Seen(awaits_lab=True))
    desk.practical.observe(sitting, "sak-4", Seen())
    with pytest.raises(CriteriaMissing):
        desk.practical.hand_in(sitting, ORDER)


def test_no_answer_is_kept_in_a_case_that_has_been_ended(
    walk: CaseWalk, sitting: UUID, measured: str
) -> None:
    """R30: what is over is over."""
    walk.desk.practical.hand_in(sitting, ORDER)
    walk.desk.course.abort(walk.case_id, "Flyttade utomlands.")
    with pytest.raises(WrongState):
        walk.desk.lab.key_in(walk.case_id, measured, LabAnswer(3, "L-2204", "12,00"))
