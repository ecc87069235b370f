"""Taking in records: each proved on its own, all of a chunk in one durable transaction."""

import os
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import log
from app.node.awaited import AWAITING, await_blobs
from app.node.bulk import add_all
from app.node.completing import take_out
from app.node.conflict_words import ConflictWords
from app.node.database import NodeDatabase
from app.node.earlier import said_before
from app.node.erasing import GONE, REASON, gone_among, tell_senders
from app.node.finding import look
from app.node.keys import NodeKeys
from app.node.month_telling import tell_after
from app.node.projection import Projection
from app.node.protocol_holds import UNKNOWN, on_unknown
from app.node.proving import Proved, Unproved, prove, read
from app.node.rebuild import seal_keys, show
from app.node.sharing import stop_shared
from app.node.tables import EnrolledSeal, StoredRecord
from app.node.together import Together
from app.seal.cose import Signed, kid_of
from app.seal.receipts import ReceiptResult, sign_receipt
from app.sync.wire import RecordAnswer, RecordsAnswer, SentRecord

Link = tuple[bytes, bytes, int]
Receipted = tuple[str, datetime, bytes]
_Read = list[Proved | Unproved]
_SPARSE = 4
"""Links of a chain over so many times their number are asked for one by one."""

_MOST = 16
"""Chunks stored in one transaction: those of two laptops at full speed."""


class Ingest:
    """Stores what is proved, verbatim, once; projects what it can read."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._publics: dict[bytes, bytes] = {}
        # more at once than there are cores would only take Python from each other
        self._proving = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._storing: Together[_Read, tuple[RecordAnswer, ...]] = Together(self._store, _MOST)

    def take(self, sent: Sequence[SentRecord]) -> RecordsAnswer:
        """One answer for each record, in order; durable when this returns.

        The same record again gives `duplicate` and the same receipt (R56). A refused one never
        stops the others. Chunks that come at once are proved side by side and stored together.
        """
        with self._proving:
            proved = self._prove(sent)
        answers = self._storing.do(proved)
        results = Counter(answer.result.value for answer in answers)
        log.note("records.taken", **results)
        return RecordsAnswer(answers)

    def _prove(self, sent: Sequence[SentRecord]) -> _Read:
        taken_apart = [read(record) for record in sent]
        publics = self._seals({kid_of(one) for one in taken_apart if isinstance(one, Signed)})
        return [prove(record, one, publics) for record, one in zip(sent, taken_apart, strict=True)]

    def _store(self, chunks: Sequence["_Read"]) -> list[tuple[RecordAnswer, ...]]:
        """The answers of each chunk, when all of them are on the disk."""
        with self._database.transaction() as session:
            self._database.take_turn(session)
            read = [record for chunk in chunks for record in chunk]
            all_ = _Chunk(session, self._keys, self._now(), read)
            answers = [tuple(all_.take(record) for record in chunk) for chunk in chunks]
            all_.store()
            if all_.has_shared:
                stop_shared(self._database, session, self._now())
            ConflictWords(self._database, session, self._keys, self._now()).tell()
            tell_after(session, self._keys, *all_.taking_part, self._now())
        return answers

    def _seals(self, kids: set[bytes]) -> dict[bytes, bytes]:
        """The public keys of those enrolled, which a seal never changes."""
        if unknown := kids - self._publics.keys():
            row = EnrolledSeal
            wanted = select(row.kid, row.public).where(row.kid.in_(unknown))
            with self._database.reading() as session:
                self._publics |= {kid: public for kid, public in session.execute(wanted)}
        return self._publics
