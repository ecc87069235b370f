"""The visible text against the code: what a forger changes, hides or paints is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.certificate.page import draw_certificate
from app.certificate.text_layer import check_text
from app.certificate.typeface import Face, letters_covered
from app.certificate.visible_text import seen_pages
from app.domain.certificate import CertificateFacts
from app.domain.layers import AGREES, Difference, Fact, Layer, LayerState, Why
from tests.app.certificate import samples
from tests.app.certificate.genuine import sealed, signed
from tests.app.protocols.shipped import shipped

CNC = shipped("CNC-1").loaded.protocol
FULL = sealed(samples.full())
PAGE = draw_certificate(FULL)


def _safety_figure() -> tuple[float, float]:
    """Where the level of the first area stands, in mm from the top left."""
    (page,) = seen_pages(PAGE, 0, 1)
    row = next(line for line in page.lines if line[0].text == "Säkerhet vid maskin")
    figure = next(part for part in row if part.text == "3")
    return figure.left, figure.baseline


def _baseline(words: str) -> float:
    (page,) = seen_pages(PAGE, 0, 1)
    return next(line[0].baseline for line in page.lines if line[0].text == words)


_SAFETY_FIGURE, _NAME = _safety_figure(), _baseline("Amina Lindqvist")


def _check(pdf: bytes, facts: CertificateFacts = FULL) -> Layer:
    return check_text(pdf, 0, 9, signed(facts, CNC))


def _forged(**changes: Any) -> Layer:
    return _check(draw_certificate(replace(FULL, **changes)))


def _facts_of(layer: Layer) -> set[Fact]:
    assert (layer.state, layer.why) == (LayerState.DIFFERS, Why.FACTS)
    return {one.fact for one in layer.differences}


@pytest.mark.parametrize(
    "facts",
    [
        samples.full(),
        samples.partial(),
        samples.statement(),
        samples.full(1),
        samples.full(64),
        replace(samples.full(), practice=True),
        replace(samples.partial(), practice=True),
        replace(samples.full(), birth_date=None),
        replace(samples.full(), valid_to=None),
        replace(samples.full(), replaces=b"0123456789"),
        replace(samples.full(), name="Maria Magdalena Alexandra Wachtmeister-Oxenstierna Södermö"),
        replace(samples.full(), centre="Testcenter för industriteknik och underhåll, Värnamo"),
        replace(samples.full(), centre="Kompetenscentrum Gnosjö"),
        replace(samples.full(), centre="Gnosjöregionens skola för CNC- och svets-"),
        replace(
            samples.full(),
            centre="Industriellt utvecklingscentrum i Värnamo och Gnosjöregionens kommuner",
        ),
    ],
    ids=lambda facts: f"{facts.kind}-{len(facts.areas)}",
)
@pytest.mark.parametrize("knows", [True, False], ids=["known", "unknown"])
def test_what_we_draw_agrees_with_its_code(facts: CertificateFacts, knows: bool) -> None:
    """No false alarm: every kind, every length, with the profile's names and without."""
    facts = sealed(facts)
    protocol = CNC if knows and len(facts.areas) == 8 else None
    assert check_text(draw_certificate(facts), 0, 9, signed(facts, protocol)) == AGREES


