"""The node's word on a booking: read only as it was signed, and for this purpose alone."""

from datetime import date
from uuid import UUID

import pytest

from app.seal import cose
from app.seal.booking_word import Booked, BookingWord, open_booking, sign_booking
from app.seal.codes import BadSeal
from app.seal.cose import Purpose
from app.seal.keys import SigningKey

NODE = SigningKey.generate()
KARIN = Booked("CNC-1", "Karin Lindqvist", date(1957, 5, 21), "Hällsjö Mekaniska AB", "Förmiddag")
WORD = BookingWord(UUID(int=7), "Testcenter Värnamo", date(2026, 5, 4), KARIN)


@pytest.mark.parametrize("booked", [KARIN, Booked("CNC-1", "Karin Lindqvist", None, "", ""), None])
def test_a_word_is_read_as_it_was_signed(booked: Booked | None) -> None:
    word = BookingWord(WORD.id, WORD.centre, WORD.day, booked)
    assert open_booking(sign_booking(NODE, word), NODE.public) == word


def test_another_s_word_another_purpose_and_a_changed_byte_are_nothing() -> None:
    signed = sign_booking(NODE, WORD)
    changed = signed.replace(b"Karin", b"Karim")
    other = cose.sign1(NODE, WORD.to_bytes(), Purpose.PROTOCOL)
    for raw in (changed, other, signed[:-1], b"", sign_booking(SigningKey.generate(), WORD)):
        with pytest.raises(BadSeal):
            open_booking(raw, NODE.public)


def test_hidden_characters_are_not_signed() -> None:
    """A name that reads as another one never reaches a desk."""
    hidden = Booked("CNC-1", "Karin \u202eLindqvist", None, "", "")
    with pytest.raises(BadSeal):
        sign_booking(NODE, BookingWord(WORD.id, WORD.centre, WORD.day, hidden))
