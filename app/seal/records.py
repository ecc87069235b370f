"""The signed log: headers chained by hash, payloads bound by a salted commitment (sync.md)."""

import hashlib
import os
from dataclasses import dataclass, replace

from app.seal import cose
from app.seal.codes import BadSeal, Code, TooLarge
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of
from app.seal.record_header import (
    MAX_PAYLOAD,
    BlobRef,
    PayloadCommit,
    RecordHeader,
    RecordTime,
    RecordType,
    TimeQuality,
)

__all__ = [
    "MAX_PAYLOAD",
    "BlobRef",
    "PayloadCommit",
    "RecordHeader",
    "RecordTime",
    "RecordType",
    "SignedRecord",
    "TimeQuality",
    "check_payload",
    "check_record",
    "commit_payload",
    "new_salt",
    "open_record",
    "read_header",
    "read_record",
    "record_hash",
    "record_kid",
    "sign_record",
]
_SALT = 32
_MAX_RECORD = 64 * 1024


@dataclass(frozen=True, slots=True)
class SignedRecord:
    """The bytes that are stored verbatim, their hash (the record's identity), what they say."""

    raw: bytes
    hash: bytes
    header: RecordHeader


def new_salt() -> bytes:
    """32 random bytes: with them a commitment cannot be guessed, without them it is erased."""
    return os.urandom(_SALT)


def commit_payload(payload: bytes, salt: bytes) -> PayloadCommit:
    """The commitment to a payload. Raises TooLarge over 256 KiB, ValueError for another salt."""
    if len(salt) != _SALT:
        raise ValueError(len(salt))
    if len(payload) > MAX_PAYLOAD:
        raise TooLarge(len(payload), MAX_PAYLOAD)
    return PayloadCommit(hashlib.sha256(salt + payload).digest(), len(payload))


def sign_record(key: SigningKey, header: RecordHeader, payload: bytes, salt: bytes) -> SignedRecord:
    """The next link of the log: `header` completed with kid and commitment, signed by the seal.

    Raises TooLarge, and BadSeal E_SHAPE for a header no reader would take.
    """
    complete = replace(header, kid=key.kid, payload=commit_payload(payload, salt))
    raw = cose.sign1(key, complete.to_bytes(), Purpose.RECORD)
    return SignedRecord(raw, record_hash(raw), complete)


def open_record(raw: bytes, public: bytes) -> RecordHeader:
    """The header in a record of the seal `public`: signature, canonical form and kid proved (I1).

    Raises BadSeal: E_TOO_LARGE (over 64 KiB), E_CBOR, E_NONCANONICAL, E_COSE, E_ALG, E_SIGNATURE,
    E_VERSION, E_SHAPE.
    """
    signed = read_record(raw)
    cose.kid_of(signed)
    check_record(signed, public)
    return read_header(signed)


def check_record(signed: cose.Signed, public: bytes) -> None:
    """Prove that a record taken apart is signed by the seal `public`. Raises BadSeal."""
    cose.check1(signed, public, algorithm_of(public) or 0)


def read_header(signed: cose.Signed) -> RecordHeader:
    """The header of a record whose signature was proved, and by the seal it names (I1).

    Raises BadSeal: E_CBOR, E_NONCANONICAL, E_VERSION, E_SHAPE, E_SIGNATURE.
    """
    header = RecordHeader.from_bytes(signed.payload)
    if header.kid != cose.kid_of(signed):
        raise BadSeal(Code.E_SIGNATURE)
    return header


def record_kid(raw: bytes) -> bytes:
    """The kid a record claims, to look up the key it must be opened with. Raises BadSeal."""
    return cose.kid_of(read_record(raw))


def header_of(raw: bytes) -> RecordHeader:
    """The header of a record that was proved before; nothing is proved here. Raises BadSeal."""
    return RecordHeader.from_bytes(read_record(raw).payload)


def record_hash(raw: bytes) -> bytes:
    """A record's identity: SHA-256 of its signed bytes."""
    return hashlib.sha256(raw).digest()


def check_payload(header: RecordHeader, salt: bytes, payload: bytes) -> None:
    """Prove that the header commits to this payload; BadSeal E_SIGNATURE when it does not."""
    if len(salt) != _SALT or len(payload) > MAX_PAYLOAD:
        raise BadSeal(Code.E_SHAPE)
    if commit_payload(payload, salt) != header.payload:
        raise BadSeal(Code.E_SIGNATURE)


def read_record(raw: bytes) -> cose.Signed:
    """A record taken apart, nothing proved: its kid is what it claims. Raises BadSeal."""
    if len(raw) > _MAX_RECORD:
        raise BadSeal(Code.E_TOO_LARGE)
    return cose.open1(raw, Purpose.RECORD)