@pytest.mark.parametrize(
    ("changes", "fact", "found"),
    [
        ({"name": "Erik Svensson"}, Fact.NAME, "Erik Svensson"),
        ({"birth_date": date(1990, 1, 2)}, Fact.BIRTH_DATE, "1990-01-02"),
        ({"birth_date": None}, Fact.BIRTH_DATE, ""),
        ({"issued": date(2026, 11, 1)}, Fact.ISSUED, "2026-11-01"),
        ({"valid_to": date(2041, 11, 11)}, Fact.VALID_TO, "2041-11-11"),
        ({"valid_to": None}, Fact.VALID_TO, "Tills vidare"),
        ({"assessor": "Nils Ek"}, Fact.ASSESSOR, "Nils Ek, nr 10472"),
        ({"assessor_number": 7}, Fact.ASSESSOR, "Per-Olof Håkansson, nr 7"),
        ({"centre": "Annat center"}, Fact.CENTRE, "Annat center"),
        ({"protocol_code": "SVE-1"}, Fact.PROFILE, "SVE-1/1"),
        ({"replaces": b"0123456789"}, Fact.REPLACES, "60RK 4CSM 6MV3 EE1S 4"),
        ({"practice": True}, Fact.PRACTICE, "yes"),
        ({"role": samples.NAMES[2]}, Fact.ROLE, "Mätteknik"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_changed_fact_on_a_copied_code_is_named(
    changes: dict[str, Any], fact: Fact, found: str
) -> None:
    """The page redrawn as well as we draw it ourselves, the code copied."""
    layer = _forged(**changes)
    assert _facts_of(layer) == {fact}
    assert layer.differences[0].found == found


def test_a_forged_level_is_named_with_its_area() -> None:
    """A level raised on a copied code."""
    areas = tuple(replace(a, level=4) if n == 0 else a for n, a in enumerate(FULL.areas))
    assert _forged(areas=areas).differences == (
        Difference(Fact.LEVEL, "3", "4", "Säkerhet vid maskin"),
    )


def test_a_credit_shown_as_a_level_and_areas_that_changed_places_are_named() -> None:
    """Levels are bound to their names, not to their rows."""
    areas = list(FULL.areas)
    areas[2] = samples.shown(2)
    (difference,) = _forged(areas=tuple(areas)).differences
    assert difference == Difference(Fact.LEVEL, "14", "3", "Mätteknik")
    swapped = list(FULL.areas)
    swapped[0] = replace(swapped[0], name=swapped[1].name)
    swapped[1] = replace(swapped[1], name=FULL.areas[0].name)
    found = {one.area: one.found for one in _forged(areas=tuple(swapped)).differences}
    assert found == {"Säkerhet vid maskin": "4", "Ritning och toleranser": "3"}


def test_a_word_for_another_level_and_a_dot_too_many_are_named() -> None:
    """Figure, dots and word have to say the same; the protocol names the steps, not the page."""
    names = [step.name for step in FULL.scale]
    steps = (*names[:2], names[3], names[2])
    scale = tuple(replace(step, name=n) for step, n in zip(FULL.scale, steps, strict=True))
    found = {one.area: one.found for one in _forged(scale=scale).differences}
    assert found["Säkerhet vid maskin"] == "3 / 4"

    def forge(canvas: Canvas) -> None:
        x, y = _at(_SAFETY_FIGURE[0] - 5.9, _SAFETY_FIGURE[1] - 1.35)
        canvas.setFillColorRGB(0.07, 0.29, 0.56)
        canvas.circle(x, y, 3.2, stroke=0, fill=1)

    (difference,) = _check(_over(forge)).differences
    assert (difference.area, difference.found) == ("Säkerhet vid maskin", "3 / 4")


def test_a_row_left_out_and_a_row_too_many_are_named() -> None:
    """Neither a weak area less nor a strong one more."""
    left_out = _forged(areas=FULL.areas[1:])
    assert [one.area for one in left_out.differences] == ["Säkerhet vid maskin"]
    more = replace(FULL.areas[0], name=replace(FULL.areas[0].name, sv="Robotprogrammering"))
    too_many = _forged(areas=(*FULL.areas, more))
    assert [(one.in_code, one.area) for one in too_many.differences] == [("", "Robotprogrammering")]


def test_a_code_pasted_on_anothers_page_is_told_by_the_number() -> None:
    """The number first: then a person knows what happened."""
    page = replace(FULL, certificate_id=b"0123456789", name="Karin Å")
    layer = _check(draw_certificate(page))
    assert layer.differences[0].fact is Fact.NUMBER
    assert {Fact.NUMBER, Fact.NAME} == _facts_of(layer)


def test_a_partial_sold_as_full_is_named() -> None:
    """The kind, and the areas that are not in it."""
    partial = sealed(samples.partial())
    page = replace(FULL, qr_text=partial.qr_text)
    layer = _check(draw_certificate(page), partial)
    assert Fact.KIND in _facts_of(layer)
    assert {one.area for one in layer.differences if one.fact is Fact.LEVEL} >= {"Mätteknik"}


def _over(draw: Callable[[Canvas], object], under: bool = False, page: bytes = PAGE) -> bytes:
    """The page with something drawn over it (or under it), as a forger with a PDF editor does."""
    letters_covered()
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(595.276, 841.89))
    draw(canvas)
    canvas.save()
    made = BytesIO()
    with pikepdf.open(BytesIO(page)) as pdf, pikepdf.open(BytesIO(paper.getvalue())) as over:
        (pdf.pages[0].add_underlay if under else pdf.pages[0].add_overlay)(over.pages[0])
        pdf.save(made)
    return made.getvalue()


def _at(x: float, y: float) -> tuple[float, float]:
    return x / 25.4 * 72, 841.89 - y / 25.4 * 72


def _cover(canvas: Canvas, place: tuple[float, float], wide: float, high: float) -> None:
    x, y = _at(*place)
    canvas.setFillGray(1)
    canvas.rect(x - 1, y - 2, wide / 25.4 * 72, high / 25.4 * 72, stroke=0, fill=1)
    canvas.setFillGray(0)


def test_a_number_painted_over_and_drawn_anew_is_named() -> None:
    """The text under it still says 3: what is seen counts."""

    def forge(canvas: Canvas) -> None:
        _cover(canvas, _SAFETY_FIGURE, 3, 4)
        x, y = _at(*_SAFETY_FIGURE)
        canvas.setLineWidth(1)
        canvas.lines([(x + 4, y, x + 4, y + 7), (x, y + 3, x + 5, y + 3)])

    (difference,) = _check(_over(forge)).differences
    assert (difference.fact, difference.area) == (Fact.LEVEL, "Säkerhet vid maskin")
    assert difference.found != "3"


def test_a_number_replaced_by_real_text_over_a_white_box_is_named() -> None:
    """The covered 3 does not count, the 4 over it does."""

    def forge(canvas: Canvas) -> None:
        _cover(canvas, _SAFETY_FIGURE, 3, 4)
        canvas.setFont(Face.BOLD, 10.5)
        canvas.drawString(*_at(*_SAFETY_FIGURE), "4")

    (difference,) = _check(_over(forge)).differences
    assert difference.area == "Säkerhet vid maskin"
    assert difference.found.startswith("4")


def test_a_name_covered_by_a_picture_of_another_is_named() -> None:
    """No text of the name is seen any more."""

    def forge(canvas: Canvas) -> None:
        _cover(canvas, (24.0, _NAME + 2), 110, 13)
        x, y = _at(25.0, _NAME)
        for stroke in range(12):
            canvas.rect(x + stroke * 16, y, 9, 22, stroke=1, fill=1)

    assert Fact.NAME in _facts_of(_check(_over(forge)))


def test_something_drawn_beside_a_true_name_is_named() -> None:
    """A second surname as a drawing."""

    def forge(canvas: Canvas) -> None:
        x, y = _at(130.0, _NAME)
        canvas.rect(x, y, 40, 20, stroke=0, fill=1)

    (difference,) = _check(_over(forge)).differences
    assert (difference.fact, difference.drawn_over) == (Fact.NAME, True)


def test_something_drawn_at_the_end_of_the_test_centres_column_is_named() -> None:
    """Beyond the label's English, before the assessor's column."""

    def forge(canvas: Canvas) -> None:
        x, y = _at(121.0, 201.4)
        canvas.rect(x, y, 14, 7, stroke=0, fill=1)

    (difference,) = _check(_over(forge)).differences
    assert (difference.fact, difference.drawn_over) == (Fact.CENTRE, True)


@pytest.mark.parametrize("mode", [3, 0], ids=["invisible", "white"])
def test_text_that_is_not_seen_does_not_count(mode: int) -> None:
    """The true name unseen under a false one: nobody is told that the name agrees."""
    false = draw_certificate(replace(FULL, name="Erik Svensson"))

    def hidden(canvas: Canvas) -> None:
        text = canvas.beginText(*_at(25.0, _NAME))
        text.setFont(Face.BOLD, 36)
        text.setTextRenderMode(mode)
        text.setFillGray(1)
        text.textLine("Amina Lindqvist")
        canvas.drawText(text)

    layer = _check(_over(hidden, under=True, page=false))
    (difference,) = layer.differences
    assert difference.fact is Fact.NAME
    assert difference.found != "Amina Lindqvist"


def _with_note(subtype: str, flags: int, **entries: object) -> bytes:
    """The page with an annotation that shows another figure over the first level."""
    made = BytesIO()
    x, y = _at(*_SAFETY_FIGURE)
    with pikepdf.open(BytesIO(PAGE)) as pdf:
        look = pdf.make_stream(b"1 g 0 0 9 12 re f 0 g 2 0 2 9 re f 5 0 2 9 re f")
        look.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form})
        look.BBox = [0, 0, 9, 12]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(subtype),
            Rect=[x - 1, y - 2, x + 8, y + 10],
            F=flags,
            AP=pikepdf.Dictionary(N=look),
            **entries,
        )
        held = pdf.make_indirect(note)
        pdf.pages[0].Annots = pdf.make_indirect([held])
        if entries:
            pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[held])
        pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("subtype", "flags"),
    [("/Stamp", 4), ("/FreeText", 4), ("/Stamp", 0), ("/Stamp", 4 | 32), ("/Widget", 4)],
    ids=["stamp", "text", "screen only", "paper only", "field"],
)
def test_a_note_stuck_on_the_page_is_named(subtype: str, flags: int) -> None:
    """Also where only paper, or a program that fills in forms, would show it."""
    kind = {"FT": pikepdf.Name.Tx, "T": pikepdf.String("a")} if subtype == "/Widget" else {}
    layer = _check(_with_note(subtype, flags, **kind))
    assert Fact.PAGE in _facts_of(layer)
    if flags == 4 and subtype != "/Widget":
        assert layer.differences[0].area == "Säkerhet vid maskin"


