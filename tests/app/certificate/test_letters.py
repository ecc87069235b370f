"""Letters that paper cannot show are found before anything is signed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.certificate.letters import MissingGlyph, RefusedLetter, check_letters
from app.certificate.page import draw_certificate
from app.domain.protocol import ScaleStep
from app.domain.text import Text
from tests.app.certificate import samples
from tests.app.certificate.reading_back import words_of


def test_letters_the_font_lacks_are_named_once_in_order() -> None:
    """E_GLYPH names the letters, so that a person can write the name in others."""
    with pytest.raises(MissingGlyph) as missing:
        check_letters(replace(samples.full(), name="李明 Li Ming 李"))
    assert missing.value.letters == "李明"
    assert missing.value.code == "E_GLYPH"


@pytest.mark.parametrize("field", ["name", "centre", "assessor", "owner"])
def test_every_printed_fact_is_looked_at(field: str) -> None:
    """A letter may be missing in any of the texts."""
    with pytest.raises(MissingGlyph):
        check_letters(replace(samples.full(), **{field: "ገብረ"}))


def test_texts_of_areas_and_scale_are_looked_at() -> None:
    """Area names, gaps, next steps and the scale come from the protocol."""
    facts = samples.partial()
    area = replace(facts.areas[7], next_step=Text("漢", ""))
    with pytest.raises(MissingGlyph):
        check_letters(replace(facts, areas=(*facts.areas[:7], area)))
    with pytest.raises(MissingGlyph):
        check_letters(replace(facts, scale=(ScaleStep(1, Text("漢", ""), Text("", "")),)))


def test_what_is_not_printed_may_hold_any_letter() -> None:
    """Descriptions of the scale stay on the screen."""
    steps = (ScaleStep(1, Text("Ja", "Yes"), Text("漢", "漢")),)
    check_letters(replace(samples.full(), scale=steps))


@pytest.mark.parametrize(
    "letter", ["\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "\n", "\x00", "\ufeff", "\ue000"]
)
def test_invisible_and_turning_letters_are_refused(letter: str) -> None:
    """Bidi controls (U+202A–202E, U+2066–2069) and their kind change what a reader sees."""
    with pytest.raises(RefusedLetter) as refused:
        check_letters(replace(samples.full(), name=f"Eva{letter}Ek"))
    assert refused.value.letters == letter


def test_a_next_step_may_be_typed_on_several_lines() -> None:
    """The plan is written in a field of several lines."""
    facts = samples.partial()
    area = replace(facts.areas[7], next_step=Text("Kurs i mätteknik,\n\tnytt prov.\r\n", ""))
    facts = replace(facts, areas=(*facts.areas[:7], area))
    check_letters(facts)
    assert "Kurs i mätteknik, nytt prov." in words_of(draw_certificate(facts))[0]


def test_it_can_be_asked_before_there_is_a_code() -> None:
    """The check comes before signing, the code after."""
    check_letters(replace(samples.full(), qr_text=""))


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"]), min_size=1))
def test_western_names_always_pass(name: str) -> None:
    """Nobody whose name is written in Latin-1 is stopped."""
    check_letters(replace(samples.full(), name=name))
