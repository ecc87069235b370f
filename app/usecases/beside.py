"""Two assessors' sittings side by side: whose is whose, who may see what, what counts (R29)."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.agreement import Difference, Rated, differences
from app.domain.case import Part, SittingState
from app.domain.protocol import Protocol
from app.storage import sittings as rows
from app.storage.tables import CaseRow, SettlementRow, SittingRow


def own_sitting(session: Session, case: CaseRow, assessor_id: UUID) -> SittingRow | None:
    """The practical this assessor rates: the second's own beside the first's, else the first's."""
    first = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    if first is None or case.second_assessor_id != assessor_id:
        return first
    return beside_sitting(session, first.id)


def beside_sitting(session: Session, first_id: UUID) -> SittingRow | None:
    """The second assessor's own sitting, None before it has begun."""
    return session.scalar(select(SittingRow).where(SittingRow.beside == first_id))


def is_blind(session: Session, case: CaseRow) -> bool:
    """Whether nobody may see the other's ratings yet: there are two, and not both have handed in.

    A safety stop before the second has begun ends the practical for both.
    """
    if case.second_assessor_id is None:
        return False
    first = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    if first is None:
        return True
    second = beside_sitting(session, first.id)
    if second is None:
        return not _is_stopped(first)
    return not (_is_over(first) and _is_over(second))


def may_see(session: Session, case: CaseRow, row: SittingRow, assessor_id: UUID) -> bool:
    """Whether this assessor may see the ratings of a practical."""
    own = own_sitting(session, case, assessor_id)
    is_own = own is not None and own.id == row.id and row.assessor_id in (None, assessor_id)
    return is_own or not is_blind(session, case)


def open_differences(session: Session, protocol: Protocol, case: CaseRow) -> tuple[Difference, ...]:
    """What the two have still to settle; nothing while they are blind."""
    first = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    if first is None or case.second_assessor_id is None or is_blind(session, case):
        return ()
    settled = settled_ratings(session, first)
    return tuple(d for d in all_differences(session, protocol, first) if d.criterion not in settled)


def all_differences(
    session: Session, protocol: Protocol, first: SittingRow
) -> tuple[Difference, ...]:
    """Where the two differed, settled or not. For those who may see."""
    second = beside_sitting(session, first.id)
    if second is None:
        return ()
    return differences(protocol, _rated(session, first), _rated(session, second))


def is_whole(session: Session, protocol: Protocol, case: CaseRow) -> bool:
    """Whether the practical is done: handed in, by both where there are two, and settled."""
    first = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    if first is None or not _is_over(first):
        return False
    return not is_blind(session, case) and not open_differences(session, protocol, case)


def settled_ratings(session: Session, sitting: SittingRow) -> Mapping[str, Rated]:
    """What was settled on, by criterion id; it takes the place of what `sitting` says."""
    found = select(SettlementRow).where(SettlementRow.sitting_id == sitting.id)
    return {
        row.criterion_id: Rated(row.rating, row.note, row.measured)
        for row in session.scalars(found)
    }


def counted(
    session: Session, protocol: Protocol, case: CaseRow, sitting: SittingRow
) -> dict[str, Rated]:
    """What counts of the case's own practical by criterion id, settled where the two differed.

    Empty until a practical by two assessors is whole.
    """
    if case.second_assessor_id is not None and not is_whole(session, protocol, case):
        return {}
    return _rated(session, sitting) | dict(settled_ratings(session, sitting))


def _rated(session: Session, sitting: SittingRow) -> dict[str, Rated]:
    seen = rows.observations(session, sitting.id)
    return {key: Rated(row.rating, row.note, row.measured) for key, row in seen.items()}


def _is_over(sitting: SittingRow) -> bool:
    return SittingState(sitting.state).is_handed_in


def _is_stopped(sitting: SittingRow) -> bool:
    return sitting.stop_criterion is not None
