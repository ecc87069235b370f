"""The calls of the node's interface, one table: what is published of it is made of this alone."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from app.node.lookup import Asked, Found
from app.sync import wire
from app.sync.packed import PACKED


class Medium(StrEnum):
    """What travels in a body that is not one of the messages."""

    JSON = "application/json"
    NDJSON = wire.NDJSON
    PACKED = PACKED
    OCTETS = "application/octet-stream"
    PIECE = wire.OFFSET_MEDIA
    COSE = "application/cose"
    CBOR = "application/cbor"
    CREDENTIAL = "application/vc"
    TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asks:
    """One parameter. `place`: path, query or header; `schema` as JSON Schema has it."""

    name: str
    place: str
    schema: dict[str, object]
    words: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `takes` and `gives`: a message or a medium; `codes` beside those of every call.

    `bare`: statuses that are answered without a body; `with_session`: only a seal may ask;
    `with_proof`: also one that has no session, by the call's own proof.
    """

    method: str
    path: str
    name: str
    words: str
    gives: type[msgspec.Struct] | Medium | None
    takes: tuple[type[msgspec.Struct] | Medium, ...] = ()
    status: int = 200
    asks: tuple[Asks, ...] = ()
    codes: tuple[str, ...] = ()
    bare: tuple[int, ...] = ()
    with_session: bool = False
    with_proof: bool = False


