"""What the answer to a file carries besides: packages the desk was told of and may not have."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node import objects
from app.node.database import NodeDatabase
from app.node.protocol_facts import PUBLISHED, word_of
from app.node.protocols import is_offered
from app.node.tables import FeedRow
from app.seal.envelope import ClosingStream
from app.sync.bundle import BundleHead, Piece, put
from app.sync.bundle_objects import pack_piece


def to_carry(session: Session, kid: bytes, head: BundleHead) -> tuple[bytes, ...]:
    """What the feed in the answer tells of, and what the desk asks for; only what is offered."""
    told = select(FeedRow.content).where(
        FeedRow.type == PUBLISHED,
        FeedRow.cursor > head.hello.cursor,
        (FeedRow.kid == kid) | FeedRow.kid.is_(None),
    )
    words = (word_of(raw) for raw in session.scalars(told.order_by(FeedRow.cursor)))
    names = dict.fromkeys((*head.wants, *(word.object for word in words)))
    return tuple(name for name in names if is_offered(session, name))


def carry(database: NodeDatabase, stream: ClosingStream, names: Iterable[bytes]) -> None:
    """Put the files into the answer, a piece in memory."""
    for name in names:
        start = 0
        for content in _pieces(database, name):
            put(stream, Piece.OBJECT, pack_piece(name, start, content))
            start += len(content)


def _pieces(database: NodeDatabase, name: bytes) -> Iterator[bytes]:
    at = 0
    while True:
        with database.reading() as session:
            content = objects.piece(session, name, at)
        if not content:
            return
        yield content
        at += len(content)
