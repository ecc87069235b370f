"""Two people decide an area otherwise: reason, limits, both PINs, undo, the record."""

from pathlib import Path

import msgspec
import pytest

from app.domain.case import CaseState, Step, WrongState
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.desks import PRACTICE_PIN
from app.domain.four_eyes import SamePeople
from app.domain.overrides import Override, OverrideHindrance, OverrideRefused, ReasonTooShort
from app.seal.payloads import DecisionMade, decode_payload
from app.seal.records import RecordType
from app.storage.tables import DecisionRow, OverrideRow, RecordRow
from app.usecases.decisions import AreaRow
from app.usecases.practical import Seen
from app.usecases.second_person import SecondPerson
from app.usecases.signing import AccreditationExpired, NotAccredited, OnlySupervises
from app.usecases.sittings import NotInSitting
from tests.colleagues import ELIN, OLOF, PER, confirmed
from tests.desk_work import CaseWalk, Opener, practice_desk
from tests.factories import FixedClock

REASON = "Båda såg att verktyget sattes rätt i andra försöket."


def one_area_short(walk: CaseWalk) -> None:
    """A case with one area one step under what is required."""
    walk.weak_areas = (walk.protocol.areas[4].id,)
    walk.to(Step.DECISION)


pytestmark = pytest.mark.begins_at(Step.PRACTICAL, one_area_short)


@pytest.fixture
def weak(walk: CaseWalk) -> CaseWalk:
    """That case."""
    walk.weak_areas = (walk.protocol.areas[4].id,)
    return walk


@pytest.fixture
def elin(weak: CaseWalk) -> SecondPerson:
    """The second person."""
    return confirmed(weak.desk, ELIN)


def area(walk: CaseWalk) -> AreaRow:
    """The weak area as the decision shows it."""
    rows = walk.desk.decisions.proposal(walk.case_id).areas
    return next(row for row in rows if row.id == walk.weak_areas[0])


def test_two_people_lift_an_area_with_a_reason(weak: CaseWalk, elin: SecondPerson) -> None:
    """R31: shown beside what the rules say, in row and record; the paper shows the level only."""
    desk, before = weak.desk, area(weak)
    desk.overrides.make(weak.case_id, before.id, before.required_level, REASON, elin)
    after = area(weak)
    assert after.outcome is AreaOutcome.SHOWN
    assert after.override == Override(before.id, before.level or 0, before.required_level, REASON)
    desk.decisions.sign(weak.case_id, PRACTICE_PIN)
    with desk.desk.database.reading() as session:
        decision = session.query(DecisionRow).one()
        record = session.query(RecordRow).filter_by(type=RecordType.DECISION_MADE).one()
        assert not session.query(OverrideRow).count()
    said = decode_payload(record.type, record.payload or b"")
    assert isinstance(said, DecisionMade)
    assert [one.area for one in said.areas if one.overridden] == [before.id]
    assert said.second == str(elin.signed_in.id)
    assert REASON in (said.reason or "")
    assert decision.second_id == elin.signed_in.id
    assert msgspec.json.decode(decision.overrides)[0]["reason"] == REASON
    signed = desk.decisions.proposal(weak.case_id)
    assert signed.result.outcome is CertificateKind.FULL
    assert not any(row.choices for row in signed.areas)
    weak.to(Step.CERTIFICATE)
    facts = desk.certificates.facts(desk.certificates.issue(weak.case_id))
    line = facts.areas[4]
    assert (line.level, line.outcome, line.gap) == (before.required_level, AreaOutcome.SHOWN, None)


def test_an_override_is_taken_back_before_the_signature(weak: CaseWalk, elin: SecondPerson) -> None:
    """R31."""
    desk, before = weak.desk, area(weak)
    desk.overrides.make(weak.case_id, before.id, before.required_level, REASON, elin)
    desk.overrides.take_back(weak.case_id, before.id)
    assert area(weak) == before
    desk.overrides.take_back(weak.case_id, before.id)


def test_two_people_may_lower_an_area(weak: CaseWalk, elin: SecondPerson) -> None:
    """R31, R42: on paper only the level remains to be told."""
    desk = weak.desk
    first = desk.decisions.proposal(weak.case_id).areas[1]
    desk.overrides.make(weak.case_id, first.id, first.choices[0], REASON, elin)
    weak.to(Step.CERTIFICATE)
    line = desk.certificates.facts(desk.certificates.issue(weak.case_id)).areas[1]
    assert line.outcome is AreaOutcome.NOT_YET
    assert line.gap is not None
    assert "nytt" not in line.gap.sv


