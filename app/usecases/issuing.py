"""Writing a certificate: its claims, its page's facts, its records; the one it replaces (I4)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import add_months, last_valid_day
from app.domain.certificate import AreaLine, AreaOutcome, CertificateFacts, CertificateKind
from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import CertificateState, StatusReason
from app.domain.credits import CreditKind
from app.domain.former_area import shared_id
from app.domain.protocol import Protocol
from app.domain.reason_words import area_words, paper_words
from app.domain.result import AreaResult, Result
from app.domain.text import Text
from app.seal.authority import sign_certificate
from app.seal.carrier import qr_text
from app.seal.claims import CREDITED, AccreditationClaims, CertificateClaims
from app.seal.issued_facts import IssuedFacts
from app.seal.payloads import CertificateIssued
from app.seal.records import RecordType
from app.storage import cases as case_rows
from app.storage import log, people
from app.storage.seals import take_status_index
from app.storage.tables import CaseRow, CertificateRow, CreditRow, DecisionRow
from app.usecases.authority import AccreditationExpired
from app.usecases.desk import Desk
from app.usecases.feedback import PlannedMeasure
from app.usecases.status_writing import write_status


@dataclass(frozen=True, slots=True)
class Correcting:
    """Why a certificate is written again from the same decision; `note` stays at this desk."""

    reason: StatusReason
    note: str = ""


def write_certificate(
    desk: Desk,
    session: Session,
    case: CaseRow,
    protocol: Protocol,
    decision: DecisionRow,
    correcting: Correcting | None = None,
) -> bytes:
    """Issue from the decision; the case's earlier certificate is replaced by it (R42, R43).

    A new decision, or the same one again when `correcting`: then the earlier last day stays. The
    id of the new one. Raises NoAccreditation, AccreditationExpired, MissingGlyph, ClockBehind.
    """
    earlier = case_rows.certificate_of(session, case.id)
    result = msgspec.json.decode(decision.result, type=Result)
    completed = completed_by(desk, session, case, result) if earlier is None else ()
    replaced = earlier or next(iter(completed), None)
    claims = _claims(desk, session, case, protocol, result, replaced)
    if correcting is not None and earlier is not None:
        claims = replace(claims, valid_to=earlier.valid_to)
    accreditation = desk.accreditation()
    if claims.issued > accreditation.claims.last_day:  # midnight came after the caller looked
        raise AccreditationExpired(protocol.code, accreditation.claims.last_day)
    certificate = sign_certificate(desk.signer.key, claims)
    text = qr_text(desk.host, certificate, accreditation.raw)
    plan = case_rows.plan(session, case.id)
    measures = msgspec.json.decode(plan.measures, type=tuple[PlannedMeasure, ...]) if plan else ()
    kept = _banked_to(session, case, protocol, claims)
    facts = _printed(protocol, result, claims, accreditation.claims, measures, text, kept)
    if correcting is not None and earlier is not None:
        facts = replace(facts, banked_to=_facts_of(earlier).banked_to)
    _refuse_unprintable(facts)
    _write(desk, session, case, facts, claims, (certificate, accreditation.raw))
    state, following = CertificateState.REPLACED, claims.certificate_id
    if earlier is not None and not CertificateState(earlier.state).is_final:
        why = correcting or Correcting(StatusReason.APPEAL)
        write_status(desk, session, earlier, state, why.reason, why.note, following)
    for partial in completed:
        write_status(desk, session, partial, state, StatusReason.COMPLETED, "", following)
    return claims.certificate_id


def completed_by(
    desk: Desk, session: Session, case: CaseRow, result: Result
) -> tuple[CertificateRow, ...]:
    """The certificates in force of the cases before a retest, the newest first.

    Of a full one all; of a partial one those that say less than it does. A stopped one stays
    stopped: a retest is no way around that.
    """
    says = _shown(desk, case, [area.outcome for area in result.areas])
    found: list[CertificateRow] = []
    before = case.retest_of
    while before is not None:
        earlier = case_rows.case(session, before)
        issued = case_rows.certificate_of(session, earlier.id)
        if issued is not None and issued.state == CertificateState.ISSUED:
            said = _shown(desk, earlier, [line.outcome for line in _facts_of(issued).areas])
            if result.outcome is CertificateKind.FULL or said < says:
                found.append(issued)
        before = earlier.retest_of
    return tuple(found)


def _shown(desk: Desk, case: CaseRow, outcomes: Sequence[AreaOutcome]) -> frozenset[str]:
    """What is shown of a case's areas, by what each is one in every version."""
    areas = desk.protocol(case.protocol_hash).areas
    return frozenset(
        shared_id(area)
        for area, outcome in zip(areas, outcomes, strict=True)
        if outcome in (AreaOutcome.SHOWN, AreaOutcome.CREDITED)
    )


