"""From records to the rows the node shows; every row can be made again from the records."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate_number import format_certificate_number
from app.node.tables import KnownCase, KnownPerson, RegisteredCertificate
from app.seal.payloads import (
    CaseOpened,
    CertificateIssued,
    CertificateStatus,
    DecisionMade,
    Payload,
    PersonRegistered,
    PlanAgreed,
    SittingClosed,
)
from app.seal.records import RecordHeader

_ORDER = ("opened", "running", "decided", "debriefed", "certified")


class Projection:
    """Applies one record at a time; a later state never goes back to an earlier one."""

    def apply(
        self, session: Session, record: bytes, header: RecordHeader, payload: Payload
    ) -> None:
        """Change the rows the record speaks of; types without rows change nothing."""
        match payload:
            case PersonRegistered():
                _person(session, payload)
            case CaseOpened():
                _opened(session, header, payload)
            case SittingClosed():
                _move(session, header, payload.case, "running")
            case DecisionMade():
                case = _move(session, header, payload.case, "decided")
                case.outcome = payload.outcome
            case PlanAgreed():
                _move(session, header, payload.case, "debriefed")
            case CertificateIssued():
                _move(session, header, payload.case, "certified")
                _certificate(session, record, header, payload)
            case CertificateStatus():
                _status(session, payload)
            case _:
                pass


def _person(session: Session, payload: PersonRegistered) -> None:
    person = session.get(KnownPerson, payload.person)
    if person is None:
        person = KnownPerson(id=payload.person)
        session.add(person)
    person.name, person.birth_date = payload.name, payload.birth_date
    person.protected = payload.is_protected


def _opened(session: Session, header: RecordHeader, payload: CaseOpened) -> None:
    case = _move(session, header, payload.case, "opened")
    case.person, case.profile, case.centre = payload.person, payload.profile, payload.centre


def _move(session: Session, header: RecordHeader, case_id: str, state: str) -> KnownCase:
    case = session.get(KnownCase, case_id)
    if case is None:
        case = KnownCase(
            id=case_id,
            person=str(header.subject or ""),
            profile="",
            centre="",
            state=state,
            touched=header.time.wall,
        )
        session.add(case)
    if _ORDER.index(state) > _ORDER.index(case.state):
        case.state = state
    case.touched = max(_aware(case.touched, header.time.wall), header.time.wall)
    return case


def _certificate(
    session: Session, record: bytes, header: RecordHeader, payload: CertificateIssued
) -> None:
    facts = payload.facts
    if facts.practice or session.get(RegisteredCertificate, facts.certificate_id) is not None:
        return
    session.add(
        RegisteredCertificate(
            id=facts.certificate_id,
            number=format_certificate_number(facts.certificate_id),
            record=record,
            cert_hash=hashlib.sha256(payload.cert).digest(),
            kid=header.kid,
            status_index=payload.status_index,
            person=payload.person,
            name=facts.name,
            profile=facts.profile,
            role=facts.role.sv,
            kind=facts.kind,
            centre=facts.centre,
            assessor=facts.assessor,
            issued=facts.issued,
            valid_to=facts.valid_to,
            state="valid",
        )
    )


def _status(session: Session, payload: CertificateStatus) -> None:
    found = session.scalar(
        select(RegisteredCertificate).where(RegisteredCertificate.id == payload.certificate)
    )
    if found is not None:
        found.state = payload.status


def _aware(moment: datetime, like: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=like.tzinfo)