def test_an_area_that_is_not_there_is_refused(weak: CaseWalk, elin: SecondPerson) -> None:
    """R31: a screen left open on another protocol decides nothing."""
    with pytest.raises(NotInSitting):
        weak.desk.overrides.make(weak.case_id, "nowhere", 3, "Ett skäl som räcker gott.", elin)


def test_it_moves_one_step_only(weak: CaseWalk, elin: SecondPerson) -> None:
    """R31."""
    row = area(weak)
    for level in {1, 2, 3, 4} - set(row.choices):
        with pytest.raises(OverrideRefused) as raised:
            weak.desk.overrides.make(weak.case_id, row.id, level, REASON, elin)
        assert raised.value.problem is OverrideHindrance.TOO_FAR


@pytest.mark.parametrize("reason", ["", "   ", "för kort", " " * 40, "x" * 19])
def test_a_reason_says_something(weak: CaseWalk, elin: SecondPerson, reason: str) -> None:
    """R31: at least 20 signs."""
    row = area(weak)
    with pytest.raises(ReasonTooShort):
        weak.desk.overrides.make(weak.case_id, row.id, row.choices[-1], reason, elin)
    assert area(weak).override is None


@pytest.mark.begins_at(Step.PRACTICAL)
def test_a_safety_stop_is_never_lifted(walk: CaseWalk) -> None:
    """I10, R26: neither the area that failed nor what was not assessed after it."""
    desk = walk.to(Step.PRACTICAL).desk
    sitting = desk.practical.start(walk.case_id)
    stop = next(c for c in walk.protocol.criteria if c.critical == "stop")
    desk.practical.observe(sitting, stop.id, Seen(1, "Öppnade skyddet med spindeln igång."))
    desk.practical.safety_stop(sitting, stop.id, "Skyddet öppet.", "Kurs i maskinsäkerhet")
    elin = confirmed(desk, ELIN)
    for row in desk.decisions.proposal(walk.case_id).areas:
        if row.fixed is None:
            continue
        with pytest.raises(OverrideRefused) as raised:
            desk.overrides.make(walk.case_id, row.id, 3, REASON, elin)
        assert raised.value.problem in (OverrideHindrance.SAFETY, OverrideHindrance.NOT_ASSESSED)
    outcomes = {row.outcome: row for row in desk.decisions.proposal(walk.case_id).areas}
    assert outcomes[AreaOutcome.SAFETY].choices == ()


def test_one_person_alone_overrides_nothing(weak: CaseWalk) -> None:
    """R31: the second person is another."""
    row, desk = area(weak), weak.desk.desk
    with pytest.raises(SamePeople):
        weak.desk.overrides.make(
            weak.case_id, row.id, row.choices[-1], REASON, SecondPerson(desk.assessor, desk.signer)
        )


@pytest.mark.parametrize(("name", "error"), [(PER, NotAccredited), (OLOF, AccreditationExpired)])
def test_the_second_person_may_judge_the_profile(
    weak: CaseWalk, name: str, error: type[Exception]
) -> None:
    """R1, R31."""
    row = area(weak)
    with pytest.raises(error):
        weak.desk.overrides.make(
            weak.case_id, row.id, row.choices[-1], REASON, confirmed(weak.desk, name)
        )


@pytest.mark.begins_at(Step.PRACTICAL)
def test_nothing_is_overridden_before_or_after(walk: CaseWalk) -> None:
    """I1: only what is assessed and not signed."""
    desk, elin = walk.desk, confirmed(walk.desk, ELIN)
    first = walk.protocol.areas[0].id
    with pytest.raises(WrongState):
        desk.overrides.make(walk.case_id, first, 2, REASON, elin)
    walk.to(Step.FEEDBACK)
    for act in (
        lambda: desk.overrides.make(walk.case_id, first, 2, REASON, elin),
        lambda: desk.overrides.take_back(walk.case_id, first),
    ):
        with pytest.raises(WrongState):
            act()
    assert desk.cases.view(walk.case_id).state is CaseState.DECIDED


def test_who_may_not_sign_takes_no_override_back(
    weak: CaseWalk, elin: SecondPerson, open_desk: Opener, desk_home: Path, clock: FixedClock
) -> None:
    """R6, R31: an invigilator does not change a result."""
    before = area(weak)
    weak.desk.overrides.make(weak.case_id, before.id, before.required_level, REASON, elin)
    weak.desk.close()
    supervisor = practice_desk(desk_home, clock, "Sara Ek")
    with pytest.raises(OnlySupervises):
        supervisor.overrides.take_back(weak.case_id, before.id)
    supervisor.close()
    weak.desk = open_desk()
    assert area(weak).override is not None
