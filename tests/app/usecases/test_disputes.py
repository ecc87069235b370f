"""The four registers: numbered, frozen, settled by somebody else, kept apart."""

from datetime import timedelta

import pytest

from app.domain.case import CaseState, Step, WrongState
from app.domain.certificate import CertificateKind
from app.domain.desks import PRACTICE_PIN
from app.domain.disputes import DisputeKind, DisputeOutcome
from app.domain.overrides import OverrideRefused, ReasonTooShort
from app.seal.payloads import AppealSettled, CertificateStatus, ListedStatus, decode_payload
from app.seal.records import RecordType
from app.storage.register import UnknownEntry
from app.storage.tables import DecisionRow, RecordRow
from app.usecases.disputes import NewEntry, NotContestable, NothingSaid, due_entries
from app.usecases.opening import OpenCaseExists
from app.usecases.practical import Seen
from app.usecases.second_person import SecondPerson
from app.usecases.settling import NothingChanged, OutcomeNotPossible, Settlement
from app.usecases.signing import NotAccredited
from app.usecases.sittings import SittingNotRunning
from app.usecases.took_part import TookPart
from app.workspace import Workspace
from tests.colleagues import ELIN, PER, confirmed
from tests.desk_work import CaseWalk
from tests.factories import FixedClock

WORDS = "Jag satte verktyget rätt. Be gärna Per berätta vad han såg."
REASON = "Mätprotokollet visar att verktyget var rätt satt från början."
RECON, APPEAL = DisputeKind.RECONSIDERATION, DisputeKind.APPEAL
COMPLAINT, DEVIATION = DisputeKind.COMPLAINT, DisputeKind.DEVIATION
UPHELD, CHANGED, DISMISSED, REMEDIED = DisputeOutcome


def closed_in_part(walk: CaseWalk) -> None:
    """A closed case with a partial certificate: one area one step short."""
    walk.weak_areas = (walk.protocol.areas[4].id,)
    walk.to(Step.CERTIFICATE)
    walk.desk.certificates.issue(walk.case_id)
    walk.desk.cases.close(walk.case_id)


pytestmark = pytest.mark.begins_at(Step.PRACTICAL, closed_in_part)


@pytest.fixture
def weak(walk: CaseWalk) -> CaseWalk:
    """That case."""
    walk.weak_areas = (walk.protocol.areas[4].id,)
    return walk


@pytest.fixture
def elin(desk: Workspace) -> SecondPerson:
    """She took no part."""
    return confirmed(desk, ELIN)


def contest(walk: CaseWalk, kind: DisputeKind = RECON):  # noqa: ANN201
    """File about the case."""
    return walk.desk.disputes.file(NewEntry(kind, WORDS, case_id=walk.case_id))


def changed(walk: CaseWalk) -> Settlement:
    """The weak area is at its required level after all."""
    return Settlement(CHANGED, REASON, {walk.weak_areas[0]: 3})


def state(walk: CaseWalk) -> CaseState:
    """Where the case stands."""
    return walk.desk.cases.view(walk.case_id).state


def test_the_last_day_to_contest_stands_on_the_decision_and_in_the_register(weak: CaseWalk) -> None:
    """R46."""
    desk = weak.desk
    by = desk.decisions.proposal(weak.case_id).appeal_by
    assert desk.disputes.decided_case(weak.case_id).file_by == by
    entry = desk.disputes.view(contest(weak))
    assert entry.file_by == by
    assert entry.line.deadline is not None
    assert not entry.line.is_late


def test_filing_freezes_the_case(weak: CaseWalk) -> None:
    """R46: nothing in it can be written; what is printed may be printed again."""
    contest(weak)
    desk, case_id = weak.desk, weak.case_id
    assert state(weak) is CaseState.UNDER_RECONSIDERATION
    assert desk.certificates.of_case(case_id) is not None
    for act in (
        lambda: desk.cases.close(case_id),
        lambda: desk.feedback.save(case_id, (), "ändrat"),
        lambda: desk.feedback.complete(case_id, desk.feedback.view(case_id).plan, "ändrat"),
        lambda: desk.decisions.sign(case_id, PRACTICE_PIN),
        lambda: desk.overrides.take_back(case_id, "x"),
        lambda: desk.reviews.sheet(case_id),
        lambda: weak.arrive(),
        lambda: contest(weak),
        lambda: contest(weak, APPEAL),
    ):
        with pytest.raises(WrongState):
            act()
    sitting, criterion = (
        desk.practical.start(case_id),
        weak.protocol.criteria_of(weak.weak_areas[0]),
    )
    with pytest.raises(SittingNotRunning):
        desk.practical.observe(sitting, criterion[0].id, Seen(4, "Såg om."))


