"""Photos after the records: smallest first, each from where the node has it, a piece at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from app.domain.clock import Clock
from app.storage import blob_sending, photo_trouble, photos
from app.storage.blob_sending import WaitingBlob
from app.storage.database import Database
from app.sync.client import NodeClient, NodeRefused
from app.sync.wire import CHUNK_GOAL, Piece

_TRIES = 3
_BEGIN_AGAIN = ("wrong_offset", "wrong_hash")
_LEFT = ("unknown_blob", "too_large", "wrong_length")
"""What concerns one file alone: it waits on, the others go."""


@dataclass(frozen=True, slots=True)
class BlobSending:
    """Sends the files of one run. `step` is called before each piece and may raise Cancelled."""

    client: NodeClient
    database: Database
    clock: Clock
    step: Callable[[int, int], None]

    def send(self, lacks: Sequence[bytes]) -> int:
        """Everything the node lacks; how many files it now has that it had not.

        Raises NodeUnreachable, NotTheNode, NodeRefused for what stops them all, Cancelled.
        """
        if lacks:
            with self.database.transaction() as session:
                blob_sending.lacked(session, lacks)
        with self.database.reading() as session:
            waiting = blob_sending.waiting(session)
        sent = 0
        for blob in waiting:
            sent += self._send(blob, partial(self.step, sent, len(waiting)))
        return sent

    def _send(self, blob: WaitingBlob, before: Callable[[], None]) -> bool:
        with self.database.reading() as session:
            content = photos.content(session, blob.sha256)
        if sha256(content).hexdigest() != blob.sha256:
            with self.database.transaction() as session:
                photo_trouble.note(session, blob.sha256)
            return False  # the node would drop it; the sync room names whose it is
        for _ in range(_TRIES):
            try:
                self._all(blob.sha256, content, before)
            except NodeRefused as refusal:
                if refusal.code in _LEFT:
                    return False
                if refusal.code not in _BEGIN_AGAIN:
                    raise
            else:
                return True
        return False

    def _all(self, name: str, content: bytes, before: Callable[[], None]) -> None:
        """From where the node has it to the end; kept as arrived when the node says it is whole."""
        offset = self.client.blob_offset(name)
        while offset is not None:
            before()
            piece = Piece(offset, len(content), content[offset : offset + CHUNK_GOAL])
            offset = self.client.send_piece(name, piece)
        with self.database.transaction() as session:
            blob_sending.arrived(session, name, self.clock.now())
