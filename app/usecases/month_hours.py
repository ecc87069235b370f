"""The hours of a month: proposed from the sittings, attested by both, a change is a new record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.participation import (
    MINUTES_A_DAY,
    Activity,
    Attested,
    Month,
    SentToFunder,
    Spent,
    TooManyHours,
    check_hours,
    in_quarters,
    months_of,
    most_minutes,
    total,
)
from app.seal.participation_payloads import ActivityMinutes, HoursAttested
from app.seal.records import RecordType
from app.storage import log, people
from app.storage import participation as rows
from app.storage.tables import AssessorRow, AttestedHoursRow, ParticipationRow
from app.usecases.desk import Desk
from app.usecases.participation import Part, part_of, restate_if_other
from app.usecases.signing import require_rater


class NotAttested(UserError):
    """The assessor has not attested the month yet, so that there is nothing to confirm."""


class OtherHours(UserError):
    """The hours were changed meanwhile: nobody has confirmed those that stand now."""


class MonthNotBegun(UserError):
    """The month lies ahead: nobody has spent hours in it."""


class BadConfirmDay(UserError):
    """The day on the paper lies before the month or after today."""


@dataclass(frozen=True, slots=True)
class HoursToday:
    """A month's hours as attested: by whom and when, and how the participant has confirmed."""

    spent: tuple[Spent, ...]
    by: str
    at: datetime
    confirmed: date | None
    way: Attested | None

    @property
    def on(self) -> date:
        """The day it was attested."""
        return self.at.date()


@dataclass(frozen=True, slots=True)
class PartMonth:
    """One person's month. `most`: minutes there is room for; `proposal`: from the sittings.

    `hours` None before anything is attested; `sent` None before the region has sent the month.
    """

    part: Part
    month: Month
    most: int
    proposal: tuple[Spent, ...]
    hours: HoursToday | None
    sent: SentToFunder | None = None

    @property
    def is_changed_here(self) -> bool:
        """Whether the hours are other than when the month was sent, as far as this desk knows."""
        return self.sent is not None and self.hours is not None and self.hours.at > self.sent.sent

    @property
    def is_by_both(self) -> bool:
        """Whether the assessor and the participant have attested it."""
        return self.hours is not None and self.hours.confirmed is not None

    @property
    def minutes(self) -> int:
        """What is attested, in minutes."""
        return 0 if self.hours is None else total(self.hours.spent)


@dataclass(frozen=True, slots=True)
class Attesting:
    """What the assessor attests of one month of somebody's part."""

    part_id: UUID
    month: Month
    spent: tuple[Spent, ...]


