"""Files the region tells of, fetched after everything else: from where a cut left off, by hash."""

from collections.abc import Callable
from dataclasses import dataclass

from app.storage import told_protocols
from app.storage.database import Database
from app.storage.errors import DiskFailed, DiskFull
from app.storage.told_protocols import Wanted
from app.sync.client import NodeClient, NodeRefused

PIECE = 256 * 1024
"""What a cut costs at most, and what is held in memory."""


@dataclass(frozen=True, slots=True)
class ObjectFetching:
    """Fetches the files of one run, until `cancelled` says so; what has come always stays."""

    client: NodeClient
    database: Database
    cancelled: Callable[[], bool]

    def fetch(self) -> int:
        """All that is wanted; how many files came whole.

        What the node does not offer any more, and a disk without room for it, wait for another
        run: neither keeps anything else back. Raises NodeUnreachable, NotTheNode.
        """
        with self.database.reading() as session:
            wanted = told_protocols.wanted(session)
        done = 0
        for one in wanted:
            try:
                done += self._fetch(one)
            except NodeRefused as refusal:
                self._set_aside(one, refusal.code)
            except (DiskFull, DiskFailed):
                break
        return done

    def _fetch(self, one: Wanted) -> bool:
        at = one.held
        while at < one.size:
            if self.cancelled():
                return False
            content = self.client.object_piece(one.object, at, min(PIECE, one.size - at))
            with self.database.transaction() as session:
                told_protocols.keep_piece(session, one.object, at, content)
            at += len(content)
        with self.database.transaction() as session:
            is_right = told_protocols.finish(session, one.object)
        if not is_right:
            self._set_aside(one, "wrong_content")
        return is_right

    def _set_aside(self, one: Wanted, reason: str) -> None:
        """Asked for again with every run, but no run is begun for its sake."""
        with self.database.transaction() as session:
            told_protocols.set_aside(session, one.object, reason)