def _banked_to(
    session: Session, case: CaseRow, protocol: Protocol, claims: CertificateClaims
) -> date | None:
    """To when all that a partial one says can be built on: what was kept lapses first (R34)."""
    months = protocol.rules.banked_months
    if claims.kind is not CertificateKind.PARTIAL or not months:
        return None
    kept = select(CreditRow.issued).where(
        CreditRow.case_id == case.id, CreditRow.kind == CreditKind.BANKED
    )
    return add_months(min((claims.issued, *session.scalars(kept))), months)


def _facts_of(row: CertificateRow) -> CertificateFacts:
    return msgspec.json.decode(row.snapshot, type=CertificateFacts)


def _claims(
    desk: Desk,
    session: Session,
    case: CaseRow,
    protocol: Protocol,
    result: Result,
    earlier: CertificateRow | None,
) -> CertificateClaims:
    today, person = desk.clock.now().date(), people.present(session, case.person_id)
    valid = protocol.rules.validity_months
    return CertificateClaims(
        certificate_id=secrets.token_bytes(10),
        name=person.name,
        birth_date=person.birth_date if protocol.rules.print_birth_date else None,
        profile=protocol.profile,
        levels=tuple(CREDITED if a.level is None else a.level for a in result.areas),
        issued=today,
        valid_to=last_valid_day(today, valid) if valid else None,
        status_index=take_status_index(session, desk.signer.kid),
        kind=result.outcome,
        practice=desk.is_practice,
        replaces=None if earlier is None else earlier.id,
        is_protected=person.protected,
    )


def _refuse_unprintable(facts: CertificateFacts) -> None:
    from app.certificate.letters import check_letters

    check_letters(facts)


def _write(
    desk: Desk,
    session: Session,
    case: CaseRow,
    facts: CertificateFacts,
    claims: CertificateClaims,
    signed: tuple[bytes, bytes],
) -> None:
    row = _row(case, facts, claims, desk.signer.kid)
    session.add(row)
    case_rows.add_event(
        session, case, desk.clock.now(), "certified", desk.assessor.name, row.number
    )
    log.append(
        session,
        desk.signer,
        RecordType.CERTIFICATE_ISSUED,
        str(case.person_id),
        CertificateIssued(
            case=str(case.id),
            person=str(case.person_id),
            facts=IssuedFacts.of(facts),
            status_index=claims.status_index,
            cert=signed[0],
            acc=signed[1],
        ),
        protocol_hash=case.protocol_hash,
        case_id=case.id,
    )


def _row(
    case: CaseRow, facts: CertificateFacts, claims: CertificateClaims, kid: bytes
) -> CertificateRow:
    return CertificateRow(
        id=facts.certificate_id,
        case_id=case.id,
        person_id=case.person_id,
        number=format_certificate_number(facts.certificate_id),
        kind=facts.kind,
        state="issued",
        kid=kid,
        status_index=claims.status_index,
        issued=facts.issued,
        valid_to=facts.valid_to,
        snapshot=msgspec.json.encode(facts, order="sorted"),
        prints=0,
    )


def _printed(
    protocol: Protocol,
    result: Result,
    claims: CertificateClaims,
    accreditation: AccreditationClaims,
    measures: tuple[PlannedMeasure, ...],
    text: str,
    banked_to: date | None,
) -> CertificateFacts:
    return CertificateFacts(
        certificate_id=claims.certificate_id,
        kind=result.outcome,
        practice=claims.practice,
        name=claims.name,
        birth_date=claims.birth_date,
        profile=protocol.profile,
        protocol_code=protocol.code,
        protocol_version=protocol.version,
        role=protocol.name,
        level=protocol.level,
        owner=protocol.owner,
        scale=protocol.scale,
        areas=tuple(_area_line(protocol, area, measures) for area in result.areas),
        centre=accreditation.centre,
        assessor=accreditation.assessor,
        assessor_number=accreditation.number,
        issued=claims.issued,
        valid_to=claims.valid_to,
        banked_to=banked_to,
        codes=protocol.codes,
        label=protocol.wording.label,
        disclaimer=protocol.wording.disclaimer,
        qr_text=text,
        replaces=claims.replaces,
    )


def _area_line(
    protocol: Protocol, area: AreaResult, measures: tuple[PlannedMeasure, ...]
) -> AreaLine:
    planned = next((m.text for m in measures if m.area == area.area), "")
    credited = area.outcome is AreaOutcome.CREDITED
    return AreaLine(
        name=protocol.area(area.area).name,
        level=area.level or 0,
        required_level=area.required_level,
        outcome=area.outcome,
        credit_note=area_words(protocol, area) if credited else None,
        gap=None if area.is_passed else paper_words(protocol, area),
        next_step=None if area.is_passed or not planned else Text(planned, planned),
    )
