"""Stops both certificates of one place in the list: their desks are told to replace them."""

from datetime import datetime

from sqlalchemy.orm import Session

from app import log
from app.domain.certificate_status import StatusReason
from app.node.database import NodeDatabase
from app.node.ledger_entries import Ordered
from app.node.levelling import keep_place, tell_order
from app.node.shared_places import ENDED, Place, at_place, shared_places
from app.node.status_orders import region_states
from app.seal.payloads import ListedStatus

THE_NODE = ""
"""Who ordered it: nobody did, it follows from the records."""


def stop_shared(database: NodeDatabase, session: Session, now: datetime) -> None:
    """Order it of each that nothing stops yet, in the caller's transaction and turn."""
    orders = [one for place in shared_places(session) for one in _stops(session, place, now)]
    if not orders:
        return
    database.write_down(session, *orders)
    for order in orders:
        keep_place(session, order)
        tell_order(session, order, THE_NODE)
    session.flush()
    log.note("status.shared_place", certificates=len(orders))


def _stops(session: Session, place: Place, now: datetime) -> list[Ordered]:
    rows = at_place(session, *place)
    ordered = region_states(session, [row.id for row in rows])
    in_force = [
        row
        for row in rows
        if row.state not in ENDED and ordered.get(row.id, ListedStatus.VALID) is ListedStatus.VALID
    ]
    reason = StatusReason.SHARED_PLACE.value
    return [Ordered(row.id, *place, ListedStatus.SUSPENDED, reason, now) for row in in_force]
