"""From records to the rows the node shows; every row can be made again from the records."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate_number import format_certificate_number
from app.domain.course import CaseEnd
from app.node import bookings, genders, participations, steps
from app.node.area_results import AreaResults
from app.node.company_rows import CompanyRows
from app.node.conflict_settling import take_settlement
from app.node.fresh import Fresh
from app.node.person_versions import likeness, take_version
from app.node.shared_places import keep_shared
from app.node.tables import KnownCase, KnownEntry, KnownPerson, RegisteredCertificate
from app.node.told import Told
from app.seal.company_payloads import CompanyRegistered, OrderJoined, OrderMade
from app.seal.conflict_payloads import ConflictSettled
from app.seal.conversation_payloads import ConversationHeld
from app.seal.course_payloads import CaseEnded, CaseMoved, CaseReviewed
from app.seal.dispute_payloads import AppealFiled, AppealSettled
from app.seal.order_payloads import OrderPlaced
from app.seal.participation_payloads import HoursAttested, ParticipationStated
from app.seal.payload_form import Payload
from app.seal.payloads import (
    CaseOpened,
    CertificateIssued,
    CertificateStatus,
    DecisionMade,
    ListedStatus,
    PersonCorrected,
    PersonRegistered,
    PlanAgreed,
    SittingClosed,
    encode_payload,
)
from app.seal.records import RecordHeader

ORDER = ("opened", "running", "decided", "debriefed", "certified")
"""The states a case goes through, as far as records tell."""

ENDED = (CaseEnd.CANCELLED, CaseEnd.NO_SHOW, CaseEnd.ABORTED, CaseEnd.LAPSED)
"""The states a case may end in without a decision; nothing follows them."""

_FINAL = (ListedStatus.REVOKED, ListedStatus.REPLACED)


class Projection:
    """The rows a chunk of records speaks of, read at once and written at once.

    `touched`: the people whose facts or certificates may be in conflict by it. `shared`: the
    certificates that have one place in the list with another, and the place. `taking_part`: the
    people and the parts whose months may stand otherwise.
    """

    def __init__(self, session: Session, told: Told) -> None:
        self._session, self._companies = session, CompanyRows(session, told)
        self._people: dict[str, KnownPerson] = {}
        self._cases: dict[str, KnownCase] = {}
        self._certificates: dict[bytes, RegisteredCertificate] = {}
        self._indexes: dict[tuple[bytes, int], bytes] = {}
        self.shared: dict[bytes, tuple[bytes, int]] = {}
        self._entries: dict[str, KnownEntry] = {}
        self.touched: frozenset[str] = frozenset()
        self.taking_part: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()
        self._fresh = Fresh()
        self._results = AreaResults()

    @classmethod
    def over(cls, session: Session, payloads: Iterable[Payload]) -> Self:
        """Ready for these payloads, in the caller's transaction."""
        told = Told(payloads)
        rows = cls(session, told)
        people = {p.person for p in told.of(PersonRegistered)}
        issued = told.of(CertificateIssued)
        statuses = told.of(CertificateStatus)
        named = {p.certificate for p in statuses} | {p.replaced_by or b"" for p in statuses}
        filed, settled = told.of(AppealFiled), told.of(AppealSettled)
        stated, attested = told.of(ParticipationStated), told.of(HoursAttested)
        taking_part = {*people, *(p.person for p in stated), *(p.person for p in attested)}
        parts = {*(p.participation for p in stated), *(p.participation for p in attested)}
        rows.taking_part = frozenset(taking_part), frozenset(parts)
        opened = {p.person for p in told.of(CaseOpened)}
        rows.touched = frozenset(people | opened | {p.person for p in issued})
        rows._read_people(people)
        rows._read_entries({*(p.entry for p in filed), *(p.entry for p in settled)})
        rows._read_cases(set(told.cases()))
        rows._read_certificates(issued, named)
        return rows

    def apply(self, record: bytes, header: RecordHeader, payload: Payload) -> str:
        """Change the rows the record speaks of; "" or the reason why it has to be held.

        A later state never goes back to an earlier one, but for a decision that was changed.
        """
        match payload:
            case PersonRegistered():
                self._person(record, header, payload)
            case OrderPlaced():
                bookings.take_up(self._session, header, payload)
                self._from_company(header, payload.case, payload.company)
            case CompanyRegistered() | OrderMade() | OrderJoined() | ConversationHeld():
                self._companies.take(payload, header.time.wall)
            case ConflictSettled():
                return take_settlement(self._session, record, header, payload)
            case CertificateIssued():
                return self._certificate(record, header, payload)
            case CertificateStatus():
                return self._status(header, payload)
            case AppealFiled() | AppealSettled():
                self._entry(header, payload)
            case _:
                self._results.take_scope(payload)
                genders.take(self._session, header, payload)
                participations.take(self._session, record, header, payload)
                self._course(header, payload)
        return ""

    def registered(self) -> frozenset[bytes]:
        """The certificates that were not known before."""
        return frozenset(row.id for row in self._fresh.of(RegisteredCertificate))

    def store(self) -> None:
        """Write the new rows, a table at a time; changed ones are written with the session."""
        tables = (KnownPerson, KnownCase, KnownEntry, RegisteredCertificate)
        self._fresh.store(self._session, *tables)
        self._results.store(self._session)
        self._companies.store()
        keep_shared(self._session, self.shared)
        participations.protect(self._session, self.taking_part[0])

    def _person(self, record: bytes, header: RecordHeader, payload: PersonRegistered) -> None:
        person = self._people.get(payload.person)
        if person is None:
            person = self._fresh.add(KnownPerson, id=payload.person, likeness="")
            self._people[payload.person] = person
        person.name, person.birth_date = payload.name, payload.birth_date
        person.protected, person.employer = payload.is_protected, payload.employer
        if isinstance(payload, PersonCorrected):
            take_version(self._session, record, header, payload)
        else:  # a correction takes nobody out of a review
            person.likeness, person.registered = likeness(payload), encode_payload(payload)

    def _course(self, header: RecordHeader, payload: Payload) -> None:
        """What a record says of its case; types without rows change nothing."""
        match payload:
            case CaseOpened():
                case = self._touch(header, payload.case)
                case.person, case.profile = payload.person, payload.profile
                case.centre, case.opened = payload.centre, header.time.wall
            case CaseMoved():
                self._touch(header, payload.case).person = payload.person
            case CaseEnded():
                self._end(header, payload)
            case DecisionMade():
                self._decision(header, payload)
            case CaseReviewed():
                self._touch(header, payload.case)
            case SittingClosed() | PlanAgreed():
                is_plan = isinstance(payload, PlanAgreed)
                self._move(header, payload.case, "debriefed" if is_plan else "running")
            case _:
                return
        steps.note(self._cases[payload.case], payload, header.time.wall)

    def _touch(self, header: RecordHeader, case_id: str) -> KnownCase:
        case = self._cases.get(case_id)
        if case is None:
            case = self._cases[case_id] = self._new_case(header, case_id, header.time.wall)
        case.touched = max(case.touched, header.time.wall)
        return case

    def _move(self, header: RecordHeader, case_id: str, state: str) -> KnownCase:
        case = self._touch(header, case_id)
        if case.state not in ENDED and ORDER.index(state) > ORDER.index(case.state):
            case.state = state
        return case

    def _decision(self, header: RecordHeader, payload: DecisionMade) -> None:
        """The newest counts; one made after the newest certificate asks for another."""
        case = self._move(header, payload.case, "decided")
        if payload.number < case.decision:
            return
        self._results.take(payload, is_first=not case.decision)
        case.decision, case.outcome = payload.number, payload.outcome
        is_anew = case.certified is not None and header.time.wall > case.certified
        if payload.number > 1 and is_anew:
            case.state = "decided"

    def _end(self, header: RecordHeader, payload: CaseEnded) -> None:
        """A pause leaves the case where it was; nothing that was decided is ended any more."""
        case = self._touch(header, payload.case)
        if payload.end in ENDED and ORDER.index("decided") > _place(case.state):
            case.state = payload.end

    def _from_company(self, header: RecordHeader, case_id: str, company: str | None) -> None:
        """Who ordered the case; a name never takes the place of a company that is known by id."""
        if company:
            case = self._touch(header, case_id)
            case.company = case.company or company

    def _entry(self, header: RecordHeader, payload: AppealFiled | AppealSettled) -> None:
        """One seal may file and another settle: whichever record comes first makes the row."""
        entry = self._entries.get(payload.entry)
        if entry is None:
            told = {"id": payload.entry, "kind": payload.kind, "case": payload.case}
            entry = self._entries[payload.entry] = self._fresh.add(KnownEntry, number="", **told)
        if isinstance(payload, AppealSettled):
            entry.outcome = payload.outcome
        else:
            entry.number, entry.deadline = payload.number, payload.deadline
            entry.case, entry.filed = payload.case, header.time.wall
        if payload.case is not None:
            self._touch(header, payload.case)

    def _certificate(self, record: bytes, header: RecordHeader, payload: CertificateIssued) -> str:
        facts, link = payload.facts, (header.kid, payload.status_index)
        if facts.practice:
            return "practice"
        known = self._certificates.get(facts.certificate_id)
        if known is not None and known.cert_hash == _hash(payload.cert):
            return ""
        if known is not None:
            return "conflict"
        row = self._registered(record, header, payload)
        if link in self._indexes:
            self.shared |= {row.id: link, self._indexes[link]: link}
        self._certificates[row.id], self._indexes[link] = row, row.id
        case = self._move(header, payload.case, "certified")
        case.certified = max(case.certified or header.time.wall, header.time.wall)
        steps.note(case, payload, header.time.wall)
        return ""

    def _status(self, header: RecordHeader, payload: CertificateStatus) -> str:
        """Only the seal that issued a certificate changes its state, or one that replaces it.

        A final state stays, but that revoked goes before replaced: two desks that never met may
        say both, and the answer is the same in whichever order they come.
        """
        found = self._certificates.get(payload.certificate)
        if found is None or not (found.kid == header.kid or self._replaces(header, payload, found)):
            return "unknown_certificate"
        if found.state not in _FINAL or payload.status is ListedStatus.REVOKED:
            found.state, found.changed = payload.status, header.time.wall.date()
            found.replaced_by = payload.replaced_by or found.replaced_by
        return ""

    def _replaces(
        self, header: RecordHeader, payload: CertificateStatus, earlier: RegisteredCertificate
    ) -> bool:
        """Whether a colleague's seal issued another to the same person for the same profile."""
        following = self._certificates.get(payload.replaced_by or b"")
        return (
            payload.status is ListedStatus.REPLACED
            and following is not None
            and following.id != earlier.id
            and following.kid == header.kid
            and (following.person, following.profile) == (earlier.person, earlier.profile)
        )

    def _read_entries(self, ids: set[str]) -> None:
        found = select(KnownEntry).where(KnownEntry.id.in_(ids))
        self._entries = {row.id: row for row in self._session.scalars(found)} if ids else {}

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

    def _new_case(self, header: RecordHeader, case_id: str, touched: datetime) -> KnownCase:
        return self._fresh.add(
            KnownCase,
            id=case_id,
            person=header.subject or "",
            profile="",
            centre="",
            state=ORDER[0],
            decision=0,
            touched=touched,
        )

    def _registered(
        self, record: bytes, header: RecordHeader, payload: CertificateIssued
    ) -> RegisteredCertificate:
        facts = payload.facts
        return self._fresh.add(
            RegisteredCertificate,
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
            case=payload.case,
        )


def _place(state: str) -> int:
    """How far a case is; an ended one is before everything that is decided."""
    return ORDER.index(state) if state in ORDER else 0


def _hash(cert: bytes) -> bytes:
    return hashlib.sha256(cert).digest()
