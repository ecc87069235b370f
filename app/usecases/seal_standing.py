"""What the region's status list says of the seal one signs with (I8)."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.seal.status import SealState
from app.usecases.certificate_standing import held_status
from app.usecases.desk import Desk


class SealProblem(StrEnum):
    """Why nobody believes a seal any more."""

    WITHDRAWN = "withdrawn"
    COMPROMISED = "compromised"


class SealNotBelieved(UserError):
    """The seal is withdrawn or known as stolen: nobody believes what it signs from `since` on.

    `listed`: the day of the list that says so.
    """

    def __init__(self, problem: SealProblem, since: date | None, listed: date) -> None:
        super().__init__()
        self.problem = problem
        self.since = since
        self.listed = listed


def own_seal_hindrance(desk: Desk, session: Session) -> SealNotBelieved | None:
    """Why the seal of who is signed in signs nothing any more, None while it may."""
    held = held_status(session)
    seal = held.seals.get(desk.signer.kid) if held else None
    if held is None or seal is None or seal.state is SealState.ACTIVE:
        return None
    if seal.state is SealState.WITHDRAWN and seal.since and desk.clock.now().date() < seal.since:
        return None
    is_withdrawn = seal.state is SealState.WITHDRAWN
    problem = SealProblem.WITHDRAWN if is_withdrawn else SealProblem.COMPROMISED
    return SealNotBelieved(problem, seal.since, held.issued.date())
