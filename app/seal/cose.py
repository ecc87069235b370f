"""COSE_Sign1, untagged, with the few headers KB1 allows (RFC 9052 §4.2, RFC 9864)."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.seal import cbor
from app.seal.codes import BadSeal, Code
from app.seal.keys import ED25519, ESP256, SigningKey, key_id, verify_signature
from app.seal.usual_record import usual_statement

_ALGORITHM, _KID = 1, 4
_OF_FOUR, _EMPTY_MAP = b"\x84", b"\xa0"
_CONTEXT = cbor.encode("Signature1")


class Purpose(StrEnum):
    """The external_aad: a signature made for one purpose is worth nothing for another."""

    CERTIFICATE = "KB1-cert"
    ACCREDITATION = "KB1-acc"
    CENTRE = "KB1-centre"
    TRUST = "KB1-trust"
    NODE = "KB1-node"
    STATUS = "KB1-status"
    RECORD = "KB1-record"
    RECEIPT = "KB1-receipt"
    OWNER = "KB1-owner"
    PACKAGE = "KB1-package"
    RECALL = "KB1-recall"
    PROTOCOL = "KB1-protocol"
    ORDER = "KB1-order"
    REVIEW = "KB1-review"
    RESOLUTION = "KB1-resolution"
    REQUEST = "KB1-request"
    PAPER = "KB1-paper"
    BUNDLE = "KB1-bundle"
    ANSWER = "KB1-answer"
    ERASURE = "KB1-erase"
    BOOKING = "KB1-booking"
    PROJECT = "KB1-project"
    EXPORT = "KB1-export"
    MONTH = "KB1-month"


@dataclass(frozen=True, slots=True)
class Signed:
    """A COSE_Sign1 taken apart, nothing proved yet; `message` is the Sig_structure signed."""

    algorithm: int
    kid: bytes | None
    protected: bytes
    payload: bytes
    signature: bytes
    message: bytes


def sign1(key: SigningKey, payload: bytes, aad: str, with_kid: bool = True) -> bytes:
    """The COSE_Sign1 bytes of `payload`, signed by `key` for the purpose `aad`."""
    protected = _protected(key.algorithm, key.kid if with_kid else None)
    signature = key.sign(_sig_structure(protected, aad, payload))
    return _OF_FOUR + protected + _EMPTY_MAP + cbor.octets(payload) + cbor.octets(signature)


def open1(raw: bytes, aad: str) -> Signed:
    """Take a COSE_Sign1 apart without trusting it.

    Raises BadSeal: E_CBOR, E_NONCANONICAL, E_COSE (not a COSE_Sign1 of this kind), E_ALG.
    """
    protected, payload, signature = usual_statement(raw) or _taken_apart(raw)
    algorithm, kid = _read_header(protected)
    message = _sig_structure(cbor.octets(protected), aad, payload)
    return Signed(algorithm, kid, protected, payload, signature, message)


def _taken_apart(raw: bytes) -> tuple[bytes, bytes, bytes]:
    parts = cbor.decode(raw)
    if not isinstance(parts, list) or len(parts) != 4 or parts[1] != {}:
        raise BadSeal(Code.E_COSE)
    protected, payload, signature = parts[0], parts[2], parts[3]
    if not all(isinstance(part, bytes) for part in (protected, payload, signature)):
        raise BadSeal(Code.E_COSE)
    if len(signature) != 64:
        raise BadSeal(Code.E_COSE)
    return protected, payload, signature


def check1(signed: Signed, public: bytes, algorithm: int = ED25519) -> None:
    """Prove that `signed` is by `public` (32 bytes, or 33 for ESP256).

    Raises BadSeal: E_ALG when the header names another algorithm than the key's, E_SIGNATURE
    when the header names another key or the signature does not hold.
    """
    if signed.algorithm != algorithm:
        raise BadSeal(Code.E_ALG)
    if signed.kid is not None and signed.kid != key_id(public):
        raise BadSeal(Code.E_SIGNATURE)
    if not verify_signature(public, algorithm, signed.signature, signed.message):
        raise BadSeal(Code.E_SIGNATURE)


def kid_of(signed: Signed) -> bytes:
    """The kid of a statement that has to carry one; BadSeal E_COSE when it does not."""
    if signed.kid is None:
        raise BadSeal(Code.E_COSE)
    return signed.kid


@lru_cache(maxsize=1024)
def _read_header(protected: bytes) -> tuple[int, bytes | None]:
    """The same few bytes stand in every statement of a key."""
    header = cbor.decode(protected)
    if not isinstance(header, dict) or not header.keys() <= {_ALGORITHM, _KID}:
        raise BadSeal(Code.E_COSE)
    algorithm, kid = header.get(_ALGORITHM), header.get(_KID)
    if type(algorithm) is not int or algorithm not in (ED25519, ESP256):
        raise BadSeal(Code.E_ALG)
    if _KID in header and not (isinstance(kid, bytes) and len(kid) == 8):
        raise BadSeal(Code.E_COSE)
    return algorithm, kid


@lru_cache(maxsize=1024)
def _protected(algorithm: int, kid: bytes | None) -> bytes:
    """The headers as the byte string they stand in."""
    header = {_ALGORITHM: algorithm} if kid is None else {_ALGORITHM: algorithm, _KID: kid}
    return cbor.octets(cbor.encode(header))


def _sig_structure(protected: bytes, aad: str, payload: bytes) -> bytes:
    return _OF_FOUR + _CONTEXT + protected + cbor.octets(aad.encode()) + cbor.octets(payload)
