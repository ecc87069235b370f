"""Asking for an accreditation and the answer, as one line each: shown as QR, read by anything."""

# Letters and digits only, so that a keyboard scanner of any layout types them right: a mark of the
# kind, base32 (Crockford's alphabet), the last 32 bits a check.

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from app.domain.errors import UserError
from app.seal import cbor, cose
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of, key_id
from app.seal.shape import Fields, checked_text, day_number

MAX_TEXT = 4000
_CHECK = 4
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RFC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_WRITTEN, _READ = str.maketrans(_RFC, _CROCKFORD), str.maketrans(_CROCKFORD, _RFC)
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})


class TextKind(StrEnum):
    """What a text is; the value is the mark it begins with."""

    REQUEST = "KB1Q"
    ANSWER = "KB1A"


class NotThisText(UserError):
    """The text is not the one wanted; `reason`: "other" of the two, "damaged" or "foreign"."""

    def __init__(self, wanted: TextKind, reason: Literal["other", "damaged", "foreign"]) -> None:
        super().__init__()
        self.wanted = wanted
        self.reason = reason


@dataclass(frozen=True, slots=True)
class AccreditationRequest:
    """What a seal asks of the authority. `serial`: of the new statement; `asked`: the day.

    `profiles` are those it has or was invited for; the authority decides.
    """

    public: bytes
    assessor: str
    number: int
    centre: str
    profiles: tuple[str, ...]
    serial: int
    asked: date

    @property
    def kid(self) -> bytes:
        """The seal's id, to be compared by eye."""
        return key_id(self.public)

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE."""
        entries = {
            1: self.public,
            2: self.assessor,
            3: self.number,
            4: self.centre,
            5: list(self.profiles),
            6: self.serial,
            7: day_number(self.asked),
        }
        raw = cbor.encode(entries)
        AccreditationRequest.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "AccreditationRequest":
        """The request behind a payload. Raises BadSeal."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4, 5, 6, 7})
        return cls(
            public=fields.octets(1, 32, 33),
            assessor=fields.text(2, 80),
            number=fields.integer(3),
            centre=fields.text(4, 80),
            profiles=tuple(checked_text(code, 12) for code in fields.items(5, 0, 64)),
            serial=fields.integer(6, least=1),
            asked=fields.day(7),
        )


def request_text(seal: SigningKey, request: AccreditationRequest) -> str:
    """The request, signed by the seal itself: nobody can ask for a key they do not have."""
    return _text(TextKind.REQUEST, cose.sign1(seal, request.to_bytes(), Purpose.REQUEST))


def read_request(text: str) -> AccreditationRequest:
    """The request, once its own seal has proved it. Raises NotThisText, BadSeal."""
    signed = cose.open1(_bytes(TextKind.REQUEST, text), Purpose.REQUEST)
    request = AccreditationRequest.from_bytes(signed.payload)
    cose.check1(signed, request.public, algorithm_of(request.public) or 0)
    if signed.kid != request.kid:
        raise BadSeal(Code.E_COSE)
    return request


def answer_text(statement: bytes) -> str:
    """The authority's signed accreditation as a line."""
    return _text(TextKind.ANSWER, statement)


def read_answer(text: str) -> bytes:
    """The signed accreditation, unproved but well formed. Raises NotThisText, BadSeal."""
    raw = _bytes(TextKind.ANSWER, text)
    AccreditationClaims.from_bytes(cose.open1(raw, Purpose.ACCREDITATION).payload)
    return raw


def looks_like(text: str) -> TextKind | None:
    """Which of the two a text begins like."""
    letters = _letters(text[:MAX_TEXT])
    return next((kind for kind in TextKind if letters.startswith(kind)), None)


def _text(kind: TextKind, raw: bytes) -> str:
    body = base64.b32encode(raw + _check(kind, raw)).decode().rstrip("=")
    return kind + body.translate(_WRITTEN)


def _bytes(wanted: TextKind, text: str) -> bytes:
    letters = _letters(text)
    if not letters.startswith(wanted):
        raise NotThisText(wanted, "foreign" if looks_like(text) is None else "other")
    body = letters.removeprefix(wanted)
    if len(letters) > MAX_TEXT or not set(body) <= set(_CROCKFORD):
        raise NotThisText(wanted, "damaged")
    padded = body.translate(_READ) + "=" * (-len(body) % 8)
    try:
        whole = base64.b32decode(padded)
    except ValueError as error:
        raise NotThisText(wanted, "damaged") from error
    raw = whole[:-_CHECK]
    if whole[-_CHECK:] != _check(wanted, raw) or _text(wanted, raw) != letters:
        raise NotThisText(wanted, "damaged")
    return raw


def _letters(text: str) -> str:
    return "".join(text[: 2 * MAX_TEXT].upper().replace("-", "").split()).translate(_FORGIVEN)


def _check(kind: TextKind, raw: bytes) -> bytes:
    return hashlib.sha256(kind.encode() + raw).digest()[:_CHECK]
