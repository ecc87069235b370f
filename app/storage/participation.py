"""Funding projects here, who takes part in them, and the hours that were attested."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.domain.participation import (
    Month,
    MonthStanding,
    Period,
    Project,
    SentToFunder,
    Spent,
)
from app.seal import cose
from app.seal.month_word import MonthWord
from app.seal.project_word import ProjectWord
from app.storage.tables import (
    AttestedHoursRow,
    CaseRow,
    FeedEntryRow,
    ParticipationRow,
    ProjectRow,
    SittingRow,
    ToldMonthRow,
)

PROJECT = "project"
"""The type of the feed entries that tell of a project."""


class UnknownProject(UserError):
    """No such project in this desk's file."""


class UnknownParticipation(UserError):
    """Nobody's part in a project has this id here, or it was taken back."""


def keep_project(session: Session, raw: bytes, word: ProjectWord) -> None:
    """Keep what the node says of a project, unless something newer was said before."""
    row = session.get(ProjectRow, word.project.id)
    if row is None:
        session.add(ProjectRow(id=word.project.id, serial=word.serial, word=raw))
    elif row.serial < word.serial:
        told = FeedEntryRow.type == PROJECT, FeedEntryRow.content == row.word
        session.execute(delete(FeedEntryRow).where(*told))
        row.serial, row.word = word.serial, raw
    session.flush()


def keep_month(session: Session, word: MonthWord) -> None:
    """Keep what the node says of a month, unless something newer was said before."""
    key = word.project, word.month.first
    row = session.get(ToldMonthRow, key)
    if row is None:
        row = ToldMonthRow(project_id=word.project, month=word.month.first)
        session.add(row)
    elif row.said > word.said:
        return
    row.state, row.sent, row.said = word.standing.value, word.sent, word.said
    session.flush()


def sent_months(session: Session, project_id: UUID) -> dict[Month, SentToFunder]:
    """The project's months that the region has told of as sent."""
    found = session.scalars(select(ToldMonthRow).where(ToldMonthRow.project_id == project_id))
    return {Month.of(row.month): SentToFunder(MonthStanding(row.state), row.sent) for row in found}


def take_projects(session: Session, held: Session) -> None:
    """Know what another file of this desk was told of projects: parts in them rest on it."""
    for row in held.scalars(select(ProjectRow)):
        keep_project(session, row.word, _word(row))


def project(session: Session, project_id: UUID) -> Project:
    """The project as last told. Raises UnknownProject."""
    row = session.get(ProjectRow, project_id)
    if row is None:
        raise UnknownProject
    return _project(row)


def projects(session: Session) -> tuple[Project, ...]:
    """Every project, the latest to end first."""
    found = [_project(row) for row in session.scalars(select(ProjectRow))]
    return tuple(sorted(found, key=lambda one: (one.last, one.name), reverse=True))


def part(session: Session, part_id: UUID) -> ParticipationRow:
    """Somebody's part. Raises UnknownParticipation."""
    row = session.get(ParticipationRow, part_id)
    if row is None or row.is_void:
        raise UnknownParticipation
    return row


def parts_of_person(session: Session, person_id: UUID) -> Sequence[ParticipationRow]:
    """The person's parts, the latest begun first."""
    row = ParticipationRow
    wanted = select(row).where(row.person_id == person_id, ~row.is_void)
    return session.scalars(wanted.order_by(row.first.desc(), row.id)).all()


def parts_in(session: Session, project_id: UUID, company_id: UUID) -> Sequence[ParticipationRow]:
    """Everybody of the company who takes part in the project."""
    row = ParticipationRow
    same = row.project_id == project_id, row.company_id == company_id, ~row.is_void
    return session.scalars(select(row).where(*same).order_by(row.first, row.id)).all()


def period_of(row: ParticipationRow) -> Period:
    """From when to when."""
    return Period(row.first, row.last)


def hours(
    session: Session, parts: Collection[UUID], month: Month | None = None
) -> dict[tuple[UUID, Month], AttestedHoursRow]:
    """What was last attested of these parts; of one month, or of all."""
    row = AttestedHoursRow
    wanted = select(row).where(row.participation_id.in_(parts))
    if month is not None:
        wanted = wanted.where(row.month == month.first)
    found = session.scalars(wanted)
    return {(one.participation_id, Month.of(one.month)): one for one in found}


def spent_in(row: AttestedHoursRow) -> tuple[Spent, ...]:
    """The activities of a row."""
    return msgspec.json.decode(row.spent, type=tuple[Spent, ...])


def sitting_times(session: Session, people: Collection[UUID]) -> dict[UUID, list[tuple[date, int]]]:
    """The day each sitting of these people began, and how many seconds it lasted, pauses apart."""
    wanted = (
        select(CaseRow.person_id, SittingRow.started, SittingRow.active_seconds)
        .join(CaseRow, CaseRow.id == SittingRow.case_id)
        .where(CaseRow.person_id.in_(people))
    )
    found: dict[UUID, list[tuple[date, int]]] = {}
    for person, started, seconds in session.execute(wanted):
        if started is not None:
            found.setdefault(person, []).append((started.date(), seconds))
    return found


def forget(session: Session, person_id: UUID) -> None:
    """What an erased person was known by to the funder goes; days and hours stay, of nobody."""
    own = ParticipationRow.person_id == person_id
    nobody = {"sealed": None, "sealed_of": None, "company_id": None}
    session.execute(update(ParticipationRow).where(own).values(nobody))


def _project(row: ProjectRow) -> Project:
    return _word(row).project


def _word(row: ProjectRow) -> ProjectWord:
    """It was proved when it came."""
    return ProjectWord.from_bytes(cose.open1(row.word, cose.Purpose.PROJECT).payload)