class MonthHours:
    """Reads, attests and confirms; the newest record of a month counts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def months(self, project_id: UUID) -> tuple[Month, ...]:
        """The project's months that have begun, the latest first."""
        with self._desk.database.reading() as session:
            return months_of(rows.project(session, project_id), self._today())[::-1]

    def sent(self, project_id: UUID) -> dict[Month, SentToFunder]:
        """The project's months that the region has sent to the funder, as it last told (R63)."""
        with self._desk.database.reading() as session:
            return rows.sent_months(session, project_id)

    def of_company(self, project_id: UUID, company_id: UUID, month: Month) -> tuple[PartMonth, ...]:
        """Everybody of the company who takes part in the month, by name."""
        with self._desk.database.reading() as session:
            found = rows.parts_in(session, project_id, company_id)
            read = self._months(session, [(row, month) for row in found])
        shown = [one for one in read if one.most or one.hours]
        return tuple(sorted(shown, key=lambda one: (one.part.name == "", one.part.name)))

    def of_part(self, part_id: UUID) -> tuple[PartMonth, ...]:
        """The months of one part that have begun, the latest first; the person by name."""
        with self._desk.database.reading() as session:
            row = rows.part(session, part_id)
            project = rows.project(session, row.project_id)
            months = months_of(project, self._today())[::-1]
            asked = [(row, month) for month in months]
            read = self._months(session, asked, by_name=True)
        return tuple(one for one in read if one.most or one.hours)

    def attest(self, *asked: Attesting) -> None:
        """Attest these months with the seal, all or none; the same hours again change nothing.

        What the participant has confirmed is theirs no more once the hours are others.

        Raises UnknownParticipation, PersonErased, MonthNotBegun, OutsidePeriod, TooManyHours,
        OnlySupervises, ClockBehind.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            for one in asked:
                self._attest(session, one)
        self._desk.announce(Touched.PEOPLE, Touched.COMPANIES, Touched.LOG)

    def confirm(
        self, part_id: UUID, seen: Mapping[Month, tuple[Spent, ...]], way: Attested, on: date
    ) -> None:
        """The participant has confirmed these months' hours as `seen`, on the day `on`.

        Raises NotAttested, OtherHours, BadConfirmDay, UnknownParticipation, PersonErased,
        ClockBehind.
        """
        with self._desk.database.transaction() as session:
            row = rows.part(session, part_id)
            people.present(session, row.person_id)
            for month, spent in sorted(seen.items()):
                self._confirm(session, row, month, (spent, way, on))
        self._desk.announce(Touched.PEOPLE, Touched.COMPANIES, Touched.LOG)

    def _attest(self, session: Session, asked: Attesting) -> None:
        row = rows.part(session, asked.part_id)
        people.present(session, row.person_id)
        if asked.month.first > self._today():
            raise MonthNotBegun
        spent = _tidy(asked.spent)
        held = session.get(AttestedHoursRow, (row.id, asked.month.first))
        if held is not None and rows.spent_in(held) == spent:
            return
        if spent or held is None:
            project = rows.project(session, row.project_id)
            check_hours(project, rows.period_of(row), asked.month, spent)
            _check_elsewhere(session, row, asked.month, spent)
        restate_if_other(self._desk, session, row)
        if held is None:
            held = AttestedHoursRow(participation_id=row.id, month=asked.month.first)
        held.spent = msgspec.json.encode(spent)
        held.confirmed, held.way = None, None
        self._sign(session, row, held)

    def _confirm(
        self,
        session: Session,
        row: ParticipationRow,
        month: Month,
        given: tuple[tuple[Spent, ...], Attested, date],
    ) -> None:
        spent, way, on = given
        held = session.get(AttestedHoursRow, (row.id, month.first))
        if held is None:
            raise NotAttested
        if rows.spent_in(held) != spent:
            raise OtherHours
        if not month.first <= on <= self._today():
            raise BadConfirmDay
        if (held.confirmed, held.way) == (on, way):
            return
        restate_if_other(self._desk, session, row)
        held.confirmed, held.way = on, way
        self._sign(session, row, held)

    def _sign(self, session: Session, row: ParticipationRow, held: AttestedHoursRow) -> None:
        spent = rows.spent_in(held)
        payload = HoursAttested(
            participation=str(row.id),
            person=str(row.person_id),
            month=str(Month.of(held.month)),
            spent=tuple(ActivityMinutes(one.activity, one.minutes) for one in spent),
            confirmed=held.confirmed,
            way=None if held.way is None else Attested(held.way),
        )
        kind, desk = RecordType.HOURS_ATTESTED, self._desk
        held.assessor_id, held.attested = desk.assessor.id, desk.clock.now()
        held.record = log.append(session, desk.signer, kind, payload.person, payload)
        session.add(held)
        session.flush()

    def _months(
        self,
        session: Session,
        asked: list[tuple[ParticipationRow, Month]],
        *,
        by_name: bool = False,
    ) -> list[PartMonth]:
        attested = rows.hours(session, {row.id for row, _ in asked})
        parts = {row.id: part_of(session, row, by_name=by_name) for row, _ in asked}
        seconds = self._seconds(session, asked)
        names = {one.id: one.name for one in session.scalars(select(AssessorRow))}
        projects = {row.project_id for row, _ in asked}
        sent = {one: rows.sent_months(session, one) for one in projects}
        return [
            PartMonth(
                part=parts[row.id],
                month=month,
                most=most_minutes(parts[row.id].project, rows.period_of(row), month),
                proposal=_proposal(seconds.get((row.person_id, month), 0)),
                hours=_today(attested.get((row.id, month)), names),
                sent=sent[row.project_id].get(month),
            )
            for row, month in asked
        ]

    def _seconds(
        self, session: Session, asked: Iterable[tuple[ParticipationRow, Month]]
    ) -> dict[tuple[UUID, Month], int]:
        """How long each person's sittings of each month lasted, within their part."""
        found: dict[tuple[UUID, Month], int] = {}
        asked = tuple(asked)
        people_ids = {row.person_id for row, _ in asked}
        sittings = rows.sitting_times(session, people_ids)
        for row, month in asked:
            last = min(day for day in (row.last, month.last) if day is not None)
            first = max(row.first, month.first)
            spent = [s for day, s in sittings.get(row.person_id, ()) if first <= day <= last]
            found[row.person_id, month] = sum(spent)
        return found

    def _today(self) -> date:
        return self._desk.clock.now().date()


def _check_elsewhere(
    session: Session, row: ParticipationRow, month: Month, spent: Iterable[Spent]
) -> None:
    """Nobody has more than 24 hours a day in all of their projects together (I13)."""
    others = {one.id for one in rows.parts_of_person(session, row.person_id)} - {row.id}
    told = rows.hours(session, others, month).values()
    most = MINUTES_A_DAY * month.last.day - sum(total(rows.spent_in(one)) for one in told)
    if total(spent) > most:
        raise TooManyHours(max(0, most))


def _tidy(spent: Iterable[Spent]) -> tuple[Spent, ...]:
    """Each activity once, in the order they have, nothing of no minutes."""
    minutes = dict.fromkeys(Activity, 0)
    for one in spent:
        minutes[one.activity] += max(0, one.minutes)
    return tuple(Spent(activity, count) for activity, count in minutes.items() if count)


def _proposal(seconds: int) -> tuple[Spent, ...]:
    return _tidy([Spent(Activity.VALIDATION, in_quarters(seconds))])


def _today(row: AttestedHoursRow | None, names: Mapping[UUID, str]) -> HoursToday | None:
    if row is None:
        return None
    return HoursToday(
        spent=rows.spent_in(row),
        by=names.get(row.assessor_id, ""),
        at=row.attested,
        confirmed=row.confirmed,
        way=None if row.way is None else Attested(row.way),
    )
