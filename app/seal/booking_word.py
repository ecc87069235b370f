"""The node's word on a planned booking: who is expected at a test centre, or that nobody is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.seal import cbor, cose
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of
from app.seal.shape import Fields, day_number

CENTRE_MOST, NAME_MOST, NOTE_MOST, CODE_MOST = 200, 320, 800, 12
"""The longest texts, in bytes of UTF-8."""


@dataclass(frozen=True, slots=True)
class Booked:
    """Whom a coordinator has booked; `birth_date` None and `company`, `note` "" where not told."""

    profile: str
    name: str
    birth_date: date | None
    company: str
    note: str


@dataclass(frozen=True, slots=True)
class BookingWord:
    """A booking of one day at one test centre; `booked` None once it is withdrawn."""

    id: UUID
    centre: str
    day: date
    booked: Booked | None

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE for what no desk would take."""
        raw = cbor.encode(
            {1: self.id.bytes, 2: self.centre, 3: day_number(self.day), 4: _packed(self.booked)}
        )
        BookingWord.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "BookingWord":
        """The word behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4})
        return cls(
            id=UUID(bytes=fields.octets(1, 16)),
            centre=fields.text(2, CENTRE_MOST),
            day=fields.day(3),
            booked=_unpacked(fields.raw(4)) if fields.is_given(4) else None,
        )


def sign_booking(node_key: SigningKey, word: BookingWord) -> bytes:
    """The word as the node tells it. Raises BadSeal."""
    return cose.sign1(node_key, word.to_bytes(), Purpose.BOOKING)


def open_booking(raw: bytes, node_public: bytes) -> BookingWord:
    """The word in bytes signed by `node_public`. Raises BadSeal."""
    signed = cose.open1(raw, Purpose.BOOKING)
    cose.kid_of(signed)
    cose.check1(signed, node_public, algorithm_of(node_public) or 0)
    return BookingWord.from_bytes(signed.payload)


def _packed(booked: Booked | None) -> dict[int, object] | None:
    if booked is None:
        return None
    born = None if booked.birth_date is None else day_number(booked.birth_date)
    return {
        1: booked.profile,
        2: booked.name,
        3: born,
        4: booked.company or None,
        5: booked.note or None,
    }


def _unpacked(value: object) -> Booked:
    fields = Fields(value, {1, 2, 3, 4, 5})
    return Booked(
        profile=fields.text(1, CODE_MOST),
        name=fields.text(2, NAME_MOST),
        birth_date=fields.birth_day(3) if fields.is_given(3) else None,
        company=fields.text(4, NAME_MOST) if fields.is_given(4) else "",
        note=fields.text(5, NOTE_MOST) if fields.is_given(5) else "",
    )
