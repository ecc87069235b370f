"""One run: session, key for files, hello, feed, lists, what the node lacks, hello again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from app.domain.clock import Clock
from app.domain.errors import UserError
from app.seal.codes import BadSeal
from app.seal.keys import SigningKey
from app.seal.records import RecordType
from app.storage import sending
from app.storage.database import Database
from app.storage.sending import Waiting
from app.sync import paper
from app.sync.accreditations import tell_accreditations
from app.sync.asking_back import ask_back
from app.sync.blobs import BlobSending
from app.sync.client import NodeClient, NodeRefused, NotTheNode
from app.sync.feed import follow
from app.sync.lists import fetch_lists
from app.sync.node_word import remember
from app.sync.receiving import Kept, keep_answers
from app.sync.waiting import chunks, read_chunk, standing, to_send
from app.sync.wire import HelloAnswer

AnswerT = TypeVar("AnswerT")


class Cancelled(UserError):
    """The run was stopped by the person; everything acknowledged so far is kept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, in records, then in photos."""

    sent: int
    total: int
    photos: int = 0
    all_photos: int = 0


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run came to: sent now, refused, held by the node, still lacking there.

    `receipt`: the last one that came; `lists_refused`: "" or why the node's lists were left alone.
    """

    sent: int
    refused: int
    stored_at_node: int
    lacking: int
    server_time: datetime
    receipt: bytes | None
    lists_refused: str


@dataclass(frozen=True, slots=True)
class SyncParts:
    """What a run works with. `node_public`: the key receipts are signed with."""

    database: Database
    clock: Clock
    key: SigningKey
    node_public: bytes


class SyncRun:
    """Sends what the node says it lacks, never what the desk believes it has not sent."""

    def __init__(self, parts: SyncParts, client: NodeClient) -> None:
        self._parts, self._client = parts, client
        self._kept = Kept()

    def run(self, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> RunResult:
        """The whole run. Raises NodeUnreachable, NotTheNode, NodeRefused, Cancelled."""
        client, database, clock = self._client, self._parts.database, self._parts.clock
        self._open_session()
        tell_accreditations(client, database)
        paper.tell(client, database, self._parts.key)
        hello = self._hello()
        lists_refused = fetch_lists(client, database, clock.now())
        follow(client, database, clock, hello.cursor)
        ask_back(client, database, self._parts.key.kid, clock.now())
        waiting = self._waiting(hello)
        for chunk in chunks(waiting):
            if cancelled():
                raise Cancelled
            self._send(chunk)
            progress(Progress(self._kept.stored, len(waiting)))
        after = self._photos(hello, len(waiting), progress, cancelled)
        if self._speaks_of_certificates(waiting):
            lists_refused = fetch_lists(client, database, clock.now())
        return RunResult(
            sent=self._kept.stored,
            refused=self._kept.refused,
            stored_at_node=after.stored,
            lacking=sum(lack.to_seq - lack.from_seq + 1 for lack in after.lacks),
            server_time=after.server_time,
            receipt=self._kept.receipt,
            lists_refused=lists_refused,
        )

    def _photos(
        self,
        hello: HelloAnswer,
        records: int,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> HelloAnswer:
        """Send them, then what the node still lacks by its word after; that word."""

        def step(sent: int, total: int) -> None:
            if cancelled():
                raise Cancelled
            progress(Progress(self._kept.stored, records, sent, total))

        parts = self._parts
        photos = BlobSending(self._client, parts.database, parts.clock, step, self._in_session)
        if not (photos.send(hello.lacks_blobs) or records):
            return hello
        after = self._in_session(self._hello)
        if after.lacks_blobs:
            photos.send(after.lacks_blobs)
        return after

    def _speaks_of_certificates(self, sent: Sequence[Waiting]) -> bool:
        """Whether the node's list says more by now: what was withdrawn here is in it."""
        with self._parts.database.reading() as session:
            return sending.has_type(session, sent, RecordType.CERTIFICATE_STATUS)

    def _open_session(self) -> None:
        self._client.open_session(self._parts.key, self._parts.clock.now())

    def _in_session(self, call: Callable[[], AnswerT]) -> AnswerT:
        """The call's answer; a session that ran out in a long run is opened again once."""
        try:
            return call()
        except NodeRefused as refusal:
            if refusal.code != "no_session":
                raise
        self._open_session()
        return call()

    def _hello(self) -> HelloAnswer:
        with self._parts.database.reading() as session:
            request = standing(session, self._parts.key.kid)
        hello = self._client.hello(request)
        parts, now = self._parts, self._parts.clock.now()
        try:
            with parts.database.transaction() as session:
                remember(session, hello, parts.key.kid, parts.node_public, now)
        except BadSeal as error:
            raise NotTheNode(self._client.address) from error
        return hello

    def _waiting(self, hello: HelloAnswer) -> tuple[Waiting, ...]:
        with self._parts.database.reading() as session:
            return to_send(session, hello.lacks)

    def _send(self, chunk: Sequence[Waiting]) -> None:
        with self._parts.database.reading() as session:
            records = read_chunk(session, chunk)
        answers = self._in_session(lambda: self._client.send_records(records)).results
        if [answer.hash for answer in answers] != [one.hash for one in chunk]:
            raise NotTheNode(self._client.address)
        parts = self._parts
        try:
            kept = keep_answers(parts.database, answers, parts.node_public, parts.clock.now())
        except BadSeal as error:
            raise NotTheNode(self._client.address) from error
        self._kept = self._kept.and_then(kept)
