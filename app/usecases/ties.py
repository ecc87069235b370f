"""Conflict of interest: what ties who works here to a person, kept with its reason (R4)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.desks import SignedIn
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_NOTE, clean_line, clean_text
from app.domain.protocol import Protocol
from app.domain.ties import TieKind, conflict
from app.storage import people
from app.storage import ties as rows
from app.storage.people import person as person_row
from app.storage.tables import AssessorRow, TieRow
from app.usecases.desk import Desk


class ConflictOfInterest(UserError):
    """A tie to the person keeps this assessor from judging; `until` None for always (R4)."""

    def __init__(self, assessor: str, reason: TieKind, until: date | None) -> None:
        super().__init__()
        self.assessor = assessor
        self.reason = reason
        self.until = until


class TieNotDated(UserError):
    """Training needs the day it ended, which is not after today (R4)."""


class AlreadySomebodyElse(UserError):
    """The assessor is linked to another person already: that link is taken away first."""

    def __init__(self, assessor: str) -> None:
        super().__init__()
        self.assessor = assessor


class TieNotExplained(UserError):
    """A tie is taken away only with a reason."""


class UnknownTie(UserError):
    """No such tie, or it is taken away already."""

    def __init__(self, tie_id: UUID) -> None:
        super().__init__()
        self.tie_id = tie_id


@dataclass(frozen=True, slots=True)
class NewTie:
    """A tie to note; `assessor_id` None for who is signed in."""

    kind: TieKind
    since: date | None = None
    note: str = ""
    assessor_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie as it stands; `noted` when."""

    id: UUID
    assessor_id: UUID
    assessor: str
    kind: TieKind
    since: date | None
    note: str
    noted: datetime


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at the desk a tie can be noted for."""

    id: UUID
    name: str


class Ties:
    """Notes ties, lists them, takes them away."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, person_id: UUID) -> tuple[TieLine, ...]:
        """The ties to a person, of everybody at the desk."""
        with self._desk.database.reading() as session:
            return tuple(
                _line(tie, assessor) for tie, assessor in rows.of_person(session, person_id)
            )

    def assessors(self) -> tuple[Colleague, ...]:
        """Everybody who judges or supervises here, who is signed in first."""
        own = self._desk.assessor.id
        with self._desk.database.reading() as session:
            found = session.scalars(select(AssessorRow).order_by(AssessorRow.name)).all()
        return tuple(
            Colleague(row.id, row.name) for row in sorted(found, key=lambda row: row.id != own)
        )

    def add(self, person_id: UUID, tie: NewTie) -> UUID:
        """Note a tie, or give the one that says the same already.

        Raises TieNotDated, AlreadySomebodyElse, TextTooLong, UnknownPerson.
        """
        note = clean_text(tie.note, LONGEST_NOTE).strip()
        now, assessor_id = self._desk.clock.now(), tie.assessor_id or self._desk.assessor.id
        if (tie.kind is TieKind.TRAINED) != (tie.since is not None) or _is_later(tie, now.date()):
            raise TieNotDated
        with self._desk.database.transaction() as session:
            person_row(session, person_id)
            assessor = session.get_one(AssessorRow, assessor_id)
            known = rows.standing(session, assessor_id, person_id, tie.kind, tie.since)
            if known is not None:
                return known.id
            if tie.kind is TieKind.SELF:
                _link(assessor, person_id)
            row = TieRow(
                id=self._desk.new_id(),
                person_id=person_id,
                assessor_id=assessor_id,
                kind=tie.kind,
                since=tie.since,
                note=note,
                noted=now,
            )
            session.add(row)
            self._note(session, person_id, "tie_noted", assessor.name)
            tie_id = row.id
        self._desk.announce(Touched.PEOPLE, Touched.CASES)
        return tie_id

    def remove(self, tie_id: UUID, reason: str) -> None:
        """Take a tie away; row and reason stay. Raises UnknownTie, TieNotExplained, TextTooLong."""
        why = clean_line(reason, LONGEST_NOTE)
        if not why:
            raise TieNotExplained
        with self._desk.database.transaction() as session:
            row = session.get(TieRow, tie_id)
            if row is None or row.removed is not None:
                raise UnknownTie(tie_id)
            row.removed = self._desk.clock.now()
            assessor = session.get_one(AssessorRow, row.assessor_id)
            if row.kind == TieKind.SELF and assessor.person_id == row.person_id:
                assessor.person_id = None
            self._note(session, row.person_id, "tie_removed", f"{assessor.name}: {why}")
        self._desk.announce(Touched.PEOPLE, Touched.CASES)

    def _note(self, session: Session, person_id: UUID, kind: str, detail: str) -> None:
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        people.add_event(session, person_id, now, kind, actor, detail)


def tie_hindrance(
    desk: Desk, session: Session, protocol: Protocol, person_id: UUID, who: SignedIn | None = None
) -> UserError | None:
    """The tie that keeps `who` (else who is signed in) from judging this person today (R4)."""
    assessor = who or desk.assessor
    found = conflict(
        rows.between(session, assessor.id, person_id),
        desk.clock.now().date(),
        protocol.rules.impartiality_months,
    )
    return None if found is None else ConflictOfInterest(assessor.name, found.kind, found.until)


def _line(tie: TieRow, assessor: AssessorRow) -> TieLine:
    return TieLine(
        tie.id, assessor.id, assessor.name, TieKind(tie.kind), tie.since, tie.note, tie.noted
    )


def _is_later(tie: NewTie, today: date) -> bool:
    return tie.since is not None and tie.since > today


def _link(assessor: AssessorRow, person_id: UUID) -> None:
    if assessor.person_id not in (None, person_id):
        raise AlreadySomebodyElse(assessor.name)
    assessor.person_id = person_id
