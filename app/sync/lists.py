"""Trust list and status bundle from the node: newer ones are taken, all others left alone."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.seal.codes import BadSeal, BundleTooLarge, Code, ListRolledBack, NodeNotAuthorised
from app.seal.trust import Trust
from app.storage import trust
from app.storage.database import Database
from app.sync.client import NodeClient, NodeRefused

_REFUSALS = (BadSeal, BundleTooLarge, ListRolledBack, NodeNotAuthorised)


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
    try:
        with database.reading() as session:
            if trust.holds(session, trust_list, status):
                return ""
        with database.transaction() as session:
            return _take(session, trust_list, status, now)
    except BadSeal as error:
        return error.code.value


def _take(session: Session, trust_list: bytes, status: bytes, now: datetime) -> str:
    held, refusals = trust.read(session), [""]
    offered = (
        (trust.TRUST_LIST, Trust.with_trust_list, trust_list),
        (trust.STATUS, Trust.with_status, status),
    )
    for name, take, raw in offered:
        try:
            held = take(held, raw)
        except _REFUSALS as error:
            refusals.append(error.code.value)
        else:
            trust.keep(session, name, raw, now)
    return next(filter(None, refusals), "")
