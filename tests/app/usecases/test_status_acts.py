"""After it is issued: stopped, lifted, revoked, voided, replaced; never edited (R42, R43)."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.case import CaseState, Step, WrongState
from app.domain.certificate_status import (
    CertificateState,
    ReasonNotPossible,
    StatusAct,
    StatusActClosed,
    StatusReason,
)
from app.domain.desks import PRACTICE_PIN
from app.domain.disputes import DisputeKind
from app.domain.free_text import LONGEST_NOTE, TextTooLong
from app.seal.payloads import CertificateStatus, ListedStatus, PersonCorrected, decode_payload
from app.seal.records import RecordType
from app.seal.vault import WrongSecret
from app.storage.certificates import UnknownCertificate
from app.storage.errors import ClockBehind
from app.storage.tables import CertificateRow, RecordRow, SealRow
from app.usecases.authority import AccreditationExpired
from app.usecases.disputes import NewEntry
from app.usecases.status_acts import (
    CertificateStanding,
    Correction,
    HandedOver,
    Knowing,
    NothingToCorrect,
    NotTheIssuer,
)
from app.workspace import Workspace
from tests.colleagues import ELIN
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import FixedClock

WHY = "Provbiten var inte hans egen."
SUSPENDED, REVOKED, REPLACED = (
    CertificateState.SUSPENDED,
    CertificateState.REVOKED,
    CertificateState.REPLACED,
)


def certified(walk: CaseWalk) -> None:
    """A certificate just issued, not handed over yet."""
    walk.desk.certificates.issue(walk.case_id)


pytestmark = pytest.mark.begins_at(Step.CERTIFICATE, certified)


@pytest.fixture
def issued(walk: CaseWalk) -> bytes:
    """That certificate."""
    line = walk.desk.certificates.of_case(walk.case_id)
    assert line is not None
    return line.id


@pytest.fixture
def handed(walk: CaseWalk, issued: bytes) -> bytes:
    """The same one, handed over."""
    walk.desk.cases.close(walk.case_id)
    return issued


def standing(desk: Workspace, certificate: bytes) -> CertificateStanding:
    """All that is shown of it."""
    return desk.status_acts.standing(certificate)


def acts(desk: Workspace, certificate: bytes) -> list[StatusAct]:
    """What may be done with it now."""
    return [way.act for way in desk.status_acts.ways(certificate) if way.hindrance is None]


def said(desk: Workspace) -> list[CertificateStatus]:
    """The signed words on certificates, oldest first."""
    with desk.desk.database.reading() as session:
        found = session.query(RecordRow).filter_by(type=RecordType.CERTIFICATE_STATUS)
        payloads = [decode_payload(r.type, r.payload or b"") for r in found.order_by(RecordRow.seq)]
    return [payload for payload in payloads if isinstance(payload, CertificateStatus)]


def test_a_stop_is_undone_by_lifting_it(desk: Workspace, handed: bytes) -> None:
    """R42, R43: two signed words, and the list, the panel and the check know at once."""
    status = desk.status_acts
    status.suspend(handed, StatusReason.UNDER_REVIEW, WHY, PRACTICE_PIN)
    stopped = standing(desk, handed)
    assert (stopped.shown.state, stopped.reason) == (SUSPENDED, StatusReason.UNDER_REVIEW)
    assert (stopped.by, stopped.note) == (desk.assessor.name, WHY)
    assert desk.certificates.list()[0].state == "suspended"
    assert acts(desk, handed) == [StatusAct.LIFT, StatusAct.REVOKE]
    status.lift(handed, "", PRACTICE_PIN)
    assert standing(desk, handed).shown.state is CertificateState.ISSUED
    assert [(one.status, one.reason) for one in said(desk)] == [
        (ListedStatus.SUSPENDED, "under_review"),
        (ListedStatus.VALID, "lifted"),
    ]


def test_own_words_stay_at_the_desk(desk: Workspace, handed: bytes) -> None:
    """R43: the class travels, a person's story never does."""
    desk.status_acts.revoke(handed, StatusReason.FOUND_WRONG, WHY, PRACTICE_PIN)
    with desk.desk.database.reading() as session:
        for record in session.query(RecordRow):
            assert WHY.encode() not in (record.payload or b"") + record.raw
    assert standing(desk, handed).note == WHY


