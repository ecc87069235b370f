"""Credits in a case: from the person's own certificates and from another centre's."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from app.domain.case import CaseState, Step, WrongState
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.certificate_status import StatusReason
from app.domain.credits import CreditKind, CreditRefusal
from app.domain.desks import PRACTICE_PIN, SignedIn
from app.storage.tables import CertificateRow, PersonNameRow, PersonRow
from app.usecases.credit_sources import HolderUnsure, NotInForce, Offer, OtherHolder
from app.usecases.credit_standing import CreditNotInForce
from app.usecases.credits import CreditRefused, NotCredited, TooLateToCredit
from app.usecases.signing import OnlySupervises
from app.usecases.status_acts import Correction
from app.workspace import Workspace
from tests.desk_work import CaseWalk


def closed(walk: CaseWalk) -> bytes:
    """The case's certificate, handed over."""
    certificate = walk.desk.certificates.issue(walk.to(Step.CERTIFICATE).case_id)
    walk.desk.cases.close(walk.case_id)
    return certificate


pytestmark = pytest.mark.begins_at(Step.CERTIFICATE, closed)


@pytest.fixture
def again(walk: CaseWalk) -> CaseWalk:
    """A new case of somebody with a full certificate of this desk."""
    return CaseWalk(walk.desk, opened_again(walk))


def opened_again(walk: CaseWalk) -> UUID:
    """A case after the one that is closed."""
    view = walk.desk.cases.view(walk.case_id)
    return walk.desk.cases.open(view.person_id, view.protocol_code)


def own(walk: CaseWalk) -> Offer:
    """What the person's newest certificate gives."""
    return walk.desk.credits.candidates(walk.case_id).offers[0]


def code_of(walk: CaseWalk) -> str:
    """The text in the code of the person's certificate."""
    line = walk.desk.certificates.of_case(walk.case_id)
    assert line is not None
    return walk.desk.certificates.facts(line.id).qr_text


def test_own_history_is_offered_with_what_counts(again: CaseWalk) -> None:
    """R33: each area of the shared object, at its level."""
    offer = own(again)
    assert offer.kind is CreditKind.OWN
    assert all(claim.counts for claim in offer.claims)
    assert {claim.level for claim in offer.claims} == {3}


def test_what_is_credited_is_not_taken_and_not_scored_again(again: CaseWalk) -> None:
    """R33: neither question nor criterion; on the paper with its source."""
    first = again.protocol.areas[0].id
    offer = own(again)
    again.desk.credits.grant(again.case_id, [first], offer)
    again.to(Step.DECISION)
    theory = again.desk.theory.paper(
        again.desk.cases.view(again.case_id).sitting_of(Step.THEORY) or UUID(int=0)
    )
    assert first not in {question.area for question in theory.questions}
    result = again.desk.decisions.proposal(again.case_id).result
    assert result.areas[0].outcome is AreaOutcome.CREDITED
    assert result.areas[0].level == 3
    assert result.outcome is CertificateKind.FULL
    again.to(Step.CERTIFICATE)
    facts = again.desk.certificates.facts(again.desk.certificates.issue(again.case_id))
    note = facts.areas[0].credit_note
    assert note is not None
    assert offer.number in note.sv
    assert facts.areas[0].level == 3


def test_no_more_is_credited_than_the_schemes_share(again: CaseWalk) -> None:
    """R33: the sum of the weights; the whole grant is refused, nothing half done."""
    areas = [area.id for area in again.protocol.areas]
    with pytest.raises(CreditRefused) as refused:
        again.desk.credits.grant(again.case_id, areas, own(again))
    assert refused.value.reason is CreditRefusal.OVER_SHARE
    view = again.desk.credits.candidates(again.case_id)
    assert view.share == 0
    assert view.limit == again.protocol.rules.credit_share_permille


