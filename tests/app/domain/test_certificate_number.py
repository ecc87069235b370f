"""The number printed beside the code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.certificate_number import (
    BadCertificateNumber,
    format_certificate_number,
    parse_certificate_number,
)


@given(st.binary(min_size=10, max_size=10))
def test_every_id_comes_back_from_its_words(certificate_id: bytes) -> None:
    """I7: sixteen characters, a check character, nothing lost."""
    number = format_certificate_number(certificate_id)
    assert len(number) == 21
    assert parse_certificate_number(number) == certificate_id
    assert parse_certificate_number(number.lower().replace(" ", "-")) == certificate_id


@given(
    st.binary(min_size=10, max_size=10), st.integers(0, 15), st.sampled_from("0123456789ABCDEFGH")
)
def test_a_mistyped_character_is_noticed(certificate_id: bytes, place: int, typed: str) -> None:
    """The check character catches every single wrong character."""
    letters = format_certificate_number(certificate_id).replace(" ", "")
    changed = letters[:place] + typed + letters[place + 1 :]
    if changed == letters:
        return
    with pytest.raises(BadCertificateNumber):
        parse_certificate_number(changed)


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M Q9TX 4HVD 2RPA", "x" * 1000, "åäö" * 6])
def test_what_is_not_a_number_is_refused(typed: str) -> None:
    """Wrong length and foreign letters."""
    with pytest.raises(BadCertificateNumber):
        parse_certificate_number(typed)


def test_letters_that_look_alike_are_read_alike() -> None:
    """O is 0, I and L are 1 (Crockford)."""
    number = format_certificate_number(bytes(10))
    assert parse_certificate_number(number.replace("0", "O")) == bytes(10)
