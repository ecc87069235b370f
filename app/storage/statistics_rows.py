"""What statistics and a centre's figures are counted from; nobody's name leaves but assessors'."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.domain.case import SittingState
from app.domain.disputes import EntryState
from app.storage.tables import (
    AssessorRow,
    CaseRow,
    DecisionRow,
    RegisterRow,
    SealRow,
    SittingRow,
)

_HANDED_IN = [state for state in SittingState if state.is_handed_in]


@dataclass(frozen=True, slots=True)
class Workload:
    """What an assessor has done here: sittings handed in, their seconds, decisions signed."""

    name: str
    number: int
    cases: int
    sittings: int
    seconds: int
    decisions: int
    last: datetime | None


def codes(session: Session) -> tuple[str, ...]:
    """The profiles there are cases of."""
    return tuple(session.scalars(select(CaseRow.code).distinct().order_by(CaseRow.code)))


def decided(session: Session, code: str) -> Iterator[tuple[str, bytes]]:
    """Protocol hash and result (JSON) of each case's newest decision; `code` "" for all."""
    later = aliased(DecisionRow)
    newest = select(func.max(later.number)).where(later.case_id == CaseRow.id)
    found = (
        select(CaseRow.protocol_hash, DecisionRow.result)
        .join(DecisionRow, DecisionRow.case_id == CaseRow.id)
        .where(DecisionRow.number == newest.scalar_subquery())
        .order_by(CaseRow.id)
    )
    for row in session.execute(_of(found, code)):
        yield row[0], row[1]


def rated_twice(session: Session, code: str) -> tuple[tuple[str, SittingRow, SittingRow], ...]:
    """Protocol hash and both sittings of the practicals that two rated alone and handed in."""
    second = aliased(SittingRow)
    found = (
        select(CaseRow.protocol_hash, SittingRow, second)
        .join(SittingRow, SittingRow.case_id == CaseRow.id)
        .join(second, second.beside == SittingRow.id)
        .where(SittingRow.state.in_(_HANDED_IN), second.state.in_(_HANDED_IN))
        .order_by(SittingRow.id)
    )
    return tuple((row[0], row[1], row[2]) for row in session.execute(_of(found, code)))


def registers(session: Session) -> dict[str, tuple[int, int]]:
    """Of each register how many entries there are, and how many of them are open (R48)."""
    is_open = func.count().filter(RegisterRow.state == EntryState.OPEN)
    found = select(RegisterRow.kind, func.count(), is_open).group_by(RegisterRow.kind)
    return {kind: (count, still) for kind, count, still in session.execute(found)}


def workloads(session: Session) -> tuple[Workload, ...]:
    """Of each assessor of this desk what they have done, by name (X8)."""
    return tuple(
        Workload(
            row.name,
            row.number,
            *_done(session, row),
            _decisions(session, row),
            _last(session, row),
        )
        for row in session.scalars(select(AssessorRow).order_by(AssessorRow.name))
    )


def seals(session: Session) -> tuple[tuple[AssessorRow, SealRow], ...]:
    """Every seal with its assessor, the accreditation that ends first before the others."""
    found = select(AssessorRow, SealRow).join(SealRow, SealRow.assessor_id == AssessorRow.id)
    ordered = found.order_by(SealRow.last_day.is_(None), SealRow.last_day, AssessorRow.name)
    return tuple((row[0], row[1]) for row in session.execute(ordered))


def equipment(session: Session) -> Iterator[tuple[str, str, date | None, int, datetime]]:
    """Machine, gauge, the day its calibration ends, in how many cases, used last (X8)."""
    keys = (CaseRow.machine, CaseRow.gauge, CaseRow.gauge_calibrated_to)
    found = (
        select(*keys, func.count(), func.max(CaseRow.touched))
        .where((CaseRow.machine != "") | (CaseRow.gauge != ""))
        .group_by(*keys)
        .order_by(*keys)
    )
    for row in session.execute(found):
        yield row[0], row[1], row[2], row[3], row[4]


def _done(session: Session, row: AssessorRow) -> tuple[int, int, int]:
    who = func.coalesce(SittingRow.assessor_id, CaseRow.assessor_id) == row.id
    counted = (
        select(
            func.count(CaseRow.id.distinct()),
            func.count(),
            func.coalesce(func.sum(SittingRow.active_seconds), 0),
        )
        .select_from(SittingRow)
        .join(CaseRow, CaseRow.id == SittingRow.case_id)
        .where(who, SittingRow.state.in_(_HANDED_IN))
    )
    cases, sittings, seconds = session.execute(counted).one()
    return cases, sittings, seconds


def _decisions(session: Session, row: AssessorRow) -> int:
    counted = select(func.count()).where(DecisionRow.signer_id == row.id)
    return session.scalar(counted) or 0


def _last(session: Session, row: AssessorRow) -> datetime | None:
    who = func.coalesce(SittingRow.assessor_id, CaseRow.assessor_id) == row.id
    newest = (
        select(SittingRow.stopped)
        .join(CaseRow, CaseRow.id == SittingRow.case_id)
        .where(who, SittingRow.stopped.is_not(None))
        .order_by(SittingRow.stopped.desc())
        .limit(1)
    )
    return session.scalar(newest)


def _of(found: Any, code: str) -> Any:  # noqa: ANN401 - rows of any shape
    return found.where(CaseRow.code == code) if code else found
