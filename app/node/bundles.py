"""Records that come in a file, with the answer in another: `/v1/bundles` and `bundle IN OUT`."""

from collections.abc import Callable
from datetime import datetime
from typing import IO, Final

from app import log
from app.node.blobs import Blobs, Stand
from app.node.bundle_objects import carry, to_carry
from app.node.database import NodeDatabase
from app.node.enrolment import Refused
from app.node.ingest import Ingest
from app.node.keys import NodeKeys
from app.node.publication import Publication
from app.node.tables import EnrolledSeal
from app.seal.codes import BadSeal
from app.seal.envelope import (
    ClosingStream,
    EnvelopeCut,
    EnvelopeDamaged,
    EnvelopeForAnother,
    NotAnEnvelope,
    OpenedStream,
    key_to_open,
)
from app.sync.bundle import (
    ANSWER_LINE,
    BUNDLE_LINE,
    OBJECT_ANSWER_LINE,
    PHOTO_ANSWER_LINE,
    PHOTO_HASH,
    TO_NODE,
    AnswerHead,
    BundleHead,
    NewerEnvelope,
    Piece,
    WrongDirection,
    bundle_head,
    open_file,
    pieces,
    put,
    put_head,
)
from app.sync.wire import BadMessage, encode, unpack_records

_REFUSALS: Final[dict[type[Exception], tuple[str, int]]] = {
    NotAnEnvelope: ("not_a_bundle", 400),
    WrongDirection: ("not_a_bundle", 400),
    NewerEnvelope: ("newer_bundle", 400),
    EnvelopeForAnother: ("other_node", 403),
    EnvelopeCut: ("bundle_cut", 400),
    EnvelopeDamaged: ("bundle_damaged", 400),
    BadMessage: ("bundle_damaged", 400),
    BadSeal: ("bundle_damaged", 400),
}
_LEFT: Final = ("unknown_blob", "too_large", "wrong_length", "wrong_offset", "wrong_hash")
_PHOTOS_AT_ONCE: Final = 10_000
_EXPECTED: Final[tuple[type[Exception], ...]] = tuple(_REFUSALS)


class Bundles:
    """Takes what is in a file as if it had come over the wire, and answers with a file."""

    def __init__(
        self,
        database: NodeDatabase,
        keys: NodeKeys,
        now: Callable[[], datetime],
        parts: tuple[Ingest, Publication, Blobs],
    ) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._ingest, self._publication, self._blobs = parts

    def answer(self, bundle: IO[bytes], out: IO[bytes]) -> int:
        """Take in `bundle`, write the answer to `out`; how many records it had.

        Nobody has to be logged in: the seal's signature is inside. It is read to its end before
        any record is taken, so one that is cut or changed leaves nothing behind. The same file
        again gives the same receipts (R56). Raises Refused: not_a_bundle, newer_bundle,
        other_node, unknown_seal, bundle_cut, bundle_damaged, disk_full (what came is kept).
        """
        try:
            return self._answer(bundle, out)
        except _EXPECTED as error:
            raise Refused(*_REFUSALS[type(error)]) from error

    def prove(self, bundle: IO[bytes]) -> None:
        """Let through the beginning of a file that a seal of this region has written.

        Raises Refused as `answer`.
        """
        try:
            self._proved(self._opened(bundle))
        except _EXPECTED as error:
            raise Refused(*_REFUSALS[type(error)]) from error

    def _opened(self, bundle: IO[bytes]) -> OpenedStream:
        return open_file(bundle, (key_to_open(self._keys.node),), TO_NODE)

    def _answer(self, bundle: IO[bytes], out: IO[bytes]) -> int:
        opened = self._opened(bundle)
        kid, head = self._proved(opened)
        opened.check()
        with self._database.reading() as session:
            carried = to_carry(session, kid, head)
        line = _answer_line(opened.line, carries=bool(carried))
        stream = ClosingStream(out, head.reply, line)
        answered = AnswerHead(head.id, stream.sender, kid, head.hello.cursor, self._now())
        put_head(stream, self._keys.node, answered)
        count = self._take(opened, stream, kid)
        self._tell(stream, kid, head, carried)
        log.note("bundle.taken", records=count)
        return count

    def _proved(self, opened: OpenedStream) -> tuple[bytes, BundleHead]:
        claimed = bundle_head(opened, self._keys.node.public)
        with self._database.reading() as session:
            seal = session.get(EnrolledSeal, claimed.kid)
            if seal is None or seal.state == "compromised":
                raise Refused("unknown_seal", 403)
            claimed.check(seal.public)
        return claimed.kid, claimed.head

    def _take(self, opened: OpenedStream, stream: ClosingStream, kid: bytes) -> int:
        """Records, then the photos they name, each proved as over the wire; one in memory."""
        count, there = 0, list[bytes]()
        for kind, content in pieces(opened):
            if kind is Piece.RECORDS:
                answers = self._ingest.take(unpack_records(content))
                put(stream, Piece.ANSWERS, encode(answers))
                count += len(answers.results)
            elif kind is Piece.PHOTO and self._take_photo(kid, content):
                there.append(content[:PHOTO_HASH])
        for start in range(0, len(there), _PHOTOS_AT_ONCE):
            put(stream, Piece.PHOTOS_THERE, b"".join(there[start : start + _PHOTOS_AT_ONCE]))
        return count

    def _take_photo(self, kid: bytes, content: bytes) -> bool:
        """Whether it is here now, whole; one that no record names, or is damaged, is left.

        Raises Refused: disk_full.
        """
        sha256, photo = content[:PHOTO_HASH], content[PHOTO_HASH:]
        try:
            stand = self._blobs.stand(kid, sha256)
            if stand.length is None:
                begins = Stand(stand.offset, len(photo))
                stand = self._blobs.take(kid, sha256, begins, photo[stand.offset :])
        except Refused as refused:
            if refused.code in _LEFT:
                return False
            raise
        return stand.length is not None

    def _tell(
        self, stream: ClosingStream, kid: bytes, head: BundleHead, carried: tuple[bytes, ...]
    ) -> None:
        """Lists, the feed they prove, the files it tells of; then where the node stands now."""
        put(stream, Piece.TRUST_LIST, self._keys.trust_list)
        put(stream, Piece.STATUS, self._publication.status_bundle()[1])
        cursor, is_more = head.hello.cursor, True
        while is_more:
            told = self._publication.feed(kid, cursor)
            put(stream, Piece.FEED, encode(told))
            is_more, cursor = told.head > cursor and bool(told.entries), told.head
        carry(self._database, stream, carried)
        put(stream, Piece.END, encode(self._publication.hello(head.hello, kid)))


def _answer_line(asked: bytes, *, carries: bool) -> bytes:
    """No newer than its content: an older Intyga reads what it can."""
    if carries:
        return OBJECT_ANSWER_LINE
    return ANSWER_LINE if asked == BUNDLE_LINE else PHOTO_ANSWER_LINE