_COUNT: Final = {"type": "integer", "minimum": 0, "maximum": 10**15 - 1}
_SHA256: Final = Asks(
    "sha256",
    "path",
    {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "The file's SHA-256 in small hex.",
    is_required=True,
)
_ETAG: Final = Asks("If-None-Match", "header", {"type": "string"}, "An ETag given before.")
_ADDRESS: Final = ("too_many",)

CALLS: Final[tuple[Call, ...]] = (
    Call("GET", "/v1/node", "node", "Who the node is.", wire.NodeIdentity),
    Call(
        "POST",
        "/v1/enrol",
        "enrol",
        "Use a one-time code for a seal.",
        wire.EnrolAnswer,
        (wire.EnrolRequest,),
        codes=(
            *("bad_message", "bad_proof", "bad_code", "code_used", "code_expired"),
            *("other_algorithm", "too_large", "too_many"),
        ),
    ),
    Call(
        "POST",
        "/v1/session",
        "session",
        "Open a session with a seal, for fifteen minutes.",
        wire.SessionAnswer,
        (wire.SessionRequest,),
        codes=("bad_message", "unknown_seal", "bad_proof", "stale_proof", "too_large", "too_many"),
    ),
    Call(
        "POST",
        "/v1/paper-key",
        "paper_key",
        "Tell which key the seal signs files with.",
        wire.PaperKeyAnswer,
        (wire.PaperKeyRequest,),
        codes=("bad_message", "unknown_seal", "bad_proof", "too_large"),
        with_session=True,
    ),
    Call(
        "POST",
        "/v1/accreditation",
        "accreditation",
        "Show what the authority gave a seal by hand.",
        wire.TakenAnswer,
        (wire.ShownAccreditation,),
        codes=("bad_message", "not_accredited", "too_large"),
        with_session=True,
    ),
    Call(
        "POST",
        "/v1/hello",
        "hello",
        "Tell how long the chains are; hear what the node lacks of them.",
        wire.HelloAnswer,
        (wire.HelloRequest,),
        codes=("bad_message", "too_large"),
        with_session=True,
        with_proof=True,
    ),
    Call(
        "POST",
        "/v1/returned",
        "returned",
        "Get back what the node holds of the seal beyond the chains told of.",
        wire.ReturnAnswer,
        (wire.HelloRequest,),
        codes=("bad_message", "too_large"),
        with_session=True,
    ),
    Call(
        "POST",
        "/v1/records",
        "records",
        "Records, one a line in a zstd frame, or packed with a hello; an answer for each. "
        "A body of the media type application/vnd.msgpack is answered in the same.",
        wire.RecordsAnswer,
        (Medium.NDJSON, Medium.PACKED),
        codes=("bad_message", "too_large"),
        with_session=True,
        with_proof=True,
    ),
    Call(
        "GET",
        "/v1/feed",
        "feed",
        "What the node has told since a cursor; with `wait`, as soon as there is anything.",
        wire.FeedAnswer,
        asks=(
            Asks("cursor", "query", _COUNT, "The last entry known; 0 for none."),
            Asks("limit", "query", {"type": "integer", "minimum": 1, "maximum": 500}, "At most."),
            Asks("wait", "query", {"type": "integer", "minimum": 0, "maximum": 25}, "Seconds."),
        ),
        codes=("bad_message",),
        with_session=True,
    ),
    Call(
        "HEAD",
        "/v1/blobs/{sha256}",
        "blob_stand",
        "How much of a file the node has, in Upload-Offset and Upload-Length.",
        None,
        asks=(_SHA256,),
        bare=(401, 404, 429, 503, 507),
        with_session=True,
    ),
    Call(
        "PATCH",
        "/v1/blobs/{sha256}",
        "blob_piece",
        "A piece of a file that a record names, where the last one ended.",
        None,
        (Medium.PIECE,),
        204,
        asks=(
            _SHA256,
            Asks(wire.UPLOAD_OFFSET, "header", _COUNT, "Where it begins.", is_required=True),
            Asks(wire.UPLOAD_LENGTH, "header", _COUNT, "Of the whole.", is_required=True),
        ),
        codes=(
            *("bad_message", "unknown_blob", "wrong_offset", "too_large", "wrong_media"),
            *("wrong_hash", "wrong_length", "disk_full"),
        ),
        with_session=True,
    ),
    Call(
        "GET",
        "/v1/objects/{sha256}",
        "object",
        "A file that the feed told of, such as a protocol package; never changed.",
        Medium.OCTETS,
        asks=(
            _SHA256,
            _ETAG,
            Asks("Range", "header", {"type": "string"}, "bytes=FROM- or bytes=FROM-TO."),
        ),
        codes=("unknown_object", "beyond_end"),
        bare=(304,),
        with_session=True,
    ),
    Call(
        "POST",
        "/v1/bundles",
        "bundle",
        "A file that a desk wrote for the node; the file to bring back to it.",
        Medium.OCTETS,
        (Medium.OCTETS,),
        codes=(
            *("not_a_bundle", "newer_bundle", "other_node", "bundle_cut", "bundle_damaged"),
            *("unknown_seal", "too_large", "too_many", "disk_full"),
        ),
    ),
    Call(
        "POST",
        "/v1/lookup",
        "lookup",
        "Look a certificate up by its typed number; never a name.",
        Found,
        (Asked,),
        bare=(400, 413, 429),
    ),
    Call(
        "GET",
        "/v1/status/{kid}",
        "status_of_seal",
        "The status list of one seal as a Bitstring Status List credential.",
        Medium.CREDENTIAL,
        asks=(
            Asks(
                "kid",
                "path",
                {"type": "string", "pattern": "^[0-9a-f]{16}$"},
                "The seal's key id in small hex.",
                is_required=True,
            ),
            _ETAG,
        ),
        bare=(304, 404),
    ),
    Call(
        "GET",
        "/status/bundle",
        "status",
        "What is not in force, signed by the node with the root's word on it.",
        Medium.CBOR,
        asks=(_ETAG,),
        bare=(304,),
    ),
    Call("GET", "/trust", "trust", "Whom the region's root lists.", Medium.COSE),
    Call("GET", "/v1/openapi.json", "interface", "This document.", Medium.JSON),
    Call("GET", "/healthz", "alive", "Whether the process answers.", Medium.TEXT),
    Call("GET", "/readyz", "ready", "Whether records can be taken; 503 says why not.", Medium.TEXT),
)
