"""A person's name as typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.person_name import BadPersonName, NameProblem, clean_person_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Karin   Lindqvist ", "Karin Lindqvist"),
        ("Åsa Öberg", "Åsa Öberg"),
        ("Anna\N{NO-BREAK SPACE}Ek", "Anna Ek"),
        ("Seán O’Brien-Ek", "Seán O’Brien-Ek"),
        (unicodedata.normalize("NFD", "Åsa Öberg"), "Åsa Öberg"),
        ("李伟", "李伟"),
        ("Soﬁa Joseﬀson", "Sofia Joseffson"),
    ],
)
def test_a_name_is_kept_in_one_form(typed: str, name: str) -> None:
    assert clean_person_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", NameProblem.EMPTY),
        (" \t\n", NameProblem.EMPTY),
        ("123", NameProblem.NO_LETTER),
        ("Å" * 41, NameProblem.TOO_LONG),
        ("Anna\u202eEk", NameProblem.HIDDEN_CHARACTER),
        ("Anna\u200bEk", NameProblem.HIDDEN_CHARACTER),
        ("Anna\x00Ek", NameProblem.HIDDEN_CHARACTER),
        ("Anna\nEk", NameProblem.HIDDEN_CHARACTER),
        ("Anna\ud800", NameProblem.HIDDEN_CHARACTER),
        ("Anna\ue000", NameProblem.HIDDEN_CHARACTER),
    ],
)
def test_a_name_that_cannot_stand_on_a_certificate_is_refused(
    typed: str, problem: NameProblem
) -> None:
    with pytest.raises(BadPersonName) as raised:
        clean_person_name(typed)
    assert raised.value.problem is problem


def test_the_hidden_character_is_named() -> None:
    with pytest.raises(BadPersonName) as raised:
        clean_person_name("Anna\u202eEk")
    assert raised.value.character == "U+202E"


@given(st.text(max_size=60))
def test_what_is_accepted_stays_as_it_is(typed: str) -> None:
    try:
        name = clean_person_name(typed)
    except BadPersonName:
        return
    assert clean_person_name(name) == name
    assert 1 <= len(name.encode()) <= 80
