"""Taking in records: each proved on its own, all of a chunk in one durable transaction."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import log
from app.node.conflict_words import ConflictWords
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.month_telling import tell_after
from app.node.proving import Proved, Unproved, prove, read, vouch
from app.node.sharing import stop_shared
from app.node.spreading import spread
from app.node.tables import EnrolledSeal
from app.node.taking import Taking
from app.seal.cose import Signed, kid_of
from app.sync.wire import RecordsAnswer, SentRecord

Read: TypeAlias = Sequence[Proved | Unproved]
"""The records of a chunk, each as far as it can be believed."""


class Ingest:
    """Stores what is proved, verbatim, once; projects what it can read."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._publics: dict[bytes, bytes] = {}
        self._alone = threading.Lock()  # so that those who wait hold no connection of the pool

    @property
    def is_in_process(self) -> bool:
        """Whether what stores works in this process."""
        return self._database.is_in_process

    def take(self, sent: Sequence[SentRecord]) -> RecordsAnswer:
        """One answer for each record, in order; durable when this returns.

        The same record again gives `duplicate` and the same receipt (R56). A refused one never
        stops the others.
        """
        proved = self.prove([sent])
        with self._alone:
            return self.store(proved)[0]

    def prove(self, chunks: Sequence[Sequence[SentRecord]]) -> Sequence[Read]:
        """Each record as far as it can be believed; nothing is stored."""
        taken_apart = [read(record) for sent in chunks for record in sent]
        publics = self._seals({kid_of(one) for one in taken_apart if isinstance(one, Signed)})
        vouched = iter(spread(lambda one: vouch(one, publics), taken_apart))
        return [[prove(record, next(vouched)) for record in sent] for sent in chunks]

    def store(self, chunks: Sequence[Read]) -> Sequence[RecordsAnswer]:
        """The answers of each chunk, when all of them are on the disk."""
        with self._database.transaction() as session:
            self._database.take_turn(session)
            read = [record for chunk in chunks for record in chunk]
            taking = Taking(session, self._keys, self._now(), read)
            judged = [[taking.judge(record) for record in chunk] for chunk in chunks]
            taking.sign()
            self._write(session, taking)
            answers = [
                RecordsAnswer(tuple(taking.answer(one) for one in chunk)) for chunk in judged
            ]
        results = Counter(one.result.value for chunk in judged for one in chunk)
        log.note("records.taken", **results, chunks=len(chunks))
        return answers

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
