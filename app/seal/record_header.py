"""A record's header: one link of a seal's log, and its CBOR map (sync.md, "Record")."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from app.seal import cbor
from app.seal.codes import BadSeal, Code
from app.seal.shape import Fields, bad_shape, checked_text
from app.seal.usual_record import UsualHeader, number, usual_header

MAX_PAYLOAD = 256 * 1024
_VERSION = 1
_KEYS = frozenset(
    (
        *("v", "kid", "epoch", "seq", "prev", "id", "type", "schema", "subject", "protocol"),
        *("payload", "blobs", "refs", "time", "app"),
    )
)
_TYPE = re.compile(r"[a-z]{1,20}(?:\.[a-z]{1,20})?")
_MAX_BLOB = 2**33
_MAX_LISTED = 256
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MILLISECOND = 80_000 * 86_400_000
_LAST_WALL = _LAST_MILLISECOND.to_bytes(8, "big")
_MAX_OFFSET = 18 * 60


class RecordType(StrEnum):
    """What a record asserts."""

    LOG_OPENED = "log.opened"
    PERSON_REGISTERED = "person.registered"
    PERSON_CORRECTED = "person.corrected"
    PERSON_GENDER = "person.gender"
    ORDER_PLACED = "order.placed"
    COMPANY_REGISTERED = "company.registered"
    COMPANY_REQUIRED = "company.required"
    ORDER_MADE = "order.made"
    ORDER_JOINED = "order.joined"
    CASE_OPENED = "case.opened"
    RETEST_SCOPED = "retest.scoped"
    CASE_MOVED = "case.moved"
    CASE_ENDED = "case.ended"
    CASE_REVIEWED = "case.reviewed"
    SITTING_CLOSED = "sitting.closed"
    DECISION_MADE = "decision.made"
    PLAN_AGREED = "plan.agreed"
    MEASURE_PLANNED = "measure.planned"
    MEASURE_STATED = "measure.stated"
    MEASURE_WORDED = "measure.worded"
    CERTIFICATE_ISSUED = "certificate.issued"
    CERTIFICATE_STATUS = "certificate.status"
    PARTICIPATION_STATED = "participation.stated"
    HOURS_ATTESTED = "hours.attested"
    CONVERSATION_HELD = "conversation.held"
    APPEAL_FILED = "appeal.filed"
    APPEAL_SETTLED = "appeal.settled"
    CONFLICT_SETTLED = "conflict.settled"
    INCIDENT = "incident"
    ERASE_REQUESTED = "erase.requested"
    ERASE_DONE = "erase.done"


class TimeQuality(StrEnum):
    """How far the wall time can be believed."""

    ANCHORED = "anchored"
    LOCAL = "local"
    SUSPECT = "suspect"


_TYPES: dict[str, RecordType] = {member.value: member for member in RecordType}
_QUALITIES = {member.value: member for member in TimeQuality}


@dataclass(frozen=True, slots=True)
class RecordTime:
    """When: the laptop's wall time (aware, to the millisecond, offset in whole minutes kept).

    `anchor` is the newest node time the laptop knew; `quality` ANCHORED when wall and anchor
    agree, LOCAL when nothing could be compared, SUSPECT when the clock ran behind a signed fact.
    """

    wall: datetime
    quality: TimeQuality = TimeQuality.LOCAL
    anchor: datetime | None = None


@dataclass(frozen=True, slots=True)
class PayloadCommit:
    """SHA-256(salt ‖ payload) and the payload's length in bytes."""

    commit: bytes
    size: int


@dataclass(frozen=True, slots=True)
class BlobRef:
    """A file the record speaks of: SHA-256, length in bytes, media type."""

    sha256: bytes
    size: int
    media: str


@dataclass(frozen=True, slots=True)
class RecordHeader:
    """One link of a seal's log. `kid` and `payload` are filled in by `sign_record`.

    `epoch`: 16 random bytes for one incarnation of the local database. `seq` counts from 0 in
    (kid, epoch); `prev` is the hash of seq − 1, None for the first. `type` is a RecordType, or
    the plain text of one this version does not know. `subject`: the pseudonymous id the record
    is about. `protocol`: SHA-256 of the protocol version. `refs`: hashes of records it builds
    on. `app`: name and version of the program.
    """

    epoch: bytes
    seq: int
    prev: bytes | None
    id: UUID
    type: str
    schema: int
    time: RecordTime
    app: str
    subject: str | None = None
    protocol: bytes | None = None
    blobs: tuple[BlobRef, ...] = ()
    refs: tuple[bytes, ...] = ()
    kid: bytes = b""
    payload: PayloadCommit = PayloadCommit(b"", 0)

    def to_bytes(self) -> bytes:
        """The header's bytes. Raises BadSeal E_SHAPE for a header no reader would take."""
        raw = cbor.encode(_header_map(self))
        RecordHeader.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "RecordHeader":
        """The header behind the bytes. Raises BadSeal, E_VERSION for a later form."""
        parts = usual_header(raw)
        header = None if parts is None else _read_usual(parts)
        if header is not None:
            return header
        value = cbor.decode(raw)
        if isinstance(value, dict) and value.get("v") != _VERSION:
            raise BadSeal(Code.E_VERSION)
        return _read_header(Fields(value, _KEYS))


