"""The cases of the region as one list, read at once: every figure and list is counted from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from app.node.picture_choice import OPEN, UNDER_WAY, Choice, Standing
from app.node.read_once import read_once
from app.node.result_tables import KnownCompany, OrderedPerson
from app.node.steps import is_paused
from app.node.tables import KnownCase, KnownPerson

_STANDINGS = {standing.value: standing for standing in Standing} | {
    "opened": Standing.BOOKED,
    "debriefed": Standing.DECIDED,
}
_CAN_PAUSE = ("opened", "running")


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One case. `name` None: not told of, or erased; never shown of a protected person (R55).

    `profile`: the protocol's code; `company`: a key of Companies, "" for none; `standing`: where
    it is now; `counted_as`: by what its person is one, whichever centres registered them (R50).
    """

    id: str
    person: str
    name: str | None
    is_protected: bool
    profile: str
    centre: str
    company: str
    standing: Standing
    outcome: str | None
    opened: date | None
    booked: date | None
    first: date | None
    assessed: date | None
    decided: date | None
    certified: date | None
    ended: date | None
    pauses: str | None
    counted_as: str

    @property
    def is_open(self) -> bool:
        """Whether it is under way."""
        return self.standing in UNDER_WAY

    def on(self, day: date, zone: tzinfo | None) -> Standing | None:
        """Where it was when an earlier day ended; None before it was opened."""
        if self.opened is None or self.opened > day:
            return None
        if self.standing not in _AFTER and not self.is_open and _is_by(self.ended, day):
            return self.standing
        if _is_by(self.certified, day):
            return Standing.CERTIFIED
        if _is_by(self.decided, day):
            return Standing.DECIDED
        if self.pauses and is_paused(self.pauses, datetime.combine(day, time.max, zone)):
            return Standing.PAUSED
        return Standing.RUNNING if _is_by(self.first, day) else Standing.BOOKED


_AFTER = (Standing.CERTIFIED,)


@dataclass(frozen=True, slots=True)
class Companies:
    """Names by key, which is an id that was told, or else the name that stands in a record.

    `keys`: of every id told the key of its company; two desks that never met register one twice.
    """

    names: Mapping[str, str]
    ordered: Mapping[tuple[str, str], str]
    keys: Mapping[str, str]
    _by_name: Mapping[str, str]

    def of(self, person: str, profile: str, booked_by: str | None, employer: str | None) -> str:
        """Who a case is for: by an order the person is in, else by its booking or the employer."""
        key = self.ordered.get((person, profile)) or booked_by or employer
        if not key or key in self.names:
            return key or ""
        return self._by_name.get(_folded(key), key)

    def name(self, key: str) -> str:
        """What it is called."""
        return self.names.get(key, key)


def read_companies(session: Session) -> Companies:
    """The companies told of, and who has come for which."""
    return read_once(session, "companies", lambda: _read_companies(session))


def _read_companies(session: Session) -> Companies:
    row = OrderedPerson
    told = session.scalars(select(KnownCompany).order_by(KnownCompany.id)).all()
    keys = _same(told)
    names = {one.id: one.name for one in told if keys[one.id] == one.id}
    joined = select(row.person, row.profile, row.company).where(row.has_left.is_(False))
    ordered = {
        (person, role_of(profile)): keys.get(company, company)
        for person, profile, company in session.execute(joined.order_by(row.told))
    }
    return Companies(names, ordered, keys, {_folded(name): id_ for id_, name in names.items()})


def _same(told: Sequence[KnownCompany]) -> dict[str, str]:
    """The first id of each company: one number is one company, and so is one name without any."""
    keys: dict[str, str] = {}
    by_number: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for one in sorted(told, key=lambda company: (not company.number, company.id)):
        name = _folded(one.name)
        same = by_number.get(one.number) if one.number else by_name.get(name)
        keys[one.id] = same or one.id
        if one.number:
            by_number.setdefault(one.number, one.id)
        by_name.setdefault(name, keys[one.id])
    return keys


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def read_cases(session: Session, choice: Choice, companies: Companies) -> tuple[CaseFact, ...]:
    """The cases of a selection by centre, role and days, newest first."""
    narrowed = choice.centre, choice.role, choice.since, choice.until
    return read_once(
        session, ("cases", narrowed), lambda: tuple(_read_cases(session, choice, companies))
    )


def _read_cases(session: Session, choice: Choice, companies: Companies) -> Iterator[CaseFact]:
    row, person = KnownCase, KnownPerson
    told = select(
        *(row.person, row.profile, row.company, person.employer, row.state, row.pauses),
        *(row.id, person.name, person.protected, row.centre, row.outcome),
        *(row.opened_on, row.booked_on, row.first_on, row.assessed_on, row.decided_on),
        *(row.certified_on, row.ended_on, person.likeness),
    )
    of_them = told.join(person, person.id == row.person, isouter=True).where(*_wanted(choice))
    for case in session.execute(of_them.order_by(row.opened_on.desc(), row.id)):
        yield _fact(tuple(case), companies)


def _fact(case: tuple[Any, ...], companies: Companies) -> CaseFact:
    who, profile, ordered_by, employer, state, pauses = case[:6]
    id_, name, protected, centre, outcome = case[6:11]
    role = role_of(profile)
    company = companies.of(who, role, ordered_by, employer)
    told = (id_, who, name, bool(protected), role, centre, company)
    opened, booked, first, assessed, decided, certified, ended, likeness = case[11:]
    days = (opened, booked, first, assessed, decided, certified, ended)
    return CaseFact(*told, _standing(state, pauses), outcome, *days, pauses, likeness or who)


def _standing(state: str, pauses: str | None) -> Standing:
    if pauses and state in _CAN_PAUSE and pauses.endswith("p"):
        return Standing.PAUSED
    return _STANDINGS[state]


def _wanted(choice: Choice) -> Iterator[ColumnElement[bool]]:
    yield true()
    if choice.centre:
        yield KnownCase.centre == choice.centre
    if choice.role:
        of_level = KnownCase.profile.startswith(choice.role + "/", autoescape=True)
        yield (KnownCase.profile == choice.role) | of_level
    if choice.since:
        yield KnownCase.opened_on >= choice.since
    if choice.until:
        yield KnownCase.opened_on <= choice.until


def role_of(profile: str) -> str:
    """The protocol's code in a profile as records name it, such as `CNC-1/1`."""
    return profile.partition("/")[0]


def in_state(case: CaseFact, state: str, at: date | None, zone: tzinfo | None) -> bool:
    """Whether the case is, or when the day `at` ended was, in a state of the filter."""
    found = case.standing if at is None else case.on(at, zone)
    return found is not None and (found in UNDER_WAY if state == OPEN else found == state)


def _is_by(step: date | None, day: date) -> bool:
    return step is not None and step <= day
