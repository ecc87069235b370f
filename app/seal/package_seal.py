"""Who owns a scheme, what they signed, and when that counts: packages and their recall (R13)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from app.seal import cbor, cose
from app.seal.codes import BadSeal
from app.seal.cose import Purpose
from app.seal.keys import SigningKey, algorithm_of, key_id
from app.seal.package_errors import (
    OwnerNotCovering,
    OwnerOutOfTime,
    OwnerUnknown,
    PackageContentChanged,
    PackageFromFuture,
    PackageSignatureWrong,
)
from app.seal.shape import Fields, bad_shape, checked_text, day_number
from app.seal.trust import MAX_WINDOW_DAYS, Trust

LONGEST_REASON = 600
_MOST = 64
_GRACE = timedelta(days=1)  # days are local: the owner's may have begun before ours
_VERSION = re.compile(r"(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,3})){2}")


@dataclass(frozen=True, slots=True)
class OwnerClaims:
    """What the region's authority or root signs of a scheme owner.

    `public` is the key the owner signs with, `schemes` and `codes` (`CNC-1`, every version) what
    for; both days are included and lie at most 13 months apart.
    """

    public: bytes
    name: str
    schemes: tuple[str, ...]
    codes: tuple[str, ...]
    first_day: date
    last_day: date
    serial: int

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE for claims no verifier would take."""
        raw = cbor.encode(
            {
                1: self.public,
                2: self.name,
                3: list(self.schemes),
                4: list(self.codes),
                5: day_number(self.first_day),
                6: day_number(self.last_day),
                7: self.serial,
            }
        )
        OwnerClaims.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "OwnerClaims":
        """The claims behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4, 5, 6, 7})
        claims = cls(
            public=fields.octets(1, 32, 33),
            name=fields.text(2, 80),
            schemes=tuple(checked_text(each, 40) for each in fields.items(3, 1, _MOST)),
            codes=tuple(checked_text(each, 12) for each in fields.items(4, 1, _MOST)),
            first_day=fields.day(5),
            last_day=fields.day(6),
            serial=fields.integer(7),
        )
        if not 0 <= (claims.last_day - claims.first_day).days < MAX_WINDOW_DAYS:
            raise bad_shape()
        return claims


@dataclass(frozen=True, slots=True)
class PackageClaims:
    """What the owner signs of a version: `content` is the SHA-256 (32 bytes) of its content."""

    content: bytes
    scheme: str
    code: str
    version: str
    signed: date

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE."""
        raw = cbor.encode(_version_map(self))
        PackageClaims.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "PackageClaims":
        """The claims behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4, 5})
        return cls(fields.octets(1, 32), *_version_fields(fields))


@dataclass(frozen=True, slots=True)
class RecallClaims(PackageClaims):
    """What the owner signs when a version must not be used any more; `signed`: since when."""

    reason: str

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE."""
        raw = cbor.encode({**_version_map(self), 6: self.reason})
        RecallClaims.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "RecallClaims":
        """The claims behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4, 5, 6})
        content, reason = fields.octets(1, 32), fields.text(6, LONGEST_REASON)
        return cls(content, *_version_fields(fields), reason)


Claims = TypeVar("Claims", bound=PackageClaims)


def sign_owner(authority_key: SigningKey, claims: OwnerClaims) -> bytes:
    """The owner's statement, by the region's authority or a root."""
    return cose.sign1(authority_key, claims.to_bytes(), Purpose.OWNER)


def sign_package(owner_key: SigningKey, claims: PackageClaims) -> bytes:
    """The owner's word that this is the content of that version."""
    return cose.sign1(owner_key, claims.to_bytes(), Purpose.PACKAGE)


def sign_recall(owner_key: SigningKey, claims: RecallClaims) -> bytes:
    """The owner's word that a version must not be used any more."""
    return cose.sign1(owner_key, claims.to_bytes(), Purpose.RECALL)


def read_owner(statement: bytes) -> OwnerClaims:
    """What an owner's statement says, proved by nobody yet. Raises PackageSignatureWrong."""
    try:
        return OwnerClaims.from_bytes(cose.open1(statement, Purpose.OWNER).payload)
    except BadSeal as error:
        raise PackageSignatureWrong from error


def prove_owner(statement: bytes, trust: Trust, today: date) -> OwnerClaims:
    """The owner, once a pinned root or an authority it lists stands behind the statement today.

    Raises OwnerUnknown, OwnerOutOfTime, PackageSignatureWrong.
    """
    owner = read_owner(statement)
    signed = cose.open1(statement, Purpose.OWNER)
    try:
        if not _stands_behind(signed, trust, today):
            raise OwnerUnknown
    except BadSeal as error:
        raise PackageSignatureWrong from error
    if not owner.first_day <= today <= owner.last_day:
        raise OwnerOutOfTime(owner.name, owner.first_day, owner.last_day, today)
    return owner


def prove_package(signature: bytes, owner: OwnerClaims, content: bytes) -> PackageClaims:
    """What the owner signed, once it is by their key, theirs to sign and about `content` (hash).

    Raises PackageSignatureWrong, OwnerNotCovering, OwnerOutOfTime, PackageContentChanged.
    """
    claims = _proved(signature, owner, Purpose.PACKAGE, PackageClaims.from_bytes)
    if claims.content != content:
        raise PackageContentChanged
    return claims


def prove_recall(signature: bytes, owner: OwnerClaims) -> RecallClaims:
    """What the owner recalls. Raises PackageSignatureWrong, OwnerNotCovering, OwnerOutOfTime."""
    return _proved(signature, owner, Purpose.RECALL, RecallClaims.from_bytes)


def refuse_future(claims: PackageClaims, today: date) -> None:
    """Raises PackageFromFuture when it was signed on a day that is not here yet."""
    if claims.signed > today + _GRACE:
        raise PackageFromFuture(claims.signed, today)


def _stands_behind(signed: cose.Signed, trust: Trust, today: date) -> bool:
    kid = cose.kid_of(signed)
    for root in trust.roots:
        if key_id(root) == kid:
            cose.check1(signed, root, algorithm_of(root) or 0)
            return True
    listed = [key for key in trust.authorities(kid) if key.covers(today)]
    for authority in listed:
        cose.check1(signed, authority.public, authority.algorithm)
    return bool(listed)


def _proved(
    signature: bytes, owner: OwnerClaims, purpose: Purpose, read: Callable[[bytes], Claims]
) -> Claims:
    try:
        signed = cose.open1(signature, purpose)
        cose.kid_of(signed)
        cose.check1(signed, owner.public, algorithm_of(owner.public) or 0)
        claims = read(signed.payload)
    except BadSeal as error:
        raise PackageSignatureWrong from error
    _prove_covering(owner, claims)
    return claims


def _prove_covering(owner: OwnerClaims, claims: PackageClaims) -> None:
    if claims.code not in owner.codes or claims.scheme not in owner.schemes:
        raise OwnerNotCovering(owner.name, claims.code, claims.scheme)
    if not owner.first_day <= claims.signed <= owner.last_day:
        raise OwnerOutOfTime(owner.name, owner.first_day, owner.last_day, claims.signed)


def _version_map(claims: PackageClaims) -> dict[int, object]:
    return {
        1: claims.content,
        2: claims.scheme,
        3: claims.code,
        4: claims.version,
        5: day_number(claims.signed),
    }


def _version_fields(fields: Fields) -> tuple[str, str, str, date]:
    version = fields.text(4, 13)
    if not _VERSION.fullmatch(version):
        raise bad_shape()
    return fields.text(2, 40), fields.text(3, 12), version, fields.day(5)