def _header_map(header: RecordHeader) -> dict[str, object]:
    return {
        "v": _VERSION,
        "kid": header.kid,
        "epoch": header.epoch,
        "seq": header.seq,
        "prev": header.prev,
        "id": header.id.bytes,
        "type": header.type,
        "schema": header.schema,
        "subject": header.subject,
        "protocol": header.protocol,
        "payload": {"commit": header.payload.commit, "size": header.payload.size},
        "blobs": [{"sha256": b.sha256, "size": b.size, "media": b.media} for b in header.blobs],
        "refs": list(header.refs),
        "time": _time_map(header.time),
        "app": header.app,
    }


def _read_usual(parts: UsualHeader) -> RecordHeader | None:
    """The same in one go; None where it does not hold: the careful reader says why."""
    seq, size, anchor = number(parts.seq), number(parts.size), parts.anchor
    if (parts.prev is None) != (seq == 0) or size > MAX_PAYLOAD:
        return None
    if max(parts.wall, anchor or b"") > _LAST_WALL:
        return None
    try:
        time = RecordTime(
            _moment(int.from_bytes(parts.wall, "big")).astimezone(_zone(parts.offset)),
            _quality(parts.quality),
            None if anchor is None else _moment(int.from_bytes(anchor, "big")),
        )
        app, type_ = _app(parts.app), _type(parts.type)
    except BadSeal:
        return None
    return RecordHeader(
        epoch=parts.epoch,
        seq=seq,
        prev=parts.prev,
        id=UUID(bytes=parts.id),
        type=type_,
        schema=1,
        time=time,
        app=app,
        subject=None if parts.subject is None else parts.subject.decode(),
        protocol=parts.protocol,
        kid=parts.kid,
        payload=PayloadCommit(parts.commit, size),
    )


@lru_cache(maxsize=256)
def _app(piece: bytes) -> str:
    return _read_app(cbor.decode(piece))


@lru_cache(maxsize=256)
def _type(piece: bytes) -> str:
    return _read_type(cbor.decode(piece))


@lru_cache(maxsize=256)
def _quality(piece: bytes) -> TimeQuality:
    return _read_quality(cbor.decode(piece))


@lru_cache(maxsize=256)
def _zone(piece: bytes) -> timezone:
    return _read_zone(cbor.decode(piece))


def _read_header(fields: Fields) -> RecordHeader:
    header = RecordHeader(
        epoch=fields.octets("epoch", 16),
        seq=fields.integer("seq"),
        prev=fields.octets("prev", 32) if fields.is_given("prev") else None,
        id=UUID(bytes=fields.octets("id", 16)),
        type=_read_type(fields.raw("type")),
        schema=fields.integer("schema", 1, 2**16),
        time=_read_time(fields.raw("time")),
        app=_read_app(fields.raw("app")),
        subject=fields.text("subject", 64) if fields.is_given("subject") else None,
        protocol=fields.octets("protocol", 32) if fields.is_given("protocol") else None,
        blobs=tuple(_read_blob(blob) for blob in fields.items("blobs", 0, _MAX_LISTED)),
        refs=tuple(_read_hash(ref) for ref in fields.items("refs", 0, _MAX_LISTED)),
        kid=fields.octets("kid", 8),
        payload=_read_commit(fields.raw("payload")),
    )
    if (header.prev is None) != (header.seq == 0) or header.id.version != 7:
        raise bad_shape()
    return header


def _read_app(value: object) -> str:
    return checked_text(value, 80)


def _read_type(value: object) -> str:
    text = checked_text(value, 41)
    if not _TYPE.fullmatch(text):
        raise bad_shape()
    return _TYPES.get(text, text)


def _read_commit(value: object) -> PayloadCommit:
    fields = Fields(value, {"commit", "size"})
    return PayloadCommit(fields.octets("commit", 32), fields.integer("size", 0, MAX_PAYLOAD))


def _read_blob(value: object) -> BlobRef:
    fields = Fields(value, {"sha256", "size", "media"})
    size = fields.integer("size", 0, _MAX_BLOB)
    return BlobRef(fields.octets("sha256", 32), size, fields.text("media", 80))


def _read_hash(value: object) -> bytes:
    if not isinstance(value, bytes) or len(value) != 32:
        raise bad_shape()
    return value


def _time_map(time: RecordTime) -> dict[str, object]:
    offset = time.wall.utcoffset()
    if offset is None:
        raise ValueError(time.wall)
    return {
        "wall": _milliseconds(time.wall),
        "offset": offset // timedelta(minutes=1),
        "anchor": None if time.anchor is None else _milliseconds(time.anchor),
        "quality": time.quality,
    }


def _read_time(value: object) -> RecordTime:
    fields = Fields(value, {"wall", "offset", "anchor", "quality"})
    zone, quality = _read_zone(fields.raw("offset")), _read_quality(fields.raw("quality"))
    anchor = _read_moment(fields, "anchor") if fields.is_given("anchor") else None
    return RecordTime(_read_moment(fields, "wall").astimezone(zone), quality, anchor)


def _read_zone(value: object) -> timezone:
    if type(value) is not int or abs(value) > _MAX_OFFSET:
        raise bad_shape()
    return timezone(timedelta(minutes=value))


def _read_quality(value: object) -> TimeQuality:
    quality = _QUALITIES.get(checked_text(value, 20))
    if quality is None:
        raise bad_shape()
    return quality


def _milliseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _read_moment(fields: Fields, key: str) -> datetime:
    return _moment(fields.integer(key, 0, _LAST_MILLISECOND))


def _moment(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)
