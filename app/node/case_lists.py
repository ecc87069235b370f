"""The list of cases behind a figure, and the course of one; never an answer that was given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import Text
from app.node.picture import Selection
from app.node.picture_choice import Choice, Standing
from app.node.picture_facts import CaseFact
from app.node.result_tables import AreaResult, RetestScope
from app.node.tables import KnownCase, KnownEntry, RegisteredCertificate

ROWS = 50


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A line of the list. Of a protected person (R55) all but id and state is left out.

    `name` None: erased, or not told of; `lead`: days to the certificate, or so far; `touched`:
    the last record that came of it.
    """

    id: str
    is_protected: bool
    name: str | None
    role: Text
    centre: str
    company: str
    standing: Standing
    lead: int | None
    touched: datetime | None


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of the list; `count`: rows of all pages."""

    rows: tuple[CaseRow, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area's result in words."""

    name: Text
    outcome: str
    level: int | None
    required: int


@dataclass(frozen=True, slots=True)
class CaseCourse:
    """One case: its row, its steps by day, results per area, certificates, register entries.

    `retaken`: the areas a retest is about where it leaves others aside.
    """

    row: CaseRow
    steps: tuple[tuple[str, date], ...]
    areas: tuple[AreaLine, ...]
    papers: tuple[tuple[str, str, date], ...]
    entries: tuple[tuple[str, str, bool], ...]
    retaken: tuple[Text, ...] = ()


def read_list(session: Session, choice: Choice, now: datetime) -> CaseList:
    """The cases of a choice, those that have lain longest first where they are under way."""
    selection = Selection(session, choice, now)
    found = [case for case in selection.cases if _is_sought(case, choice.text, selection)]
    if choice.order == "stuck":
        touched = _touched(session, [case.id for case in found])
        found.sort(key=lambda case: (not case.is_open, touched[case.id]))
    pages = max(-(-len(found) // ROWS), 1)
    page = min(max(choice.page, 1), pages)
    shown = found[(page - 1) * ROWS : page * ROWS]
    return CaseList(tuple(_rows(session, selection, shown)), len(found), page, pages)


def read_rows(session: Session, choice: Choice, now: datetime) -> tuple[CaseRow, ...]:
    """Every row of the list, for a file."""
    selection = Selection(session, choice, now)
    found = [case for case in selection.cases if _is_sought(case, choice.text, selection)]
    return tuple(_rows(session, selection, found))


def read_course(session: Session, case_id: str, now: datetime) -> CaseCourse | None:
    """One case's course; None for an unknown one."""
    selection = Selection(session, Choice(), now)
    case = next((one for one in selection.cases if one.id == case_id), None)
    if case is None:
        return None
    (row,) = _rows(session, selection, [case])
    if case.is_protected:
        return CaseCourse(row, (), (), (), ())
    return CaseCourse(
        row,
        _steps(case),
        _areas(session, selection, case),
        *_papers(session, case_id),
        _retaken(session, selection, case),
    )


def _is_sought(case: CaseFact, text: str, selection: Selection) -> bool:
    """By name, company, centre or the beginning of the id; nobody protected is found by name."""
    sought = text.casefold().strip()
    if not sought:
        return True
    if case.id.startswith(sought):
        return True
    if case.is_protected:
        return False
    told = (case.name or "", selection.companies.name(case.company), case.centre)
    return any(sought in one.casefold() for one in told)


def _rows(session: Session, selection: Selection, cases: Sequence[CaseFact]) -> Iterable[CaseRow]:
    touched = _touched(session, [case.id for case in cases])
    for case in cases:
        if case.is_protected:
            empty = Text("", "")
            state = selection.standing(case)
            yield CaseRow(case.id, True, "", empty, "", "", state, None, None)
            continue
        yield CaseRow(
            case.id,
            False,
            case.name,
            selection.names.role(case.profile),
            case.centre,
            selection.companies.name(case.company),
            selection.standing(case),
            _lead(case, selection.today),
            touched.get(case.id),
        )


def _touched(session: Session, ids: Sequence[str]) -> dict[str, datetime]:
    wanted = select(KnownCase.id, KnownCase.touched)
    if len(ids) <= ROWS:
        wanted = wanted.where(KnownCase.id.in_(ids))
    return {id_: touched for id_, touched in session.execute(wanted)}


def _lead(case: CaseFact, today: date) -> int | None:
    if case.opened is None:
        return None
    return ((case.certified or case.ended or today) - case.opened).days


def _steps(case: CaseFact) -> tuple[tuple[str, date], ...]:
    taken = (
        ("opened", case.opened),
        ("booked", case.booked),
        ("first", case.first),
        ("assessed", case.assessed),
        ("decided", case.decided),
        ("certified", case.certified),
        ("ended", case.ended),
    )
    return tuple((step, day) for step, day in taken if day is not None)


def _areas(session: Session, selection: Selection, case: CaseFact) -> tuple[AreaLine, ...]:
    found = select(AreaResult).where(AreaResult.case == case.id).order_by(AreaResult.place)
    return tuple(
        AreaLine(
            selection.names.area(case.profile, row.area).name, row.outcome, row.level, row.required
        )
        for row in session.scalars(found)
    )


def _retaken(session: Session, selection: Selection, case: CaseFact) -> tuple[Text, ...]:
    scope = session.get(RetestScope, case.id)
    areas = () if scope is None else scope.areas.split()
    return tuple(selection.names.area(case.profile, area).name for area in areas)


def _papers(
    session: Session, case_id: str
) -> tuple[tuple[tuple[str, str, date], ...], tuple[tuple[str, str, bool], ...]]:
    row, entry = RegisteredCertificate, KnownEntry
    papers = select(row.number, row.kind, row.issued).where(row.case == case_id)
    entries = select(entry.kind, entry.number, entry.outcome).where(entry.case == case_id)
    return (
        tuple((n, kind, day) for n, kind, day in session.execute(papers.order_by(row.issued))),
        tuple((k, n, out is None) for k, n, out in session.execute(entries.order_by(entry.number))),
    )
