"""Which column is which, by its heading; days as lists write them."""

from datetime import date

import pytest

from app.domain.people_columns import (
    DayReadTwoWays,
    NoSuchDay,
    PeopleColumn,
    guess_columns,
    is_yes,
    read_day,
)

C = PeopleColumn


def test_headings_are_known_in_two_languages_whatever_their_case_and_signs() -> None:
    """Each kind once: a second column of the same kind is not taken in unasked."""
    heads = ("FÖRNAMN", "Efternamn ", "Pers.nr", "Anst. nr", "Avd.", "Ort", "Personnummer")
    assert guess_columns(heads) == (
        *(C.FIRST_NAME, C.LAST_NAME, C.IDENTITY, C.EMPLOYEE_NUMBER, C.DEPARTMENT),
        *(C.IGNORED, C.IGNORED),
    )
    assert guess_columns(("Employee name", "Date of birth", "Staff number", "Unit")) == (
        *(C.NAME, C.BIRTH_DATE, C.EMPLOYEE_NUMBER, C.DEPARTMENT),
    )


@pytest.mark.parametrize(
    "written", ["1987-05-21", "19870521", "21.5.1987", "21/5/1987", "5/21/1987", "1987/05/21"]
)
def test_a_day_is_read_as_lists_write_it(written: str) -> None:
    """Foreign dates too, as long as there is one way to read them (R49)."""
    assert read_day(f" {written} ") == date(1987, 5, 21)


def test_a_day_that_reads_two_ways_or_none_is_not_guessed() -> None:
    """3/4/1987 is a day in spring, but which one nobody can tell."""
    assert read_day("  ") is None
    with pytest.raises(DayReadTwoWays):
        read_day("3/4/1987")
    for wrong in ("31.2.1987", "21.5.87", "maj 1987", "31918"):
        with pytest.raises(NoSuchDay):
            read_day(wrong)
    assert [is_yes(text) for text in ("Ja", " x ", "YES", "nej", "")] == [True] * 3 + [False] * 2
