"""The check list of a funding month: every row, what is wrong with it, and who can mend it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.participation import Month, Period, Project, most_minutes
from app.node.funding_months import shown_last
from app.node.funding_tables import KnownHours, KnownParticipation
from app.node.keys import NodeKeys
from app.node.tables import ErasedSubject, KnownPerson
from app.seal.envelope import key_to_open
from app.seal.funding_identity import UnreadableIdentity, open_identity


class Problem(StrEnum):
    """What is wrong with a row."""

    NO_HOURS = "no_hours"
    NOT_BY_BOTH = "not_by_both"
    OUTSIDE = "outside"
    TOO_MANY = "too_many"
    NO_NUMBER = "no_number"
    UNREADABLE = "unreadable"
    TWICE = "twice"
    END_BEFORE_START = "end_before_start"
    STATUS = "status"
    ERASED = "erased"
    UNSTATED = "unstated"
    """Hours have come of a part that no record has told of yet."""


STAYS_IN = frozenset({Problem.NO_HOURS, Problem.STATUS})
"""What is told but leaves nobody out: a row without hours is not in the file anyway."""


class Mender(StrEnum):
    """Who can set it right."""

    CENTRE = "centre"
    COORDINATOR = "coordinator"
    NOBODY = "nobody"


_MENDERS = {Problem.ERASED: Mender.NOBODY, Problem.TWICE: Mender.COORDINATOR}


@dataclass(frozen=True, slots=True)
class FundingRow:
    """One person's month. `identity`: as the funder's file has it, never shown on a page.

    `name` "" for a protected or erased person and one nobody has told of.
    """

    participation: str
    name: str
    centre: str
    first: date
    last: date | None
    minutes: int
    identity: str = field(repr=False)
    is_protected: bool
    problems: tuple[Problem, ...]

    @property
    def goes(self) -> bool:
        """Whether the row stands in the file."""
        return bool(self.minutes) and STAYS_IN.issuperset(self.problems)

    @property
    def menders(self) -> tuple[Mender, ...]:
        """Who can set right what is wrong, each once."""
        return tuple(dict.fromkeys(_MENDERS.get(one, Mender.CENTRE) for one in self.problems))


@dataclass(frozen=True, slots=True)
class _Found:
    """What the node knows of one part in a month."""

    part: KnownParticipation
    hours: KnownHours | None
    name: str | None
    is_protected: bool | None
    erased: str | None


def funding_rows(
    session: Session, keys: NodeKeys, project: Project, month: Month
) -> tuple[FundingRow, ...]:
    """Everybody who takes part in the month or has hours in it; those with problems first."""
    read = [_row(keys, project, month, one) for one in _known(session, project, month)]
    rows = [*_with_twice(read), *_unstated(session, month)]
    return tuple(sorted(rows, key=lambda row: (row.goes, not row.problems, row.name, row.centre)))


def _known(session: Session, project: Project, month: Month) -> Iterator[_Found]:
    part, hours, person = KnownParticipation, KnownHours, KnownPerson
    wanted = (
        select(part, hours, person.name, person.protected, ErasedSubject.subject.label("erased"))
        .outerjoin(hours, (hours.participation == part.id) & (hours.month == month.first))
        .outerjoin(person, person.id == part.person)
        .outerjoin(ErasedSubject, ErasedSubject.subject == part.person)
        .where(part.project == str(project.id), part.is_void.is_(False))
        .order_by(part.id)
    )
    for row in session.execute(wanted):
        found = _Found(*row)
        days = Period(found.part.first, found.part.last).within(month, project.last)
        if days or found.hours is not None:
            yield found


def _row(keys: NodeKeys, project: Project, month: Month, found: _Found) -> FundingRow:
    part, hours = found.part, found.hours
    identity, problem = _identity(keys, part, is_erased=found.erased is not None)
    problems = [problem] if problem else []
    problems += _of_days(project, month, part, hours)
    if part.status not in {status.value for status in project.statuses}:
        problems.append(Problem.STATUS)
    return FundingRow(
        participation=part.id,
        name="" if found.is_protected else found.name or "",
        centre=part.centre,
        first=part.first,
        last=shown_last(month, part.last),
        minutes=0 if hours is None else hours.minutes,
        identity=identity,
        is_protected=bool(found.is_protected),
        problems=tuple(problems),
    )


def _of_days(
    project: Project, month: Month, part: KnownParticipation, hours: KnownHours | None
) -> list[Problem]:
    """What days and hours say against each other (I13)."""
    found = []
    period = Period(part.first, part.last)
    most = most_minutes(project, period, month)
    if part.last is not None and part.last < part.first:
        found.append(Problem.END_BEFORE_START)
    elif not project.first <= part.first <= project.last or (
        hours is not None and hours.minutes and not most
    ):
        found.append(Problem.OUTSIDE)
    elif hours is not None and hours.minutes > most:
        found.append(Problem.TOO_MANY)
    if hours is None or not hours.minutes:
        return [*found, Problem.NO_HOURS]
    return found if hours.confirmed is not None else [*found, Problem.NOT_BY_BOTH]


def _identity(
    keys: NodeKeys, part: KnownParticipation, *, is_erased: bool
) -> tuple[str, Problem | None]:
    if is_erased:
        return "", Problem.ERASED
    if part.identity is None:
        return "", Problem.NO_NUMBER
    try:
        return open_identity([key_to_open(keys.node)], part.person, part.identity), None
    except UnreadableIdentity:
        return "", Problem.UNREADABLE


def _with_twice(rows: Iterable[FundingRow]) -> list[FundingRow]:
    """The rows; two of one number whose days meet cannot both be right."""
    by_number: dict[str, list[FundingRow]] = defaultdict(list)
    rows = list(rows)
    for row in rows:
        if row.identity and row.minutes:
            by_number[row.identity].append(row)
    twice = {
        one.participation
        for same in by_number.values()
        for one in same
        for other in same
        if one is not other and Period(one.first, one.last).meets(Period(other.first, other.last))
    }
    return [
        replace(row, problems=(*row.problems, Problem.TWICE)) if row.participation in twice else row
        for row in rows
    ]


def _unstated(session: Session, month: Month) -> Iterator[FundingRow]:
    """Hours whose part has not come: of which project nobody knows, so every one shows them."""
    hours, part = KnownHours, KnownParticipation
    wanted = (
        select(hours)
        .outerjoin(part, part.id == hours.participation)
        .where(hours.month == month.first, part.id.is_(None), hours.minutes > 0)
    )
    for row in session.scalars(wanted):
        yield FundingRow(
            participation=row.participation,
            name="",
            centre=row.centre,
            first=month.first,
            last=None,
            minutes=row.minutes,
            identity="",
            is_protected=False,
            problems=(Problem.UNSTATED,),
        )
