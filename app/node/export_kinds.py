"""The tables the node gives away: people by name only where somebody has to act on them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import AreaOutcome
from app.domain.matrix_summary import SMALLEST_GROUP
from app.domain.shares import share
from app.domain.text import Language
from app.node.age_bands import read_bands, told_bands
from app.node.company_lists import read_rows as read_company_rows
from app.node.export_words import AGES, HEADS, NAMES, ONE_GENDER, OUTCOMES, SEAL_STATES
from app.node.genders import read_genders
from app.node.laptops import read_laptops
from app.node.picture import Selection
from app.node.picture_choice import Choice, Standing
from app.node.picture_results import areas_told, read_outcomes
from app.node.registry_lists import PaperRow
from app.node.registry_lists import read_rows as read_papers
from app.node.statistics import read_sittings
from app.node.status_orders import reasons
from app.node.tables import KnownEntry, RegisteredCertificate
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


def cases(session: Session, wanted: Wanted) -> Table:
    """Every case of the selection, as its list has them; of protected people id and state alone."""
    text, selection = words(wanted.language), _selection(session, wanted)
    ages = told_bands(read_bands(session, selection.cases), selection.cases)
    genders = told_bands(_genders(session, selection), selection.cases)

    def rows() -> Iterator[Row]:
        for case in selection.cases:
            state = text[f"one_{selection.standing(case)}"]
            if case.is_protected:
                yield (case.id, *(None,) * 5, state, *(None,) * 10)
                continue
            yield (
                *(case.id, case.name, case.profile),
                selection.names.role(case.profile).in_language(wanted.language),
                *(case.centre, selection.companies.name(case.company)),
                *(state, _kind(case.outcome, wanted)),
                *(case.opened, case.booked, case.first, case.assessed, case.decided),
                *(case.certified, case.ended, _band(ages.get(case.id), wanted)),
                _gender(genders.get(case.id), wanted),
            )

    days = ("opened", "booked", "first", "assessed", "decided", "certified", "ended")
    keys = ("case", "name", "profile", "role", "centre", "company", "state", "outcome")
    dated = (_column(day, wanted, _DATE, 12) for day in days)
    columns = (*_texts(keys, wanted), *dated, *_texts(("age", "gender"), wanted))
    return Table(NAMES["cases"].in_language(wanted.language), columns, rows())


def certificates(session: Session, wanted: Wanted) -> Table:
    """Every certificate of the selection with what counts today and why, as the registry; X5.

    Of protected people number, day and state alone (R41).
    """
    found = sorted(read_papers(session, wanted.choice, wanted.at), key=_by_day)
    text, why = words(wanted.language), reasons(session)
    told = session.execute(select(RegisteredCertificate.id, RegisteredCertificate.profile))
    profiles = {id_: profile for id_, profile in told}

    def rows() -> Iterator[Row]:
        for row in found:
            is_open = not row.is_protected
            yield (
                row.number,
                *((row.name, profiles[row.id]) if is_open else (None, None)),
                row.role.in_language(wanted.language) if is_open else None,
                *(text[row.kind], row.centre or None, row.assessor or None),
                *(row.issued, row.valid_to, text[f"paper_{row.status}"]),
                why.get(row.id) if is_open else None,
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
    counted, certified = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    selection = _selection(session, wanted)
    names, bands = selection.names, read_bands(session, selection.cases)
    for case in selection.cases:
        group = (case.centre, case.profile, bands[case.id])
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
    selection = _selection(session, wanted)
    names, profiles = selection.names, {case.id: case.profile for case in selection.cases}
    whole, part = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    told = Counter(
        (profiles[case_id], results)
        for case_id, results in read_outcomes(session).items()
        if case_id in profiles
    )
    for (profile, results), count in told.items():
        for area, outcome in areas_told(results).items():
            whole[profile, area] += count if outcome in OUTCOMES else 0
            part[profile, area] += count if outcome == AreaOutcome.SHOWN else 0

    def rows() -> Iterator[Row]:
        for (profile, area), count in sorted((+whole).items()):
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
    """The companies of the selection, each once as in its list, with their cases and certified."""
    done = Counter(
        case.company
        for case in _selection(session, wanted).cases
        if case.standing is Standing.CERTIFIED
    )

    def rows() -> Iterator[Row]:
        for row in read_company_rows(session, wanted.choice, wanted.at):
            key = None if row.key == row.name else row.key
            yield key, row.name, row.number or None, row.cases, done[row.key]

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


def _selection(session: Session, wanted: Wanted) -> Selection:
    return Selection(session, wanted.choice, wanted.at)


def _genders(session: Session, selection: Selection) -> dict[str, str]:
    known = read_genders(session, {case.person for case in selection.cases})
    return {case.id: known[case.person] for case in selection.cases}


def _by_day(row: PaperRow) -> tuple[date, str]:
    return row.issued, row.number


def _band(key: str | None, wanted: Wanted) -> str | None:
    return None if key is None else AGES[key].in_language(wanted.language)


def _gender(key: str | None, wanted: Wanted) -> str | None:
    return None if key is None else ONE_GENDER[key].in_language(wanted.language)


def _kind(outcome: str | None, wanted: Wanted) -> str | None:
    return None if outcome is None else words(wanted.language)[outcome]


def _texts(keys: tuple[str, ...], wanted: Wanted) -> tuple[Column, ...]:
    return tuple(_column(key, wanted) for key in keys)


_WIDTHS = {"case": 38, "name": 28, "company": 28, "centre": 24, "role": 24, "number": 24}


def _column(key: str, wanted: Wanted, kind: ColumnKind = ColumnKind.TEXT, width: int = 0) -> Column:
    head = HEADS[key].in_language(wanted.language)
    return Column(key, head, kind, width or _WIDTHS.get(key, 16))
