"""What of a record can be believed before anything is stored: signature, commitment, content."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.seal.claims import CertificateClaims
from app.seal.codes import BadSeal
from app.seal.cose import Purpose, Signed, check1, kid_of, open1
from app.seal.payload_form import Payload
from app.seal.payloads import CertificateIssued, decode_payload, is_known
from app.seal.records import (
    RecordHeader,
    check_payload,
    check_record,
    read_header,
    read_record,
    record_hash,
)
from app.sync.wire import SentRecord

_MOST_CERTIFICATES = 1 << 17
"""Of one seal: an index above it would only blow up the status list."""


@dataclass(frozen=True, slots=True)
class Proved:
    """A record whose signature and commitment hold; `payload` None and a reason when it is held."""

    hash: bytes
    header: RecordHeader
    sent: SentRecord
    payload: Payload | None
    reason: str


@dataclass(frozen=True, slots=True)
class Unproved:
    """A record that is refused, and why."""

    hash: bytes
    reason: str


class Vouched(NamedTuple):
    """A record taken apart whose signature by the seal `public` holds; no more was looked at."""

    signed: Signed
    public: bytes


def read(sent: SentRecord) -> Signed | BadSeal:
    """A record taken apart, with the seal it claims, or why it cannot be read that far."""
    try:
        signed = read_record(sent.raw)
        kid_of(signed)
    except BadSeal as error:
        return error
    return signed


def vouch(signed: Signed | BadSeal, publics: Mapping[bytes, bytes]) -> Vouched | BadSeal | None:
    """The record with the seal whose signature on it holds, None where the seal is not enrolled.

    `publics`: kid to public key of enrolled seals.
    """
    if isinstance(signed, BadSeal):
        return signed
    public = publics.get(kid_of(signed))
    if public is None:
        return None
    try:
        check_record(signed, public)
    except BadSeal as error:
        return error
    return Vouched(signed, public)


def prove(sent: SentRecord, vouched: Vouched | BadSeal | None) -> Proved | Unproved:
    """The record as far as it can be believed."""
    hash_ = record_hash(sent.raw)
    if vouched is None:
        return Unproved(hash_, "unknown_seal")
    if isinstance(vouched, BadSeal):
        return Unproved(hash_, vouched.code.value)
    try:
        header = read_header(vouched.signed)
        if sent.payload is None or sent.salt is None:
            return Proved(hash_, header, sent, None, "no_payload")
        check_payload(header, sent.salt, sent.payload)
    except BadSeal as error:
        return Unproved(hash_, error.code.value)
    payload, reason = _read(header, sent.payload, vouched.public)
    return Proved(hash_, header, sent, payload, reason)


def _read(header: RecordHeader, raw: bytes, public: bytes) -> tuple[Payload | None, str]:
    if not is_known(header.type, header.schema):
        return None, "unknown_type"
    if b"\\u0000" in raw:  # no database column and no export can hold it
        return None, "unreadable_payload"
    try:
        payload = decode_payload(header.type, raw)
    except BadSeal:
        return None, "unreadable_payload"
    if isinstance(payload, CertificateIssued) and not _is_as_signed(payload, public):
        return None, "certificate_differs"
    return payload, ""


def _is_as_signed(payload: CertificateIssued, public: bytes) -> bool:
    """Whether the facts told are those of the certificate the same seal has signed."""
    try:
        signed = open1(payload.cert, Purpose.CERTIFICATE)
        check1(signed, public, signed.algorithm)
        claims = CertificateClaims.from_bytes(signed.payload)
    except BadSeal:
        return False
    facts = payload.facts
    told = (facts.certificate_id, facts.name, facts.profile, facts.issued, facts.valid_to)
    return (
        told == (claims.certificate_id, claims.name, claims.profile, claims.issued, claims.valid_to)
        and (facts.practice or facts.kind == claims.kind)
        and facts.practice == claims.practice
        and payload.status_index == claims.status_index < _MOST_CERTIFICATES
    )
