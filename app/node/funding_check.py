"""The check list of a funding month: every row, what is wrong with it, and who can mend it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.identity_number import parse_identity_number
from app.domain.participation import MINUTES_A_DAY, Month, Period, Project, most_minutes
from app.node.funding_months import shown_last
from app.node.funding_tables import KnownHours, KnownParticipation
from app.node.keys import NodeKeys
from app.node.tables import ErasedSubject, KnownPerson
from app.seal.envelope import key_to_open
from app.seal.funding_identity import UnreadableIdentity, open_identity, protected_form


class Problem(StrEnum):
    """What is wrong with a row."""

    NO_HOURS = "no_hours"
    NOT_BY_BOTH = "not_by_both"
    OUTSIDE = "outside"
    TOO_MANY = "too_many"
    NO_NUMBER = "no_number"
    UNREADABLE = "unreadable"
    TWICE = "twice"
    ELSEWHERE = "elsewhere"
    """More than 24 hours a day together with another project: a person decides which gives way."""
    END_BEFORE_START = "end_before_start"
    STATUS = "status"
    ERASED = "erased"
    UNSTATED = "unstated"
    """Hours have come of a part that no record has told of yet."""


STAYS_IN = frozenset({Problem.NO_HOURS, Problem.STATUS, Problem.ELSEWHERE})
"""What is told but leaves nobody out: a row without hours is not in the file anyway."""


class Mender(StrEnum):
    """Who can set it right."""

    CENTRE = "centre"
    COORDINATOR = "coordinator"
    NOBODY = "nobody"


_MENDERS = {
    Problem.ERASED: Mender.NOBODY,
    Problem.TWICE: Mender.COORDINATOR,
    Problem.ELSEWHERE: Mender.COORDINATOR,
}


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


class _Found(NamedTuple):
    """What the node knows of one part in a month; `minutes` None where nothing is attested."""

    id: str
    person: str
    centre: str
    status: str
    first: date
    last: date | None
    identity: bytes | None
    minutes: int | None
    confirmed: date | None
    name: str | None
    is_protected: bool | None
    erased: str | None


def funding_rows(
    session: Session, keys: NodeKeys, project: Project, month: Month
) -> tuple[FundingRow, ...]:
    """Everybody who takes part in the month or has hours in it; those with problems first."""
    key = key_to_open(keys.node)
    read = [_row(key, project, month, one) for one in _known(session, project, month)]
    elsewhere = _elsewhere(session, key, project, month)
    told = _with_elsewhere(_with_twice(read), elsewhere, MINUTES_A_DAY * month.last.day)
    rows = [*told, *_unstated(session, month)]
    return tuple(sorted(rows, key=lambda row: (row.goes, not row.problems, row.name, row.centre)))


def _known(session: Session, project: Project, month: Month) -> Iterator[_Found]:
    """Who takes part on a day of the month, or has hours in it all the same."""
    part, hours, person = KnownParticipation, KnownHours, KnownPerson
    takes_part = (part.first <= month.last) & (part.last.is_(None) | (part.last >= month.first))
    wanted = (
        select(part.id, part.person, part.centre, part.status, part.first, part.last)
        .add_columns(part.identity, hours.minutes, hours.confirmed)
        .add_columns(person.name, person.protected, ErasedSubject.subject)
        .outerjoin(hours, (hours.participation == part.id) & (hours.month == month.first))
        .outerjoin(person, person.id == part.person)
        .outerjoin(ErasedSubject, ErasedSubject.subject == part.person)
        .where(part.project == str(project.id), part.is_void.is_(False))
        .where(takes_part | hours.minutes.is_not(None))
        .order_by(part.id)
    )
    return (_Found(*row) for row in session.execute(wanted))


def _row(key: X25519PrivateKey, project: Project, month: Month, found: _Found) -> FundingRow:
    identity, problem = _identity(key, found)
    problems = [problem] if problem else []
    problems += _of_days(project, month, found)
    if found.status not in {status.value for status in project.statuses}:
        problems.append(Problem.STATUS)
    return FundingRow(
        participation=found.id,
        name="" if found.is_protected else found.name or "",
        centre=found.centre,
        first=found.first,
        last=shown_last(month, found.last),
        minutes=found.minutes or 0,
        identity=identity,
        is_protected=bool(found.is_protected),
        problems=tuple(problems),
    )


def _of_days(project: Project, month: Month, found: _Found) -> list[Problem]:
    """What days and hours say against each other (I13)."""
    minutes, problems = found.minutes or 0, list[Problem]()
    most = most_minutes(project, Period(found.first, found.last), month)
    if found.last is not None and found.last < found.first:
        problems.append(Problem.END_BEFORE_START)
    elif not project.first <= found.first <= project.last or (minutes and not most):
        problems.append(Problem.OUTSIDE)
    elif minutes > most:
        problems.append(Problem.TOO_MANY)
    if not minutes:
        return [*problems, Problem.NO_HOURS]
    return problems if found.confirmed is not None else [*problems, Problem.NOT_BY_BOTH]


def _identity(key: X25519PrivateKey, found: _Found) -> tuple[str, Problem | None]:
    """What the file has of the person; opened only for a row that may stand in it."""
    if found.erased is not None:
        return "", Problem.ERASED
    if found.identity is None:
        return "", Problem.NO_NUMBER
    if not found.minutes:
        return "", None
    try:
        identity = open_identity([key], found.person, found.identity)
    except UnreadableIdentity:
        return "", Problem.UNREADABLE
    if not found.is_protected or not identity.isdigit():
        return identity, None
    return _without_number(identity)


def _without_number(digits: str) -> tuple[str, Problem | None]:
    """How somebody stands who became protected after the desk had told their number."""
    number = parse_identity_number(digits, date.max, age_confirmed=True)
    if number.birth_date is None or number.sex is None:
        return "", Problem.NO_NUMBER
    return protected_form(number.birth_date, number.sex), None


def _elsewhere(
    session: Session, key: X25519PrivateKey, project: Project, month: Month
) -> Counter[str]:
    """By identity the minutes that other projects have of the month, whichever desk told them."""
    part, hours = KnownParticipation, KnownHours
    wanted = (
        select(part.person, part.identity, hours.minutes)
        .join(hours, (hours.participation == part.id) & (hours.month == month.first))
        .where(part.project != str(project.id), part.is_void.is_(False), hours.minutes > 0)
        .where(part.identity.is_not(None))
    )
    found = Counter[str]()
    for person, identity, minutes in session.execute(wanted):
        try:
            found[open_identity([key], person, identity or b"")] += minutes
        except UnreadableIdentity:
            continue  # its own project's check list says so
    return found


def _with_elsewhere(
    rows: Iterable[FundingRow], elsewhere: Counter[str], most: int
) -> list[FundingRow]:
    """The rows; nobody has more than the month holds in all of their projects together (I13).

    The form of a protected person may be somebody else's too: it is held to its own row.
    """
    return [
        replace(row, problems=(*row.problems, Problem.ELSEWHERE))
        if row.identity.isdigit() and 0 < elsewhere[row.identity] > most - row.minutes
        else row
        for row in rows
    ]


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
