"""Cases with their history; what of a case the day's screens ask for."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.certificate_status import CertificateState
from app.domain.errors import UserError
from app.storage.tables import (
    CaseEventRow,
    CaseRow,
    CertificateRow,
    DecisionRow,
    PersonRow,
    PlanRow,
)

ENDED = tuple(state for state in CaseState if state.is_over)
_OVER = tuple(state for state in CertificateState if state.is_final)


class UnknownCase(UserError):
    """No such case in this desk's file."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__()
        self.case_id = case_id


class NotDecided(UserError):
    """The case has no signed decision yet."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__()
        self.case_id = case_id


def case(session: Session, case_id: UUID) -> CaseRow:
    """The case; raises UnknownCase."""
    row = session.get(CaseRow, case_id)
    if row is None:
        raise UnknownCase(case_id)
    return row


def person_of(session: Session, row: CaseRow) -> PersonRow:
    """The person a case is about."""
    return session.get_one(PersonRow, row.person_id)


def open_case(session: Session, person_id: UUID, code: str) -> CaseRow | None:
    """The one case of this person and profile that has not ended (I5)."""
    return session.scalar(
        select(CaseRow).where(
            CaseRow.person_id == person_id, CaseRow.code == code, CaseRow.state.not_in(ENDED)
        )
    )


def open_cases(session: Session) -> tuple[tuple[CaseRow, PersonRow], ...]:
    """All cases that have not ended, the last touched first."""
    found = (
        select(CaseRow, PersonRow)
        .join(PersonRow, PersonRow.id == CaseRow.person_id)
        .where(CaseRow.state.not_in(ENDED))
        .order_by(CaseRow.touched.desc())
    )
    return tuple((row[0], row[1]) for row in session.execute(found))


def count_in(session: Session, state: CaseState) -> int:
    """How many cases stand in a state."""
    counted = select(func.count()).select_from(CaseRow).where(CaseRow.state == state)
    return session.scalar(counted) or 0


def count_by_code(session: Session) -> dict[str, int]:
    """How many cases there have been of each profile; those without are left out."""
    counted = select(CaseRow.code, func.count()).group_by(CaseRow.code)
    return {code: count for code, count in session.execute(counted)}


def past_deadline(
    session: Session, today: date, states: Iterable[CaseState]
) -> tuple[CaseRow, ...]:
    """Cases in one of `states` whose last day is before `today`, oldest first."""
    found = (
        select(CaseRow)
        .where(CaseRow.deadline < today, CaseRow.state.in_(tuple(states)))
        .order_by(CaseRow.opened)
    )
    return tuple(session.scalars(found))


def booked_between(
    session: Session, first: datetime, last: datetime
) -> tuple[tuple[CaseRow, PersonRow], ...]:
    """Cases booked from `first` up to but not including `last`, in the order of the day.

    Who came without a booking counts on the day the case was opened.
    """
    is_booked = and_(CaseRow.booked >= first, CaseRow.booked < last)
    walked_in = and_(CaseRow.booked.is_(None), CaseRow.opened >= first, CaseRow.opened < last)
    found = (
        select(CaseRow, PersonRow)
        .join(PersonRow, PersonRow.id == CaseRow.person_id)
        .where(or_(is_booked, walked_in))
        .order_by(func.coalesce(CaseRow.booked, CaseRow.opened), PersonRow.sort_name)
    )
    return tuple((row[0], row[1]) for row in session.execute(found))


def add_event(
    session: Session, row: CaseRow, at: datetime, kind: str, actor: str, detail: str = ""
) -> None:
    """Write a line of the case's history and note that the case was touched."""
    row.touched = at
    session.add(CaseEventRow(case_id=row.id, at=at, kind=kind, actor=actor, detail=detail))


def events(session: Session, case_id: UUID) -> tuple[CaseEventRow, ...]:
    """The case's history, oldest first."""
    found = select(CaseEventRow).where(CaseEventRow.case_id == case_id).order_by(CaseEventRow.id)
    return tuple(session.scalars(found))


def decision(session: Session, case_id: UUID) -> DecisionRow | None:
    """The signed decision that counts: the newest of a case (I1)."""
    return next(reversed(decisions(session, case_id)), None)


def decisions(session: Session, case_id: UUID) -> tuple[DecisionRow, ...]:
    """Every decision of a case, the first first."""
    found = select(DecisionRow).where(DecisionRow.case_id == case_id).order_by(DecisionRow.number)
    return tuple(session.scalars(found))


def decisions_in(session: Session, states: Iterable[CaseState]) -> dict[UUID, DecisionRow]:
    """The decision that counts of every case in one of `states`, by case."""
    found = (
        select(DecisionRow)
        .join(CaseRow, CaseRow.id == DecisionRow.case_id)
        .where(CaseRow.state.in_(tuple(states)))
        .order_by(DecisionRow.number)
    )
    return {row.case_id: row for row in session.scalars(found)}


def plan(session: Session, case_id: UUID) -> PlanRow | None:
    """The plan of a case, draft or agreed."""
    return session.get(PlanRow, case_id)


def certificate_of(session: Session, case_id: UUID) -> CertificateRow | None:
    """The newest certificate of a case; one that is over only where there is no other."""
    newest = (CertificateRow.issued.desc(), CertificateRow.status_index.desc())
    return session.scalar(
        select(CertificateRow)
        .where(CertificateRow.case_id == case_id)
        .order_by(CertificateRow.state.in_(_OVER), *newest)
        .limit(1)
    )


def name_of(session: Session, subject: str) -> str:
    """The name behind a record's subject; empty for none, or a protected person's."""
    person = session.get(PersonRow, UUID(subject)) if subject else None
    return "" if person is None or person.protected else person.name


def newest_number(session: Session, subject: str) -> str:
    """The number of a person's newest certificate, empty without one."""
    if not subject:
        return ""
    found = session.scalar(
        select(CertificateRow.number)
        .where(CertificateRow.person_id == UUID(subject))
        .order_by(CertificateRow.issued.desc(), CertificateRow.status_index.desc())
        .limit(1)
    )
    return found or ""
