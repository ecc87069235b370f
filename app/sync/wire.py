"""What desk and node say to each other: JSON, bytes as base64, unknown fields refused."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, TypeAlias, TypeVar

import msgspec
import zstandard

from app.domain.errors import UserError
from app.seal.receipts import ReceiptResult

MAX_RECORDS = 200
MAX_CHUNK = 4 * 2**20
CHUNK_GOAL = 256 * 1024
NDJSON = "application/x-ndjson"
MOST_BLOBS = 1000
MOST_CHALLENGE = 128
MAX_PIECE = 2**20
OFFSET_MEDIA = "application/offset+octet-stream"
UPLOAD_OFFSET, UPLOAD_LENGTH = "Upload-Offset", "Upload-Length"

Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Kid = Annotated[bytes, msgspec.Meta(min_length=8, max_length=8)]
Epoch = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
SealAlgorithm: TypeAlias = Literal["ed25519", "p256"]
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
ChallengeBytes = Annotated[bytes, msgspec.Meta(max_length=MOST_CHALLENGE)]


class BadMessage(UserError):
    """The other side sent something that is not a message of this interface."""


class Message(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """What all messages have in common."""


MessageT = TypeVar("MessageT", bound=Message)


class NodeIdentity(Message, frozen=True):
    """Who the node is: its name, its public key and the roots a desk would pin.

    `seal_algorithm`: of the seals the region takes in from now on.
    """

    name: str
    node_public: bytes
    roots: tuple[bytes, ...]
    seal_algorithm: SealAlgorithm = "ed25519"


class EnrolRequest(Message, frozen=True):
    """A one-time code, the seal's public key, and the seal's signature over both."""

    code: str
    seal_public: bytes
    proof: bytes


class EnrolAnswer(Message, frozen=True):
    """What a desk needs to begin; either statement comes by feed when it is not here yet."""

    node: NodeIdentity
    assessor: str
    number: int
    centre: str
    profiles: tuple[str, ...]
    host: str
    trust_list: bytes
    accreditation: bytes | None = None
    cursor: int = 0
    centre_statement: bytes | None = None
    roles: tuple[str, ...] = ("assessor",)


class SessionRequest(Message, frozen=True):
    """Who asks: kid, a nonce, the laptop's time, and the seal's signature over the three.

    `challenge`: the node's word where it wanted one signed too.
    """

    kid: bytes
    nonce: bytes
    time: datetime
    signature: bytes
    challenge: ChallengeBytes = b""


class SessionAnswer(Message, frozen=True):
    """A bearer token and until when it is good."""

    token: str
    expires: datetime
    server_time: datetime


class PaperKeyRequest(Message, frozen=True):
    """The seal's word on the key it signs files with (`app.seal.paper_key.sign_paper_key`)."""

    statement: Annotated[bytes, msgspec.Meta(max_length=1024)]


class PaperKeyAnswer(Message, frozen=True):
    """Whether a certificate for the key is here by now; it comes by feed."""

    is_certified: bool


class PaperPair(Message, frozen=True):
    """What the feed tells as "paper": X.509 for a seal's paper key and its issuer (DER)."""

    kid: Kid
    certificate: bytes
    issuer: bytes


class ShownAccreditation(Message, frozen=True):
    """An accreditation that the authority gave a seal by hand, as signed."""

    statement: bytes


class TakenAnswer(Message, frozen=True):
    """Whether it was new to the node."""

    is_new: bool


class Head(Message, frozen=True):
    """The end of one chain: how many links, and the hash of the last."""

    kid: Kid
    epoch: Epoch
    count: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    hash: Hash


class Checkpoint(Message, frozen=True):
    """Where the node stood when a seal last asked: by it a node that went back in time is seen.

    `entry`: the hash of the feed's entry at `cursor`, empty for an empty feed; `stored`: how many
    records of the seal it held; `sequence`: of its status list. `proof`: the node's signature.
    """

    kid: Kid
    cursor: Count
    entry: Annotated[bytes, msgspec.Meta(max_length=32)]
    stored: Count
    sequence: Count
    at: datetime
    proof: bytes = b""


class HelloRequest(Message, frozen=True):
    """Where the laptop stands, and what the node said of itself the last time."""

    heads: Annotated[tuple[Head, ...], msgspec.Meta(max_length=1000)]
    cursor: Count
    checkpoint: Checkpoint | None = None


