"""Which records a run sends: what the node lacks, and what no receipt has come for."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from app.storage import outbox, sending
from app.storage.sending import Waiting
from app.sync.feed import cursor_of
from app.sync.node_word import checkpoint_of
from app.sync.wire import CHUNK_GOAL, MAX_RECORDS, Head, HelloRequest, Lack, SentRecord


def standing(session: Session, kid: bytes) -> HelloRequest:
    """Where the desk stands: its chains, its feed, and what the node last told the seal `kid`."""
    heads = tuple(
        Head(chain.kid, chain.epoch, chain.count, chain.last) for chain in outbox.chains(session)
    )
    return HelloRequest(heads, cursor_of(session, kid), checkpoint_of(session, kid))


def to_send(session: Session, lacks: Iterable[Lack]) -> tuple[Waiting, ...]:
    """Every record the node lacks or whose receipt has not reached this desk, oldest first."""
    found = set(sending.unanswered(session))
    for lack in lacks:
        found.update(sending.links(session, lack.kid, lack.epoch, lack.from_seq, lack.to_seq))
    return tuple(sorted(found))


def chunks(waiting: Sequence[Waiting], goal: int | None = None) -> Iterator[tuple[Waiting, ...]]:
    """Chunks of about 256 KB, or of `goal` bytes, and at most 200 records."""
    most = CHUNK_GOAL if goal is None else goal
    chunk: list[Waiting] = []
    size = 0
    for one in waiting:
        if chunk and (size + one.size > most or len(chunk) == MAX_RECORDS):
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(one)
        size += one.size
    if chunk:
        yield tuple(chunk)


def read_chunk(session: Session, chunk: Sequence[Waiting]) -> tuple[SentRecord, ...]:
    """The records of a chunk as they go over the wire, in its order."""
    return tuple(SentRecord(*row) for row in sending.content(session, chunk))
