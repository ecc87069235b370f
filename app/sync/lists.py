"""Trust list and status bundle from the node: newer ones are taken, all others left alone."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from app.seal.codes import BadSeal, BundleTooLarge, Code, ListRolledBack, NodeNotAuthorised
from app.seal.trust import Trust
from app.storage import trust
from app.storage.database import Database
from app.sync.client import NodeClient, NodeRefused

_REFUSALS = (BadSeal, BundleTooLarge, ListRolledBack, NodeNotAuthorised)
Take = Callable[[Trust, bytes], Trust]


def fetch_lists(client: NodeClient, database: Database, now: datetime) -> str:
    """Fetch both lists; "" or the seal's Code that says why one was left alone.

    A list that is older than the one held (a node restored from a backup) or that no pinned root
    stands behind never keeps the records from being sent. Raises NodeUnreachable, NotTheNode.
    """
    try:
        fetched = client.trust_list(), client.status_bundle()
    except NodeRefused:
        return Code.W_NO_STATUS.value
    return take_lists(database, *fetched, now)


def take_lists(database: Database, trust_list: bytes, status: bytes, now: datetime) -> str:
    """Take both lists where they are newer and proved; "" or why one was left alone."""
    offered = (
        (trust.TRUST_LIST, Trust.with_trust_list, trust_list),
        (trust.STATUS, Trust.with_status, status),
    )
    refusals = [_take(database, name, take, raw, now) for name, take, raw in offered]
    return next((code for code in refusals if code), "")


def _take(database: Database, name: str, take: Take, raw: bytes, now: datetime) -> str:
    try:
        with database.transaction() as session:
            _keep(session, name, take, raw, now)
    except _REFUSALS as error:
        return error.code.value
    return ""


def _keep(session: Session, name: str, take: Take, raw: bytes, now: datetime) -> None:
    take(trust.read(session), raw)
    trust.keep(session, name, raw, now)
