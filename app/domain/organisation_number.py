"""Swedish organisation numbers as typed (R49); a sole trader's is a personnummer."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import UserError
from app.domain.identity_number import luhn_check_digit, parse_identity_number

_TYPED = re.compile(r"(?:16)?(\d{6})[-‐‑‒–—−]?(\d{4})", re.ASCII)


class OrganisationNumberProblem(StrEnum):
    """What is wrong with a typed organisation number."""

    SHAPE = "shape"
    CHECK_DIGIT = "check_digit"


class BadOrganisationNumber(UserError):
    """The typed number is not an organisation number."""

    def __init__(self, problem: OrganisationNumberProblem) -> None:
        super().__init__()
        self.problem = problem


@dataclass(frozen=True, slots=True)
class OrganisationNumber:
    """Ten digits of a legal entity, or the twelve of a sole trader: then it is personal data."""

    digits: str
    is_sole_trader: bool


def parse_organisation_number(typed: str, today: date) -> OrganisationNumber:
    """The number behind 10 digits (or 12 with 16 in front), any dash or space.

    A third digit of 2 or more is a legal entity; under 2 it is a sole trader's personnummer, whose
    errors are those of parse_identity_number. Raises BadOrganisationNumber.
    """
    compact = "".join(typed.split())
    matched = _TYPED.fullmatch(compact)
    if matched is None or int(compact.removeprefix("16")[2]) < 2:
        if matched is None and not compact[:2] in ("19", "20"):
            raise BadOrganisationNumber(OrganisationNumberProblem.SHAPE)
        return OrganisationNumber(parse_identity_number(typed, today).digits, True)
    digits = "".join(matched.groups())
    if luhn_check_digit(digits[:9]) != int(digits[9]):
        raise BadOrganisationNumber(OrganisationNumberProblem.CHECK_DIGIT)
    return OrganisationNumber(digits, False)


def format_organisation_number(number: OrganisationNumber) -> str:
    """`556016-0680`, or `19870521-2382` for a sole trader."""
    return f"{number.digits[:-4]}-{number.digits[-4:]}"
