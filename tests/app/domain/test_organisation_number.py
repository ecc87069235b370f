"""Organisation numbers as typed."""

from datetime import date

import pytest

from app.domain.identity_number import IdentityProblem
from app.domain.organisation_number import (
    BadOrganisationNumber,
    format_organisation_number,
    parse_organisation_number,
)

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize("typed", ["232100-0057", "232100-0065", "5560160680", "16556016–0680"])
def test_a_legal_entity_is_read(typed: str) -> None:
    """R49."""
    number = parse_organisation_number(typed, TODAY)
    assert (len(number.digits), number.is_sole_trader) == (10, False)


def test_a_sole_trader_is_known_by_the_personnummer() -> None:
    """R49."""
    number = parse_organisation_number("870521-2382", TODAY)
    assert (number.digits, number.is_sole_trader) == ("198705212382", True)
    assert format_organisation_number(number) == "19870521-2382"


def test_a_number_is_shown_with_its_hyphen() -> None:
    number = parse_organisation_number("5560160680", TODAY)
    assert format_organisation_number(number) == "556016-0680"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("556016-0681", IdentityProblem.CHECK_DIGIT),
        ("870521-2383", IdentityProblem.CHECK_DIGIT),
        ("556016", IdentityProblem.SHAPE),
        ("", IdentityProblem.SHAPE),
        ("Verkstad", IdentityProblem.SHAPE),
    ],
)
def test_what_is_no_organisation_number_is_refused(typed: str, problem: IdentityProblem) -> None:
    """R49."""
    with pytest.raises(BadOrganisationNumber) as raised:
        parse_organisation_number(typed, TODAY)
    assert raised.value.problem is problem
