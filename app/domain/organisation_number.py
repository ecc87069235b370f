"""Swedish organisation numbers as typed (R49); a sole trader's is a personnummer."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.errors import UserError
from app.domain.identity_number import (
    BadIdentityNumber,
    IdentityProblem,
    luhn_check_digit,
    parse_identity_number,
)

_LEGAL_ENTITY = re.compile(r"(?:16)?(\d\d[2-9]\d{3})[-‐‑‒–—−]?(\d{4})", re.ASCII)


class BadOrganisationNumber(UserError):
    """The typed number is neither an organisation number nor a sole trader's personnummer."""

    def __init__(self, problem: IdentityProblem) -> None:
        super().__init__()
        self.problem = problem


@dataclass(frozen=True, slots=True)
class OrganisationNumber:
    """Ten digits of a legal entity, or the twelve of a sole trader: then it is personal data."""

    digits: str
    is_sole_trader: bool


def parse_organisation_number(typed: str, today: date) -> OrganisationNumber:
    """The number behind 10 digits (or 12 with 16 in front), any dash or space.

    A third digit of 2 or more is a legal entity; under 2 it is a sole trader's personnummer.
    Raises BadOrganisationNumber.
    """
    matched = _LEGAL_ENTITY.fullmatch("".join(typed.split()))
    if matched is None:
        return _sole_trader(typed, today)
    digits = "".join(matched.groups())
    if luhn_check_digit(digits[:9]) != int(digits[9]):
        raise BadOrganisationNumber(IdentityProblem.CHECK_DIGIT)
    return OrganisationNumber(digits, is_sole_trader=False)


def _sole_trader(typed: str, today: date) -> OrganisationNumber:
    try:
        number = parse_identity_number(typed, today, age_confirmed=True)
    except BadIdentityNumber as error:
        raise BadOrganisationNumber(error.problem) from error
    return OrganisationNumber(number.digits, is_sole_trader=True)


def format_organisation_number(number: OrganisationNumber) -> str:
    """`556016-0680`, or `19870521-2382` for a sole trader."""
    return f"{number.digits[:-4]}-{number.digits[-4:]}"
