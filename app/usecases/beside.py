"""Two assessors' sittings side by side: whose is whose, who may see what, what counts (R29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.agreement import Difference, Rated, differences
from app.domain.case import Part, SittingState
from app.domain.protocol import Protocol
from app.storage import handover_facts
from app.storage import sittings as rows
from app.storage.handover_facts import Asked, Helping
from app.storage.tables import AssessorRow, CaseRow, SettlementRow, SittingRow


@dataclass(frozen=True, slots=True)
class SecondView:
    """Where a practical by two assessors stands, for the one signed in; no rating is in it.

    `own` and `other` are states of the sittings, None before they begin; for somebody who is
    neither of the two `own` is the first's and `other` the second's, and `takes_part` is False.
    `elsewhere`: the second works at another computer; `helping`: the case is another computer's.
    """

    first_name: str
    second_name: str
    takes_part: bool
    is_second: bool
    own: SittingState | None
    other: SittingState | None
    is_blind: bool
    is_whole: bool
    open_differences: int
    elsewhere: bool = False
    helping: bool = False

    @property
    def other_name(self) -> str:
        """The colleague's name."""
        return self.first_name if self.is_second else self.second_name


def own_sitting(session: Session, case: CaseRow, assessor_id: UUID) -> SittingRow | None:
    """The practical this assessor rates: the second's own beside the first's, else the first's.

    One that is taken up again after a review is one for both.
    """
    first = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    if first is None or case.second_assessor_id != assessor_id:
        return first
    own = beside_sitting(session, first.id)
    return first if own is None and _was_by_two(session, case) else own


def beside_sitting(session: Session, first_id: UUID) -> SittingRow | None:
    """The second assessor's own sitting, None before it has begun."""
    return session.scalar(select(SittingRow).where(SittingRow.beside == first_id))


def is_blind(session: Session, case: CaseRow) -> bool:
    """Whether nobody may see the other's ratings yet: there are two, and not both have handed in.

    A safety stop before the second has begun ends the practical for both, and one that is taken up
    again after a review has been by both before.
    """
    if case.second_assessor_id is None:
        return False
    first = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    if first is None:
        return True
    second = beside_sitting(session, first.id)
    if second is None:
        return _awaits_second(session, case, first)
    return not (_is_over(first) and _is_over(second))


def second_view(
    session: Session, protocol: Protocol, case: CaseRow, assessor_id: UUID
) -> SecondView | None:
    """Where the two stand; None for a case with one assessor."""
    if case.second_assessor_id is None:
        return None
    first = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    second = None if first is None else beside_sitting(session, first.id)
    first_id = case.assessor_id if first is None else first.assessor_id or case.assessor_id
    if first_id == case.second_assessor_id:  # who took it up again after a review was the second
        first_id = case.assessor_id
    is_second = case.second_assessor_id == assessor_id
    own, other = (second, first) if is_second else (first, second)
    return SecondView(
        first_name=session.get_one(AssessorRow, first_id).name,
        second_name=session.get_one(AssessorRow, case.second_assessor_id).name,
        takes_part=is_second or first_id == assessor_id,
        is_second=is_second,
        own=None if own is None else SittingState(own.state),
        other=None if other is None else SittingState(other.state),
        is_blind=is_blind(session, case),
        is_whole=is_whole(session, protocol, case),
        open_differences=len(open_differences(session, protocol, case)),
        elsewhere=handover_facts.get(session, case.id, Asked) is not None,
        helping=handover_facts.get(session, case.id, Helping) is not None,
    )


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
    """Where the two differed, settled or not. For those who may see.

    What a laboratory answered is the same for both, whatever one of them saw (R30).
    """
    second = beside_sitting(session, first.id)
    if second is None:
        return ()
    answered = _by_laboratory(session, first) | _by_laboratory(session, second)
    found = differences(protocol, rated(session, first), rated(session, second))
    return tuple(each for each in found if each.criterion not in answered)


def stopped_sitting(session: Session, practical: SittingRow | None) -> SittingRow | None:
    """The sitting that a safety stop ended, the case's own or the one beside it; None without.

    It stands whatever the two settle on, also when one of them had handed in before (R26, I10).
    """
    if practical is None:
        return None
    if practical.stop_criterion is not None:
        return practical
    second = beside_sitting(session, practical.id)
    return None if second is None or second.stop_criterion is None else second


def is_whole(session: Session, protocol: Protocol, case: CaseRow) -> bool:
    """Whether the practical is done: handed in; by both where there are two, and settled."""
    first = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    return first is not None and _is_whole(session, protocol, case, first)


def has_counted(session: Session, protocol: Protocol, case: CaseRow) -> bool:
    """Whether ratings may count: always of one assessor, of two once the practical is whole."""
    return case.second_assessor_id is None or is_whole(session, protocol, case)


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
    if case.second_assessor_id and not _is_whole(session, protocol, case, sitting):
        return {}
    return rated(session, sitting) | said_instead(session, sitting)


def said_instead(session: Session, sitting: SittingRow) -> dict[str, Rated]:
    """What takes the place of `sitting`'s own words: what a laboratory answered the other of the
    two, and what they settled on.
    """
    second = beside_sitting(session, sitting.id)
    answered = {} if second is None else _by_laboratory(session, second)
    return answered | dict(settled_ratings(session, sitting))


def rated(session: Session, sitting: SittingRow) -> dict[str, Rated]:
    """What one of the two said, by criterion id. For those who may see."""
    seen = rows.observations(session, sitting.id)
    return {key: Rated(row.rating, row.note, row.measured) for key, row in seen.items()}


def _by_laboratory(session: Session, sitting: SittingRow) -> dict[str, Rated]:
    seen = rows.observations(session, sitting.id)
    answered = {key: row for key, row in seen.items() if row.lab_reference}
    return {key: Rated(row.rating, row.note, row.measured) for key, row in answered.items()}


def _is_whole(session: Session, protocol: Protocol, case: CaseRow, first: SittingRow) -> bool:
    second = beside_sitting(session, first.id)
    if second is None:
        return _is_over(first) and not _awaits_second(session, case, first)
    if not (_is_over(first) and _is_over(second)):
        return False
    is_settled = SittingState(second.state) in (SittingState.SCORED, SittingState.LOCKED)
    return is_settled or not all_differences(session, protocol, first)


def _awaits_second(session: Session, case: CaseRow, first: SittingRow) -> bool:
    """Whether there is a second assessor who has still to begin beside this sitting."""
    is_ended = first.stop_criterion is not None or _was_by_two(session, case)
    return case.second_assessor_id is not None and not is_ended


def _is_over(sitting: SittingRow) -> bool:
    return SittingState(sitting.state).is_handed_in


def _was_by_two(session: Session, case: CaseRow) -> bool:
    return any(row.beside is not None for row in rows.sittings_of(session, case.id))
