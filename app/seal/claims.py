"""What a certificate and an accreditation state, and their CBOR maps (certificate.md, KB1)."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.certificate import CertificateKind
from app.seal import cbor
from app.seal.keys import ED25519, ESP256, algorithm_of
from app.seal.shape import Fields, bad_shape, checked_text, day_number

CREDITED, _PADDING = 14, 15
_LEVELS = {0, 1, 2, 3, 4, CREDITED}
_PRACTICE = 15
_KINDS = {CertificateKind.PARTIAL: 1, CertificateKind.STATEMENT: 2}
_KIND_OF = {number: kind for kind, number in _KINDS.items()}
_PROFILE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*/[0-9]{1,3}")
_PROFILE_CODE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_MAX_WINDOW_DAYS = 120
MAX_STATUS_INDEX = 2**25 - 1  # 8 MiB of 2-bit entries


@dataclass(frozen=True, slots=True)
class CertificateClaims:
    """What the seal signs. Never an identity number (I12); names as in the identity document.

    `profile` is code and major version (`CNC-1/1`); `levels` one per area in protocol order:
    0 not assessed, 1–4, 14 credited without level. `practice` takes the place of `kind` on the
    wire (key 9 = 15), so a practice print read back says FULL and its kind means nothing.
    `is_protected`: a verifier shows number and status only (R41).
    """

    certificate_id: bytes
    name: str
    birth_date: date | None
    profile: str
    levels: tuple[int, ...]
    issued: date
    valid_to: date | None
    status_index: int
    kind: CertificateKind = CertificateKind.FULL
    practice: bool = False
    replaces: bytes | None = None
    centre: str | None = None
    is_protected: bool = False

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE for claims no verifier would take."""
        raw = cbor.encode(_certificate_map(self))
        CertificateClaims.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "CertificateClaims":
        """The claims behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), {1, 2, 4, 5, 6, 8}, {3, 7, 9, 10, 11, 12})
        kind, practice = _read_kind(fields)
        claims = cls(
            certificate_id=fields.octets(1, 10),
            name=fields.text(2, 80),
            birth_date=fields.birth_day(3) if 3 in fields else None,
            profile=_matching(_PROFILE, fields.text(4, 16)),
            levels=_unpack_levels(fields.octets(5, *range(1, 33))),
            issued=fields.day(6),
            valid_to=fields.day(7) if 7 in fields else None,
            status_index=fields.integer(8, 0, MAX_STATUS_INDEX),
            kind=kind,
            practice=practice,
            replaces=fields.octets(10, 10) if 10 in fields else None,
            centre=fields.text(11, 80) if 11 in fields else None,
            is_protected=12 in fields and bool(fields.integer(12, 1, 1)),
        )
        if claims.valid_to is not None and claims.valid_to < claims.issued:
            raise bad_shape()
        return claims


@dataclass(frozen=True, slots=True)
class AccreditationClaims:
    """What the authority signs: whose seal it is and what it may certify between which days.

    `seal_public` is 32 bytes (Ed25519, `algorithm` -19) or 33 (compressed P-256, -9);
    `profiles` are codes without version (`CNC-1`): an accreditation covers every version.
    """

    number: int
    seal_public: bytes
    algorithm: int
    assessor: str
    centre: str
    profiles: tuple[str, ...]
    first_day: date
    last_day: date
    serial: int

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE for claims no verifier would take."""
        raw = cbor.encode(_accreditation_map(self))
        AccreditationClaims.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "AccreditationClaims":
        """The claims behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4, 5, 6, 7, 8}, {9})
        seal_public = fields.octets(2, 32, 33)
        codes = [checked_text(code, 12) for code in fields.items(5, 1, 64)]
        claims = cls(
            number=fields.integer(1),
            seal_public=seal_public,
            algorithm=_read_algorithm(fields, seal_public),
            assessor=fields.text(3, 80),
            centre=fields.text(4, 80),
            profiles=tuple(_matching(_PROFILE_CODE, code) for code in codes),
            first_day=fields.day(6),
            last_day=fields.day(7),
            serial=fields.integer(8),
        )
        if not 0 <= (claims.last_day - claims.first_day).days < _MAX_WINDOW_DAYS:
            raise bad_shape()
        return claims


def _certificate_map(claims: CertificateClaims) -> dict[int, object]:
    born, valid_to = claims.birth_date, claims.valid_to
    entries: dict[int, object] = {
        1: claims.certificate_id,
        2: claims.name,
        3: None if born is None else day_number(born),
        4: claims.profile,
        5: _pack_levels(claims.levels),
        6: day_number(claims.issued),
        7: None if valid_to is None else day_number(valid_to),
        8: claims.status_index,
        9: _PRACTICE if claims.practice else _KINDS.get(claims.kind),
        10: claims.replaces,
        11: claims.centre,
        12: 1 if claims.is_protected else None,
    }
    return {key: entry for key, entry in entries.items() if entry is not None}


def _accreditation_map(claims: AccreditationClaims) -> dict[int, object]:
    entries: dict[int, object] = {
        1: claims.number,
        2: claims.seal_public,
        3: claims.assessor,
        4: claims.centre,
        5: list(claims.profiles),
        6: day_number(claims.first_day),
        7: day_number(claims.last_day),
        8: claims.serial,
    }
    if claims.algorithm != ED25519:
        entries[9] = claims.algorithm
    return entries


def _pack_levels(levels: tuple[int, ...]) -> bytes:
    if not levels or any(level not in _LEVELS for level in levels):
        raise bad_shape()
    padded = [*levels, _PADDING] if len(levels) % 2 else list(levels)
    pairs = zip(padded[::2], padded[1::2], strict=True)
    return bytes(high << 4 | low for high, low in pairs)


def _unpack_levels(raw: bytes) -> tuple[int, ...]:
    levels = [level for octet in raw for level in (octet >> 4, octet & 15)]
    if levels[-1] == _PADDING:
        levels.pop()
    if any(level not in _LEVELS for level in levels):
        raise bad_shape()
    return tuple(levels)


def _read_kind(fields: Fields) -> tuple[CertificateKind, bool]:
    if 9 not in fields:
        return CertificateKind.FULL, False
    number = fields.integer(9)
    if number == _PRACTICE:
        return CertificateKind.FULL, True
    if number not in _KIND_OF:
        raise bad_shape()
    return _KIND_OF[number], False


def _read_algorithm(fields: Fields, public: bytes) -> int:
    stated = fields.integer(9, least=ESP256, most=ESP256) if 9 in fields else ED25519
    if stated != algorithm_of(public):
        raise bad_shape()
    return stated


def _matching(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise bad_shape()
    return value
