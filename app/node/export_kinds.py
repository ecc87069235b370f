"""The tables the node gives away: people by name only where somebody has to act on them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.domain.certificate import AreaOutcome
from app.domain.matrix_summary import SMALLEST_GROUP
from app.domain.shares import share
from app.domain.text import Language
from app.node.area_names import read_names
from app.node.export_words import AGES, HEADS, NAMES, OUTCOMES, SEAL_STATES
from app.node.laptops import read_laptops
from app.node.picture_choice import Choice, Standing
from app.node.picture_facts import read_cases, read_companies
from app.node.result_tables import AreaResult, KnownCompany
from app.node.statistics import read_sittings
from app.node.status_orders import combined, reasons, standing_states
from app.node.tables import KnownEntry, KnownPerson, RegisteredCertificate
from app.node.wording import words
from app.reports.statistics import agreement_table, item_table
from app.reports.tables import Column, ColumnKind, Row, Table


@dataclass(frozen=True, slots=True)
class Wanted:
    """The selection, the language of heads and words, and the moment of the export."""

    choice: Choice
    language: Language
    at: datetime


Maker = Callable[[Session, Wanted], Table]
_INTEGER, _DATE, _TIME = ColumnKind.INTEGER, ColumnKind.DATE, ColumnKind.TIME
_AGES: Final = (25, 35, 45, 55)


def cases(session: Session, wanted: Wanted) -> Table:
    """Every case of the selection; protected people without name."""
    text, names = words(wanted.language), read_names(session)
    companies = read_companies(session)

    def rows() -> Iterator[Row]:
        for case in read_cases(session, wanted.choice, companies):
            if not _is_chosen(wanted.choice, case.company, case.standing):
                continue
            yield (
                *(case.id, None if case.is_protected else case.name, case.profile),
                names.role(case.profile).in_language(wanted.language),
                *(case.centre, None if case.is_protected else companies.name(case.company)),
                *(text[f"one_{case.standing}"], _kind(case.outcome, wanted)),
                *(case.opened, case.booked, case.first, case.assessed, case.decided),
                *(case.certified, case.ended),
            )

    days = ("opened", "booked", "first", "assessed", "decided", "certified", "ended")
    keys = ("case", "name", "profile", "role", "centre", "company", "state", "outcome")
    columns = (*_texts(keys, wanted), *(_column(day, wanted, _DATE, 12) for day in days))
    return Table(NAMES["cases"].in_language(wanted.language), columns, rows())


def certificates(session: Session, wanted: Wanted) -> Table:
    """Every certificate of the selection with what counts today and why; X5."""
    hidden = set(session.scalars(select(KnownPerson.id).where(KnownPerson.protected)))
    beside, why = standing_states(session), reasons(session)
    text, choice = words(wanted.language), wanted.choice

    def rows() -> Iterator[Row]:
        for row in session.scalars(_papers(choice)):
            state = combined(row.state, beside.get(row.id))
            if choice.status and choice.status != state:
                continue
            yield (
                *(row.number, None if row.person in hidden else row.name, row.profile),
                row.role if wanted.language == "sv" else row.role_en,
                *(text[row.kind], row.centre, row.assessor, row.issued, row.valid_to),
                *(text[state], why.get(row.id)),
            )

    columns = (
        *_texts(("number", "name", "profile", "role", "kind", "centre", "assessor"), wanted),
        _column("issued", wanted, _DATE, 12),
        _column("valid_to", wanted, _DATE, 12),
        *_texts(("state", "reason"), wanted),
    )
    return Table(NAMES["certificates"].in_language(wanted.language), columns, rows())


def nameless(session: Session, wanted: Wanted) -> Table:
    """How many people by centre, role and age, and how far they are; never fewer than five."""
    known = session.execute(select(KnownPerson.id, KnownPerson.birth_date))
    born = {person: day for person, day in known}
    counted, certified = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    companies, names = read_companies(session), read_names(session)
    for case in read_cases(session, wanted.choice, companies):
        if _is_chosen(wanted.choice, case.company, case.standing):
            age = _age(born.get(case.person), case.opened)
            group = (case.centre, case.profile, age)
            counted[group] += 1
            certified[group] += case.standing is Standing.CERTIFIED

    def rows() -> Iterator[Row]:
        rest = 0
        for (centre, profile, age), count in sorted(counted.items()):
            if count < SMALLEST_GROUP:
                rest += count
                continue
            role = names.role(profile).in_language(wanted.language)
            done = certified[centre, profile, age]
            kept = done if done == 0 or done >= SMALLEST_GROUP else None
            yield centre, profile, role, AGES[age].in_language(wanted.language), count, kept
        if rest >= SMALLEST_GROUP:
            yield None, None, None, AGES["rest"].in_language(wanted.language), rest, None

    columns = (
        *_texts(("centre", "profile", "role", "age"), wanted),
        _column("cases", wanted, _INTEGER, 12),
        _column("with_certificate", wanted, _INTEGER, 12),
    )
    return Table(NAMES["nameless"].in_language(wanted.language), columns, rows())


def areas(session: Session, wanted: Wanted) -> Table:
    """Of each area how many were assessed and showed it, with the interval at 95 %; X7."""
    names, companies = read_names(session), read_companies(session)
    profiles = {
        case.id: case.profile
        for case in read_cases(session, wanted.choice, companies)
        if _is_chosen(wanted.choice, case.company, case.standing)
    }
    whole, part = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    told = select(AreaResult.case, AreaResult.area, AreaResult.outcome)
    for case_id, area, outcome in session.execute(told.where(AreaResult.outcome.in_(OUTCOMES))):
        if case_id in profiles:
            whole[profiles[case_id], area] += 1
            part[profiles[case_id], area] += outcome == AreaOutcome.SHOWN

    def rows() -> Iterator[Row]:
        for (profile, area), count in sorted(whole.items()):
            name = names.area(profile, area).name.in_language(wanted.language)
            role = names.role(profile).in_language(wanted.language)
            if count < SMALLEST_GROUP:
                yield profile, role, area, name, None, None, None, None, None
                continue
            found = share(part[profile, area], count)
            permille = round(1000 * found.part / found.whole)
            yield profile, role, area, name, count, found.part, permille, found.low, found.high

    figures = ("assessed_count", "shown", "permille", "low", "high")
    columns = (
        *_texts(("profile", "role", "area", "area_name"), wanted),
        *(_column(key, wanted, _INTEGER, 12) for key in figures),
    )
    return Table(NAMES["areas"].in_language(wanted.language), columns, rows())


def companies(session: Session, wanted: Wanted) -> Table:
    """The companies told of, with how many of the selection's cases are theirs."""
    told = read_companies(session)
    cases, done = Counter[str](), Counter[str]()
    for case in read_cases(session, wanted.choice, told):
        cases[case.company] += 1
        done[case.company] += case.standing is Standing.CERTIFIED

    def rows() -> Iterator[Row]:
        for row in session.scalars(select(KnownCompany).order_by(KnownCompany.name)):
            if wanted.choice.company in ("", row.id):
                yield row.id, row.name, row.number or None, cases[row.id], done[row.id]

    columns = (
        *_texts(("company_id", "company", "organisation_number"), wanted),
        _column("cases", wanted, _INTEGER, 12),
        _column("with_certificate", wanted, _INTEGER, 12),
    )
    return Table(NAMES["companies"].in_language(wanted.language), columns, rows())


