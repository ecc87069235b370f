"""What the records say that the rows must be, and where the rows say something else."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateFacts
from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import CertificateState, StatusReason
from app.domain.log_check import Difference, Finding
from app.domain.result import Result
from app.seal.codes import BadSeal
from app.seal.course_payloads import CaseEnded, CaseMoved
from app.seal.erase_payloads import EraseDone, EraseRequested
from app.seal.payloads import (
    CaseOpened,
    CertificateIssued,
    CertificateStatus,
    DecisionMade,
    ListedStatus,
    PersonRegistered,
)
from app.seal.record_header import RecordHeader, RecordType
from app.storage.log_proof import Told
from app.storage.tables import (
    CaseRow,
    CertificateChangeRow,
    CertificateRow,
    DecisionRow,
    PersonRow,
)
from app.usecases.company_differences import CompanyCheck
from app.usecases.company_said import SaidOfCompanies
from app.usecases.retest_scopes import SaidScopes, scope_differences

STATES = {
    ListedStatus.VALID: CertificateState.ISSUED,
    ListedStatus.SUSPENDED: CertificateState.SUSPENDED,
    ListedStatus.REPLACED: CertificateState.REPLACED,
    ListedStatus.REVOKED: CertificateState.REVOKED,
}
_EXITS = ("cancelled", "no_show", "aborted", "lapsed")


@dataclass(slots=True)
class SaidCase:
    """A case as its records tell it; `end` one of the four exits, or ""."""

    record: bytes
    header: RecordHeader
    opened: CaseOpened
    person: str
    end: str = ""


@dataclass(frozen=True, slots=True)
class SaidChange:
    """A signed change of a certificate."""

    record: bytes
    header: RecordHeader
    change: CertificateStatus

    @property
    def state(self) -> CertificateState:
        """What the certificate is from then on; a misprint taken back was never valid."""
        if (self.change.status, self.change.reason) == (
            ListedStatus.REVOKED,
            StatusReason.MISPRINT,
        ):
            return CertificateState.VOIDED
        return STATES[self.change.status]


@dataclass(slots=True)
class Said:
    """All that the records say, the newest of each, taken in one by one in their order.

    `silent`: by type and person, records whose content was erased or let go; what rests on them
    cannot be compared. `nameless`: people whose name gave way to an erasure; `called`: what each
    person is or was called, as far as content is left.
    """

    people: dict[str, tuple[Told, PersonRegistered]] = field(default_factory=dict)
    cases: dict[str, SaidCase] = field(default_factory=dict)
    decisions: dict[tuple[str, int], tuple[Told, DecisionMade]] = field(default_factory=dict)
    certificates: dict[bytes, tuple[Told, CertificateIssued]] = field(default_factory=dict)
    changes: dict[bytes, list[SaidChange]] = field(default_factory=dict)
    silent: Counter[tuple[str, str]] = field(default_factory=Counter)
    nameless: set[str] = field(default_factory=set)
    called: dict[str, set[str]] = field(default_factory=dict)
    of_companies: SaidOfCompanies = field(default_factory=SaidOfCompanies)
    of_retests: SaidScopes = field(default_factory=SaidScopes)

    def take(self, told: Told) -> None:
        """Let one more record have its say."""
        if told.payload is None:
            self.silent[told.header.type, told.header.subject or ""] += 1
        elif isinstance(told.payload, EraseRequested | EraseDone):
            self.nameless.add(told.payload.person)
        else:
            self.of_retests.take(told, told.payload)
            self._take(told)

    def _take(self, told: Told) -> None:
        match told.payload:
            case PersonRegistered() as person:
                self.people[person.person] = (told, person)
                self.called.setdefault(person.person, set()).add(person.name)
            case CaseOpened() as opened:
                said = SaidCase(told.hash, told.header, opened, opened.person)
                self.cases.setdefault(opened.case, said)
            case CaseMoved(case=case, person=person) if case in self.cases:
                self.cases[case].person = person
            case CaseEnded(case=case, end=end) if case in self.cases and end in _EXITS:
                self.cases[case].end = end
            case DecisionMade() as decision:
                self.decisions[decision.case, decision.number] = (told, decision)
            case CertificateIssued() as issued:
                self.certificates.setdefault(issued.facts.certificate_id, (told, issued))
            case CertificateStatus() as change:
                one = SaidChange(told.hash, told.header, change)
                self.changes.setdefault(change.certificate, []).append(one)
            case payload:
                self.of_companies.take(told, payload)

    def erased_names(self) -> frozenset[str]:
        """What people were called whose name gave way to an erasure."""
        return frozenset().union(*(self.called.get(one, ()) for one in self.nameless))

    def state_of(self, certificate: bytes) -> CertificateState:
        """What the newest record of a certificate makes it."""
        changes = self.changes.get(certificate)
        return changes[-1].state if changes else CertificateState.ISSUED


def differences(session: Session, said: Said) -> Iterator[Difference]:
    """Every row that is not as the records say, and every signed one without a record."""
    yield from _people(session, said)
    yield from _cases(session, said)
    yield from scope_differences(session, said.of_retests, said.silent)
    yield from _decisions(session, said)
    yield from _certificates(session, said)
    nameless, names = frozenset(said.nameless), said.erased_names()
    check = CompanyCheck(session, said.of_companies, nameless, names, said.silent)
    yield from check.differences()


def _people(session: Session, said: Said) -> Iterator[Difference]:
    rows = {str(row.id): row for row in session.scalars(select(PersonRow))}
    for person, (told, facts) in said.people.items():
        if person in said.nameless:
            continue
        row = rows.get(person)
        expected = (facts.name, facts.birth_date, facts.is_protected)
        if row is None or (row.name, row.birth_date, row.protected) != expected:
            yield Difference(Finding.PERSON, told.hash, person)


def _cases(session: Session, said: Said) -> Iterator[Difference]:
    rows = {str(row.id): row for row in session.scalars(select(CaseRow))}
    for case, told in said.cases.items():
        row = rows.get(case)
        if row is None or not is_as_said(row, told):
            yield Difference(Finding.CASE, told.record, case)


def is_as_said(row: CaseRow, told: SaidCase) -> bool:
    """Whether a case's row says what its records say; what they do not say is not compared."""
    opened = told.opened
    said = (told.person, opened.centre, opened.attempt, opened.retest_of)
    held = (str(row.person_id), row.centre, row.attempt, row.retest_of and str(row.retest_of))
    is_ended = row.state in _EXITS
    return said == held and (row.state == told.end if told.end else not is_ended)