class ReturnAnswer(Message, frozen=True):
    """Records of the asking seal that lie beyond the heads it named; empty at the end."""

    records: "tuple[SentRecord, ...]"


class Lack(Message, frozen=True):
    """The node lacks the links of this chain from `from_seq` to `to_seq`, both included."""

    kid: Kid
    epoch: Epoch
    from_seq: Count
    to_seq: Count


DurableBy: TypeAlias = Literal["", "backup", "replica"]


class HelloAnswer(Message, frozen=True):
    """What the node lacks, where its feed ends, and what it knows of this laptop.

    `durable`: how far each chain is also where the loss of the node's disk does not reach: in the
    oldest backup that can be restored, or on a second machine; `durable_by` says which.
    `went_back`: the node proves by the checkpoint sent that it no longer has all it had then.
    `lacks_blobs`: files that records of these chains name and that have not come.
    """

    lacks: tuple[Lack, ...]
    cursor: Count
    server_time: datetime
    stored: int
    status_sequence: int
    trust_serial: int
    durable: tuple[Head, ...] = ()
    durable_by: DurableBy = ""
    checkpoint: Checkpoint | None = None
    went_back: bool = False
    lacks_blobs: Annotated[tuple[Hash, ...], msgspec.Meta(max_length=MOST_BLOBS)] = ()


class SentRecord(Message, frozen=True):
    """One record as it stands in the log; payload and salt are gone when erased."""

    raw: bytes
    salt: bytes | None = None
    payload: bytes | None = None


class Piece(msgspec.Struct, frozen=True):
    """A piece of a file: where it belongs, how long the whole file is, its bytes."""

    offset: int
    length: int
    content: bytes


class RecordAnswer(Message, frozen=True):
    """What became of one record. `reason`: a stable word for held and rejected ones."""

    hash: Hash
    result: ReceiptResult
    receipt: bytes | None = None
    reason: str = ""


class RecordsAnswer(Message, frozen=True):
    """One answer for each record, in the order sent; `hello` where it was asked for with them."""

    results: tuple[RecordAnswer, ...]
    hello: HelloAnswer | None = None


class FeedEntry(Message, frozen=True):
    """Something the node tells, such as a new accreditation."""

    cursor: Count
    type: str
    content: bytes


ERASE_ORDER = "erase.order"
"""The type of a feed entry that holds the region's signed order to erase a person."""

REGION_STATUS = "status"
"""The type of a feed entry that tells what the region decided of a certificate."""


class RegionStatus(Message, frozen=True):
    """What the region decided and the reason class (R43); what counts is the signed list alone.

    `state`: valid, suspended or revoked.
    """

    certificate: bytes
    state: str
    reason: str
    at: datetime


class FeedAnswer(Message, frozen=True):
    """Entries after the cursor asked for; `head` is where the feed ends now."""

    entries: tuple[FeedEntry, ...]
    head: Count


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
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage from error


def pack_records(records: Sequence[SentRecord]) -> bytes:
    """A chunk: one record a line, compressed with zstd."""
    lines = b"\n".join(encode(record) for record in records)
    return zstandard.ZstdCompressor(level=3).compress(lines)


def unpack_records(raw: bytes) -> tuple[SentRecord, ...]:
    """The records of a chunk. Raises BadMessage, also for more than the limits allow."""
    try:
        size = zstandard.frame_content_size(raw)
        if not 0 <= size <= 2 * MAX_CHUNK:
            raise BadMessage
        lines = zstandard.ZstdDecompressor().decompress(raw, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise BadMessage from error
    packed = [line for line in lines.split(b"\n") if line]
    if len(packed) > MAX_RECORDS:
        raise BadMessage
    return tuple(decode(line, SentRecord) for line in packed)


def enrol_proof(code: str, seal_public: bytes) -> bytes:
    """What a seal signs to enrol: only its owner can use the code for it."""
    return b"KB1-enrol\0" + code.encode() + b"\0" + seal_public


def session_proof(kid: bytes, nonce: bytes, time: datetime, challenge: bytes = b"") -> bytes:
    """What a seal signs to open a session; the challenge only where there is one."""
    told = b"KB1-session\0" + kid + nonce + time.isoformat().encode()
    return told + b"\0" + challenge if challenge else told


def checkpoint_proof(checkpoint: Checkpoint) -> bytes:
    """What the node signs of a checkpoint."""
    return b"KB1-checkpoint\0" + encode(msgspec.structs.replace(checkpoint, proof=b""))
