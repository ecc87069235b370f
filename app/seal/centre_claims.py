"""What the authority states of a test centre: which profiles, at which sites, when (R2)."""

import re
from dataclasses import dataclass
from datetime import date

from app.seal import cbor
from app.seal.shape import Fields, bad_shape, checked_text, day_number
from app.seal.trust import MAX_WINDOW_DAYS

_PROFILE_CODE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_MAX_SITES, _MAX_PROFILES = 64, 64


@dataclass(frozen=True, slots=True)
class CentreClaims:
    """A centre's accreditation, both days included.

    `sites` empty: every site of the centre; `profiles` are codes without version (`CNC-1`).
    """

    centre: str
    sites: tuple[str, ...]
    profiles: tuple[str, ...]
    first_day: date
    last_day: date
    serial: int

    def to_bytes(self) -> bytes:
        """The payload to sign. Raises BadSeal E_SHAPE for claims no desk would take."""
        raw = cbor.encode(
            {
                1: self.centre,
                2: list(self.sites),
                3: list(self.profiles),
                4: day_number(self.first_day),
                5: day_number(self.last_day),
                6: self.serial,
            }
        )
        CentreClaims.from_bytes(raw)
        return raw

    @classmethod
    def from_bytes(cls, raw: bytes) -> "CentreClaims":
        """The claims behind a payload. Raises BadSeal: E_CBOR, E_NONCANONICAL, E_SHAPE."""
        fields = Fields(cbor.decode(raw), {1, 2, 3, 4, 5, 6})
        claims = cls(
            centre=fields.text(1, 80),
            sites=tuple(checked_text(site, 80) for site in fields.items(2, 0, _MAX_SITES)),
            profiles=tuple(_code(code) for code in fields.items(3, 1, _MAX_PROFILES)),
            first_day=fields.day(4),
            last_day=fields.day(5),
            serial=fields.integer(6),
        )
        if not 0 <= (claims.last_day - claims.first_day).days < MAX_WINDOW_DAYS:
            raise bad_shape()
        if len(set(claims.sites)) < len(claims.sites) or not all(claims.sites):
            raise bad_shape()
        if len(set(claims.profiles)) < len(claims.profiles):
            raise bad_shape()
        return claims


def _code(value: object) -> str:
    code = checked_text(value, 12)
    if not _PROFILE_CODE.fullmatch(code):
        raise bad_shape()
    return code
