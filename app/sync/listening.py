"""Waiting for the node's news on a line of its own: nothing of the desk's file is touched by it."""

from collections.abc import Callable
from datetime import datetime

from app.seal.keys import SigningKey
from app.sync.client import NodeClient

WAIT_SECONDS = 25
"""As long as a node lets a desk wait; a line that says nothing for longer is dead."""


class Listening:
    """One seal that waits; its session lasts from one wait to the next."""

    def __init__(self, client: NodeClient, key: SigningKey, now: Callable[[], datetime]) -> None:
        self._client = client
        client.log_in(key, now)

    def wait(self, cursor: int) -> bool:
        """Whether there is news beyond the cursor, or the node went back; comes when it knows.

        Raises NodeUnreachable, NotTheNode, NodeRefused.
        """
        told = self._client.wait_feed(cursor, WAIT_SECONDS)
        return bool(told.entries) or told.head < cursor

    def close(self) -> None:
        """Let go of the line."""
        self._client.close()
