"""Whether the node went back in time: what it signed of itself is held against what it has now."""

import hashlib
from collections.abc import Callable
from datetime import datetime

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import log
from app.node.conflicts import is_forgotten
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.numbers import raise_numbers
from app.node.tables import FeedRow, PublishedStatus, StoredRecord
from app.seal.keys import algorithm_of, verify_signature
from app.sync.wire import Checkpoint, checkpoint_proof


class Checkpoints:
    """Gives each seal the node's word on where it stands, and knows an older self by it."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now

    def standing(self, session: Session, kid: bytes) -> Checkpoint:
        """Where the node stands now, for the seal `kid` to keep and to show the next time."""
        newest = session.scalar(select(FeedRow).order_by(FeedRow.cursor.desc()).limit(1))
        said = Checkpoint(
            kid=kid,
            cursor=0 if newest is None else newest.cursor,
            entry=b"" if newest is None else _entry_hash(newest),
            stored=_stored(session, kid),
            sequence=_sequence(session),
            at=self._now(),
        )
        return msgspec.structs.replace(said, proof=self._keys.node.sign(checkpoint_proof(said)))

    def went_back(self, kid: bytes, shown: Checkpoint | None) -> bool:
        """Whether this node had more when it signed `shown` than it has now.

        Then no number of its feed and of its list that was given out before is given again (R60).
        """
        if shown is None or shown.kid != kid or not self._is_ours(shown):
            return False
        with self._database.reading() as session:
            if not _lacks(session, shown):
                return False
        with self._database.transaction() as session:
            self._database.take_turn(session)
            raise_numbers(session, shown.cursor, shown.sequence, self._now())
        log.note("node.went_back", cursor=shown.cursor, stored=shown.stored)
        return True

    def _is_ours(self, shown: Checkpoint) -> bool:
        public = self._keys.node.public
        signed = checkpoint_proof(shown)
        return verify_signature(public, algorithm_of(public) or 0, shown.proof, signed)


def _lacks(session: Session, shown: Checkpoint) -> bool:
    if shown.cursor:
        row = session.get(FeedRow, shown.cursor)
        if row is None or not (is_forgotten(row) or _entry_hash(row) == shown.entry):
            return True
    return _stored(session, shown.kid) < shown.stored or _sequence(session) < shown.sequence


def _entry_hash(row: FeedRow) -> bytes:
    told = (str(row.cursor), row.type, row.content.hex(), row.written.isoformat())
    return hashlib.sha256("\0".join(told).encode()).digest()


def _stored(session: Session, kid: bytes) -> int:
    counted = select(func.count()).select_from(StoredRecord).where(StoredRecord.kid == kid)
    return session.scalar(counted) or 0


def _sequence(session: Session) -> int:
    return session.scalar(select(func.max(PublishedStatus.sequence))) or 0