@pytest.mark.parametrize("outcome", [UPHELD, DISMISSED])
def test_a_decision_that_stands_lets_the_case_go_on(
    weak: CaseWalk, elin: SecondPerson, outcome: DisputeOutcome
) -> None:
    """R46, R47: the reason is in writing, in the register and in the handler's own record."""
    entry = contest(weak)
    weak.desk.settlements.settle_by(entry, Settlement(outcome, REASON), elin)
    assert state(weak) is CaseState.CLOSED
    view = weak.desk.disputes.view(entry)
    assert (view.handler, view.reason, view.line.outcome) == (ELIN, REASON, outcome)
    with weak.desk.desk.database.reading() as session:
        record = session.query(RecordRow).filter_by(type=RecordType.APPEAL_SETTLED).one()
    said = decode_payload(record.type, record.payload or b"")
    assert isinstance(said, AppealSettled)
    assert (said.reason, record.kid) == (REASON, elin.signer.kid)
    with pytest.raises(WrongState):
        weak.desk.settlements.settle_by(entry, Settlement(outcome, REASON), elin)


def test_a_changed_decision_leads_to_a_new_talk_and_a_new_certificate(
    weak: CaseWalk, elin: SecondPerson
) -> None:
    """R46, R47, R42, R43: the old one says replaced, in list, record and verification here."""
    desk = weak.desk
    old = desk.certificates.of_case(weak.case_id)
    assert old is not None
    before = desk.certificates.facts(old.id)
    desk.settlements.settle_by(contest(weak), changed(weak), elin)
    assert state(weak) is CaseState.DECIDED
    proposal = desk.decisions.proposal(weak.case_id)
    assert (proposal.number, proposal.reason, proposal.signer) == (2, REASON, ELIN)
    assert proposal.result.outcome is CertificateKind.FULL
    assert desk.feedback.view(weak.case_id).talked is None
    weak.to(Step.CERTIFICATE)
    assert desk.certificates.of_case(weak.case_id) is None
    new = desk.certificates.issue(weak.case_id)
    assert desk.certificates.issue(weak.case_id) == new
    lines = {line.id: line for line in desk.certificates.list()}
    assert (lines[new].kind, lines[new].state) == (CertificateKind.FULL, "issued")
    assert lines[old.id].state == "replaced"
    assert desk.certificates.facts(new).replaces == old.id
    assert desk.certificates.facts(old.id) == before
    checked = desk.verification.check_text(before.qr_text)
    assert checked.replaced_by == lines[new].number
    assert not desk.verification.check_text(desk.certificates.facts(new).qr_text).replaced_by
    with desk.desk.database.reading() as session:
        record = session.query(RecordRow).filter_by(type=RecordType.CERTIFICATE_STATUS).one()
        assert [d.number for d in session.query(DecisionRow).order_by(DecisionRow.number)] == [1, 2]
    said = decode_payload(record.type, record.payload or b"")
    assert isinstance(said, CertificateStatus)
    assert (said.status, said.reason, said.replaced_by) == (ListedStatus.REPLACED, "appeal", new)


def test_a_handler_took_no_part(weak: CaseWalk) -> None:
    """R47: the signer is refused, PIN or not, and whoever settled the reconsideration before."""
    entry = contest(weak)
    assert weak.desk.disputes.view(entry).took_part
    with pytest.raises(TookPart):
        weak.desk.settlements.settle(entry, Settlement(UPHELD, REASON), PRACTICE_PIN)
    elin = confirmed(weak.desk, ELIN)
    weak.desk.settlements.settle_by(entry, Settlement(UPHELD, REASON), elin)
    appeal = contest(weak, APPEAL)
    with pytest.raises(TookPart):
        weak.desk.settlements.settle_by(appeal, Settlement(UPHELD, REASON), elin)


def test_a_handler_may_judge_the_profile(weak: CaseWalk) -> None:
    """R1, R47."""
    with pytest.raises(NotAccredited):
        weak.desk.settlements.settle_by(
            contest(weak), Settlement(UPHELD, REASON), confirmed(weak.desk, PER)
        )


def test_what_came_too_late_is_on_record_and_dismissed(weak: CaseWalk, clock: FixedClock) -> None:
    """R46: it freezes nothing, and no other outcome is open to it."""
    clock.advance(timedelta(days=22))
    entry = contest(weak)
    elin = confirmed(weak.desk, ELIN)
    view = weak.desk.disputes.view(entry)
    assert view.line.is_late
    assert view.outcomes == (DISMISSED,)
    assert state(weak) is CaseState.CLOSED
    for outcome in (UPHELD, CHANGED, REMEDIED):
        with pytest.raises(OutcomeNotPossible):
            weak.desk.settlements.settle_by(entry, Settlement(outcome, REASON), elin)
    weak.desk.settlements.settle_by(entry, Settlement(DISMISSED, REASON), elin)
    assert state(weak) is CaseState.CLOSED


