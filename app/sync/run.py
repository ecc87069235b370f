"""One run: what waits, hello to compare, news, what the node lacks still, photos."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.clock import Clock
from app.seal.codes import BadSeal
from app.seal.keys import SigningKey
from app.storage import letting_go
from app.storage.database import Database
from app.storage.outbox import Receipted
from app.storage.sending import Waiting
from app.sync import paper
from app.sync.accreditations import tell_accreditations
from app.sync.asking_back import ask_back
from app.sync.blobs import BlobSending
from app.sync.client import NodeClient, NotTheNode
from app.sync.lines import Cancelled, Lines
from app.sync.news import take_news
from app.sync.node_word import durable_chains, remember
from app.sync.plan import LINES, PlannedChunk, plan
from app.sync.receiving import Kept, keep_proved, prove_answers
from app.sync.waiting import read_chunk, standing, to_send
from app.sync.wire import HelloAnswer, HelloRequest, RecordsAnswer, SentRecord

__all__ = ["Cancelled", "Progress", "RunResult", "SyncParts", "SyncRun"]

_MOST_ROUNDS = 3
"""Of sending and comparing: a fork makes a second one needed, work meanwhile another."""

_Outgoing = tuple[tuple[SentRecord, ...], HelloRequest | None]
_Answered = tuple[RecordsAnswer, tuple[Receipted, ...]]


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
        self._sent: set[bytes] = set()
        self._word: HelloAnswer | None = None

    def run(self, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> RunResult:
        """The whole run. Raises NodeUnreachable, NotTheNode, NodeRefused, Cancelled."""
        client, parts = self._client, self._parts
        client.log_in(parts.key, parts.clock.now)
        tell_accreditations(client, parts.database)
        paper.tell(client, parts.database, parts.key)
        hello = self._first_word(progress, cancelled)
        refused = self._take_news(hello)
        ask_back(client, parts.database, parts.key.kid, parts.clock.now())
        for _ in range(_MOST_ROUNDS):
            if not (unsent := self._unsent(hello)):
                break
            hello = self._send(unsent, progress, cancelled)
            refused = self._take_news(hello)
        if self._photos(hello, progress, cancelled):
            hello = self._hello()
            refused = self._take_news(hello)
        self._let_go()
        return RunResult(
            sent=self._kept.stored,
            refused=self._kept.refused,
            stored_at_node=hello.stored,
            lacking=sum(lack.to_seq - lack.from_seq + 1 for lack in hello.lacks),
            server_time=hello.server_time,
            receipt=self._kept.receipt,
            lists_refused=refused,
        )

    def _first_word(
        self, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> HelloAnswer:
        """What the node lacks once it has what waits here."""
        waiting = self._unsent(None)
        return self._send(waiting, progress, cancelled) if waiting else self._hello()

    def _send(
        self,
        records: Sequence[Waiting],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> HelloAnswer:
        """Send them over several lines; what the node then lacks.

        The last chunks ask for that with them: the one that is stored last is told of the whole.
        """
        total = self._kept.stored + self._kept.refused + len(records)
        chunks, asked, self._word = plan(records), self._standing(), None
        last = frozenset(one.records[0].hash for one in chunks[-2 * LINES :])

        def read(chunk: PlannedChunk) -> _Outgoing:
            return self._read(chunk), asked if chunk.records[0].hash in last else None

        def keep(chunk: PlannedChunk, answered: _Answered) -> None:
            self._keep(chunk, *answered)
            progress(Progress(self._kept.stored, total))

        Lines(read, self._ask, keep, cancelled).send_all(chunks)
        return self._hello() if self._word is None else self._believe(self._word)

    def _photos(
        self,
        hello: HelloAnswer,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> int:
        """Send them; how many the node now has that it had not."""
        records = self._kept.stored

        def step(sent: int, total: int) -> None:
            if cancelled():
                raise Cancelled
            progress(Progress(records, records, sent, total))

        parts = self._parts
        photos = BlobSending(self._client, parts.database, parts.clock, step)
        return photos.send(hello.lacks_blobs)

    def _let_go(self) -> None:
        """What the node keeps for good and nobody here needs, by its word at the end of the run."""
        parts, now = self._parts, self._parts.clock.now()
        with parts.database.reading() as session:
            durable = durable_chains(session)
            if not (durable and letting_go.is_due(session, now)):
                return
        with parts.database.transaction() as session:
            letting_go.let_go(session, durable, now)

    def _take_news(self, hello: HelloAnswer) -> str:
        parts = self._parts
        return take_news(self._client, parts.database, parts.clock, hello, parts.key)

    def _hello(self) -> HelloAnswer:
        return self._believe(self._client.hello(self._standing()))

    def _standing(self) -> HelloRequest:
        with self._parts.database.reading() as session:
            return standing(session, self._parts.key.kid)

    def _believe(self, hello: HelloAnswer) -> HelloAnswer:
        parts, now = self._parts, self._parts.clock.now()
        try:
            with parts.database.transaction() as session:
                remember(session, hello, parts.key.kid, parts.node_public, now)
        except BadSeal as error:
            raise NotTheNode(self._client.address) from error
        return hello

    def _unsent(self, hello: HelloAnswer | None) -> tuple[Waiting, ...]:
        """What waits and what the node lacks, less what this run has sent."""
        with self._parts.database.reading() as session:
            found = to_send(session, () if hello is None else hello.lacks)
        return tuple(one for one in found if one.hash not in self._sent)

    def _read(self, chunk: PlannedChunk) -> tuple[SentRecord, ...]:
        self._sent.update(one.hash for one in chunk.records)
        with self._parts.database.reading() as session:
            return read_chunk(session, chunk.records)

    def _ask(self, sent: _Outgoing) -> _Answered:
        """What the node answers, proved where other lines need not wait for it."""
        answer = self._client.send_records(*sent)
        try:
            return answer, prove_answers(answer.results, self._parts.node_public)
        except BadSeal as error:
            raise NotTheNode(self._client.address) from error

    def _keep(
        self, chunk: PlannedChunk, answer: RecordsAnswer, receipts: tuple[Receipted, ...]
    ) -> None:
        if [one.hash for one in answer.results] != [one.hash for one in chunk.records]:
            raise NotTheNode(self._client.address)
        kept = keep_proved(self._parts.database, receipts, self._parts.clock.now())
        self._kept = self._kept.and_then(kept)
        self._hear(answer.hello)

    def _hear(self, word: HelloAnswer | None) -> None:
        """Whatever comes after, a node that went back is believed, and one that lacks nothing."""
        if word is not None and word.went_back:
            self._believe(word)
        if word is not None and not word.lacks:
            self._word = word
