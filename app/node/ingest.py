"""Taking in records: each proved on its own, all of a chunk in one durable transaction."""

import os
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import log
from app.node.conflict_words import ConflictWords
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.month_telling import tell_after
from app.node.proving import Proved, Unproved, prove, read, vouch
from app.node.sharing import stop_shared
from app.node.tables import EnrolledSeal
from app.node.taking import Taking
from app.node.together import Together
from app.seal.cose import Signed, kid_of
from app.sync.wire import RecordAnswer, RecordsAnswer, SentRecord

_Read = list[Proved | Unproved]

_MOST = 16
"""Chunks stored in one transaction: those of two laptops at full speed."""


class Ingest:
    """Stores what is proved, verbatim, once; projects what it can read.

    What is Python goes on one thread at a time: several that take it from each other at every
    step move its data from core to core, and all are slower. What is not (a signature proved or
    made, what the engine and the disk do) goes on meanwhile.
    """

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._publics: dict[bytes, bytes] = {}
        self._proving = threading.BoundedSemaphore(os.cpu_count() or 1)
        self._in_python = threading.Lock()
        # an engine in this process takes steps so short that others would only come in between
        is_here = database.is_in_process
        self._with_engine: AbstractContextManager[object] = (
            self._in_python if is_here else nullcontext()
        )
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
        with self._in_python:
            taken_apart = [read(record) for record in sent]
            kids = {kid_of(one) for one in taken_apart if isinstance(one, Signed)}
        publics = self._seals(kids)
        vouched = [vouch(one, publics) for one in taken_apart]
        with self._in_python:
            return [prove(record, one) for record, one in zip(sent, vouched, strict=True)]

    def _store(self, chunks: Sequence["_Read"]) -> list[tuple[RecordAnswer, ...]]:
        """The answers of each chunk, when all of them are on the disk."""
        with self._database.transaction() as session:
            self._database.take_turn(session)
            read = [record for chunk in chunks for record in chunk]
            with self._with_engine:
                taking = Taking(session, self._keys, self._now(), read)
            with self._in_python:
                judged = [[taking.judge(record) for record in chunk] for chunk in chunks]
            taking.sign()
            with self._with_engine:
                self._write(session, taking)
            return [tuple(taking.answer(one) for one in chunk) for chunk in judged]

    def _write(self, session: Session, taking: Taking) -> None:
        taking.store()
        if taking.has_shared:
            stop_shared(self._database, session, self._now())
        ConflictWords(self._database, session, self._keys, self._now()).tell()
        tell_after(session, self._keys, *taking.taking_part, self._now())
        session.flush()

    def _seals(self, kids: set[bytes]) -> dict[bytes, bytes]:
        """The public keys of those enrolled, which a seal never changes."""
        if unknown := kids - self._publics.keys():
            row = EnrolledSeal
            wanted = select(row.kid, row.public).where(row.kid.in_(unknown))
            with self._database.reading() as session:
                self._publics |= {kid: public for kid, public in session.execute(wanted)}
        return self._publics