def registers(session: Session, wanted: Wanted) -> Table:
    """Every entry of the four registers, with deadline and outcome (R48)."""
    text = words(wanted.language)

    def rows() -> Iterator[Row]:
        found = select(KnownEntry).order_by(KnownEntry.kind, KnownEntry.number)
        for row in session.scalars(found):
            yield text[row.kind], row.number, row.case, row.filed, row.deadline, row.outcome

    columns = (
        *_texts(("register", "number_of_entry", "case"), wanted),
        _column("filed", wanted, _TIME, 20),
        _column("deadline", wanted, _DATE, 12),
        *_texts(("outcome_of_entry",), wanted),
    )
    return Table(NAMES["registers"].in_language(wanted.language), columns, rows())


def computers(session: Session, wanted: Wanted) -> Table:
    """Every computer, when it last sent and what lacks: the unsynced list (X5, R62)."""

    def rows() -> Iterator[Row]:
        for one in read_laptops(session):
            silent = None if one.last is None else (wanted.at - one.last).days
            state = SEAL_STATES[one.state].in_language(wanted.language)
            yield (
                *(one.assessor, one.number, one.centre, state, one.accredited_to),
                *(one.records, one.last, silent, one.missing),
            )

    columns = (
        *_texts(("assessor",), wanted),
        _column("assessor_number", wanted, _INTEGER, 10),
        *_texts(("centre", "state"), wanted),
        _column("accredited_to", wanted, _DATE, 12),
        _column("records", wanted, _INTEGER, 10),
        _column("last_sent", wanted, _TIME, 20),
        _column("silent_days", wanted, _INTEGER, 12),
        _column("missing_records", wanted, _INTEGER, 12),
    )
    return Table(NAMES["computers"].in_language(wanted.language), columns, rows())


def items(session: Session, wanted: Wanted) -> Table:
    """Difficulty, discrimination, exposure and distractors of every item that was tested; X7."""
    return item_table(read_sittings(session, wanted.choice).tests, wanted.language)


def agreement(session: Session, wanted: Wanted) -> Table:
    """How far two assessors who rated alone agree; X7, X8."""
    return agreement_table(read_sittings(session, wanted.choice).practicals, wanted.language)


def _papers(choice: Choice) -> Select[RegisteredCertificate]:
    row = RegisteredCertificate
    found = select(row).order_by(row.issued, row.number).execution_options(yield_per=500)
    return found.where(*_narrowed(choice))


def _narrowed(choice: Choice) -> Iterator[ColumnElement[bool]]:
    row = RegisteredCertificate
    if choice.centre:
        yield row.centre == choice.centre
    if choice.role:
        yield row.profile == choice.role
    if choice.kind:
        yield row.kind == choice.kind
    if choice.since:
        yield row.issued >= choice.since
    if choice.until:
        yield row.issued <= choice.until


def _is_chosen(choice: Choice, company: str, standing: Standing) -> bool:
    if choice.company and choice.company != company:
        return False
    return not choice.state or choice.state == standing


def _age(born: date | None, at: date | None) -> str:
    if born is None or at is None:
        return "unknown"
    years = at.year - born.year - ((at.month, at.day) < (born.month, born.day))
    return next((f"under_{limit}" for limit in _AGES if years < limit), "over")


def _kind(outcome: str | None, wanted: Wanted) -> str | None:
    return None if outcome is None else words(wanted.language)[outcome]


def _texts(keys: tuple[str, ...], wanted: Wanted) -> tuple[Column, ...]:
    return tuple(_column(key, wanted) for key in keys)


_WIDTHS = {"case": 38, "name": 28, "company": 28, "centre": 24, "role": 24, "number": 24}


def _column(key: str, wanted: Wanted, kind: ColumnKind = ColumnKind.TEXT, width: int = 0) -> Column:
    head = HEADS[key].in_language(wanted.language)
    return Column(key, head, kind, width or _WIDTHS.get(key, 16))
