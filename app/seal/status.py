"""The status bundle: what became of every certificate, one small file for everybody (R43)."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum

from app.seal import cbor, cose
from app.seal.codes import BadSeal, BundleTooLarge, Code
from app.seal.shape import Fields, bad_shape, day_number

INFLATE_LIMIT = 8 * 2**20
NEXT_UPDATE = timedelta(days=7)
HARD_EXPIRY = timedelta(days=90)
_VERSION = 1
_MAX_SEALS = 200_000


class SealState(IntEnum):
    """What the node says of a seal."""

    ACTIVE = 0
    WITHDRAWN = 1
    COMPROMISED = 2


class CertificateState(IntEnum):
    """What the node says of a certificate: the two bits of the list."""

    VALID = 0
    SUSPENDED = 1
    REVOKED = 2
    REPLACED = 3


@dataclass(frozen=True, slots=True)
class SealStatus:
    """One seal in the bundle.

    `since`: the day of withdrawal (certificates of earlier days stay good) or of the theft.
    `bits`: two bits a certificate, index 0 leftmost, so that the W3C list is the same bytes.
    `good`: `good_mark` of each certificate registered before the theft; they alone stay good.
    """

    state: SealState = SealState.ACTIVE
    since: date | None = None
    bits: bytes = b""
    good: frozenset[bytes] = frozenset()

    def certificate(self, index: int) -> CertificateState:
        """The state at a status index; past the end of the list it is VALID."""
        octet, place = divmod(index, 4)
        if octet >= len(self.bits):
            return CertificateState.VALID
        return CertificateState(self.bits[octet] >> (6 - 2 * place) & 3)


@dataclass(frozen=True, slots=True)
class StatusList:
    """The bundle's content; times in UTC with whole seconds, seals by kid."""

    sequence: int
    issued: datetime
    next_update: datetime
    hard_expiry: datetime
    seals: Mapping[bytes, SealStatus] = field(default_factory=dict)

    @classmethod
    def starting(
        cls, sequence: int, issued: datetime, seals: Mapping[bytes, SealStatus]
    ) -> "StatusList":
        """A list fresh for 7 days from `issued` and good for something for 90."""
        start = issued.astimezone(UTC).replace(microsecond=0)
        return cls(sequence, start, start + NEXT_UPDATE, start + HARD_EXPIRY, seals)

    def to_bytes(self) -> bytes:
        """The compressed payload to sign. Raises BundleTooLarge over 8 MiB inflated."""
        moments = (self.issued, self.next_update, self.hard_expiry)
        issued, next_update, hard_expiry = (int(moment.timestamp()) for moment in moments)
        seals = {kid: _pack_seal(seal) for kid, seal in self.seals.items()}
        raw = cbor.encode({1: self.sequence, 2: issued, 3: next_update, 4: hard_expiry, 5: seals})
        if len(raw) > INFLATE_LIMIT:
            raise BundleTooLarge(INFLATE_LIMIT)
        return zlib.compress(raw, 9)

    @classmethod
    def from_bytes(cls, raw: bytes) -> "StatusList":
        """The content behind a compressed payload. Raises BadSeal, BundleTooLarge."""
        fields = Fields(cbor.decode(_inflate(raw)), {1, 2, 3, 4, 5})
        content = cls(
            sequence=fields.integer(1),
            issued=fields.moment(2),
            next_update=fields.moment(3),
            hard_expiry=fields.moment(4),
            seals=_read_seals(fields.raw(5)),
        )
        _check_times(content)
        return content


@dataclass(frozen=True, slots=True)
class StatusBundle:
    """A bundle taken apart, nothing proved yet."""

    statement: cose.Signed
    delegation: bytes

    @classmethod
    def from_bytes(cls, raw: bytes) -> "StatusBundle":
        """Read `[1, COSE_Sign1, delegation]`. Raises BadSeal, BundleTooLarge."""
        if len(raw) > INFLATE_LIMIT:
            raise BundleTooLarge(INFLATE_LIMIT)
        parts = cbor.decode(raw)
        if not isinstance(parts, list) or len(parts) != 3:
            raise bad_shape()
        version, statement, delegation = parts
        if version != _VERSION:
            raise BadSeal(Code.E_VERSION)
        if not isinstance(statement, bytes) or not isinstance(delegation, bytes):
            raise bad_shape()
        return cls(cose.open1(statement, cose.Purpose.STATUS), delegation)


def pack_bundle(statement: bytes, delegation: bytes) -> bytes:
    """The bundle's bytes from the node's signed statement and the root's word on the node."""
    return cbor.encode([_VERSION, statement, delegation])


def pack_bits(states: Iterable[tuple[int, CertificateState]]) -> bytes:
    """The 2-bit list from (status index, state); what is not named is VALID."""
    bits = bytearray()
    for index, state in states:
        octet, place = divmod(index, 4)
        if octet >= len(bits):
            bits.extend(bytes(octet + 1 - len(bits)))
        bits[octet] |= state << (6 - 2 * place)
    return bytes(bits).rstrip(b"\0")


def good_mark(certificate_hash: bytes) -> bytes:
    """A certificate's entry on a good-list: 8 bytes of its hash.

    The hash, not the printed id: whoever stole the seal could sign another content under an id
    read from a paper.
    """
    return certificate_hash[:8]


def _inflate(raw: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(raw, INFLATE_LIMIT + 1)
    except zlib.error as error:
        raise bad_shape() from error
    if len(inflated) > INFLATE_LIMIT:
        raise BundleTooLarge(INFLATE_LIMIT)
    if not inflater.eof or inflater.unused_data:
        raise bad_shape()
    return inflated


def _pack_seal(seal: SealStatus) -> list[object]:
    since = 0 if seal.since is None else day_number(seal.since)
    return [seal.state, since, seal.bits, sorted(seal.good)]


def _read_seals(value: object) -> dict[bytes, SealStatus]:
    if not isinstance(value, dict) or len(value) > _MAX_SEALS:
        raise bad_shape()
    if not all(isinstance(kid, bytes) and len(kid) == 8 for kid in value):
        raise bad_shape()
    return {kid: _read_seal(entry) for kid, entry in value.items()}


def _read_seal(entry: object) -> SealStatus:
    if not isinstance(entry, list) or len(entry) != 4:
        raise bad_shape()
    fields = Fields(dict(enumerate(entry)), {0, 1, 2, 3})
    state, since, bits = SealState(fields.integer(0, 0, 2)), fields.day(1), fields.raw(2)
    good = fields.items(3, 0, 2**20)
    if not isinstance(bits, bytes):
        raise bad_shape()
    marks = frozenset(mark for mark in good if isinstance(mark, bytes) and len(mark) == 8)
    if len(marks) != len(good):
        raise bad_shape()
    return SealStatus(state, None if state is SealState.ACTIVE else since, bits, marks)


def _check_times(content: StatusList) -> None:
    fresh, last = content.next_update - content.issued, content.hard_expiry - content.issued
    if not timedelta(0) <= fresh <= NEXT_UPDATE or not fresh <= last <= HARD_EXPIRY:
        raise bad_shape()
