"""A clock that ran ahead: the way back is two people's signed word, never one's."""

from datetime import timedelta

import pytest

from app.domain.case import Step
from app.domain.desks import PRACTICE_PIN
from app.seal.payloads import Incident, decode_payload
from app.seal.records import RecordType
from app.storage.errors import ClockBehind
from app.storage.tables import RecordRow
from app.usecases.clock_ahead import KIND, ClockNotBehind
from app.usecases.people import NewPerson
from app.usecases.second_person import SecondPerson
from app.usecases.signing import OnlySupervises
from app.workspace import Workspace
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

AHEAD = timedelta(days=20)


def second(desk: Workspace, name: str = "Elin Sjöberg") -> SecondPerson:
    """A colleague at the same desk, with their own PIN."""
    colleague = next(one for one in desk.second_persons.others() if one.name == name)
    return desk.second_persons.confirm(colleague.id, PRACTICE_PIN)


@pytest.fixture
def behind(walk: CaseWalk, clock: FixedClock) -> CaseWalk:
    """Two people were registered by a clock 20 days ahead; now it is right again."""
    walk.to(Step.DECISION)
    clock.advance(AHEAD)
    for name in ("Anna Lind", "Bo Ek"):
        walk.desk.people.register(NewPerson(name))
    clock.advance(-AHEAD)
    clock.advance(timedelta(minutes=5))
    return walk


def incidents(desk: Workspace) -> list[RecordRow]:
    """The signed incidents."""
    with desk.desk.database.reading() as session:
        found = session.query(RecordRow).filter(RecordRow.type == RecordType.INCIDENT)
        return list(found)


def test_two_people_s_word_opens_signing_again(behind: CaseWalk) -> None:
    """I11: signed by both, each in their own chain, naming every record written ahead."""
    desk = behind.desk
    with pytest.raises(ClockBehind):
        desk.decisions.sign(behind.case_id, PRACTICE_PIN)
    left = desk.desk_clock.view()
    assert left is not None
    assert (left.records, left.newest - left.now) == (2, AHEAD - timedelta(minutes=5))
    desk.desk_clock.set_right(second(desk), "Fel datum i BIOS efter batteribyte")
    desk.decisions.sign(behind.case_id, PRACTICE_PIN)
    told = incidents(desk)
    assert len({record.kid for record in told}) == 2
    payload = decode_payload(told[0].type, told[0].payload or b"")
    assert isinstance(payload, Incident)
    assert (payload.kind, payload.note) == (KIND, "Fel datum i BIOS efter batteribyte")
    assert desk.desk_clock.view() is None


def test_afterwards_the_clock_may_be_behind_nothing_newer(
    behind: CaseWalk, clock: FixedClock
) -> None:
    """I11: the floor is lowered once, to now; it is a floor again at once."""
    behind.desk.desk_clock.set_right(second(behind.desk))
    clock.advance(-timedelta(hours=1))
    with pytest.raises(ClockBehind):
        behind.desk.decisions.sign(behind.case_id, PRACTICE_PIN)


def test_nobody_turns_time_back_without_need_or_right(
    desk: Workspace, behind: CaseWalk, clock: FixedClock
) -> None:
    """I11 R6: an invigilator's word does not count; a clock that is right is left alone."""
    with pytest.raises(OnlySupervises):
        desk.desk_clock.set_right(second(desk, "Sara Ek"))
    assert incidents(desk) == []
    desk.desk_clock.set_right(second(desk))
    with pytest.raises(ClockNotBehind):
        desk.desk_clock.set_right(second(desk))
    assert len(incidents(desk)) == 2


@pytest.mark.begins_at(Step.THEORY)
def test_a_clock_that_is_really_behind_is_better_set(walk: CaseWalk, clock: FixedClock) -> None:
    """I11: all records of today would be set aside; it says how many, so that one sees it."""
    walk.to(Step.THEORY)
    clock.advance(-timedelta(days=3))
    left = walk.desk.desk_clock.view()
    assert left is not None
    assert left.records > 20
