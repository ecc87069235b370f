"""A node's signed word on what became of a record it was sent (sync.md, "Per record")."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from app.seal import cbor, cose
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of
from app.seal.shape import Fields


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
    """The receipt's bytes."""
    payload = {1: record_hash, 2: int(received_at.timestamp()), 3: result.value}
    return cose.sign1(node_key, cbor.encode(payload), Purpose.RECEIPT)


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