@pytest.mark.parametrize(
    ("state", "refusal"),
    [("revoked", CreditRefusal.WITHDRAWN), ("expired", CreditRefusal.EXPIRED)],
)
def test_a_certificate_that_is_not_in_force_gives_nothing(
    state: str, refusal: CreditRefusal, again: CaseWalk
) -> None:
    """R33: a valid source, looked at again when it is granted."""
    offer = own(again)
    with again.desk.desk.database.transaction() as session:
        session.execute(update(CertificateRow).values(state=state))
    assert own(again).claims[0].refusal is refusal
    with pytest.raises(CreditRefused) as refused:
        again.desk.credits.grant(again.case_id, [again.protocol.areas[0].id], offer)
    assert refused.value.reason is refusal


def test_an_area_credited_there_is_credited_from_its_first_source(again: CaseWalk) -> None:
    """R33: a chain of credits would never grow old."""
    first = again.protocol.areas[0].id
    again.desk.credits.grant(again.case_id, [first], own(again))
    closed(again)
    third = CaseWalk(again.desk, opened_again(again))
    newest, oldest = third.desk.credits.candidates(third.case_id).offers
    assert newest.claims[0].refusal is CreditRefusal.CREDITED_THERE
    assert oldest.claims[0].counts


def test_nothing_is_credited_once_a_test_has_begun(again: CaseWalk) -> None:
    offer = own(again)
    again.desk.theory.start(again.to(Step.THEORY).case_id)
    with pytest.raises(TooLateToCredit):
        again.desk.credits.grant(again.case_id, [again.protocol.areas[0].id], offer)


def test_a_credit_is_taken_back_and_the_area_taken_after_all(again: CaseWalk) -> None:
    first = again.protocol.areas[0].id
    again.desk.credits.grant(again.case_id, [first], own(again))
    again.desk.credits.take_back(again.case_id, first)
    with pytest.raises(NotCredited):
        again.desk.credits.take_back(again.case_id, first)
    again.to(Step.DECISION)
    outcome = again.desk.decisions.proposal(again.case_id).result.areas[0].outcome
    assert outcome is AreaOutcome.SHOWN


def test_a_credit_taken_back_too_late_leaves_the_area_out(again: CaseWalk) -> None:
    """R33, I3: not assessed rather than decided on nothing; and not after the signature."""
    first = again.protocol.areas[0].id
    again.desk.credits.grant(again.case_id, [first], own(again))
    again.to(Step.DECISION).desk.credits.take_back(again.case_id, first)
    result = again.desk.decisions.proposal(again.case_id).result
    assert result.areas[0].outcome is AreaOutcome.NOT_ASSESSED
    assert result.outcome is CertificateKind.PARTIAL
    again.to(Step.FEEDBACK)
    with pytest.raises(WrongState):
        again.desk.credits.take_back(again.case_id, first)


def test_another_centres_certificate_is_read_from_its_pdf(again: CaseWalk, tmp_path: Path) -> None:
    """R33, R40: the signature is what counts; the code is kept with the credit."""
    text = code_of(CaseWalk(again.desk, _first_case(again)))
    pdf = tmp_path / "bevis.pdf"
    pdf.write_bytes(again.desk.certificates.pdf(_certificate(again)))
    offer = again.desk.credits.from_file(again.case_id, pdf)
    assert offer == again.desk.credits.from_code(again.case_id, f" {text}\n")
    assert offer.kind is CreditKind.EXTERNAL
    assert all(claim.counts for claim in offer.claims)
    again.desk.credits.grant(again.case_id, [again.protocol.areas[1].id], offer)
    credited = again.desk.cases.view(again.case_id).credited
    assert [line.source for line in credited] == [offer.number]


def test_somebody_elses_certificate_is_refused_by_name_and_birth_date(again: CaseWalk) -> None:
    """R33: it must be theirs; a name they had before counts."""
    text = code_of(CaseWalk(again.desk, _first_case(again)))
    desk, person = again.desk.desk, again.desk.cases.view(again.case_id).person_id
    with desk.database.transaction() as session:
        session.execute(update(PersonRow).where(PersonRow.id == person).values(name="Kim Nyström"))
    assert again.desk.credits.from_code(again.case_id, text).claims[0].counts
    with desk.database.transaction() as session:
        session.execute(
            update(PersonNameRow)
            .where(PersonNameRow.person_id == person)
            .values(name="Kim Nyström")
        )
    with pytest.raises(OtherHolder):
        again.desk.credits.from_code(again.case_id, text)


