"""The form nearly every record has, taken apart in one go; what else comes is read with care."""

import re
from typing import NamedTuple

_NUMBER = rb"([\x00-\x17]|\x18[\x18-\xff]|\x19[\x01-\xff].|\x1a(?!\0\0)....)"
_MOMENT = rb"\x1b((?!\0{4}).{8})"
_HASH = rb"(?:\xf6|X\x20(.{32}))"

_HEADER = re.compile(
    rb"\xafav\x01bidP(.{6}[\x70-\x7f].[\x80-\xbf].{7})capp(.{2,82}?)ckidH(.{8})"
    rb"cseq"
    + _NUMBER
    + rb"dprev"
    + _HASH
    + rb"drefs\x80dtime\xa4dwall"
    + _MOMENT
    + rb"fanchor(?:\xf6|"
    + _MOMENT
    + rb")foffset(.{1,3}?)gquality(.{2,21}?)dtype(.{2,43}?)"
    rb"eblobs\x80eepochP(.{16})fschema\x01gpayload\xa2dsize" + _NUMBER + rb"fcommitX\x20(.{32})"
    rb"gsubject(?:\xf6|x\x24([0-9a-f-]{36}))hprotocol" + _HASH,
    re.DOTALL,
)
"""Canonical CBOR by its form: what is matched here the careful reader reads the same."""

_STATEMENT = re.compile(
    rb"\x84M(.{13})\xa0(?:X([\x18-\xff])|Y([\x01-\xff].))(.*)X@(.{64})", re.DOTALL
)


class UsualHeader(NamedTuple):
    """The pieces of a header: numbers and hashes as bytes, None for null.

    `app`, `offset`, `quality`, `type`: still CBOR, of few values and not looked at here. No blobs,
    no refs, schema 1; `id` is of version 7, `seq` and `size` stand in their shortest form.
    """

    id: bytes
    app: bytes
    kid: bytes
    seq: bytes
    prev: bytes | None
    wall: bytes
    anchor: bytes | None
    offset: bytes
    quality: bytes
    type: bytes
    epoch: bytes
    size: bytes
    commit: bytes
    subject: bytes | None
    protocol: bytes | None


def usual_header(raw: bytes) -> UsualHeader | None:
    """The header's pieces where it has the usual form."""
    found = _HEADER.fullmatch(raw)
    return None if found is None else UsualHeader(*found.groups())


def usual_statement(raw: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Protected header (13 bytes), payload (24 to 65 535 bytes) and signature of a COSE_Sign1."""
    found = _STATEMENT.fullmatch(raw)
    if found is None:
        return None
    protected, short, long, payload, signature = found.groups()
    if len(payload) != int.from_bytes(short or long, "big"):
        return None
    return protected, payload, signature


def number(raw: bytes) -> int:
    """A whole number that has the form of this module."""
    return raw[0] if len(raw) == 1 else int.from_bytes(raw[1:], "big")