@pytest.mark.parametrize(
    "first", ["<</Rect[/a/b/c/d]>>", "<</Rect[0 0 0 0 0]>>", "<</Rect 7>>", "null", "3"]
)
def test_a_note_that_cannot_be_understood_hides_no_other(first: str) -> None:
    """A broken one first in the list, then the stamp that only paper shows."""
    made = BytesIO()
    with pikepdf.open(BytesIO(_with_note("/Stamp", 4 | 32))) as pdf:
        pdf.pages[0].Annots.insert(0, pikepdf.Object.parse(first.encode()))
        pdf.save(made)
    assert Fact.PAGE in _facts_of(_check(made.getvalue()))


def test_a_line_stuck_on_the_page_is_named() -> None:
    """Too thin to be an area: struck through."""
    made = BytesIO()
    with pikepdf.open(BytesIO(_with_note("/Stamp", 4 | 32))) as pdf:
        pdf.pages[0].Annots[0].Rect = pikepdf.Array([60, 400, 260, pikepdf.Object.parse(b"400.5")])
        pdf.save(made)
    assert Fact.PAGE in _facts_of(_check(made.getvalue()))


def test_a_file_with_layers_to_be_switched_is_named() -> None:
    """Another figure on paper than on the screen."""
    made = BytesIO()
    with pikepdf.open(BytesIO(PAGE)) as pdf:
        group = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("a"))
        )
        pdf.Root.OCProperties = pikepdf.Dictionary(
            OCGs=[group], D=pikepdf.Dictionary(Order=[group])
        )
        pdf.save(made)
    assert _facts_of(_check(made.getvalue())) == {Fact.PAGE}


