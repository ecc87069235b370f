"""Files between two laptops without network: sealed by a code that is told by voice (R29, R61)."""

import os
import secrets
from datetime import date, datetime
from typing import Annotated, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.domain.errors import UserError

VERSION = 1
MAX_FILE = 2**20
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LONG, _HALF = 10, 5
_NONCE, _SALT = 12, 16
_MEMORY, _PASSES, _LANES = 64 * 1024, 3, 4  # KiB: 49 random bits are worth little less

ShortText = Annotated[str, msgspec.Meta(max_length=300)]
LongText = Annotated[str, msgspec.Meta(max_length=4000)]


class NotAHandover(UserError):
    """The file is no hand-over between two assessors: another kind, damaged or too large."""


class NewerHandover(UserError):
    """The file was written by a newer Intyga."""


class WrongCode(UserError):
    """The code does not open the file, or the file was changed on its way."""


class Ask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a second assessor at another laptop needs to rate blind; no rating is in it.

    `case`, `person`, `sitting` (the first's) are ids as text; `areas` those to take.
    """

    case: ShortText
    person: ShortText
    sitting: ShortText
    name: ShortText
    protected: bool
    profile: ShortText
    version: ShortText
    protocol: ShortText
    areas: Annotated[tuple[ShortText, ...], msgspec.Meta(max_length=200)]
    asked_by: ShortText
    number: int
    centre: ShortText
    machine: ShortText
    gauge: ShortText
    asked: datetime
    gauge_calibrated_to: date | None = None


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the second assessor signed: their record, what it commits to, and their statement."""

    record: bytes
    salt: bytes
    payload: bytes
    public: bytes
    accreditation: bytes


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    salt: bytes
    content: bytes
    intyga: str = "handover"
    version: int = VERSION


class _Versioned(msgspec.Struct):
    intyga: str
    version: int


ContentT = TypeVar("ContentT", Ask, Answer)


def new_code() -> str:
    """A code to tell by voice: `K7QM4-T2P9X`, 49 random bits, no letters that sound alike twice."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LONG))
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def seal_content(content: Ask | Answer, code: str) -> bytes:
    """The file's bytes, readable with the code only."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    plain = msgspec.json.encode(content)
    sealed = nonce + AESGCM(_key(code, salt)).encrypt(nonce, plain, _bound(type(content)))
    return msgspec.json.encode(_File(salt, sealed))


def open_content(raw: bytes, code: str, kind: type[ContentT]) -> ContentT:
    """What is in the file. Raises NotAHandover, NewerHandover, WrongCode."""
    file = _read(raw)
    nonce, sealed = file.content[:_NONCE], file.content[_NONCE:]
    try:
        plain = AESGCM(_key(code, file.salt)).decrypt(nonce, sealed, _bound(kind))
        return msgspec.json.decode(plain, type=kind)
    except (InvalidTag, ValueError) as error:  # ValueError: a nonce cut short
        raise WrongCode from error
    except msgspec.DecodeError as error:
        raise NotAHandover from error


def _read(raw: bytes) -> _File:
    if len(raw) > MAX_FILE:
        raise NotAHandover
    try:
        return msgspec.json.decode(raw, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unreadable(raw) from error


def _unreadable(raw: bytes) -> UserError:
    try:
        found = msgspec.json.decode(raw, type=_Versioned)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return NotAHandover()
    is_newer = found.intyga == "handover" and found.version > VERSION
    return NewerHandover() if is_newer else NotAHandover()


def _key(code: str, salt: bytes) -> bytes:
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    kdf = Argon2id(salt=salt, length=32, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY)
    return kdf.derive(letters.encode("utf-8", "surrogatepass"))


def _bound(kind: type[Ask] | type[Answer]) -> bytes:
    return f"intyga/handover/{VERSION}/{kind.__name__}".encode()
