"""The node's word on a protocol version: published from a day, withdrawn, or recalled."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.seal import cbor, cose
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of
from app.seal.shape import Fields, bad_shape, day_number

_LARGEST = 2**31


class Word(StrEnum):
    """What the region says of a version."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class ProtocolWord:
    """One version, by the hash of its content, and the file that carries it or its recall.

    `object`: the file's SHA-256, `size` in bytes; new cases start on it from `from_day`.
    """

    content: bytes
    code: str
    version: str
    word: Word
    object: bytes
    size: int
    from_day: date

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE for what no desk would take."""
        raw = cbor.encode(
            {
                1: self.content,
                2: self.code,
                3: self.version,
                4: self.word.value,
                5: self.object,
                6: self.size,
                7: day_number(self.from_day),
            }
        )
        ProtocolWord.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "ProtocolWord":
        """The word behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4, 5, 6, 7})
        try:
            word = Word(fields.text(4, 20))
        except ValueError as error:
            raise bad_shape() from error
        size = fields.integer(6)
        if not 0 < size < _LARGEST:
            raise bad_shape()
        return cls(
            content=fields.octets(1, 32),
            code=fields.text(2, 12),
            version=fields.text(3, 13),
            word=word,
            object=fields.octets(5, 32),
            size=size,
            from_day=fields.day(7),
        )


def sign_protocol_word(node_key: SigningKey, word: ProtocolWord) -> bytes:
    """The word as the node tells it. Raises BadSeal."""
    return cose.sign1(node_key, word.to_bytes(), Purpose.PROTOCOL)


def open_protocol_word(raw: bytes, node_public: bytes) -> ProtocolWord:
    """The word in bytes signed by `node_public`. Raises BadSeal."""
    signed = cose.open1(raw, Purpose.PROTOCOL)
    cose.kid_of(signed)
    cose.check1(signed, node_public, algorithm_of(node_public) or 0)
    return ProtocolWord.from_bytes(signed.payload)
