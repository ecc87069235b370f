"""The printed facts read back from the tags."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.certificate.letters import MissingGlyph, RefusedLetter
from app.certificate.page import draw_certificate
from app.certificate.reading_text import PrintedArea, printed_facts
from app.domain.certificate_number import format_certificate_number
from app.domain.text import Text
from tests.app.certificate import samples


def test_every_fact_comes_back_as_it_stands_on_the_paper() -> None:
    """R38: name, birth date, number, role, dates, centre, assessor, areas with level and demand."""
    facts = samples.full()
    read = printed_facts(draw_certificate(facts))
    assert read is not None
    assert (read.title, read.name, read.birth) == ("Kompetensbevis", facts.name, "17 mars 1988")
    assert (read.role, read.centre) == (facts.role.sv, facts.centre)
    assert (read.issued, read.valid_to) == ("12 november 2026", "11 november 2031")
    assert read.assessor == facts.assessor
    assert read.number == format_certificate_number(facts.certificate_id)
    assert [area.name for area in read.areas] == [area.name.sv for area in facts.areas]
    assert read.areas[0] == PrintedArea(0, "Säkerhet vid maskin", 3, 3, "Självständigt")
    assert (read.areas[2].level, read.areas[2].required) == (None, 3)


def test_what_remains_comes_back_without_a_level() -> None:
    """R32: shown and remaining areas in the protocol's order, wherever they stand."""
    facts = samples.partial()
    shuffled = (*facts.areas[5:], *facts.areas[:5])
    read = printed_facts(draw_certificate(replace(facts, areas=shuffled)))
    assert read is not None
    assert [area.name for area in read.areas] == [area.name.sv for area in shuffled]
    assert [area.level for area in read.areas] == [None] * 3 + [3, 4, 3, 4, 3]


def test_areas_on_later_pages_come_back_too() -> None:
    """Sixty-four areas over three pages."""
    facts = samples.full(64)
    read = printed_facts(draw_certificate(facts))
    assert read is not None
    assert [area.name for area in read.areas] == [area.name.sv for area in facts.areas]
    assert sum(area.level is not None for area in read.areas) == 63


@given(
    name=st.text(min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool),
    area=st.text("Mått &<>()\\−≥ é", min_size=1, max_size=90)
    .map(lambda text: " ".join(text.split()))
    .filter(bool),
)
@settings(max_examples=25)
def test_any_name_that_can_be_printed_comes_back(name: str, area: str) -> None:
    """Markup, marks that are drawn, several scripts, lines that are broken."""
    lines = (replace(samples.shown(0), name=Text(area, "")),)
    facts = replace(samples.full(), name=name, areas=lines)
    try:
        pdf = draw_certificate(facts)
    except (MissingGlyph, RefusedLetter):
        return
    read = printed_facts(pdf)
    assert read is not None
    assert read.name.replace(" ", "") == name.replace(" ", "")
    assert read.areas[0].name.replace(" ", "") == area.replace(" ", "")


def test_a_changed_line_is_what_is_read() -> None:
    """R40: the text that is shown counts, not what a forger leaves elsewhere in the file."""
    facts = samples.full()
    forged = printed_facts(draw_certificate(replace(facts, name="Amina Lundqvist")))
    assert forged is not None
    assert forged.name == "Amina Lundqvist"


def test_text_that_is_drawn_and_not_shown_is_not_read() -> None:
    """Rendering mode 3 paints nothing: no name stands there."""
    with pikepdf.open(BytesIO(draw_certificate(samples.full()))) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
        pdf.pages[0].Contents.write(b"3 Tr " + content)
        made = BytesIO()
        pdf.save(made)
    assert printed_facts(made.getvalue()) is None


@pytest.mark.parametrize(
    "raw", [b"", b"%PDF-1.7", b"x" * 5000, draw_certificate(samples.full())[:9000]]
)
def test_what_is_no_certificate_gives_nothing(raw: bytes) -> None:
    """Truncated, empty, nonsense: None, never an error."""
    assert printed_facts(raw) is None


def test_a_file_without_tags_gives_nothing() -> None:
    """Another program's PDF."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        made = BytesIO()
        pdf.save(made)
    assert printed_facts(made.getvalue()) is None


@pytest.mark.parametrize("seed", range(30))
def test_damaged_files_never_crash_the_reader(seed: int) -> None:
    """Bytes turned over anywhere in a good file."""
    import random

    chance = random.Random(seed)
    raw = bytearray(draw_certificate(samples.full(2)))
    for _ in range(40):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    read = printed_facts(bytes(raw))
    assert read is None or isinstance(read.name, str)
