"""The practical beside its rules: optional areas left, taken up again after a review, on paper."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.case import CaseState, SittingState, Step, WrongState
from app.domain.missing import Missing
from app.seal.payloads import SittingClosed, decode_payload
from app.seal.records import RecordType
from app.storage.tables import RecordRow
from app.usecases.people import NewPerson
from app.usecases.practical import CriteriaMissing, NotAStopCriterion, Piece, Seen
from app.usecases.sittings import NotInSitting
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock


@pytest.fixture
def welder(desk: Workspace) -> CaseWalk:
    """A case of SVE-1, where the candidate chooses areas, ready for its practical."""
    case_id = desk.cases.open(desk.people.register(NewPerson("Nils Östlund")), "SVE-1")
    return CaseWalk(desk, case_id).to(Step.PRACTICAL)


def closed(desk: Workspace) -> SittingClosed:
    """What the newest record of a sitting tells."""
    with desk.desk.database.reading() as session:
        found = select(RecordRow).where(RecordRow.type == RecordType.SITTING_CLOSED)
        record = list(session.scalars(found.order_by(RecordRow.seq)))[-1]
    said = decode_payload(record.type, record.payload or b"")
    assert isinstance(said, SittingClosed)
    return said


def test_an_area_that_is_not_required_is_left_by_one_act_and_needs_no_notes(
    desk: Workspace, welder: CaseWalk
) -> None:
    """R25: notes are for what was to be shown; leaving can be undone."""
    sitting = desk.practical.start(welder.case_id)
    area = next(a for a in desk.practical.sheet(sitting).areas if not a.required)
    desk.practical.leave_area(sitting, area.id)
    left = next(a for a in desk.practical.sheet(sitting).areas if a.id == area.id)
    assert left.is_left
    assert left.done == len(left.criteria)
    one = left.criteria[0].criterion.id
    desk.practical.observe(sitting, one, Seen(1, "Började men avbröt."))
    taken = next(a for a in desk.practical.sheet(sitting).areas if a.id == area.id)
    assert {m for c in taken.criteria[1:] for m in c.missing} == {Missing.NOTE}
    desk.practical.leave_area(sitting, area.id, left=False)
    again = next(a for a in desk.practical.sheet(sitting).areas if a.id == area.id)
    assert again.criteria[0].seen.rating == 1
    assert {c.seen.rating for c in again.criteria[1:]} == {None}
    assert again.criteria[0].seen.note == "Började men avbröt."


def test_what_was_rated_before_an_area_was_left_is_there_when_it_is_taken_back(
    desk: Workspace, welder: CaseWalk
) -> None:
    """Nothing that was kept is lost by one key pressed by mistake."""
    sitting = desk.practical.start(welder.case_id)
    area = next(a for a in desk.practical.sheet(sitting).areas if not a.required)
    welder.rate_areas(sitting, [area.id])
    desk.practical.leave_area(sitting, area.id)
    desk.practical.leave_area(sitting, area.id, left=False)
    again = next(a for a in desk.practical.sheet(sitting).areas if a.id == area.id)
    assert {c.seen.rating for c in again.criteria} == {3}


def test_an_area_that_is_required_cannot_be_left(desk: Workspace, welder: CaseWalk) -> None:
    sitting = desk.practical.start(welder.case_id)
    needed = next(a.id for a in desk.practical.sheet(sitting).areas if a.required)
    for area in (needed, "nowhere"):
        with pytest.raises(NotInSitting):
            desk.practical.leave_area(sitting, area)


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_stop_needs_what_why_and_what_comes_first(desk: Workspace, walk: CaseWalk) -> None:
    """R26: the measure is stored and signed with the stop."""
    sitting = desk.practical.start(walk.to(Step.PRACTICAL).case_id)
    for note, measure in (("", "Kurs"), ("Öppen lucka.", " "), (" ", " ")):
        with pytest.raises(NotAStopCriterion):
            desk.practical.safety_stop(sitting, "sak-1", note, measure)
    desk.practical.safety_stop(sitting, "sak-1", "Öppen lucka.", "Kurs i maskinsäkerhet, 1 dag")
    said = closed(desk)
    assert (said.stop_criterion, said.stop_measure) == ("sak-1", "Kurs i maskinsäkerhet, 1 dag")


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_paused_or_interrupted_practical_is_stopped_as_it_stands(
    desk: Workspace, walk: CaseWalk
) -> None:
    """R26: the key works while the clock stands still."""
    sitting = desk.practical.start(walk.to(Step.PRACTICAL).case_id)
    desk.practical.pause(sitting)
    desk.practical.safety_stop(sitting, "sak-1", "Öppen lucka.", "Kurs")
    assert desk.practical.sheet(sitting).state is SittingState.SAFETY_STOPPED


@pytest.mark.begins_at(Step.PRACTICAL)
def test_what_is_keyed_in_from_paper_has_no_clock_and_the_papers_day(
    desk: Workspace, walk: CaseWalk, clock: FixedClock
) -> None:
    """R12: the gauge is judged on the day the work was seen."""
    walk.to(Step.PRACTICAL)
    day = date(2026, 5, 3)
    sitting = desk.practical.start_on_paper(walk.case_id, day, Piece("P-3"))
    clock.advance(timedelta(minutes=10))
    desk.practical.observe(sitting, "sak-4", Seen(3))
    sheet = desk.practical.sheet(sitting)
    assert (sheet.paper_date, sheet.seconds, sheet.incident) == (day, 0, None)
    assert sheet.piece == Piece("P-3")


class TestTakenUpAgain:
    """After a reviewer has sent the case back."""

    @pytest.fixture
    def again(self, desk: Workspace, walk: CaseWalk) -> UUID:
        """A practical taken up again."""
        return desk.practical.reopen(walk.to(Step.DECISION).case_id)

    def test_it_begins_with_what_was_seen_and_its_photos(
        self, desk: Workspace, walk: CaseWalk, again: UUID
    ) -> None:
        """I1: a new sitting; the one handed in stays as it was signed."""
        assert desk.cases.view(walk.case_id).state is CaseState.RUNNING
        sheets = [c for a in desk.practical.sheet(again).areas for c in a.criteria]
        assert all(sheet.is_done for sheet in sheets)
        assert sum(len(sheet.photos) for sheet in sheets) == 2
        desk.practical.observe(again, "sak-4", Seen(4, "Såg det en gång till."))
        desk.practical.hand_in(again)
        assert desk.cases.view(walk.case_id).next_step is Step.DECISION
        assert closed(desk).number == 2

    def test_it_is_not_taken_up_twice_or_before_it_was_handed_in(
        self, desk: Workspace, walk: CaseWalk, again: UUID
    ) -> None:
        with pytest.raises(WrongState):
            desk.practical.reopen(walk.case_id)
        desk.practical.observe(again, "sak-4", Seen())
        with pytest.raises(CriteriaMissing):
            desk.practical.hand_in(again)