def test_the_last_day_is_in_time(weak: CaseWalk, clock: FixedClock) -> None:
    """R46."""
    clock.advance(timedelta(days=21))
    assert not weak.desk.disputes.view(contest(weak)).line.is_late


def test_a_change_changes_something_within_the_rules(weak: CaseWalk, elin: SecondPerson) -> None:
    """R31, I10: a changed decision goes by the limits of an override."""
    entry, settlements = contest(weak), weak.desk.settlements
    with pytest.raises(NothingChanged):
        settlements.settle_by(entry, Settlement(CHANGED, REASON), elin)
    with pytest.raises(OverrideRefused):
        settlements.settle_by(entry, Settlement(CHANGED, REASON, {weak.weak_areas[0]: 4}), elin)
    with pytest.raises(ReasonTooShort):
        settlements.settle_by(entry, Settlement(UPHELD, "Nej."), elin)
    assert state(weak) is CaseState.UNDER_RECONSIDERATION


def test_registers_count_by_themselves_and_are_kept_apart(weak: CaseWalk) -> None:
    """R48."""
    disputes = weak.desk.disputes
    disputes.file(NewEntry(COMPLAINT, "Det var kallt i lokalen.", "Granviks Plåt AB"))
    disputes.file(NewEntry(COMPLAINT, "Väntetiden var lång.", case_id=weak.case_id))
    disputes.file(NewEntry(DEVIATION, "Skrivaren saknade papper."))
    contest(weak)
    assert {kind: [line.number for line in disputes.register(kind)] for kind in DisputeKind} == {
        RECON: ["OP-2026-1"],
        APPEAL: [],
        COMPLAINT: ["KL-2026-2", "KL-2026-1"],
        DEVIATION: ["AV-2026-1"],
    }
    assert disputes.open_counts() == {RECON: 1, COMPLAINT: 2, DEVIATION: 1}


def test_a_complaint_needs_no_case_and_is_remedied(desk: Workspace) -> None:
    """R48."""
    entry = desk.disputes.file(NewEntry(COMPLAINT, "Det var kallt i lokalen.", "Granviks Plåt AB"))
    with pytest.raises(OutcomeNotPossible):
        desk.settlements.settle(entry, Settlement(UPHELD, REASON), PRACTICE_PIN)
    desk.settlements.settle(
        entry, Settlement(REMEDIED, "Fläkten är lagad sedan i går."), PRACTICE_PIN
    )
    view = desk.disputes.view(entry)
    assert (view.line.is_open, view.line.outcome, view.filed_by) == (
        False,
        REMEDIED,
        "Granviks Plåt AB",
    )


@pytest.mark.begins_at(Step.PRACTICAL)
def test_nothing_is_filed_about_nothing(desk: Workspace, walk: CaseWalk) -> None:
    """R46."""
    with pytest.raises(NothingSaid):
        desk.disputes.file(NewEntry(COMPLAINT, "  \n "))
    for case_id in (None, walk.case_id):
        with pytest.raises(NotContestable):
            desk.disputes.file(NewEntry(RECON, WORDS, case_id=case_id))
    with pytest.raises(UnknownEntry):
        desk.disputes.view(walk.case_id)
    assert not desk.disputes.open_counts()


def test_an_entry_near_its_deadline_asks_for_attention(weak: CaseWalk, clock: FixedClock) -> None:
    """R46."""
    entry, database = contest(weak), weak.desk.desk.database

    def due() -> list[tuple[object, bool]]:
        with database.reading() as session:
            found = due_entries(session, clock.now().date())
        return [(one.id, one.is_over) for one in found]

    assert due() == []
    clock.advance(timedelta(days=14))
    assert due() == [(entry, False)]
    clock.advance(timedelta(days=8))
    assert due() == [(entry, True)]


def test_a_retest_is_ended_before_the_case_behind_it_is_contested(
    weak: CaseWalk, clock: FixedClock
) -> None:
    """I5: one open case; nothing is entered, and the error names the one that is open."""
    clock.advance(timedelta(days=weak.protocol.rules.waiting_days))
    retest = weak.desk.retests.open(weak.case_id)
    with pytest.raises(OpenCaseExists) as raised:
        contest(weak)
    assert raised.value.case_id == retest
    assert not weak.desk.disputes.register(RECON)
    assert state(weak) is CaseState.CLOSED


def test_a_protected_person_is_named_in_no_register(weak: CaseWalk) -> None:
    """R55."""
    from app.storage.tables import CaseRow, PersonRow

    with weak.desk.desk.database.transaction() as session:
        case = session.get_one(CaseRow, weak.case_id)
        name = session.get_one(PersonRow, case.person_id).name
        session.get_one(PersonRow, case.person_id).protected = True
    contest(weak)
    assert weak.desk.disputes.register(RECON)[0].name == ""
    assert not weak.desk.disputes.contestable(name)
