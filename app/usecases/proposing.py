"""What a decision would say now: the rules, then what two people decided otherwise."""

import hashlib
from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from app.domain.course import Verdict
from app.domain.decision import decide
from app.domain.overrides import Override, decided_instead, levels_allowed
from app.domain.protocol import Protocol
from app.domain.result import Result
from app.storage.reviews import newest_review, overrides
from app.storage.tables import CaseRow, OverrideRow, ReviewRow
from app.usecases.evidence import gather


@dataclass(frozen=True, slots=True)
class Proposed:
    """`computed`: by the rules alone; `result`: with the overrides that still stand."""

    computed: Result
    result: Result
    overrides: tuple[OverrideRow, ...]

    @property
    def hash(self) -> str:
        """What a review is bound to: any change of the result is another one (I9)."""
        return hashlib.sha256(result_bytes(self.result)).hexdigest()

    def as_overrides(self) -> tuple[Override, ...]:
        """The overrides as the decision keeps them."""
        return tuple(
            Override(row.area_id, row.computed, row.level, row.reason) for row in self.overrides
        )


def propose(session: Session, protocol: Protocol, case: CaseRow) -> Proposed:
    """What would be signed now. Raises ResultMissing.

    An override counts only beside the very level it was made beside: new evidence asks anew.
    """
    computed = decide(protocol, gather(session, protocol, case))
    areas = {area.area: area for area in computed.areas}
    standing = tuple(
        row
        for row in overrides(session, case.id)
        if areas[row.area_id].level == row.computed
        and row.level in levels_allowed(protocol, areas[row.area_id])
    )
    levels = {row.area_id: row.level for row in standing}
    return Proposed(computed, decided_instead(protocol, computed, levels), standing)


def agreed_review(session: Session, case: CaseRow, proposed: Proposed) -> ReviewRow | None:
    """The newest review, if it agreed to this very result (R7, I9)."""
    row = newest_review(session, case.id)
    if row is None or row.verdict != Verdict.AGREED or row.result != proposed.hash.encode():
        return None
    return row


def result_bytes(result: Result) -> bytes:
    """The result as a decision keeps it, always the same bytes for the same result."""
    return msgspec.json.encode(result, order="sorted")
