"""What a case has gathered so far, read for a decision, and what it need not take again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.agreement import Rated
from app.domain.case import Part, SittingState
from app.domain.credits import CreditKind
from app.domain.evidence import CaseEvidence, Credit, SafetyStop
from app.domain.missing import measured_value
from app.domain.protocol import Area, Protocol
from app.storage import sittings as rows
from app.storage.tables import CaseEventRow, CaseRow, CreditRow, LeftAreaRow, SittingRow
from app.usecases.beside import counted, has_counted, rated, stopped_sitting

ENDED_EARLY = "ended_early"
"""The history's line of a case that goes to decision with parts never taken (R37)."""


def gather(session: Session, protocol: Protocol, case: CaseRow) -> CaseEvidence:
    """The newest answer, rating and value of each, from the newest sitting of each part.

    A theory test that was never handed in counts for nothing; what the oral follow-up rated takes
    the place of what the practical left as not assessed.
    """
    theory = rows.latest_sitting(session, case.id, Part.THEORY)
    practical = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    counts = theory if _is_over(theory) else None
    seen = _observed(session, protocol, case, practical)
    evidence = CaseEvidence(
        drawn=tuple(row.item_id for row in rows.drawn(session, counts.id)) if counts else (),
        answers=rows.answers(session, counts.id) if counts else {},
        ratings={key: row.rating or 0 for key, row in seen.items()},
        measured=_measured(protocol, seen),
        credits=credited(session, case, protocol),
        safety_stop=_safety_stop(stopped_sitting(session, practical)),
        theory_closed=counts is not None,
        practical_closed=_is_over(practical) and has_counted(session, protocol, case),
        left_out=withdrawn(session, case) | left(session, case),
    )
    return _as_it_is(session, protocol, case, evidence)


def credited(session: Session, case: CaseRow, protocol: Protocol) -> Mapping[str, Credit]:
    """The areas that are not taken in this case, by id, each with what it rests on (R33, R34).

    A credit counts when its source names no level or at least the one required.
    """
    return _that_count(_rows(session, case), protocol)


def areas_to_take(session: Session, case: CaseRow, protocol: Protocol) -> frozenset[str]:
    """Ids of the areas without a credit that counts, required or not: what the case is about."""
    held = _rows(session, case)
    known = _that_count(held, protocol).keys() | _taken_back(held) | left(session, case)
    return frozenset(area.id for area in protocol.areas if area.id not in known)


def withdrawn(session: Session, case: CaseRow) -> frozenset[str]:
    """Ids of the areas whose credit was taken back when it was too late to take them here."""
    return _taken_back(_rows(session, case))


def left(session: Session, case: CaseRow) -> frozenset[str]:
    """Ids of the areas that a retest left for another one (R35)."""
    if case.retest_of is None:
        return frozenset()
    found = select(LeftAreaRow.area_id).where(LeftAreaRow.case_id == case.id)
    return frozenset(session.scalars(found))


def is_ended_early(session: Session, case: CaseRow) -> bool:
    """Whether the case goes to decision with what there is: areas not taken are not assessed."""
    found = select(CaseEventRow.id).where(
        CaseEventRow.case_id == case.id, CaseEventRow.kind == ENDED_EARLY
    )
    return session.scalar(found.limit(1)) is not None


def _as_it_is(
    session: Session, protocol: Protocol, case: CaseRow, evidence: CaseEvidence
) -> CaseEvidence:
    """In a case ended early, what was taken whole counts and the rest is left out (R37)."""
    if not is_ended_early(session, case):
        return evidence
    cut_off = frozenset(
        area.id
        for area in protocol.areas
        if area.id not in evidence.credits and not _is_whole(protocol, area, evidence)
    )
    return replace(evidence, left_out=evidence.left_out | cut_off, practical_closed=True)


def _is_whole(protocol: Protocol, area: Area, evidence: CaseEvidence) -> bool:
    drawn = set(evidence.drawn)
    in_test = any(item.id in drawn for item in protocol.items if item.area == area.id)
    rated = all(evidence.ratings.get(c.id) for c in protocol.criteria_of(area.id))
    return (in_test or not area.items) and (rated or evidence.practical_closed)


def _that_count(held: Sequence[CreditRow], protocol: Protocol) -> dict[str, Credit]:
    required = {area.id: area.required_level for area in protocol.areas}
    return {
        row.area_id: Credit(row.level, row.source, row.issued)
        for row in held
        if row.kind != CreditKind.WITHDRAWN
        and row.area_id in required
        and (row.level is None or row.level >= required[row.area_id])
    }


def _taken_back(held: Sequence[CreditRow]) -> frozenset[str]:
    return frozenset(row.area_id for row in held if row.kind == CreditKind.WITHDRAWN)


def _rows(session: Session, case: CaseRow) -> tuple[CreditRow, ...]:
    return tuple(session.scalars(select(CreditRow).where(CreditRow.case_id == case.id)))


def _observed(
    session: Session, protocol: Protocol, case: CaseRow, practical: SittingRow | None
) -> dict[str, Rated]:
    """What was seen by criterion; the oral's word where the practical gave no rating."""
    seen = counted(session, protocol, case, practical) if practical else {}
    oral = rows.latest_sitting(session, case.id, Part.ORAL)
    if oral is None or not _is_over(oral):
        return seen
    told = rated(session, oral)
    return seen | {key: row for key, row in told.items() if not (key in seen and seen[key].rating)}


def _measured(protocol: Protocol, seen: dict[str, Rated]) -> dict[str, Decimal]:
    values = {
        c.id: measured_value(c, seen[c.id].measured) for c in protocol.criteria if c.id in seen
    }
    return {key: value for key, value in values.items() if value is not None}


def _safety_stop(stopped: SittingRow | None) -> SafetyStop | None:
    if stopped is None or stopped.stop_criterion is None:
        return None
    return SafetyStop(stopped.stop_criterion)


def _is_over(sitting: SittingRow | None) -> bool:
    return sitting is not None and SittingState(sitting.state).is_handed_in
