"""What a case has gathered so far, read for a decision."""

from decimal import Decimal

from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState
from app.domain.evidence import CaseEvidence, SafetyStop
from app.domain.missing import measured_value
from app.domain.protocol import Protocol
from app.storage import sittings as rows
from app.storage.tables import CaseRow, ObservationRow, SittingRow


def gather(session: Session, protocol: Protocol, case: CaseRow) -> CaseEvidence:
    """The newest answer, rating and value of each, from the newest sitting of each part."""
    theory = rows.latest_sitting(session, case.id, Part.THEORY)
    practical = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    seen = rows.observations(session, practical.id) if practical else {}
    return CaseEvidence(
        drawn=tuple(row.item_id for row in rows.drawn(session, theory.id)) if theory else (),
        answers=rows.answers(session, theory.id) if theory else {},
        ratings={key: row.rating or 0 for key, row in seen.items()},
        measured=_measured(protocol, seen),
        safety_stop=_safety_stop(practical),
        theory_closed=_is_over(theory),
        practical_closed=_is_over(practical),
    )


def _measured(protocol: Protocol, seen: dict[str, ObservationRow]) -> dict[str, Decimal]:
    values = {
        c.id: measured_value(c, seen[c.id].measured) for c in protocol.criteria if c.id in seen
    }
    return {key: value for key, value in values.items() if value is not None}


def _safety_stop(practical: SittingRow | None) -> SafetyStop | None:
    if practical is None or practical.stop_criterion is None:
        return None
    return SafetyStop(practical.stop_criterion)


def _is_over(sitting: SittingRow | None) -> bool:
    return sitting is not None and SittingState(sitting.state).is_handed_in
