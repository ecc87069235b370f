"""Companies as the region sees them: people, cases, certificates, gaps, conversations held."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.conversation import Guide
from app.domain.text import Text
from app.node.picture import GONE, Selection
from app.node.picture_choice import UNDER_WAY, Choice, Standing
from app.node.picture_facts import CaseFact, role_of
from app.node.picture_results import AreaGap, gaps, read_outcomes
from app.node.registry_lists import read_rows as read_papers
from app.node.result_tables import (
    HeldConversation,
    KnownCompany,
    KnownOrder,
    OrderedPerson,
)
from app.paths import conversation_folder
from app.protocols.conversation import is_guide, load_guide

ROWS = 50


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company; `key` as in the filters. `held`: conversations, `last` the newest one's day."""

    key: str
    name: str
    number: str
    people: int
    cases: int
    under_way: int
    full: int
    partial: int
    held: int
    last: date | None


@dataclass(frozen=True, slots=True)
class CompanyList:
    """One page; `count`: companies of all pages."""

    rows: tuple[CompanyRow, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme of the conversation; `levels`: its means in permille of a step, oldest first."""

    name: Text
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A group order as newest told; `people` in it, at which `centres` they have cases of it."""

    order: KnownOrder
    people: int
    centres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """One company in full. `gaps` of at least five people each, `needs` from the newest talk."""

    row: CompanyRow
    states: tuple[tuple[Standing, int], ...]
    gaps: tuple[AreaGap, ...]
    orders: tuple[OrderLine, ...]
    talks: tuple[HeldConversation, ...]
    themes: tuple[ThemeLine, ...]


def read_list(session: Session, choice: Choice, now: datetime) -> CompanyList:
    """The companies with a case in the choice, and with none chosen every one told of."""
    found = read_rows(session, choice, now)
    pages = max(-(-len(found) // ROWS), 1)
    page = min(max(choice.page, 1), pages)
    return CompanyList(found[(page - 1) * ROWS : page * ROWS], len(found), page, pages)


def read_rows(session: Session, choice: Choice, now: datetime) -> tuple[CompanyRow, ...]:
    """Every row of the list by name."""
    selection, sought = Selection(session, choice.shared, now), choice.text.casefold().strip()
    rows = _rows(session, selection)
    return tuple(row for row in rows if sought in row.name.casefold() or sought == row.number)


def read_card(session: Session, key: str, now: datetime) -> CompanyCard | None:
    """One company; None for an unknown one."""
    selection = Selection(session, Choice(company=key), now)
    key = selection.companies.keys.get(key, key)
    row = next((one for one in _rows(session, selection) if one.key == key), None)
    if row is None:
        return None
    ids = [id_ for id_, one in selection.companies.keys.items() if one == key]
    order = select(KnownOrder).where(KnownOrder.company.in_(ids)).order_by(KnownOrder.told.desc())
    held = select(HeldConversation).where(HeldConversation.company.in_(ids))
    talks = session.scalars(held.order_by(HeldConversation.day, HeldConversation.number)).all()
    standings = [case.standing for case in selection.cases]
    return CompanyCard(
        row,
        tuple((state, standings.count(state)) for state in Standing if state in standings),
        gaps(selection.cases, read_outcomes(session), selection.names),
        _orders(session, session.scalars(order).all(), selection.cases),
        tuple(talks),
        _themes(talks),
    )


def _orders(
    session: Session, orders: Sequence[KnownOrder], cases: Sequence[CaseFact]
) -> tuple[OrderLine, ...]:
    """Each with who is in it: one company may have an order at each of several centres."""
    centres = defaultdict[tuple[str, str], set[str]](set)
    for case in cases:
        centres[case.person, case.profile].add(case.centre)
    row, people = OrderedPerson, defaultdict[str, list[str]](list)
    joined = select(row.order, row.person).where(
        row.order.in_([order.id for order in orders]), row.has_left.is_(False)
    )
    for order, person in session.execute(joined):
        people[order].append(person)
    return tuple(
        OrderLine(order, len(people[order.id]), _centres(order, people[order.id], centres))
        for order in orders
    )


def _centres(
    order: KnownOrder, people: Sequence[str], centres: Mapping[tuple[str, str], set[str]]
) -> tuple[str, ...]:
    role = role_of(order.profile)
    found = {centre for one in people for centre in centres.get((one, role), ())}
    return tuple(sorted(found - {""}))


def _rows(session: Session, selection: Selection) -> list[CompanyRow]:
    """By name; a company without a case only where nothing narrows the choice."""
    by_company = defaultdict[str, list[CaseFact]](list)
    for case in selection.cases:
        if case.company:
            by_company[case.company].append(case)
    keys = selection.companies.keys
    known = session.scalars(select(KnownCompany)).all()
    told = {row.id: row for row in known if keys[row.id] == row.id}
    chosen = selection.choice
    if chosen.shared in (Choice(), Choice(company=chosen.company)):
        for key in told:
            if not chosen.company or keys.get(chosen.company) == key:
                by_company.setdefault(key, [])
    papers, talks = _papers(session, selection.now), _talks(session, keys)
    rows = [
        _row(
            (key, selection.companies.name(key), told[key].number if key in told else ""),
            cases,
            papers,
            talks.get(key, ()),
        )
        for key, cases in by_company.items()
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.key))


def _row(
    told: tuple[str, str, str],
    cases: Sequence[CaseFact],
    papers: Mapping[str, tuple[str, ...]],
    talks: Sequence[date],
) -> CompanyRow:
    kinds = [kind for case in cases for kind in papers.get(case.id, ())]
    return CompanyRow(
        *told,
        people=len({case.counted_as for case in cases}),
        cases=len(cases),
        under_way=sum(case.standing in UNDER_WAY for case in cases),
        full=kinds.count("full"),
        partial=kinds.count("partial"),
        held=len(talks),
        last=max(talks, default=None),
    )


def _papers(session: Session, now: datetime) -> Mapping[str, tuple[str, ...]]:
    """By case the kinds of its certificates that neither fell nor were replaced."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_papers(session, Choice(), now):
        if row.case and row.status not in GONE:
            found[row.case] = (*found.get(row.case, ()), row.kind)
    return found


def _talks(session: Session, keys: Mapping[str, str]) -> Mapping[str, list[date]]:
    found = defaultdict[str, list[date]](list)
    for company, day in session.execute(select(HeldConversation.company, HeldConversation.day)):
        found[keys.get(company, company)].append(day)
    return found


def _themes(talks: Sequence[HeldConversation]) -> tuple[ThemeLine, ...]:
    """How each theme of the newest talk went through those before it."""
    if not talks:
        return ()
    levels = [msgspec.json.decode(talk.themes, type=dict[str, int]) for talk in talks]
    names = _theme_names()
    return tuple(
        ThemeLine(
            names.get((talks[-1].guide, theme), Text(theme, theme)),
            tuple(told[theme] for told in levels if theme in told),
        )
        for theme in levels[-1]
    )


@lru_cache(maxsize=1)
def _theme_names() -> Mapping[tuple[str, str], Text]:
    """What the themes of the guides that come with the program are called."""
    guides: list[Guide] = [
        load_guide(folder).guide
        for folder in sorted(conversation_folder().iterdir())
        if is_guide(folder)
    ]
    return {(guide.code, theme.id): theme.name for guide in guides for theme in guide.themes}
