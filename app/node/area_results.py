"""The results per area of each case's newest decision, written a chunk at a time."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.node.bulk import add_all
from app.node.result_tables import AreaResult
from app.seal.payloads import DecisionMade


class AreaResults:
    """What the decisions of a chunk say; a later one of a case takes the earlier one's place."""

    def __init__(self) -> None:
        self._newest: dict[str, DecisionMade] = {}
        self._decided_before: set[str] = set()

    def take(self, decision: DecisionMade, is_first: bool) -> None:
        """Keep the decision, which is the case's newest; `is_first`: none was known before."""
        self._newest[decision.case] = decision
        if not is_first:
            self._decided_before.add(decision.case)

    def store(self, session: Session) -> None:
        """Write them, in the caller's transaction."""
        if self._decided_before:
            earlier = AreaResult.case.in_(self._decided_before)
            session.execute(delete(AreaResult).where(earlier))
        add_all(session, AreaResult, [r for one in self._newest.values() for r in _rows(one)])
        self._newest, self._decided_before = {}, set()


def _rows(decision: DecisionMade) -> list[dict[str, object]]:
    told = {area.area: area for area in decision.areas}
    return [
        {
            "case": decision.case,
            "area": area.area,
            "place": place,
            "outcome": area.outcome.value,
            "level": area.level,
            "required": area.required_level,
        }
        for place, area in enumerate(told.values())
    ]
