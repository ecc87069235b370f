"""Records to the node and its answer back as files, for a stick or an e-mail (R61)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import IO, Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.domain.errors import UserError
from app.seal import cose
from app.seal.codes import BadSeal
from app.seal.cose import Purpose, Signed
from app.seal.envelope import (
    ClosingStream,
    EnvelopeDamaged,
    NotAnEnvelope,
    OpenedStream,
)
from app.seal.keys import SigningKey, algorithm_of
from app.sync.wire import (
    BadMessage,
    Count,
    Hash,
    HelloRequest,
    Kid,
    Message,
    MessageT,
    decode,
    encode,
)

MAX_RECORDS = 64 * 2**20
"""What the records of one file may come to; photos follow after them."""

MAX_BUNDLE = 2 * 2**30
"""What a file with photos may come to: less than any stick's own limit."""

BUNDLE_LINE, ANSWER_LINE = b"intyga-bundle 1\n", b"intyga-answer 1\n"
PHOTO_LINE, PHOTO_ANSWER_LINE = b"intyga-bundle 2\n", b"intyga-answer 2\n"
"""Of a file with photos and its answer: an older Intyga says that it is too old for them."""

OBJECT_ANSWER_LINE = b"intyga-answer 3\n"
"""Of an answer that carries files of the region's too."""

TO_NODE = (BUNDLE_LINE, PHOTO_LINE)
TO_DESK = (ANSWER_LINE, PHOTO_ANSWER_LINE, OBJECT_ANSWER_LINE)
PHOTO_HASH = 32

Id = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Key32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class Piece(IntEnum):
    """What a piece of such a file is; its first byte says so."""

    HEAD = 1
    RECORDS = 2
    ANSWERS = 3
    TRUST_LIST = 4
    STATUS = 5
    FEED = 6
    END = 7
    PHOTO = 8
    PHOTOS_THERE = 9
    OBJECT = 10


class WrongDirection(UserError):
    """It is a file for the node where the node's answer was asked for, or the other way round."""


class NewerEnvelope(UserError):
    """A newer Intyga wrote it."""


class BundleHead(Message, frozen=True):
    """Who asks what: signed by the seal.

    `to`: the node's key it is for; `sender`: the key its pieces are closed with, so that the
    signature vouches for them; `reply`: the key the answer is to be closed to. `wants`: files the
    region told of that have not come.
    """

    id: Id
    to: bytes
    sender: Key32
    reply: Key32
    written: datetime
    hello: HelloRequest
    wants: Annotated[tuple[Hash, ...], msgspec.Meta(max_length=1000)] = ()


class AnswerHead(Message, frozen=True):
    """Which file is answered, signed by the node; `sender` as in BundleHead.

    `cursor`: where the feed of the seal `kid` that asked stood then.
    """

    id: Id
    sender: Key32
    kid: Kid
    cursor: Count
    server_time: datetime


class BundleEnd(Message, frozen=True):
    """The last piece of a bundle: how many records it has."""

    records: Count


@dataclass(frozen=True, slots=True)
class ClaimedHead:
    """A bundle's head before it is known whose seal signed it: `kid` is what it claims."""

    signed: Signed
    kid: bytes
    head: BundleHead

    def check(self, public: bytes) -> None:
        """Prove that the seal `public` signed it. Raises EnvelopeDamaged."""
        try:
            cose.check1(self.signed, public, algorithm_of(public) or 0)
        except BadSeal as error:
            raise EnvelopeDamaged from error


def open_file(
    file: IO[bytes], keys: Iterable[X25519PrivateKey], lines: tuple[bytes, ...]
) -> OpenedStream:
    """The file as one of this kind, `TO_NODE` or `TO_DESK`, in a version that is known.

    Raises NotAnEnvelope, WrongDirection, NewerEnvelope, EnvelopeForAnother, EnvelopeCut,
    EnvelopeDamaged.
    """
    file.seek(0)
    begins = file.read(len(lines[0]))
    if begins not in lines:
        if begins in (*TO_NODE, *TO_DESK):
            raise WrongDirection
        kind, _, version = begins.strip().partition(b" ")
        if kind == lines[0].partition(b" ")[0] and version.isdigit():
            raise NewerEnvelope
        raise NotAnEnvelope
    return OpenedStream(file, keys, begins)


def put_head(stream: ClosingStream, key: SigningKey, head: BundleHead | AnswerHead) -> None:
    """Write the first piece."""
    purpose = Purpose.BUNDLE if isinstance(head, BundleHead) else Purpose.ANSWER
    put(stream, Piece.HEAD, cose.sign1(key, encode(head), purpose))


def put(stream: ClosingStream, kind: Piece, content: bytes) -> None:
    """Write one more piece; END is the last."""
    stream.add(bytes([kind]) + content, last=kind is Piece.END)


def pieces(opened: OpenedStream) -> Iterator[tuple[Piece, bytes]]:
    """The pieces with what they are. Raises EnvelopeCut, EnvelopeDamaged."""
    for piece in opened.pieces():
        try:
            yield Piece(piece[0]), piece[1:]
        except (ValueError, IndexError) as error:
            raise EnvelopeDamaged from error


def bundle_head(opened: OpenedStream, node_public: bytes) -> ClaimedHead:
    """Who wrote a bundle to this node, as claimed. Raises EnvelopeCut, EnvelopeDamaged."""
    try:
        signed = cose.open1(_first(opened), Purpose.BUNDLE)
        claimed = ClaimedHead(signed, cose.kid_of(signed), _read(signed.payload, BundleHead))
    except BadSeal as error:
        raise EnvelopeDamaged from error
    if (claimed.head.to, claimed.head.sender) != (node_public, opened.sender):
        raise EnvelopeDamaged
    return claimed


def answer_head(opened: OpenedStream, node_public: bytes) -> AnswerHead:
    """The head of an answer by this node. Raises EnvelopeCut, EnvelopeDamaged."""
    try:
        signed = cose.open1(_first(opened), Purpose.ANSWER)
        cose.check1(signed, node_public, algorithm_of(node_public) or 0)
    except BadSeal as error:
        raise EnvelopeDamaged from error
    head = _read(signed.payload, AnswerHead)
    if head.sender != opened.sender:
        raise EnvelopeDamaged
    return head


def _first(opened: OpenedStream) -> bytes:
    kind, content = next(pieces(opened), (Piece.END, b""))
    if kind is not Piece.HEAD:
        raise EnvelopeDamaged
    return content


def _read(raw: bytes, type_: type[MessageT]) -> MessageT:
    try:
        return decode(raw, type_)
    except BadMessage as error:
        raise EnvelopeDamaged from error