def test_without_a_birth_date_nobody_can_tell_whose_it_is(again: CaseWalk) -> None:
    text = code_of(CaseWalk(again.desk, _first_case(again)))
    with again.desk.desk.database.transaction() as session:
        session.execute(update(PersonRow).values(birth_date=None))
    with pytest.raises(HolderUnsure):
        again.desk.credits.from_code(again.case_id, text)


def test_a_source_that_is_withdrawn_after_the_credit_stops_the_signature(again: CaseWalk) -> None:
    """R33, R42: asked anew on the day of the decision; the area is left out, not counted."""
    credits, decisions = again.desk.credits, again.desk.decisions
    first, offer = again.protocol.areas[0], own(again)
    credits.grant(again.case_id, [first.id], offer)
    source = _certificate(again)
    again.to(Step.DECISION)
    assert decisions.proposal(again.case_id).hindrance is None
    note = "Provbiten var inte hennes."
    again.desk.status_acts.revoke(source, StatusReason.FOUND_WRONG, note, PRACTICE_PIN)
    hindrance = decisions.proposal(again.case_id).hindrance
    assert isinstance(hindrance, CreditNotInForce)
    assert (hindrance.area, hindrance.number) == (first.name, offer.number)
    with pytest.raises(CreditNotInForce):
        decisions.sign(again.case_id, PRACTICE_PIN)
    credits.take_back(again.case_id, first.id)
    decisions.sign(again.case_id, PRACTICE_PIN)
    signed = decisions.proposal(again.case_id).result
    assert signed.areas[0].outcome is AreaOutcome.NOT_ASSESSED
    assert signed.outcome is CertificateKind.PARTIAL


def test_a_source_replaced_for_a_new_name_still_counts(again: CaseWalk) -> None:
    """R33, R42: what was shown is what the newer certificate says too."""
    again.desk.credits.grant(again.case_id, [again.protocol.areas[0].id], own(again))
    source = _certificate(again)
    again.to(Step.DECISION)
    again.desk.status_acts.replace(
        source, Correction(StatusReason.NAME_CHANGED, "Kim Nyström"), PRACTICE_PIN
    )
    assert again.desk.decisions.proposal(again.case_id).hindrance is None
    again.desk.decisions.sign(again.case_id, PRACTICE_PIN)


@pytest.mark.parametrize("text", ["", "https://example.se/v#1", "x" * 9000])
def test_what_is_no_certificate_is_refused_in_words(text: str, again: CaseWalk) -> None:
    with pytest.raises(NotInForce):
        again.desk.credits.from_code(again.case_id, text)


def test_who_only_watches_a_test_credits_nothing(again: CaseWalk) -> None:
    """R6."""
    offer = own(again)
    case_id, first = again.case_id, again.protocol.areas[0].id
    assert again.desk.cases.view(case_id).state is CaseState.REGISTERED
    again.desk.desk.assessor = _invigilator(again.desk)
    with pytest.raises(OnlySupervises):
        again.desk.credits.grant(case_id, [first], offer)


def _invigilator(desk: Workspace) -> SignedIn:
    return replace(desk.desk.assessor, roles=("invigilator",))


def _certificate(walk: CaseWalk) -> bytes:
    line = walk.desk.certificates.of_case(_first_case(walk))
    assert line is not None
    return line.id


def _first_case(walk: CaseWalk) -> UUID:
    """The person's case that is closed."""
    number = walk.desk.credits.candidates(walk.case_id).offers[-1].number
    found = next(line for line in walk.desk.certificates.list() if line.number == number)
    return found.case_id
