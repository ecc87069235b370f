"""A node's signed word on what became of a record it was sent (sync.md, "Per record")."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache

from app.seal import cbor, cose
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of
from app.seal.shape import Fields

_HEAD = b"\xa3\x01\x58\x20"
"""The start of a map of three, whose first is 32 bytes long."""


class ReceiptResult(StrEnum):
    """What the node did with a record."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    STORED_FORKED = "stored_forked"
    STORED_HELD = "stored_held"
    GONE = "gone"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One record's receipt; `received_at` in UTC to the second, `kid` the node key's id."""

    record_hash: bytes
    received_at: datetime
    result: ReceiptResult
    kid: bytes


def received_at(raw: bytes) -> datetime:
    """When the node took the record, by its clock, in a receipt proved before. Raises BadSeal."""
    payload = cose.open1(raw, Purpose.RECEIPT).payload
    return Fields(cbor.decode(payload), {1, 2, 3}).moment(2).astimezone(UTC)


def sign_receipt(
    node_key: SigningKey, record_hash: bytes, received_at: datetime, result: ReceiptResult
) -> bytes:
    """The receipt's bytes; ValueError for what is no record's hash."""
    if len(record_hash) != 32:
        raise ValueError(len(record_hash))
    payload = _HEAD + record_hash + _tail(received_at, result)
    return cose.sign1(node_key, payload, Purpose.RECEIPT)


@lru_cache(maxsize=64)
def _tail(received_at: datetime, result: ReceiptResult) -> bytes:
    """What the receipts of a moment have in common: of a map of three, the second and third."""
    return cbor.encode({2: int(received_at.timestamp()), 3: result.value})[1:]


def open_receipt(raw: bytes, node_public: bytes) -> Receipt:
    """The receipt in bytes signed by `node_public`. Raises BadSeal."""
    signed = cose.open1(raw, Purpose.RECEIPT)
    kid = cose.kid_of(signed)
    cose.check1(signed, node_public, algorithm_of(node_public) or 0)
    fields = Fields(cbor.decode(signed.payload), {1, 2, 3})
    received_at = fields.moment(2).astimezone(UTC)
    try:
        result = ReceiptResult(fields.text(3, 20))
    except ValueError as error:
        raise BadSeal(Code.E_SHAPE) from error
    return Receipt(fields.octets(1, 32), received_at, result, kid)
