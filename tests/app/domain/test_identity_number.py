"""Identity numbers as typed. Numbers that are not official are built, never written out."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity_number import (
    BadIdentityNumber,
    IdentityKind,
    IdentityProblem,
    UnlikelyAge,
    format_identity_number,
    luhn_check_digit,
    mask_identity_number,
    parse_identity_number,
)
from tests.factories import official_numbers

TODAY = date(2026, 5, 4)
WOMAN = "198705212382"

official = st.sampled_from(official_numbers()).map(lambda number: number.personnummer)


def with_check(nine: str, century: str = "") -> str:
    """The number whose last digit is right for its first nine."""
    return f"{century}{nine}{luhn_check_digit(nine)}"


def problem_of(typed: str) -> IdentityProblem:
    with pytest.raises(BadIdentityNumber) as raised:
        parse_identity_number(typed, TODAY)
    return raised.value.problem


def test_every_official_number_is_read_with_its_date_and_sex() -> None:
    """R49."""
    for number in official_numbers():
        read = parse_identity_number(number.personnummer, TODAY, age_confirmed=True)
        assert read.kind is IdentityKind.PERSONNUMMER
        assert read.digits == number.personnummer
        assert (read.birth_date, read.sex) == (number.birth_date, number.sex)


@given(official, st.integers(2, 11), st.integers(1, 9))
def test_a_single_wrong_digit_is_refused(number: str, place: int, step: int) -> None:
    """R49: any of the ten digits that the check digit is for."""
    wrong = f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}"
    assert problem_of(wrong) is IdentityProblem.CHECK_DIGIT


@pytest.mark.parametrize(
    "typed",
    [
        WOMAN,
        "19870521-2382",
        "870521-2382",
        "8705212382",
        "870521 2382",
        " 870521–2382\n",
        "19 87 05 21 - 2382",
        "870521.2382",
        "870521/2382",
    ],
)
def test_ten_or_twelve_digits_with_any_separator_are_one_number(typed: str) -> None:
    """R49."""
    assert parse_identity_number(typed, TODAY).digits == WOMAN


def test_a_plus_means_a_hundred_years_earlier() -> None:
    """R49."""
    read = parse_identity_number("000104+2399", TODAY, age_confirmed=True)
    assert (read.digits, read.birth_date) == ("190001042399", date(1900, 1, 4))


def test_ten_digits_mean_the_latest_century_that_is_not_in_the_future() -> None:
    """R49."""
    read = parse_identity_number("000102-2391", TODAY)
    assert read.birth_date == date(2000, 1, 2)
    assert parse_identity_number("571121-2893", TODAY).birth_date == date(1957, 11, 21)


def test_a_coordination_number_has_sixty_added_to_its_day() -> None:
    """R49."""
    read = parse_identity_number("701063-2391", TODAY)
    assert read.kind is IdentityKind.SAMORDNINGSNUMMER
    assert (read.digits, read.birth_date) == ("197010632391", date(1970, 10, 3))


@pytest.mark.parametrize("typed", ["992004391013", "992006337279", "992008323277"])
def test_a_reserve_number_holds_no_date(typed: str) -> None:
    """R49."""
    read = parse_identity_number(typed, TODAY)
    assert (read.kind, read.birth_date, read.sex) == (IdentityKind.RESERVE, None, None)


@pytest.mark.parametrize(
    "typed", ["", "12", "870521-238", "870521-23822", "87O521-2382", "870521--2382", "٨705212382"]
)
def test_what_is_not_ten_or_twelve_digits_is_refused(typed: str) -> None:
    """R49."""
    assert problem_of(typed) is IdentityProblem.SHAPE


def test_a_wrong_check_digit_is_refused() -> None:
    """R49."""
    assert problem_of("870521-2383") is IdentityProblem.CHECK_DIGIT
    assert problem_of("992004391014") is IdentityProblem.CHECK_DIGIT


@pytest.mark.parametrize("day", ["871301", "870230", "870500", "870592", "990229"])
def test_a_date_that_does_not_exist_is_refused(day: str) -> None:
    """R49."""
    assert problem_of(with_check(f"{day}238", "19")) is IdentityProblem.NO_SUCH_DATE


def test_a_birth_in_the_future_is_refused() -> None:
    """R49."""
    assert problem_of(with_check("260505238", "20")) is IdentityProblem.IN_THE_FUTURE


def test_an_unlikely_age_is_asked_about_and_can_be_confirmed() -> None:
    """R49."""
    with pytest.raises(UnlikelyAge) as raised:
        parse_identity_number("19000104-2399", TODAY)
    assert raised.value.age == 126
    assert parse_identity_number("19000104-2399", TODAY, age_confirmed=True)


def test_the_age_counts_from_the_birthday() -> None:
    """R49."""
    young = official_numbers()[-1]
    birthday = young.birth_date.replace(year=young.birth_date.year + 15)
    assert parse_identity_number(young.personnummer, birthday)
    with pytest.raises(UnlikelyAge) as raised:
        parse_identity_number(young.personnummer, birthday - timedelta(days=1))
    assert raised.value.age == 14


def test_an_error_never_carries_the_number() -> None:
    """I12."""
    with pytest.raises(BadIdentityNumber) as raised:
        parse_identity_number("870521-2383", TODAY)
    assert "2383" not in repr(vars(raised.value)) + str(raised.value)


@given(st.text(max_size=16))
def test_no_text_upsets_the_reading(typed: str) -> None:
    """R49."""
    with suppress(BadIdentityNumber, UnlikelyAge):
        assert len(parse_identity_number(typed, TODAY).digits) == 12


def test_a_number_is_shown_whole_or_masked() -> None:
    assert format_identity_number(WOMAN) == "19870521-2382"
    assert mask_identity_number(WOMAN) == "19870521-••••"