def _decisions(session: Session, said: Said) -> Iterator[Difference]:
    rows = {(str(row.case_id), row.number): row for row in session.scalars(select(DecisionRow))}
    for key, (told, decision) in said.decisions.items():
        row = rows.pop(key, None)
        if row is None or not is_decided(row, decision):
            yield Difference(Finding.DECISION, told.hash, key[0])
    silent = said.silent.copy()
    for row in rows.values():
        case = session.get_one(CaseRow, row.case_id)
        if not _is_silent(silent, RecordType.DECISION_MADE, case.person_id):
            yield Difference(Finding.UNSIGNED, None, str(case.id))


def is_decided(row: DecisionRow, decision: DecisionMade) -> bool:
    """Whether a decision's row says what its record says."""
    try:
        held = msgspec.json.decode(row.result, type=Result)
    except msgspec.MsgspecError:
        return False
    areas = [(one.area, one.outcome, one.level, one.required_level) for one in held.areas]
    said = [(one.area, one.outcome, one.level, one.required_level) for one in decision.areas]
    total = (row.outcome, held.outcome, held.total_permille, areas)
    return total == (decision.outcome, decision.outcome, decision.total_permille, said)


def _certificates(session: Session, said: Said) -> Iterator[Difference]:
    rows = {row.id: row for row in session.scalars(select(CertificateRow))}
    kept = changes_at(session)
    for certificate, (told, issued) in said.certificates.items():
        row, number = rows.pop(certificate, None), format_certificate_number(certificate)
        if row is None or not is_issued(row, told, issued):
            yield Difference(Finding.CERTIFICATE, told.hash, number)
        changes = said.changes.get(certificate, [])
        newest = changes[-1].record if changes else told.hash
        if row is not None and row.state != said.state_of(certificate):
            yield Difference(Finding.STATE, newest, number)
        for one in changes:
            if mark(one) not in kept:
                yield Difference(Finding.CHANGE, one.record, number)
    yield from _without_content(rows.values(), said)


def _without_content(rows: Iterable[CertificateRow], said: Said) -> Iterator[Difference]:
    """Certificates that no record tells of: the content may be erased or let go, the state not."""
    silent = said.silent.copy()
    for row in rows:
        if not _is_silent(silent, RecordType.CERTIFICATE_ISSUED, row.person_id):
            yield Difference(Finding.UNSIGNED, None, row.number)
        elif row.id in said.changes and row.state != said.state_of(row.id):
            yield Difference(Finding.STATE, said.changes[row.id][-1].record, row.number)


def _is_silent(silent: Counter[tuple[str, str]], type_: RecordType, person: UUID) -> bool:
    """Whether a signed record without content may be what stands behind one more row."""
    silent[type_, str(person)] -= 1
    return silent[type_, str(person)] >= 0


def is_issued(row: CertificateRow, told: Told, issued: CertificateIssued) -> bool:
    """Whether a certificate's row says what its record says."""
    facts = issued.facts
    held = (row.number, str(row.case_id), str(row.person_id), row.kind, row.kid, row.status_index)
    said = (
        format_certificate_number(facts.certificate_id),
        issued.case,
        issued.person,
        facts.kind,
        told.header.kid,
        issued.status_index,
    )
    days = (row.issued, row.valid_to) == (facts.issued, facts.valid_to)
    return held == said and days and _is_printed(row, issued)


def _is_printed(row: CertificateRow, issued: CertificateIssued) -> bool:
    try:
        held = msgspec.json.decode(row.snapshot, type=CertificateFacts)
        return held == issued.facts.to_facts()
    except (msgspec.MsgspecError, BadSeal):
        return False


Mark = tuple[bytes, str, str, datetime]
"""By what a signed change and its row are one: certificate, status, reason, moment."""


def mark(one: SaidChange) -> Mark:
    """The mark of a signed change."""
    change = one.change
    return change.certificate, change.status, change.reason, _moment(one.header.time.wall)


def changes_at(session: Session) -> set[Mark]:
    """The marks of the changes that the history of certificates shows."""
    found = session.scalars(select(CertificateChangeRow))
    return {(row.certificate_id, row.status, row.reason, _moment(row.at)) for row in found}


def _moment(at: datetime) -> datetime:
    """To the millisecond, as signed."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
