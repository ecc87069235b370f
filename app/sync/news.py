"""What the node's word says is new: its lists and its feed are asked for only then."""

from app.domain.clock import Clock
from app.seal.codes import BadSeal
from app.seal.keys import SigningKey
from app.storage import trust
from app.storage.database import Database
from app.sync.client import NodeClient
from app.sync.feed import follow
from app.sync.lists import fetch_lists
from app.sync.wire import HelloAnswer


def take_news(
    client: NodeClient, database: Database, clock: Clock, hello: HelloAnswer, key: SigningKey
) -> str:
    """Fetch what has changed; "" or why one of the lists was left alone.

    Raises NodeUnreachable, NotTheNode, NodeRefused.
    """
    is_new = not _holds_lists(database, hello)
    refused = fetch_lists(client, database, clock.now()) if is_new else ""
    follow(client, database, clock, hello.cursor, key)
    return refused


def _holds_lists(database: Database, hello: HelloAnswer) -> bool:
    """Whether the lists here are the ones the node has; a node that was set back has others."""
    try:
        with database.reading() as session:
            held = trust.read(session)
    except BadSeal:
        return False
    if held.trust_list is None or held.status is None:
        return False
    here = (held.trust_list.serial, held.status.sequence)
    return here == (hello.trust_serial, hello.status_sequence)
