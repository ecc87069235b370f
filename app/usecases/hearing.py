"""Hearing at once what the node tells: a line to wait on, and how far the desk has taken it in."""

from collections.abc import Callable

from app.storage import desk_facts
from app.sync.client import NodeClient
from app.sync.feed import cursor_of
from app.sync.listening import Listening
from app.usecases.desk import Desk
from app.usecases.syncing import NotEnrolled


class Hearing:
    """What a wait for news needs; what is told is taken in by an ordinary run."""

    def __init__(self, desk: Desk, call: Callable[[str], NodeClient] = NodeClient) -> None:
        """`call`: how the node at an address is reached."""
        self._desk, self._call = desk, call

    def line(self) -> Listening:
        """A line of its own to the node. Raises NotEnrolled, NodeUnreachable."""
        desk = self._desk
        with desk.database.reading() as session:
            address = desk_facts.get(session, desk_facts.NODE_URL)
        if address is None:
            raise NotEnrolled
        return Listening(self._call(address), desk.signer.key, desk.clock.now)

    def cursor(self) -> int:
        """How far the node's news has been taken in."""
        with self._desk.database.reading() as session:
            return cursor_of(session, self._desk.signer.key.kid)
