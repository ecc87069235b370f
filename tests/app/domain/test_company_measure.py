"""Whether a measure's words name somebody."""

import pytest

from app.domain.company_measure import is_named


@pytest.mark.parametrize(
    ("said", "is_so"),
    [
        ("Eva Ek", True),
        ("Kurs hos EVA  EK, tisdag", True),
        ("Eva Eks kurs", True),
        ("Anna-Karin Ek|Eva Ek", True),
        ("Eva Ekman", False),
        ("Neva Ek", False),
        ("Eva", False),
        ("", False),
    ],
)
def test_a_name_is_found_whole_and_in_any_case(said: str, is_so: bool) -> None:
    """R53: neither half a name nor a longer one is somebody else's."""
    assert is_named(said, ["Eva Ek"]) is is_so


def test_a_name_of_nothing_names_nobody() -> None:
    """R53: an empty name, or one of signs alone, takes no words with it."""
    assert not is_named("Kurs, två dagar", ["", " – "])
    assert not is_named("Kurs", [])