def test_a_revoked_one_stays_revoked(desk: Workspace, handed: bytes) -> None:
    """R42: nothing leads out of it, and doing it twice is refused, not repeated."""
    status = desk.status_acts
    status.revoke(handed, StatusReason.FOUND_WRONG, WHY, PRACTICE_PIN)
    assert status.ways(handed) == ()
    with pytest.raises(StatusActClosed) as raised:
        status.revoke(handed, StatusReason.FOUND_WRONG, WHY, PRACTICE_PIN)
    assert (raised.value.state, raised.value.act) == (REVOKED, StatusAct.REVOKE)
    for again in (
        lambda: status.suspend(handed, StatusReason.APPEAL, "", PRACTICE_PIN),
        lambda: status.lift(handed, "", PRACTICE_PIN),
        lambda: status.void(handed, "", PRACTICE_PIN),
        lambda: status.replace(handed, _renamed(), PRACTICE_PIN),
    ):
        with pytest.raises(StatusActClosed):
            again()
    assert len(said(desk)) == 1


def _renamed() -> Correction:
    return Correction(StatusReason.NAME_CHANGED, "Ali Nilsson-Berg")


def test_a_changed_name_gives_a_new_certificate_of_the_same_decision(
    desk: Workspace, walk: CaseWalk, handed: bytes, clock: FixedClock
) -> None:
    """I4, R42: the old one says replaced, the new one keeps levels and last day."""
    before = desk.certificates.facts(handed)
    clock.advance(timedelta(days=20))
    new = desk.status_acts.replace(handed, _renamed(), PRACTICE_PIN)
    old, facts = desk.certificates.facts(handed), desk.certificates.facts(new)
    assert old == before
    assert (facts.name, facts.replaces) == ("Ali Nilsson-Berg", handed)
    assert (facts.areas, facts.valid_to) == (before.areas, before.valid_to)
    assert facts.issued == before.issued + timedelta(days=20)
    assert standing(desk, handed).shown.state is REPLACED
    assert standing(desk, handed).replaced_by == standing(desk, new).number
    assert standing(desk, new).replaces == standing(desk, handed).number
    assert [(one.status, one.reason, one.replaced_by) for one in said(desk)] == [
        (ListedStatus.REPLACED, "name_changed", new)
    ]
    assert desk.cases.view(walk.case_id).name == "Ali Nilsson-Berg"
    assert desk.certificates.of_case(walk.case_id).id == new  # type: ignore[union-attr]
    with desk.desk.database.reading() as session:
        corrected = session.query(RecordRow).filter_by(type=RecordType.PERSON_CORRECTED).one()
        assert session.query(CertificateRow).count() == 2
    payload = decode_payload(corrected.type, corrected.payload or b"")
    assert isinstance(payload, PersonCorrected)
    assert payload.name == "Ali Nilsson-Berg"


def test_a_new_one_that_would_say_the_same_is_refused(desk: Workspace, handed: bytes) -> None:
    """R42: and nothing is left behind."""
    name = desk.certificates.facts(handed).name
    same = Correction(StatusReason.CORRECTION, f"  {name} ")
    with pytest.raises(NothingToCorrect):
        desk.status_acts.replace(handed, same, PRACTICE_PIN)
    assert said(desk) == []
    assert len(desk.certificates.list()) == 1


def test_a_name_changed_before_is_taken_into_a_new_certificate(
    desk: Workspace, walk: CaseWalk, handed: bytes
) -> None:
    """The person was renamed at their card first: the certificate still says the old name."""
    person = desk.cases.view(walk.case_id).person_id
    desk.people.rename(person, "Ali Nilsson-Berg")
    shown = standing(desk, handed)
    assert shown.name != shown.person_name == "Ali Nilsson-Berg"
    new = desk.status_acts.replace(handed, _renamed(), PRACTICE_PIN)
    assert desk.certificates.facts(new).name == "Ali Nilsson-Berg"


