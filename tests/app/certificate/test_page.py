"""The certificate as a reader, a printer and a phone meet it."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.certificate.letters import RefusedLetter, check_letters, letters_printed
from app.certificate.page import draw_certificate
from app.certificate.picture import opened, page_png
from app.certificate.qr import CodeTooLarge
from app.certificate.reading import codes_in_bytes
from app.domain.certificate import AreaOutcome, CertificateFacts
from app.domain.certificate_number import format_certificate_number
from app.domain.text import Text
from tests.app.certificate import samples
from tests.app.certificate.reading_back import lowest_and_widest, words_of

KINDS = (samples.full(), samples.partial(), samples.statement())


@pytest.mark.parametrize("facts", KINDS, ids=lambda facts: facts.kind)
def test_every_fact_can_be_read_on_the_paper(facts: CertificateFacts) -> None:
    """R38: name, birth date, serial, profile, level, areas, version, owner, centre, assessor…"""
    (words,) = words_of(draw_certificate(facts))
    expected = (
        facts.name,
        "född den 17 mars 1988",
        format_certificate_number(facts.certificate_id),
        "CNC-operatör",
        "Nivå 2 – ställare",
        "Protokoll CNC-1, version 1.0.0.",
        "Huvudman: Exempelhuvudman.",
        "Testcenter Lagadalen, Värnamo",
        "Per-Olof Håkansson",
        "Yrkesbedömare nr 10472",
        "12 november 2026",
        "SSYK 7223",
        facts.label.sv,
        facts.disclaimer.sv,
        facts.disclaimer.en,
        "Jämför namn och födelsedatum med legitimation.",
        *(area.name.sv for area in facts.areas),
        *(area.name.en for area in facts.areas),
    )
    assert [fact for fact in expected if fact not in words] == []


def test_a_full_certificate_shows_levels_credits_and_until_when_it_holds() -> None:
    """R38: levels in figures and words, what is credited and from where, the last valid day."""
    (words,) = words_of(draw_certificate(samples.full()))
    assert "Kompetensbevis Certificate of competence" in words
    assert "4 Kan lära ut 3" in words
    assert "Tillgodoräknat" in words
    assert "¹ Visat tidigare, enligt bevis från den 11 februari 2025." in words
    assert "Gäller till och med Valid until 11 november 2031" in words


def test_a_partial_certificate_tells_what_remains_and_that_the_rest_stands() -> None:
    """R32: what is shown, what is missing, the next step; R34: until when it need not be redone."""
    (words,) = words_of(draw_certificate(samples.partial()))
    assert "Delbevis" in words
    assert "5 av 8 områden" in words
    assert "Det här återstår" in words
    assert "Teorin klar. Praktiska provet: nivå 2, krav 3." in words
    assert "Öva mikrometer med handledare, ungefär två dagar." in words
    assert "Till och med den 12 november 2028 behöver bara det som återstår prövas." in words


def test_a_statement_says_kindly_what_was_done() -> None:
    """R37: everybody gets a written statement; one cannot fail a validation."""
    (words,) = words_of(draw_certificate(samples.statement()))
    assert "Valideringsintyg" in words
    assert "har deltagit i validering" in words
    assert "6 av 8 områden prövade" in words
    assert "Gäller No expiry Tills vidare" in words
    assert "ar visat yrkeskompetens" not in words


@pytest.mark.parametrize("facts", KINDS, ids=lambda facts: facts.kind)
def test_nobody_is_told_that_they_failed(facts: CertificateFacts) -> None:
    """One cannot fail a validation, and adjustments are nobody's business (R44)."""
    words = words_of(draw_certificate(facts))[0].lower()
    for word in ("underkän", "icke godkän", "fail", "förlängd", "tolk", "uppläs", "anpassn"):
        assert word not in words


def test_an_area_that_failed_on_safety_is_named_without_blame() -> None:
    """I10: a failed stop criterion leaves the area open, in words a person can keep."""
    area = replace(samples.remaining(7, AreaOutcome.SAFETY), gap=None)
    facts = samples.partial()
    facts = replace(facts, areas=(*facts.areas[:7], area))
    assert "Säkerheten behöver visas på nytt." in words_of(draw_certificate(facts))[0]


@pytest.mark.parametrize(("areas", "pages"), [(1, 1), (8, 1), (12, 1), (24, 2), (64, 3)])
def test_many_areas_go_on_under_name_and_number(areas: int, pages: int) -> None:
    """Up to 64 areas; each later page says whose certificate it is, which, and of how many."""
    facts = samples.full(areas)
    words = words_of(draw_certificate(facts))
    assert len(words) == pages
    for number, page in enumerate(words[1:], 2):
        assert f"{number} ({pages})" in page
        assert facts.name in page
        assert format_certificate_number(facts.certificate_id) in page
        assert "Kompetensområde" in page
    assert sum(page.count("Krav") for page in words) == pages
    rows = sum(page.count("Kan lära ut 3") + page.count("Självständigt 3") for page in words)
    assert rows == areas - (areas > 2)


