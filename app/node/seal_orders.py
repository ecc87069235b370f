"""The authority's orders on seals: the newest counts, and is not obeyed a second time."""

from sqlalchemy.orm import Session

from app.node.tables import EnrolledSeal, GivenOrder
from app.seal.ceremony import SealOrder
from app.seal.status import SealState

_STATES = {
    SealState.ACTIVE: "active",
    SealState.WITHDRAWN: "withdrawn",
    SealState.COMPROMISED: "compromised",
}


def obey(session: Session, order: SealOrder, raw: bytes) -> bool:
    """Do what a proved order says; whether it was new. A seal not known here has it waiting."""
    held = session.get(GivenOrder, order.kid)
    if held is not None and held.serial >= order.serial:
        return False
    seal = session.get(EnrolledSeal, order.kid)
    if seal is not None:
        seal.state = _STATES[order.state]
        seal.since = None if order.state is SealState.ACTIVE else order.since
    session.merge(GivenOrder(kid=order.kid, serial=order.serial, raw=raw))
    return True
