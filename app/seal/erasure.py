"""The region's order to erase a person: by pseudonym, signed by the node's own key."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from app.seal import cbor, cose
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of
from app.seal.shape import Fields

_VERSION = 1


@dataclass(frozen=True, slots=True)
class EraseOrder:
    """Whom to erase, and when it was decided (UTC, to the second)."""

    subject: UUID
    decided: datetime


def sign_order(node_key: SigningKey, order: EraseOrder) -> bytes:
    """The order's bytes."""
    decided = int(order.decided.timestamp())
    payload = {1: _VERSION, 2: order.subject.bytes, 3: decided}
    return cose.sign1(node_key, cbor.encode(payload), Purpose.ERASURE)


def open_order(raw: bytes, node_public: bytes) -> EraseOrder:
    """The order in bytes signed by the key `node_public`. Raises BadSeal for any other."""
    signed = cose.open1(raw, Purpose.ERASURE)
    cose.check1(signed, node_public, algorithm_of(node_public) or 0)
    fields = Fields(cbor.decode(signed.payload), {1, 2, 3})
    fields.integer(1, _VERSION, _VERSION)
    return EraseOrder(UUID(bytes=fields.octets(2, 16)), fields.moment(3).astimezone(UTC))


def order_name(raw: bytes) -> str:
    """What names an order: the SHA-256 (hex) of its bytes."""
    return sha256(raw).hexdigest()
