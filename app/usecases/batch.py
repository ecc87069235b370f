"""Many certificates at once: which are ready, issued one by one, printed and saved together."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.certificate import CertificateKind
from app.domain.errors import UserError
from app.domain.text import Text
from app.storage import cases as case_rows
from app.storage.tables import CaseRow, OrganisationRow, PersonRow
from app.storage.ties import people_tied
from app.usecases.batch_copies import STOPS, Copies, Files
from app.usecases.batch_report import (
    BatchProgress,
    BatchStep,
    Cancelled,
    IssueReport,
    RefusedCase,
    Tell,
)
from app.usecases.certificates import ISSUING_TOUCHES, issue_in
from app.usecases.desk import Desk, NoAccreditation
from app.usecases.signing import role_hindrance
from app.usecases.ties import tie_hindrance

if TYPE_CHECKING:
    from app.usecases.file_workers import FileWorkers

_WAITING = (CaseState.DECIDED, CaseState.DEBRIEFED, CaseState.UNDER_RECONSIDERATION)


class TalkMissing(UserError):
    """The feedback talk comes before the certificate (R36)."""


class DecisionContested(UserError):
    """The decision is being reconsidered: nothing is issued from it until it is settled (R46)."""


class BatchFiles(Files, Protocol):
    """What makes and keeps the certificates' files."""

    def workers(self, count: int) -> "AbstractContextManager[FileWorkers | None]":
        """Processes for so many files, loading from now on; None where they would not pay."""
        ...

    def make_all(
        self,
        ids: Sequence[bytes],
        progress: Callable[[int], object],
        cancelled: Cancelled,
        workers: "FileWorkers | None" = None,
    ) -> tuple[bytes, ...]:
        """Make those not there yet; `progress` hears how many are there; gives those that are."""
        ...


@dataclass(frozen=True, slots=True)
class ReadyCase:
    """A signed decision that waits for its certificate. `hindrance`: why it cannot be issued now.

    `name` and `company` are "" for a protected person.
    """

    case_id: UUID
    name: str
    company: str
    role: Text
    kind: CertificateKind
    signed: datetime
    hindrance: UserError | None


class Batch(Copies):
    """An order of twenty, or five hundred: issued with one confirmation, then handed out."""

    def __init__(self, desk: Desk, files: BatchFiles) -> None:
        super().__init__(desk, files)
        self._maker = files

    def waiting(self) -> int:
        """How many cases have come to their certificate: decided, and the talk held."""
        with self._desk.database.reading() as session:
            return case_rows.count_in(session, CaseState.DEBRIEFED)

    def ready(self) -> tuple[ReadyCase, ...]:
        """Every case whose decision is signed and whose certificate is not issued yet.

        By company, then name; each with what hinders it.
        """
        found = (
            select(CaseRow, PersonRow, OrganisationRow.name)
            .join(PersonRow, PersonRow.id == CaseRow.person_id)
            .outerjoin(OrganisationRow, OrganisationRow.id == PersonRow.employer_id)
            .where(CaseRow.state.in_(_WAITING))
            .order_by(PersonRow.protected, OrganisationRow.search_name, PersonRow.sort_name)
        )
        with self._desk.database.reading() as session:
            look = _Look(self._desk, session)
            lines = (
                look.line(case, person, name or "") for case, person, name in session.execute(found)
            )
            return tuple(line for line in lines if line is not None)

    def issue(
        self, case_ids: Sequence[UUID], secret: str, progress: Tell, cancelled: Cancelled
    ) -> IssueReport:
        """Issue each case in a transaction of its own, then make the files; one PIN for all.

        What refuses one case does not stop the others; a disk that does stops all. A crash or a
        cancel leaves whole certificates. Raises WrongSecret, TooManyTries before the first.
        """
        self._desk.check_secret(secret)
        cases = tuple(dict.fromkeys(case_ids))
        with self._maker.workers(len(cases)) as workers:
            report = self._issue_all(cases, progress, cancelled)
            if report.issued:
                self._desk.announce(*ISSUING_TOUCHES)
            if not report.issued or report.stopped is not None:
                return replace(report, unmade=report.issued)
            return self._with_files(report, progress, cancelled, workers)

    def _issue_all(
        self, cases: tuple[UUID, ...], progress: Tell, cancelled: Cancelled
    ) -> IssueReport:
        issued, known, refused = list[bytes](), list[bytes](), list[RefusedCase]()
        stopped, at = None, 0
        progress(BatchProgress(BatchStep.ISSUING, 0, len(cases)))
        while at < len(cases) and not cancelled():
            try:
                with self._desk.database.transaction() as session:
                    one = issue_in(self._desk, session, cases[at])
                (issued if one.is_new else known).append(one.id)
            except STOPS as error:
                stopped = error
                break
            except UserError as error:
                refused.append(self._refused(cases[at], error))
            at += 1
            progress(BatchProgress(BatchStep.ISSUING, at, len(cases)))
        parts = (tuple(issued), tuple(known), tuple(refused))
        return IssueReport(*parts, left=cases[at:], stopped=stopped)

    def _with_files(
        self,
        report: IssueReport,
        progress: Tell,
        cancelled: Cancelled,
        workers: "FileWorkers | None",
    ) -> IssueReport:
        """The files of what was issued; one that is not made now is at its first use."""
        total = len(report.issued)

        def tell(done: int) -> None:
            progress(BatchProgress(BatchStep.FILES, done, total))

        tell(0)
        try:
            made = frozenset(self._maker.make_all(report.issued, tell, cancelled, workers))
        except STOPS as error:
            return replace(report, unmade=report.issued, stopped=error)
        return replace(report, unmade=tuple(one for one in report.issued if one not in made))

    def _refused(self, case_id: UUID, error: UserError) -> RefusedCase:
        with self._desk.database.reading() as session:
            case = session.get(CaseRow, case_id)
            if case is None:
                return RefusedCase(case_id, "", error)
            hindrance = _state_hindrance(case) or error
            return RefusedCase(case_id, case_rows.name_of(session, str(case.person_id)), hindrance)


