"""The node's answer in a file: receipts, feed and lists kept as a run over the wire keeps them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.seal.codes import BadSeal
from app.seal.envelope import EnvelopeDamaged, OpenedStream
from app.storage import sending
from app.sync.bundle import TO_DESK, AnswerHead, Piece, answer_head, open_file, pieces
from app.sync.bundle_objects import take_piece
from app.sync.bundle_photos import photos_there
from app.sync.feed import Reached, take_told
from app.sync.lists import take_lists
from app.sync.receiving import Kept, keep_answers
from app.sync.run import Cancelled, Progress, SyncParts
from app.sync.wire import (
    BadMessage,
    FeedAnswer,
    HelloAnswer,
    MessageT,
    RecordsAnswer,
    decode,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer by this desk's node, proved, nothing taken yet; `count` of its pieces."""

    head: AnswerHead
    opened: OpenedStream
    count: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer brought, and where the node stood when it gave it.

    `photos`: those the node said it has now; `files`: the region's own that are whole here now.
    """

    kept: Kept
    photos: int
    files: int
    hello: HelloAnswer
    lists_refused: str


def open_answer(file: IO[bytes], keys: Iterable[X25519PrivateKey], node_public: bytes) -> Answer:
    """The answer, read to its end first: one that is cut or changed changes nothing.

    Raises what `open_file` raises.
    """
    opened = open_file(file, keys, TO_DESK)
    head = answer_head(opened, node_public)
    kinds = [kind for kind, _ in pieces(opened)]
    if kinds[-1] is not Piece.END:
        raise EnvelopeDamaged
    return Answer(head, opened, len(kinds))


class AnswerReading:
    """Takes one answer; twice, late or beside the wire it changes nothing more."""

    def __init__(self, parts: SyncParts, answer: Answer) -> None:
        self._parts, self._answer = parts, answer
        self._cursor = answer.head.cursor
        self._kept, self._trust_list, self._lists_refused = Kept(), b"", ""
        self._photos = self._files = 0

    def take(self, progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> Taken:
        """All of it, piece by piece. Raises Cancelled, EnvelopeCut, EnvelopeDamaged.

        Then what was taken before it is kept, and reading it again takes the rest.
        """
        hello: HelloAnswer | None = None
        for number, (kind, content) in enumerate(pieces(self._answer.opened), 1):
            if cancelled():
                raise Cancelled
            if kind is Piece.END:
                hello = _read(content, HelloAnswer)
            else:
                self._take(kind, content)
            progress(Progress(number, self._answer.count))
        if hello is None:
            raise EnvelopeDamaged
        return Taken(self._kept, self._photos, self._files, hello, self._lists_refused)

    def _take(self, kind: Piece, content: bytes) -> None:
        parts = self._parts
        if kind is Piece.ANSWERS:
            self._keep(_read(content, RecordsAnswer))
        elif kind is Piece.PHOTOS_THERE:
            self._photos += photos_there(parts, content)
        elif kind is Piece.OBJECT:
            self._files += take_piece(parts.database, content)
        elif kind is Piece.TRUST_LIST:
            self._trust_list = content
        elif kind is Piece.STATUS:
            now = parts.clock.now()
            self._lists_refused = take_lists(parts.database, self._trust_list, content, now)
        elif kind is Piece.FEED:
            told = _read(content, FeedAnswer)
            asked = Reached(self._answer.head.kid, self._cursor)
            take_told(parts.database, parts.clock, asked, told, parts.key)
            self._cursor = told.head

    def _keep(self, answers: RecordsAnswer) -> None:
        """Only for records that are here: those of a log restored since are not."""
        parts = self._parts
        with parts.database.reading() as session:
            here = sending.known(session, [answer.hash for answer in answers.results])
        ours = [answer for answer in answers.results if answer.hash in here]
        try:
            kept = keep_answers(parts.database, ours, parts.node_public, parts.clock.now())
        except BadSeal as error:
            raise EnvelopeDamaged from error
        self._kept = self._kept.and_then(kept)


def _read(raw: bytes, type_: type[MessageT]) -> MessageT:
    try:
        return decode(raw, type_)
    except BadMessage as error:
        raise EnvelopeDamaged from error
