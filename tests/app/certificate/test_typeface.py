"""Lines as they are set."""

from app.certificate.look import STEP
from app.certificate.typeface import width, wrapped, wrapped_evenly

ROOM = 74.0


def test_no_last_word_stands_alone() -> None:
    """The lines are as many as they would be, and the last has company."""
    words = "Öva mikrometer med handledare, ungefär två dagar."
    assert wrapped(words, STEP, ROOM)[-1] == "dagar."
    lines = wrapped_evenly(words, STEP, ROOM)
    assert len(lines) == 2
    assert " ".join(lines) == words
    assert width(lines[-1], STEP) > ROOM / 4


def test_what_fits_on_a_line_stays_on_it() -> None:
    """Short, empty, and a word wider than the room."""
    assert wrapped_evenly("Kurs i G-kod", STEP, ROOM) == ("Kurs i G-kod",)
    assert wrapped_evenly("", STEP, ROOM) == ()
    assert "".join(wrapped_evenly("m" * 90, STEP, ROOM)) == "m" * 90
