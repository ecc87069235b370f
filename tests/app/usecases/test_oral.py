"""The oral follow-up: what was not seen is asked about, rated and written down."""

from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.case import CaseState, Part, Step, WrongState
from app.seal.payloads import SittingClosed, decode_payload
from app.seal.records import RecordType
from app.storage.tables import RecordRow
from app.usecases.oral import NothingToAsk, OralHalfDone
from app.usecases.practical import Seen
from app.usecases.sittings import NotInSitting, SittingNotRunning
from app.workspace import Workspace
from tests.desk_work import CaseWalk, rate_all

pytestmark = pytest.mark.begins_at(Step.PRACTICAL)

UNSEEN = ("sak-4", "kor-7")


@pytest.fixture
def assessed(walk: CaseWalk) -> CaseWalk:
    """A case whose practical left two criteria not assessed."""
    desk = walk.to(Step.PRACTICAL).desk
    sitting = desk.practical.start(walk.case_id)
    rate_all(desk, sitting, UNSEEN)
    desk.practical.hand_in(sitting)
    return walk


def test_what_was_not_assessed_is_offered_before_the_decision(
    desk: Workspace, assessed: CaseWalk
) -> None:
    assert desk.oral.offered(assessed.case_id) == ("1.4", "7.7")
    sitting = desk.oral.begin(assessed.case_id)
    view = desk.cases.view(assessed.case_id)
    assert (view.next_step, view.state) == (Step.ORAL, CaseState.RUNNING)
    asked = [c.criterion.id for a in desk.oral.sheet(sitting).areas for c in a.criteria]
    assert asked == list(UNSEEN)
    assert desk.oral.begin(assessed.case_id) == sitting


def test_the_answer_counts_and_what_was_not_taken_up_stays(
    desk: Workspace, assessed: CaseWalk
) -> None:
    """R25 R31: the newest rating wins where the practical gave none."""
    sitting = desk.oral.begin(assessed.case_id)
    desk.oral.observe(sitting, "kor-7", 3, "Beskrev larmlistan i rätt ordning.")
    desk.oral.hand_in(sitting)
    view = desk.cases.view(assessed.case_id)
    assert (view.next_step, view.state) == (Step.DECISION, CaseState.ASSESSED)
    rows = {row.id: row for row in desk.decisions.proposal(assessed.case_id).areas}
    by_area = {c.id: c.area for c in assessed.protocol.criteria}
    rated = {
        sheet.criterion.id: sheet.seen.rating
        for area in set(map(by_area.get, UNSEEN))
        for sheet in rows[str(area)].criteria
    }
    assert rated["kor-7"] == 3
    assert rated["sak-4"] == 0
    assert desk.oral.offered(assessed.case_id) == ()
    with pytest.raises(WrongState):
        desk.oral.begin(assessed.case_id)


def test_the_record_tells_what_was_answered(desk: Workspace, assessed: CaseWalk) -> None:
    sitting = desk.oral.begin(assessed.case_id)
    desk.oral.observe(sitting, "kor-7", 2, "Nämnde bara att kvittera.")
    desk.oral.hand_in(sitting)
    with desk.desk.database.reading() as session:
        found = select(RecordRow).where(RecordRow.type == RecordType.SITTING_CLOSED)
        record = list(session.scalars(found.order_by(RecordRow.seq)))[-1]
    said = decode_payload(record.type, record.payload or b"")
    assert isinstance(said, SittingClosed)
    assert said.part is Part.ORAL
    assert [(r.criterion, r.level, r.note) for r in said.ratings] == [
        ("kor-7", 2, "Nämnde bara att kvittera.")
    ]


@pytest.mark.parametrize(("rating", "note"), [(3, ""), (None, "Berättade.")])
def test_half_an_answer_is_not_handed_in(
    desk: Workspace, assessed: CaseWalk, rating: int | None, note: str
) -> None:
    """R25: a note is compulsory, a note alone is no rating."""
    sitting = desk.oral.begin(assessed.case_id)
    desk.oral.observe(sitting, "kor-7", rating, note)
    with pytest.raises(OralHalfDone) as refused:
        desk.oral.hand_in(sitting)
    assert refused.value.numbers == ("7.7",)


def test_only_what_is_asked_is_answered_and_only_while_it_runs(
    desk: Workspace, assessed: CaseWalk
) -> None:
    sitting: UUID = desk.oral.begin(assessed.case_id)
    for criterion, rating in (("sak-1", 3), ("kor-7", 9), ("nowhere", 1)):
        with pytest.raises(NotInSitting):
            desk.oral.observe(sitting, criterion, rating, "Berättade.")
    desk.oral.hand_in(sitting)
    with pytest.raises(SittingNotRunning):
        desk.oral.observe(sitting, "kor-7", 3, "För sent.")


@pytest.mark.begins_at(Step.DECISION)
def test_nothing_is_asked_where_all_was_seen(desk: Workspace, walk: CaseWalk) -> None:
    walk.to(Step.DECISION)
    assert desk.oral.offered(walk.case_id) == ()
    with pytest.raises(NothingToAsk):
        desk.oral.begin(walk.case_id)


def test_nothing_is_asked_after_a_safety_stop(desk: Workspace, walk: CaseWalk) -> None:
    """R26: the rest is not assessed; it waits for the measure, not for words."""
    sitting = desk.practical.start(walk.to(Step.PRACTICAL).case_id)
    desk.practical.observe(sitting, "sak-4", Seen(0, "Hann inte."))
    desk.practical.safety_stop(sitting, "sak-1", "Körde med öppen lucka.", "Kurs i maskinsäkerhet")
    assert desk.oral.offered(walk.case_id) == ()
