"""What a node asks of its authority and what comes back, as files carried by hand."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

import msgspec

from app.domain.errors import UserError
from app.seal import cbor, cose
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, key_id
from app.seal.shape import Fields, day_number
from app.seal.status import SealState

LARGEST_FILE = 4 * 2**20
T = TypeVar("T")


class NotACeremonyFile(UserError):
    """The file is not the one asked for; `name` is the file's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class AskedSeal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A seal that waits for an accreditation, or whose days run out; `serial` of the new one.

    `paper`: the seal's word on the key it signs files with, b"" before it has sent one.
    """

    public: bytes
    assessor: str
    number: int
    centre: str
    profiles: tuple[str, ...]
    serial: int
    paper: bytes = b""


class AskedCentre(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A test centre whose statement is lacking or runs out; `sites` empty: wherever it works."""

    centre: str
    profiles: tuple[str, ...]
    sites: tuple[str, ...]
    serial: int


class Requests(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The node's list for the authority. `node`: the node's public key."""

    intyga: Literal["requests"]
    region: str
    node: bytes
    seals: tuple[AskedSeal, ...]
    centres: tuple[AskedCentre, ...]


class PaperAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """X.509 for the key a seal signs files with, and the authority's own certificate (DER)."""

    kid: bytes
    certificate: bytes
    issuer: bytes


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the authority signed: statements on seals and centres, orders, keys for files.

    `endorsements`: the same statements on seals as credentials, for badges (JSON).
    """

    intyga: Literal["answers"]
    seals: tuple[bytes, ...] = ()
    centres: tuple[bytes, ...] = ()
    orders: tuple[bytes, ...] = ()
    papers: tuple[PaperAnswer, ...] = ()
    endorsements: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class SealOrder:
    """The authority withdraws a seal from `since` on, calls it compromised, or lets it be again.

    `serial` counts up for each seal, so that an old order cannot be played again.
    """

    kid: bytes
    state: SealState
    since: date
    serial: int

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE."""
        raw = cbor.encode({1: self.kid, 2: self.state, 3: day_number(self.since), 4: self.serial})
        SealOrder.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "SealOrder":
        """The order behind a payload. Raises BadSeal."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4})
        state = SealState(fields.integer(2, 0, 2))
        return cls(fields.octets(1, 8), state, fields.day(3), fields.integer(4))


def sign_order(authority_key: SigningKey, order: SealOrder) -> bytes:
    """The order as a node takes it."""
    return cose.sign1(authority_key, order.to_bytes(), Purpose.ORDER)


def kid_of(public: bytes) -> str:
    """A key's id in hex, as people compare it."""
    return key_id(public).hex()


def read_requests(raw: bytes, name: str) -> Requests:
    """The list in a file. Raises NotACeremonyFile."""
    return _read(raw, name, Requests)


def read_answers(raw: bytes, name: str) -> Answers:
    """The answers in a file. Raises NotACeremonyFile."""
    return _read(raw, name, Answers)


def _read(raw: bytes, name: str, kind: type[T]) -> T:
    if len(raw) > LARGEST_FILE:
        raise NotACeremonyFile(name)
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotACeremonyFile(name) from error