def test_a_misprint_is_voided_before_it_is_handed_over(
    desk: Workspace, walk: CaseWalk, issued: bytes
) -> None:
    """R42: it travels as revoked; the case waits for a new certificate that names the old one."""
    desk.status_acts.void(issued, "Sneda rader", PRACTICE_PIN)
    assert [(one.status, one.reason) for one in said(desk)] == [(ListedStatus.REVOKED, "misprint")]
    assert standing(desk, issued).shown.state is CertificateState.VOIDED
    assert desk.cases.view(walk.case_id).state is CaseState.DEBRIEFED
    assert desk.certificates.of_case(walk.case_id) is None
    new = desk.certificates.issue(walk.case_id)
    assert new != issued
    assert desk.certificates.facts(new).replaces == issued
    assert len(said(desk)) == 1
    assert desk.certificates.of_case(walk.case_id).id == new  # type: ignore[union-attr]


def test_what_was_handed_over_is_not_voided(desk: Workspace, handed: bytes) -> None:
    """R42."""
    with pytest.raises(HandedOver):
        desk.status_acts.void(handed, "", PRACTICE_PIN)
    assert acts(desk, handed) == [StatusAct.SUSPEND, StatusAct.REPLACE, StatusAct.REVOKE]


def test_reason_and_act_belong_together(desk: Workspace, handed: bytes) -> None:
    """R43."""
    with pytest.raises(ReasonNotPossible):
        desk.status_acts.revoke(handed, StatusReason.LIFTED, "", PRACTICE_PIN)
    wrong, long = Correction(StatusReason.FOUND_WRONG, "Ali Nilsson-Berg"), "x" * 10_000
    assert len(long) > LONGEST_NOTE
    with pytest.raises(ReasonNotPossible):
        desk.status_acts.replace(handed, wrong, PRACTICE_PIN)
    with pytest.raises(TextTooLong):
        desk.status_acts.revoke(handed, StatusReason.FOUND_WRONG, long, PRACTICE_PIN)
    assert said(desk) == []


def test_a_wrong_pin_changes_nothing(desk: Workspace, handed: bytes) -> None:
    """Every act is signed."""
    with pytest.raises(WrongSecret):
        desk.status_acts.suspend(handed, StatusReason.APPEAL, "", "000000")
    assert said(desk) == []
    with pytest.raises(UnknownCertificate):
        desk.status_acts.suspend(b"0123456789", StatusReason.APPEAL, "", PRACTICE_PIN)


def test_a_colleague_replaces_but_stops_nothing(
    desk: Workspace, handed: bytes, desk_home: Path, clock: FixedClock
) -> None:
    """R42: only the issuing seal stops or revokes; anybody accredited may replace."""
    desk.close()
    elin = practice_desk(desk_home, clock, ELIN)
    with pytest.raises(NotTheIssuer) as raised:
        elin.status_acts.revoke(handed, StatusReason.FOUND_WRONG, WHY, PRACTICE_PIN)
    assert (raised.value.name, raised.value.reason) == ("Maria Sandberg", "colleague")
    assert acts(elin, handed) == [StatusAct.REPLACE]
    new = elin.status_acts.replace(handed, _renamed(), PRACTICE_PIN)
    assert elin.certificates.facts(new).assessor == ELIN
    assert elin.certificates.of_case(standing(elin, new).case_id).id == new  # type: ignore[union-attr]
    elin.close()


def test_what_an_earlier_seal_issued_is_the_regions_to_stop(desk: Workspace, handed: bytes) -> None:
    """R42: nobody is sent to themselves for it."""
    with desk.desk.database.transaction() as session:
        own = session.get_one(SealRow, desk.desk.signer.kid)
        earlier = session.query(SealRow).filter(SealRow.kid != own.kid).first()
        assert earlier is not None
        earlier.assessor_id = own.assessor_id
        session.get_one(CertificateRow, handed).kid = earlier.kid
    with pytest.raises(NotTheIssuer) as raised:
        desk.status_acts.suspend(handed, StatusReason.UNDER_REVIEW, WHY, PRACTICE_PIN)
    assert raised.value.reason == "earlier_seal"