def test_letters_that_show_others_than_they_say_are_not_believed() -> None:
    """A font whose 3 looks like a 4: what it says is drawn again, and looks otherwise."""
    areas = tuple(replace(a, level=4) if n == 0 else a for n, a in enumerate(FULL.areas))
    with pikepdf.open(BytesIO(draw_certificate(replace(FULL, areas=areas)))) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            table = font.get("/ToUnicode")
            if table is not None:
                table.write(table.read_bytes().replace(b"<0034>", b"<0033>"))
        made = BytesIO()
        pdf.save(made)
    layer = _check(made.getvalue())
    assert layer.state is LayerState.DIFFERS
    assert "Säkerhet vid maskin" in {one.area for one in layer.differences}


def test_a_page_that_was_added_is_named() -> None:
    """A page without the certificate's number is none of it."""
    made = BytesIO()
    with pikepdf.open(BytesIO(PAGE)) as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(made)
    assert _facts_of(_check(made.getvalue())) == {Fact.NUMBER}


def test_a_scanned_page_and_a_turned_one_raise_no_alarm() -> None:
    """There is only the code; the screen says to compare by eye."""
    from app.certificate.picture import page_png

    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(595.276, 841.89))
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(BytesIO(page_png(PAGE, 0, 100))), 0, 0, 595.276, 841.89)
    canvas.save()
    scanned = _check(paper.getvalue())
    assert (scanned.state, scanned.why) == (LayerState.UNCOMPARABLE, Why.SCANNED)
    made = BytesIO()
    with pikepdf.open(BytesIO(PAGE)) as pdf:
        pdf.pages[0].rotate(90, relative=True)
        pdf.save(made)
    assert _check(made.getvalue()).why is Why.SCANNED
