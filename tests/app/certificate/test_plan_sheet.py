"""The plan on A4 read back: everything said, nothing clipped, whatever the names and lengths."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.certificate import form_wording, plan_wording
from app.certificate.letters import MissingGlyph, RefusedLetter, check_text
from app.certificate.plan_sheet import draw_plan
from app.domain.plan import NewTest, PlanFacts, PlannedMeasure, Remaining
from app.domain.text import Text
from tests.app.certificate.reading_back import lowest_and_widest, text_of, words_of

DAY = date(2026, 5, 4)
MEASURE = PlannedMeasure("m", "Kurs i mätteknik, 2 dagar", "Per Nyström", date(2026, 6, 1))


def remaining(number: int, *, words: str = "", in_safety: bool = False) -> Remaining:
    """An area that remains, with one measure."""
    measure = replace(MEASURE, text=words or MEASURE.text, follow_up=date(2026, 6, 8))
    return Remaining(
        f"Område {number}",
        "I praktiken nåddes nivå 2 av 3 som krävs.",
        ("Nollställer mikrometern före mätning",),
        (measure,),
        in_safety,
    )


def facts(remain: int = 2, shown: int = 6, **changed: object) -> PlanFacts:
    """A plan with so many areas shown and remaining."""
    made = PlanFacts(
        language="sv",
        practice=False,
        name="Karin Lindqvist",
        role="CNC-operatör",
        centre="Testcenter Värnamo",
        assessor="Maria Sandberg",
        assessor_number=4107,
        decided=DAY,
        talked=DAY,
        shown=tuple(f"Visat område {n}" for n in range(shown)),
        remaining=tuple(remaining(n) for n in range(remain)),
        areas=shown + remain,
        new_test=NewTest(date(2026, 5, 18), 2, date(2028, 5, 4)),
        appeal_by=date(2026, 5, 25),
        comment="Jag känner igen mig.",
        label="Exempelprotokoll – inte en officiell valideringsmodell",
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def test_the_sheet_says_everything_in_plain_words() -> None:
    """R37: strengths, what remains and why, who and when, the next test, the reconsideration."""
    pages = words_of(draw_plan(facts()))
    assert len(pages) == 1
    for said in (
        "Din plan",
        "Karin Lindqvist",
        "Du har visat 6 av 8 områden",
        "Visat område 5",
        "I praktiken nåddes nivå 2 av 3",
        "Nollställer mikrometern",
        "Kurs i mätteknik, 2 dagar",
        "Ansvarig: Per Nyström",
        "Klart senast 1 juni 2026",
        "Uppföljning 8 juni 2026",
        "från och med den 18 maj 2026",
        "Du kan göra 2 prov till",
        "till och med den 4 maj 2028",
        "omprövning till och med den 25 maj 2026",
        "Testcenter Värnamo",
        "Maria Sandberg, nr 4107",
        "Jag känner igen mig.",
    ):
        assert said in pages[0], said
    assert "PROV" not in pages[0]


def test_it_speaks_the_candidates_language() -> None:
    """R37: English where it is the candidate's."""
    said = text_of(draw_plan(facts(language="en")))
    assert "Your plan" in said
    assert "You can ask for a reconsideration until 25 May 2026" in said
    assert "Ansvarig" not in said


def test_practice_is_marked_on_every_page() -> None:
    """A practice print cannot pass for a real one."""
    pages = words_of(draw_plan(facts(remain=11, practice=True)))
    assert len(pages) > 1
    assert all("PROV" in page and "gäller inte" in page for page in pages)


def test_a_case_where_nothing_was_shown_has_a_plan_too() -> None:
    """R37: kind words, no empty heading."""
    said = text_of(draw_plan(facts(remain=8, shown=0)))
    assert "Inget område är visat ännu" in said
    assert "Det här har du visat" not in said
    full = text_of(draw_plan(facts(remain=0, shown=8)))
    assert "Du har visat alla 8 områden" in full
    assert "När du provar igen" not in full


def test_no_try_left_and_safety_first_are_said() -> None:
    """R35: whoever has used every attempt is told so; a safety measure comes first."""
    said = text_of(draw_plan(facts(new_test=NewTest(DAY, 0, None))))
    assert "Du har gjort alla prov som ingår" in said
    assert "kan provas på nytt" not in said
    one = facts(new_test=NewTest(DAY, 1, None), remaining=(remaining(0, in_safety=True),))
    said = text_of(draw_plan(one))
    assert "Du kan göra ett prov till." in said
    assert "Gör först åtgärden i Område 0" in said


@pytest.mark.parametrize("remain", range(13))
def test_nothing_is_clipped_with_none_to_twelve_areas(remain: int) -> None:
    """Measured: every letter inside the margins and above the edge of the page."""
    long = "Öva inmätning av verktyg tillsammans med handledare. " * 7
    areas = tuple(remaining(n, words=long.strip()) for n in range(remain))
    pdf = draw_plan(facts(remain=remain, remaining=areas, comment="Eftertanke. " * 160))
    low, wide = lowest_and_widest(pdf)
    assert low < 286
    assert wide < 186
    said = text_of(pdf)
    assert said.count("Ansvarig: Per Nyström") == remain
    assert said.count("Eftertanke.") == 160
    assert f"av {len(words_of(pdf))}" in said


def test_hostile_names_are_printed_as_they_are_or_refused() -> None:
    """Markup is text; what turns the reading direction or has no glyph is refused before."""
    name = "Bygg & Son <AB> <img src='x'>"
    assert name in text_of(draw_plan(facts(name=name)))
    with pytest.raises(RefusedLetter):
        draw_plan(facts(name="Karin \u202egnildniL"))
    with pytest.raises(MissingGlyph):
        draw_plan(facts(comment="明"))
    long = "W" * 300
    low, wide = lowest_and_widest(draw_plan(facts(name=long, role=long, centre=long)))
    assert low < 286
    assert wide < 192


@settings(deadline=None, max_examples=25)
@given(st.text(st.characters(codec="latin-1", exclude_categories=("Cc", "Cf")), max_size=400))
def test_any_measure_is_printed_without_falling_off_the_page(words: str) -> None:
    """Whatever one writes."""
    low, wide = lowest_and_widest(draw_plan(facts(remaining=(remaining(0, words=words or "x"),))))
    assert low < 286
    assert wide < 186


def test_the_same_facts_give_the_same_bytes() -> None:
    """Printing again changes nothing; the file is a PDF that opens."""
    from pikepdf import Pdf

    pdf = draw_plan(facts())
    assert pdf == draw_plan(facts())
    with Pdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert document.Root.Lang == "sv-SE"


def test_every_fixed_word_can_be_printed() -> None:
    """No glyph of our own is missing, on plans and on forms."""
    for module in (plan_wording, form_wording):
        for words in vars(module).values():
            for text in words if isinstance(words, tuple) else (words,):
                if isinstance(text, Text):
                    check_text(text.sv + text.en)
