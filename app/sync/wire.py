"""What desk and node say to each other: JSON, bytes as base64, unknown fields refused."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

import msgspec
import zstandard

from app.domain.errors import UserError
from app.seal.receipts import ReceiptResult

MAX_RECORDS = 200
MAX_CHUNK = 4 * 2**20
CHUNK_GOAL = 256 * 1024
NDJSON = "application/x-ndjson"


class BadMessage(UserError):
    """The other side sent something that is not a message of this interface."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all messages have in common."""


MessageT = TypeVar("MessageT", bound=Message)


class NodeIdentity(Message, frozen=True):
    """Who the node is: its name, its public key and the roots a desk would pin."""

    name: str
    node_public: bytes
    roots: tuple[bytes, ...]


class EnrolRequest(Message, frozen=True):
    """A one-time code, the seal's public key, and the seal's signature over both."""

    code: str
    seal_public: bytes
    proof: bytes


class EnrolAnswer(Message, frozen=True):
    """What a desk needs to begin. `accreditation` comes by feed when it is not here yet."""

    node: NodeIdentity
    assessor: str
    number: int
    centre: str
    profiles: tuple[str, ...]
    host: str
    trust_list: bytes
    accreditation: bytes | None = None
    cursor: int = 0


class SessionRequest(Message, frozen=True):
    """Who asks: kid, a nonce, the laptop's time, and the seal's signature over the three."""

    kid: bytes
    nonce: bytes
    time: datetime
    signature: bytes


class SessionAnswer(Message, frozen=True):
    """A bearer token and until when it is good."""

    token: str
    expires: datetime
    server_time: datetime


class Head(Message, frozen=True):
    """The end of one chain: how many links, and the hash of the last."""

    kid: bytes
    epoch: bytes
    count: int
    hash: bytes


class HelloRequest(Message, frozen=True):
    """Where the laptop stands."""

    heads: tuple[Head, ...]
    cursor: int


class Lack(Message, frozen=True):
    """The node lacks links of this chain from `from_seq` on."""

    kid: bytes
    epoch: bytes
    from_seq: int


class HelloAnswer(Message, frozen=True):
    """What the node lacks, where its feed ends, and what it knows of this laptop."""

    lacks: tuple[Lack, ...]
    cursor: int
    server_time: datetime
    stored: int
    status_sequence: int
    trust_serial: int


class SentRecord(Message, frozen=True):
    """One record as it stands in the log; payload and salt are gone when erased."""

    raw: bytes
    salt: bytes | None = None
    payload: bytes | None = None


class RecordAnswer(Message, frozen=True):
    """What became of one record. `reason`: a stable word for held and rejected ones."""

    hash: bytes
    result: ReceiptResult
    receipt: bytes | None = None
    reason: str = ""


class RecordsAnswer(Message, frozen=True):
    """One answer for each record, in the order sent."""

    results: tuple[RecordAnswer, ...]


class FeedEntry(Message, frozen=True):
    """Something the node tells: accreditation, trust, status, seal.withdrawn."""

    cursor: int
    type: str
    content: bytes
    day: date | None = None


class FeedAnswer(Message, frozen=True):
    """Entries after the cursor asked for; `head` is where the feed ends now."""

    entries: tuple[FeedEntry, ...]
    head: int


class Problem(Message, frozen=True):
    """An error by RFC 9457 with a stable code."""

    type: str
    title: str
    status: int
    code: str


def encode(message: Message) -> bytes:
    """The message as JSON."""
    return msgspec.json.encode(message, order="sorted")


def decode(raw: bytes, type_: type[MessageT]) -> MessageT:
    """The message in `raw`. Raises BadMessage for anything else."""
    try:
        return msgspec.json.decode(raw, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadMessage from error


def pack_records(records: Sequence[SentRecord]) -> bytes:
    """A chunk: one record a line, compressed with zstd."""
    lines = b"\n".join(encode(record) for record in records)
    return zstandard.ZstdCompressor(level=3).compress(lines)


def unpack_records(raw: bytes) -> tuple[SentRecord, ...]:
    """The records of a chunk. Raises BadMessage, also for more than the limits allow."""
    try:
        lines = zstandard.ZstdDecompressor().stream_reader(raw).read(2 * MAX_CHUNK + 1)
    except zstandard.ZstdError as error:
        raise BadMessage from error
    if len(lines) > 2 * MAX_CHUNK:
        raise BadMessage
    records = tuple(decode(line, SentRecord) for line in lines.split(b"\n") if line)
    if len(records) > MAX_RECORDS:
        raise BadMessage
    return records


def enrol_proof(code: str, seal_public: bytes) -> bytes:
    """What a seal signs to enrol: only its owner can use the code for it."""
    return b"KB1-enrol\0" + code.encode() + b"\0" + seal_public


def session_proof(kid: bytes, nonce: bytes, time: datetime) -> bytes:
    """What a seal signs to open a session."""
    return b"KB1-session\0" + kid + nonce + time.isoformat().encode()
