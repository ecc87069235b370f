"""The results per area of each case's newest decision and what retests are about, in bulk."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.node.bulk import add_all
from app.node.result_tables import AreaResult, RetestScope
from app.seal.payload_form import Payload
from app.seal.payloads import DecisionMade
from app.seal.retest_payloads import RetestScoped


class AreaResults:
    """What the decisions of a chunk say; a later one of a case takes the earlier one's place."""

    def __init__(self) -> None:
        self._newest: dict[str, DecisionMade] = {}
        self._decided_before: set[str] = set()
        self._scopes: dict[str, RetestScoped] = {}

    def take(self, decision: DecisionMade, is_first: bool) -> None:
        """Keep the decision, which is the case's newest; `is_first`: none was known before."""
        self._newest[decision.case] = decision
        if not is_first:
            self._decided_before.add(decision.case)

    def take_scope(self, payload: Payload) -> None:
        """Keep what a retest's case is about; other records say nothing of it."""
        if isinstance(payload, RetestScoped):
            self._scopes[payload.case] = payload

    def store(self, session: Session) -> None:
        """Write them, in the caller's transaction."""
        if self._scopes:
            session.execute(delete(RetestScope).where(RetestScope.case.in_(self._scopes)))
            add_all(session, RetestScope, [_scope(one) for one in self._scopes.values()])
            self._scopes = {}
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


def _scope(scope: RetestScoped) -> dict[str, object]:
    return {"case": scope.case, "areas": " ".join(scope.areas), "left": " ".join(scope.left)}