def test_no_page_has_a_lonely_row() -> None:
    """Where a table does not fit, so much of it goes along that it reads as a table there."""
    for shown, remaining in ((6, 4), (7, 4)):
        areas = [samples.shown(n) for n in range(shown)]
        areas += [samples.remaining(n) for n in range(remaining)]
        facts = replace(samples.partial(), areas=tuple(areas))
        first, later = words_of(draw_certificate(facts))
        assert "Det här återstår" not in first
        assert later.count("Praktiska provet") == remaining
    for areas in (14, 40, 41):
        pages = words_of(draw_certificate(samples.full(areas)))
        assert min(page.count("ut 3") + page.count("digt 3") for page in pages) >= 3


def test_the_same_facts_give_the_same_file() -> None:
    """I4: printing again changes nothing."""
    assert draw_certificate(samples.partial()) == draw_certificate(samples.partial())


def test_another_computer_on_another_day_gives_the_same_file() -> None:
    """I4: the file depends neither on the process, nor on its hash seed, nor on its time zone."""
    script = (
        "import sys; from app.certificate.page import draw_certificate;"
        "from tests.app.certificate import samples;"
        "sys.stdout.buffer.write(draw_certificate(samples.full()))"
    )
    surroundings = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    drawn = subprocess.run(
        [sys.executable, "-c", script], env=surroundings, capture_output=True, check=True
    )
    assert drawn.stdout == draw_certificate(samples.full())


def test_another_fact_gives_another_file() -> None:
    """The file depends on the facts alone, and on all of them."""
    other = replace(samples.full(), assessor_number=10473)
    assert draw_certificate(other) != draw_certificate(samples.full())


def test_practice_prints_say_so_on_every_page() -> None:
    """A practice print must be unmistakable, wherever it is torn."""
    pdf = draw_certificate(replace(samples.full(24), practice=True))
    for page in words_of(pdf):
        assert page.count("PROV") == 3
        assert "Övningsutskrift, aldrig ett giltigt bevis" in page
    assert all("PROV" not in page for page in words_of(draw_certificate(samples.full())))


@pytest.mark.parametrize("practice", [False, True], ids=["real", "practice"])
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_the_code_is_read_from_the_printed_page(dpi: int, practice: bool) -> None:
    """The code survives rendering at 150, 200 and 300 dpi, the watermark beside it too."""
    facts = replace(samples.full(), practice=practice)
    assert codes_in_bytes(page_png(draw_certificate(facts), 0, dpi)) == (facts.qr_text,)


@pytest.mark.parametrize("carrier", [280, 560, 1660])
def test_short_and_very_long_codes_are_read_as_well(carrier: int) -> None:
    """4 000 digits still fit the page, with smaller modules."""
    facts = replace(samples.full(), qr_text=samples.qr_text(carrier))
    pdf = draw_certificate(facts)
    assert codes_in_bytes(pdf) == (facts.qr_text,)
    with opened(pdf) as document:
        assert len(document) <= 2


def test_a_code_beyond_what_a_page_holds_is_refused() -> None:
    """E_TOO_LARGE before anything is drawn."""
    facts = replace(samples.full(), qr_text="https://bevis.example.se/v#" + "7" * 5000)
    with pytest.raises(CodeTooLarge) as refused:
        draw_certificate(facts)
    assert refused.value.length == len(facts.qr_text)


def test_fonts_travel_with_the_file() -> None:
    """Both faces are embedded as subsets with a way back to Unicode, and no other is used."""
    with pikepdf.open(BytesIO(draw_certificate(samples.full()))) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        names = {str(font.BaseFont).partition("+")[2] for font in fonts}
        assert names == {"NotoSans-Regular", "NotoSans-Bold"}
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font
        assert pdf.Root.Lang == "sv-SE"
        assert pdf.docinfo["/Title"] == "Kompetensbevis 7KMK QAXM H5PT T52P U, Amina Lindqvist"


@pytest.mark.parametrize(
    "name",
    [
        "Bygg & Son <AB>",
        "<img src=x>",
        "<b>Eva</b> &amp; \\(Per\\)",
        "Łukasz Żółć-O’Brien",
        "Nguyễn Thị Ánh",
        "Ελένη Παπαδοπούλου",
        "Ольга Иванова",
    ],
)
def test_names_stand_as_they_are_written(name: str) -> None:
    """A name is never markup and never an escape."""
    assert name in words_of(draw_certificate(replace(samples.full(), name=name)))[0]