class _Look:
    """One reading of what is ready; what holds for many cases is asked once."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk, self._session = desk, session
        self._decisions = case_rows.decisions_in(session, _WAITING)
        self._tied = people_tied(session, desk.assessor.id)
        self._of_role = cache(self._role_hindrance)

    def line(self, case: CaseRow, person: PersonRow, company: str) -> ReadyCase | None:
        """The case, if a certificate of it is waited for."""
        decision = self._decisions.get(case.id)
        if decision is None or _is_contested_after(self._session, case):
            return None
        return ReadyCase(
            case.id,
            "" if person.protected else person.name,
            "" if person.protected else company,
            self._desk.protocol(case.protocol_hash).name,
            CertificateKind(decision.outcome),
            decision.signed,
            self._hindrance(case, person),
        )

    def _hindrance(self, case: CaseRow, person: PersonRow) -> UserError | None:
        return (
            _state_hindrance(case)
            or self._of_role(case.protocol_hash, case.site)
            or self._tie(case, person)
            or _unprintable(person.name)
        )

    def _tie(self, case: CaseRow, person: PersonRow) -> UserError | None:
        if person.id not in self._tied:
            return None
        protocol = self._desk.protocol(case.protocol_hash)
        return tie_hindrance(self._desk, self._session, protocol, person.id, self._desk.assessor)

    def _role_hindrance(self, protocol_hash: str, site: str) -> UserError | None:
        """Why whoever is signed in can issue nothing of this protocol at this site."""
        desk = self._desk
        try:
            desk.accreditation()
        except NoAccreditation as error:
            return error
        protocol = desk.protocol(protocol_hash)
        return role_hindrance(desk, self._session, protocol, site, desk.assessor)


def _state_hindrance(case: CaseRow) -> UserError | None:
    if case.state == CaseState.UNDER_RECONSIDERATION:
        return DecisionContested()
    return TalkMissing() if case.state == CaseState.DECIDED else None


def _is_contested_after(session: Session, case: CaseRow) -> bool:
    """Contested once its certificate was issued: nothing waits to be issued there."""
    contested = case.state == CaseState.UNDER_RECONSIDERATION
    return contested and case_rows.certificate_of(session, case.id) is not None


def _unprintable(name: str) -> UserError | None:
    from app.certificate.letters import MissingGlyph, RefusedLetter, check_text

    try:
        check_text(name)
    except (MissingGlyph, RefusedLetter) as error:
        return error
    return None
