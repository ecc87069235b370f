"""Taking in records: each proved on its own, all of a chunk in one durable transaction."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
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
_Answers = tuple[RecordAnswer, ...]

_MOST = 16
"""Chunks stored in one transaction: those of two laptops at full speed."""


class Ingest:
    """Stores what is proved, verbatim, once; projects what it can read.

    Whoever has the turn does the work of all that wait, and they sleep: threads that take the
    interpreter from each other at every step move its data from core to core, and all are slower.
    An engine in this process takes steps so short that a second thread would only come in
    between; one that is a server works by itself, and the next chunk is proved meanwhile.
    """

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._publics: dict[bytes, bytes] = {}
        self._proving = threading.Lock()
        self._storing: Together[_Read, _Answers] = Together(self._store, _MOST)
        self._taking: Together[Sequence[SentRecord], _Answers] = Together(self._take, _MOST)

    def take(self, sent: Sequence[SentRecord]) -> RecordsAnswer:
        """One answer for each record, in order; durable when this returns.

        The same record again gives `duplicate` and the same receipt (R56). A refused one never
        stops the others. Chunks that come at once are stored together.
        """
        if self._database.is_in_process:
            answers = self._taking.do(sent)
        else:
            with self._proving:
                proved = self._prove(sent)
            answers = self._storing.do(proved)
        results = Counter(answer.result.value for answer in answers)
        log.note("records.taken", **results)
        return RecordsAnswer(answers)

    def _take(self, chunks: Sequence[Sequence[SentRecord]]) -> list[_Answers]:
        return self._store([self._prove(sent) for sent in chunks])

    def _prove(self, sent: Sequence[SentRecord]) -> _Read:
        taken_apart = [read(record) for record in sent]
        publics = self._seals({kid_of(one) for one in taken_apart if isinstance(one, Signed)})
        vouched = [vouch(one, publics) for one in taken_apart]
        return [prove(record, one) for record, one in zip(sent, vouched, strict=True)]

    def _store(self, chunks: Sequence[_Read]) -> list[_Answers]:
        """The answers of each chunk, when all of them are on the disk."""
        with self._database.transaction() as session:
            self._database.take_turn(session)
            read = [record for chunk in chunks for record in chunk]
            taking = Taking(session, self._keys, self._now(), read)
            judged = [[taking.judge(record) for record in chunk] for chunk in chunks]
            taking.sign()
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
