"""Swedish identity numbers as typed: personnummer, samordningsnummer, reserve number (R49)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import UserError

YOUNGEST, OLDEST = 15, 120
"""Ages outside these are asked about, not refused for good."""

_TYPED = re.compile(r"(\d{6}|\d{8})([-+]?)(\d{4})", re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−./", "-"))
_RESERVE_CENTURY = "99"
_DAY_OFFSET = 60


class IdentityKind(StrEnum):
    """Which register a number comes from."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    RESERVE = "reserve"


class Sex(StrEnum):
    """As the last but one digit says: odd for a man, even for a woman."""

    MAN = "man"
    WOMAN = "woman"


class IdentityProblem(StrEnum):
    """What is wrong with a typed number."""

    SHAPE = "shape"
    """Not 10 or 12 digits, or other characters."""
    CHECK_DIGIT = "check_digit"
    NO_SUCH_DATE = "no_such_date"
    IN_THE_FUTURE = "in_the_future"


class BadIdentityNumber(UserError):
    """The typed number is not an identity number. The number itself is never kept (I12)."""

    def __init__(self, problem: IdentityProblem) -> None:
        super().__init__()
        self.problem = problem


class UnlikelyAge(UserError):
    """The number is right but the age in years is under 15 or over 120: ask, then confirm."""

    def __init__(self, age: int) -> None:
        super().__init__()
        self.age = age


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """A checked number: `digits` are the 12 stored; a reserve number has no date and no sex."""

    kind: IdentityKind
    digits: str
    birth_date: date | None
    sex: Sex | None


def parse_identity_number(
    typed: str, today: date, *, age_confirmed: bool = False
) -> IdentityNumber:
    """The number behind 10 or 12 typed digits, spaces anywhere, any dash, `+` from age 100.

    Ten digits mean the latest century that is not in the future, `+` the one before it. Raises
    BadIdentityNumber, and UnlikelyAge unless `age_confirmed`. Source: folkbokföringslag (1991:481)
    18 §, the Tax Agency's SKV 704 (personnummer) and 707 (samordningsnummer). A reserve number
    begins with 99, a century that no date has.
    """
    matched = _TYPED.fullmatch("".join(typed.split()).translate(_DASHES))
    if matched is None:
        raise BadIdentityNumber(IdentityProblem.SHAPE)
    day, sign, serial = matched.groups()
    if luhn_check_digit((day + serial)[-10:-1]) != int(serial[-1]):
        raise BadIdentityNumber(IdentityProblem.CHECK_DIGIT)
    if len(day) == 8 and day.startswith(_RESERVE_CENTURY):
        return IdentityNumber(IdentityKind.RESERVE, day + serial, None, None)
    full_day = day if len(day) == 8 else _century(day, sign, today) + day
    birth_date = _birth_date(full_day)
    check_birth_date(birth_date, today, age_confirmed=age_confirmed)
    is_coordination = int(full_day[6:]) > _DAY_OFFSET
    return IdentityNumber(
        IdentityKind.SAMORDNINGSNUMMER if is_coordination else IdentityKind.PERSONNUMMER,
        full_day + serial,
        birth_date,
        Sex.MAN if int(serial[2]) % 2 else Sex.WOMAN,
    )


def check_birth_date(born: date, today: date, *, age_confirmed: bool = False) -> None:
    """Nothing if somebody born then may be validated: of a number's date or one told (R49).

    Raises BadIdentityNumber IN_THE_FUTURE, and UnlikelyAge unless `age_confirmed`.
    """
    if born > today:
        raise BadIdentityNumber(IdentityProblem.IN_THE_FUTURE)
    age = _age(born, today)
    if not (age_confirmed or YOUNGEST <= age <= OLDEST):
        raise UnlikelyAge(age)


def format_identity_number(digits: str) -> str:
    """`19870521-2382` from 12 digits."""
    return f"{digits[:8]}-{digits[8:]}"


def mask_identity_number(digits: str) -> str:
    """`19870521-••••` from 12 digits: what a screen shows to others than the assessor."""
    return f"{digits[:8]}-••••"


def luhn_check_digit(digits: str) -> int:
    """The digit that follows `digits` by Luhn (ISO/IEC 7812-1 annex B), weights 2 1 2 … from left.

    The weights fit nine digits, as identity and organisation numbers have before the last.
    """
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return -sum(product // 10 + product % 10 for product in doubled) % 10


def _century(day: str, sign: str, today: date) -> str:
    """The two digits before YYMMDD; a coordination number's day is compared without its 60."""
    born = f"{day[:4]}{int(day[4:]) % _DAY_OFFSET:02}"
    century = today.year // 100
    if f"{century:02}{born}" > f"{today:%Y%m%d}":
        century -= 1
    return f"{century - (sign == '+'):02}"


def _birth_date(full_day: str) -> date:
    day = int(full_day[6:])
    try:
        return date(int(full_day[:4]), int(full_day[4:6]), day - _DAY_OFFSET * (day > _DAY_OFFSET))
    except ValueError as error:
        raise BadIdentityNumber(IdentityProblem.NO_SUCH_DATE) from error


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
