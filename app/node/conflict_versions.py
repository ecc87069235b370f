"""One side of a conflict as the desks are told of it: who signed what, when, and what it says."""

from sqlalchemy.orm import Session

from app.node.tables import EnrolledSeal, KnownPerson, StoredRecord
from app.seal.codes import BadSeal
from app.seal.conflict_payloads import AreaSaid, ConflictVersion
from app.seal.cose import Purpose, open1
from app.seal.issued_facts import IssuedFacts, IssuedText
from app.seal.payload_form import Payload
from app.seal.payloads import CertificateIssued, PersonRegistered, decode_payload
from app.seal.records import RecordHeader

_NO_WORDS = IssuedText("–", "–")


def version_of(session: Session, record: bytes) -> ConflictVersion | None:
    """The version that stands in this record; None where it can no longer be read."""
    row = session.get(StoredRecord, record)
    seal = None if row is None else session.get(EnrolledSeal, row.kid)
    if row is None or seal is None:
        return None
    try:
        header = RecordHeader.from_bytes(open1(row.raw, Purpose.RECORD).payload)
        said = decode_payload(row.type, row.payload) if row.payload is not None else None
    except (BadSeal, KeyError):
        return None
    at = header.time.wall
    who = ConflictVersion(
        row.kid, seal.assessor, seal.number, seal.centre, at, record, row.type, row.subject
    )
    return _with(session, who, said)


def _with(session: Session, who: ConflictVersion, said: Payload | None) -> ConflictVersion | None:
    match said:
        case CertificateIssued():
            return _certificate(session, who, said)
        case PersonRegistered():
            return _person(who, said)
    return who


def _certificate(
    session: Session, who: ConflictVersion, said: CertificateIssued
) -> ConflictVersion:
    from msgspec.structs import replace

    facts, person = said.facts, session.get(KnownPerson, said.person)
    is_protected = person is not None and person.protected
    return replace(
        who,
        person=said.person,
        name="" if is_protected else facts.name,
        birth_date=None if is_protected else facts.birth_date,
        is_protected=is_protected,
        case=said.case,
        certificate=facts.certificate_id,
        kind=facts.kind,
        issued=facts.issued,
        valid_to=facts.valid_to,
        areas=_areas(facts),
    )


def _areas(facts: IssuedFacts) -> tuple[AreaSaid, ...]:
    steps = {step.code: step.name for step in facts.scale}
    return tuple(
        AreaSaid(
            area.name, area.level, area.required_level, area.outcome,
            steps.get(area.level, _NO_WORDS),
        )
        for area in facts.areas
    )  # fmt: skip


def _person(who: ConflictVersion, said: PersonRegistered) -> ConflictVersion:
    from msgspec.structs import replace

    return replace(
        who,
        person=said.person,
        name=said.name,
        birth_date=said.birth_date,
        employer=said.employer or "",
        is_protected=said.is_protected,
    )