def test_names_of_eighty_bytes_fit() -> None:
    """The longest name a certificate may carry stands inside the margins."""
    name = "Maria Alexandra Konstantinopoulou-Wennergren von der Lindenstjerna Abrahamsson"
    words = words_of(draw_certificate(replace(samples.full(), name=name)))
    assert name in words[0]


@given(
    name=st.text("WMÅÄÖ i-", min_size=1, max_size=60).filter(str.strip),
    centre=st.text("Wå -", min_size=1, max_size=80).filter(str.strip),
    area=st.text("Måi ", min_size=1, max_size=120).filter(str.strip),
)
@settings(max_examples=15)
def test_nothing_ever_stands_outside_the_margins(name: str, centre: str, area: str) -> None:
    """Every letter's box lies on the type area, however long the facts are."""
    facts = samples.partial()
    lines = (replace(facts.areas[0], name=Text(area, area[::-1])), *facts.areas[1:])
    facts = replace(facts, name=name, centre=centre, assessor=centre, areas=lines)
    left, right = _ink_of_text(draw_certificate(facts))
    assert left >= 24.0
    assert right <= 186.0


def _ink_of_text(pdf: bytes) -> tuple[float, float]:
    with opened(pdf) as document:
        boxes = []
        for page in document:
            text = page.get_textpage()
            boxes += [text.get_rect(n) for n in range(text.count_rects())]
    return min(b[0] for b in boxes) * 25.4 / 72, max(b[2] for b in boxes) * 25.4 / 72


def test_a_text_longer_than_a_page_goes_on_over_pages() -> None:
    """Whatever the assessor wrote as next step stands there whole, and inside the margins."""
    facts = samples.partial()
    step, gap = Text("Öva mikrometer med handledare. " * 110, ""), Text("Teorin klar. " * 160, "")
    areas = tuple(replace(a, next_step=step, gap=gap) if a.gap else a for a in facts.areas)
    pdf = draw_certificate(replace(facts, areas=areas))
    words = " ".join(words_of(pdf))
    assert words.count("mikrometer") == 330
    assert words.count("Teorin klar.") == 480
    low, wide = lowest_and_widest(pdf)
    assert low < 286
    assert wide < 186


def test_drawn_marks_are_letters_too() -> None:
    """What the fonts lack is drawn, so a text may hold − ≥ ≤ → ✓ ●."""
    facts = replace(samples.full(), disclaimer=Text("Gräns ≥ 60 % → ✓ −5 ≤ 3 ●", ""))
    check_letters(facts)
    plain = replace(facts, disclaimer=Text("Gräns 60 % 5 3", ""))
    assert page_png(draw_certificate(facts), 0, 50) != page_png(draw_certificate(plain), 0, 50)


def test_direction_turning_letters_are_refused_before_anything_is_drawn() -> None:
    """U+202E would show a name that is not the one signed."""
    with pytest.raises(RefusedLetter):
        draw_certificate(replace(samples.full(), name="Eva\N{RIGHT-TO-LEFT OVERRIDE}gnilttyK"))


def test_every_printed_letter_was_checked() -> None:
    """The missing-glyph check covers fixed texts as well as facts."""
    for facts in KINDS:
        printed = {letter for page in words_of(draw_certificate(facts)) for letter in page}
        assert printed <= set(letters_printed(facts))


def test_no_identity_number_is_anywhere_in_the_file() -> None:
    """I12: nothing in text, metadata or file looks like a personal identity number."""
    facts = replace(samples.full(), qr_text="https://bevis.example.se/v#12345678901234567890")
    pdf = draw_certificate(facts)
    with pikepdf.open(BytesIO(pdf)) as opened_pdf:
        metadata = " ".join(str(value) for value in opened_pdf.docinfo.values())
    assert not re.search(r"\d{6,8}[-+ ]?\d{4}", " ".join(words_of(pdf)) + metadata.split("D:")[0])
    assert not {"identity", "personnummer"} & set(CertificateFacts.__dataclass_fields__)


@pytest.mark.parametrize("facts", KINDS, ids=lambda facts: facts.kind)
def test_no_recognition_is_claimed_that_nobody_gave(facts: CertificateFacts) -> None:
    """R39, R45: no body, standard, framework, fund or mark; no scheme can set a decision yet."""
    paper = " ".join(words_of(draw_certificate(facts))).casefold()
    for claim in ("swedac", "17024", "seqf", "ackrediterad", "accredited", "esf", "®", "™"):
        assert claim not in paper