def test_what_takes_away_needs_no_accreditation_and_what_gives_does(
    desk: Workspace, handed: bytes, clock: FixedClock
) -> None:
    """R1, I8: a certificate found wrong is revoked the day after the accreditation ran out."""
    clock.advance(timedelta(days=28))
    with pytest.raises(AccreditationExpired):
        desk.status_acts.replace(handed, _renamed(), PRACTICE_PIN)
    desk.status_acts.suspend(handed, StatusReason.UNDER_REVIEW, "", PRACTICE_PIN)
    with pytest.raises(AccreditationExpired):
        desk.status_acts.lift(handed, "", PRACTICE_PIN)
    desk.status_acts.revoke(handed, StatusReason.FOUND_WRONG, WHY, PRACTICE_PIN)
    assert standing(desk, handed).shown.state is REVOKED


def test_a_clock_set_back_signs_nothing(desk: Workspace, handed: bytes, clock: FixedClock) -> None:
    """I11."""
    clock.advance(timedelta(days=-1))
    with pytest.raises(ClockBehind):
        desk.status_acts.revoke(handed, StatusReason.FOUND_WRONG, WHY, PRACTICE_PIN)
    assert all(way.hindrance is not None for way in desk.status_acts.ways(handed))


def test_a_contested_case_is_not_replaced_meanwhile(
    desk: Workspace, walk: CaseWalk, handed: bytes
) -> None:
    """R46: filing freezes; the certificate may be stopped until it is settled."""
    entry = NewEntry(DisputeKind.RECONSIDERATION, "Fel verktyg.", case_id=walk.case_id)
    desk.disputes.file(entry)
    with pytest.raises(WrongState):
        desk.status_acts.replace(handed, _renamed(), PRACTICE_PIN)
    desk.status_acts.suspend(handed, StatusReason.APPEAL, "", PRACTICE_PIN)


def test_it_expires_by_the_day_and_can_still_be_revoked(
    desk: Workspace, handed: bytes, clock: FixedClock
) -> None:
    """Expired is told by the day alone; revoked wins over it."""
    last = desk.certificates.facts(handed).valid_to
    assert last is not None
    clock.advance(timedelta(days=(last - clock.now().date()).days))
    assert desk.certificates.list()[0].state == "issued"
    clock.advance(timedelta(days=1))
    assert desk.certificates.list()[0].state == "expired"
    assert [way.act for way in desk.status_acts.ways(handed)] == [StatusAct.REVOKE]
    desk.status_acts.revoke(handed, StatusReason.FOUND_WRONG, "", PRACTICE_PIN)
    assert desk.certificates.list()[0].state == "revoked"


def test_the_history_says_who_when_and_why(
    desk: Workspace, handed: bytes, clock: FixedClock, tmp_path: Path
) -> None:
    """R42: issued, handed out, changed; at a practice desk nothing is ever sent."""
    desk.certificates.save(handed, tmp_path / "bevis.pdf")
    clock.advance(timedelta(hours=1))
    desk.status_acts.suspend(handed, StatusReason.UNDER_REVIEW, WHY, PRACTICE_PIN)
    desk.status_acts.lift(handed, "Stämde", PRACTICE_PIN)
    events = desk.status_acts.history(handed)
    assert [(event.kind, event.state, event.reason) for event in events] == [
        ("issued", CertificateState.ISSUED, None),
        ("saved", None, None),
        ("changed", SUSPENDED, StatusReason.UNDER_REVIEW),
        ("changed", CertificateState.ISSUED, StatusReason.LIFTED),
    ]
    assert [event.note for event in events[2:]] == [WHY, "Stämde"]
    assert {event.actor for event in events} == {"Maria Sandberg"}
    assert all(e.known is not None and e.known.how is Knowing.HERE for e in events[2:])
