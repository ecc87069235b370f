"""From records to the rows the node shows; every row can be made again from the records."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.domain.certificate_number import format_certificate_number
from app.node.tables import KnownCase, KnownPerson, RegisteredCertificate
from app.seal.payload_form import Payload
from app.seal.payloads import (
    CaseOpened,
    CertificateIssued,
    CertificateStatus,
    DecisionMade,
    ListedStatus,
    PersonRegistered,
    PlanAgreed,
    SittingClosed,
)
from app.seal.records import RecordHeader

ORDER = ("opened", "running", "decided", "debriefed", "certified")
"""The states a case goes through, as far as records tell."""

_FINAL = (ListedStatus.REVOKED, ListedStatus.REPLACED)


class Projection:
    """The rows a chunk of records speaks of, read at once and written at once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people: dict[str, KnownPerson] = {}
        self._cases: dict[str, KnownCase] = {}
        self._certificates: dict[bytes, RegisteredCertificate] = {}
        self._indexes: dict[tuple[bytes, int], bytes] = {}
        self._new: list[KnownPerson | KnownCase | RegisteredCertificate] = []

    @classmethod
    def over(cls, session: Session, payloads: Iterable[Payload]) -> Self:
        """Ready for these payloads, in the caller's transaction."""
        rows, found = cls(session), tuple(payloads)
        people = {p.person for p in found if isinstance(p, PersonRegistered)}
        issued = [p for p in found if isinstance(p, CertificateIssued)]
        named = {p.certificate for p in found if isinstance(p, CertificateStatus)}
        rows._read_people(people)
        rows._read_cases({case for p in found if (case := getattr(p, "case", None))})
        rows._read_certificates(issued, named)
        return rows

    def apply(self, record: bytes, header: RecordHeader, payload: Payload) -> str:
        """Change the rows the record speaks of; "" or the reason why it has to be held.

        A later state never goes back to an earlier one; types without rows change nothing.
        """
        match payload:
            case PersonRegistered():
                self._person(payload)
            case CaseOpened():
                case = self._move(header, payload.case, "opened")
                case.person, case.profile = payload.person, payload.profile
                case.centre = payload.centre
            case SittingClosed():
                self._move(header, payload.case, "running")
            case DecisionMade():
                self._move(header, payload.case, "decided").outcome = payload.outcome
            case PlanAgreed():
                self._move(header, payload.case, "debriefed")
            case CertificateIssued():
                return self._certificate(record, header, payload)
            case CertificateStatus():
                return self._status(header, payload)
            case _:
                pass
        return ""

    def store(self) -> None:
        """Write the new rows, a table at a time; changed ones are written with the session."""
        for table in (KnownPerson, KnownCase, RegisteredCertificate):
            keys = table.__mapper__.column_attrs.keys()
            new = [row for row in self._new if isinstance(row, table)]
            values = [{key: getattr(row, key) for key in keys} for row in new]
            if values:
                self._session.connection().execute(insert(table), values)
        self._new.clear()

    def _person(self, payload: PersonRegistered) -> None:
        person = self._people.get(payload.person)
        if person is None:
            person = self._people[payload.person] = KnownPerson(id=payload.person)
            self._new.append(person)
        person.name, person.birth_date = payload.name, payload.birth_date
        person.protected = payload.is_protected

    def _move(self, header: RecordHeader, case_id: str, state: str) -> KnownCase:
        case = self._cases.get(case_id)
        if case is None:
            case = self._cases[case_id] = _new_case(header, case_id, state, header.time.wall)
            self._new.append(case)
        if ORDER.index(state) > ORDER.index(case.state):
            case.state = state
        case.touched = max(case.touched, header.time.wall)
        return case

    def _certificate(self, record: bytes, header: RecordHeader, payload: CertificateIssued) -> str:
        facts, link = payload.facts, (header.kid, payload.status_index)
        if facts.practice:
            return "practice"
        known = self._certificates.get(facts.certificate_id)
        if known is not None and known.cert_hash == _hash(payload.cert):
            return ""
        if known is not None or link in self._indexes:
            return "conflict"
        row = _registered(record, header, payload)
        self._certificates[row.id], self._indexes[link] = row, row.id
        self._new.append(row)
        self._move(header, payload.case, "certified")
        return ""

    def _status(self, header: RecordHeader, payload: CertificateStatus) -> str:
        """Only the seal that issued a certificate may change its state by a record."""
        found = self._certificates.get(payload.certificate)
        if found is None or found.kid != header.kid:
            return "unknown_certificate"
        if found.state not in _FINAL:
            found.state = payload.status
        return ""

    def _read_people(self, ids: set[str]) -> None:
        found = select(KnownPerson).where(KnownPerson.id.in_(ids))
        self._people = {row.id: row for row in self._session.scalars(found)} if ids else {}

    def _read_cases(self, ids: set[str]) -> None:
        found = select(KnownCase).where(KnownCase.id.in_(ids))
        self._cases = {row.id: row for row in self._session.scalars(found)} if ids else {}

    def _read_certificates(self, issued: list[CertificateIssued], named: set[bytes]) -> None:
        ids = named | {payload.facts.certificate_id for payload in issued}
        if not ids:
            return
        indexes = [payload.status_index for payload in issued]
        wanted = RegisteredCertificate.id.in_(ids) | RegisteredCertificate.status_index.in_(indexes)
        for row in self._session.scalars(select(RegisteredCertificate).where(wanted)):
            self._certificates[row.id] = row
            self._indexes[row.kid, row.status_index] = row.id


def _new_case(header: RecordHeader, case_id: str, state: str, touched: datetime) -> KnownCase:
    person = header.subject or ""
    return KnownCase(id=case_id, person=person, profile="", centre="", state=state, touched=touched)


def _registered(
    record: bytes, header: RecordHeader, payload: CertificateIssued
) -> RegisteredCertificate:
    facts = payload.facts
    return RegisteredCertificate(
        id=facts.certificate_id,
        number=format_certificate_number(facts.certificate_id),
        record=record,
        cert_hash=_hash(payload.cert),
        kid=header.kid,
        status_index=payload.status_index,
        person=payload.person,
        name=facts.name,
        profile=facts.profile,
        role=facts.role.sv,
        role_en=facts.role.en,
        kind=facts.kind,
        centre=facts.centre,
        assessor=facts.assessor,
        issued=facts.issued,
        valid_to=facts.valid_to,
        state=ListedStatus.VALID,
    )


def _hash(cert: bytes) -> bytes:
    return hashlib.sha256(cert).digest()
