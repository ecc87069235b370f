"""The file as archives, screen readers and other programs meet it."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from app.certificate.form_sheet import draw_practical_form, draw_self_form
from app.certificate.form_theory import TheoryQuestions, draw_theory_form
from app.certificate.marked_text import marked_text
from app.certificate.plan_sheet import draw_plan
from app.certificate.whole import BADGE_NAME, SIGNATURE_FIELD, whole_pdf
from app.domain.certificate import CertificateFacts
from app.domain.paper_form import FormHead
from app.domain.text import Text
from app.paths import protocol_folder
from app.protocols.package import load_package
from tests.app.certificate import samples
from tests.app.certificate.order_of_file import complaints
from tests.app.certificate.order_of_tags import elements, kids, role
from tests.app.certificate.test_forms import png
from tests.app.certificate.test_plan_sheet import facts as plan_facts
from tests.app.certificate.test_signature import signed

BADGE = b'{"type": ["VerifiableCredential"], "name": "' + "Mätteknik ".encode() * 900 + b'"}'
LONG = Text("Mätteknik och dokumentation av allt som kan mätas " * 3, "Measuring all that can be")

CASES = {
    "full": samples.full(),
    "partial": samples.partial(),
    "statement": samples.statement(),
    "one_area": samples.full(1),
    "64_areas": samples.full(64),
    "practice": replace(samples.full(24), practice=True),
    "replaced": replace(samples.full(), replaces=bytes(10), birth_date=None, valid_to=None),
    "marks": replace(samples.full(), disclaimer=Text("Gräns ≥ 60 % → ✓ −5 ≤ 3 ●", "")),
    "other_letters": replace(samples.full(), name="Ольга Ελένη Nguyễn & Søn <AB> \\(1\\)"),
    "long": replace(samples.partial(), areas=(replace(samples.shown(0), name=LONG),) * 20),
}


@pytest.mark.parametrize("facts", CASES.values(), ids=CASES)
def test_every_file_is_in_the_order_that_archives_and_readers_ask_for(
    facts: CertificateFacts,
) -> None:
    """R45: PDF/A-3a and PDF/UA-1: tags, fonts, colours, metadata, attachment, field."""
    assert complaints(whole_pdf(facts, BADGE, sign=True)) == []


def test_plan_and_forms_are_in_the_same_order() -> None:
    """R52: what the candidate takes home can be read aloud as well."""
    protocol = load_package(protocol_folder() / "CNC-1").protocol
    name, label = f"{protocol.code} {protocol.version}", protocol.wording.label
    head = FormHead("en", True, "Eva Ek", "4F2A 91CB", protocol.name, name, "Lagadalen", label)
    areas = {area.id: area.name for area in protocol.areas}
    question = replace(protocol.items[0].question, picture="piece.png")
    test = TheoryQuestions((question,), areas, {"piece.png": png()}, 60)
    assert complaints(draw_plan(plan_facts())) == []
    assert complaints(draw_self_form(head, protocol)) == []
    assert complaints(draw_practical_form(head, protocol, areas.keys())) == []
    assert complaints(draw_theory_form(head, test)) == []


def test_a_signature_leaves_the_order_as_it_was() -> None:
    """R45: one file that is PDF/A-3a, PDF/UA-1 and signed."""
    assert complaints(signed()) == []


def test_practice_is_said_once_and_its_watermark_never() -> None:
    """Whoever hears the file hears first that it is practice."""
    facts = replace(samples.full(24), practice=True)
    with pikepdf.open(BytesIO(whole_pdf(facts, None, sign=False))) as pdf:
        marked = list(marked_text(pdf).values())
    heard = [text for text in marked if "PROV" in text]
    assert heard == ["PROV Övningsutskrift, aldrig ett giltigt bevis"]


def _edited(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(whole_pdf(samples.full(), BADGE, sign=True))) as pdf:
        change(pdf)
        made = BytesIO()
        pdf.save(made, fix_metadata_version=False)
    return made.getvalue()


def _first(pdf: pikepdf.Pdf, wanted: str) -> Any:
    return next(each for each in elements(pdf) if role(each) == wanted)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda pdf: _first(pdf, "Figure").__delitem__("/Alt"), "a picture without words"),
        (lambda pdf: kids(_first(pdf, "Table"))[2].K.pop(), "rows of different lengths"),
        (lambda pdf: pdf.pages[0].contents_add(b"0 0 9 9 re f"), "neither tagged nor"),
        (lambda pdf: pdf.docinfo.__setitem__("/Title", "x"), "/Title is not dc:title"),
        (lambda pdf: _first(pdf, "H1").__setattr__("S", Name.H2), "headings"),
        (lambda pdf: pdf.Root.AF.pop(), "not associated"),
        (lambda pdf: pdf.pages[0].obj.Annots[0].__delitem__("/TU"), "a field without a name"),
        (lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Nums[1].pop(), "only one way"),
        (lambda pdf: pdf.Root.__setattr__("OpenAction", Dictionary()), "must not"),
    ],
)
def test_the_test_itself_finds_what_is_out_of_order(
    change: Callable[[pikepdf.Pdf], None], complaint: str
) -> None:
    """Each fault is made on purpose in a good file."""
    assert any(complaint in said for said in complaints(_edited(change)))


def test_the_table_is_read_row_by_row_with_its_heads() -> None:
    """PDF/UA: area, level and demand in this order, each row under its area."""
    with pikepdf.open(BytesIO(whole_pdf(samples.full(), None, sign=False))) as pdf:
        table = _first(pdf, "Table")
        assert [len(kids(row)) for row in kids(table)] == [3] * 9
        scopes = [str(cell.A.Scope) for cell in kids(kids(table)[0])]
        assert scopes == ["/Column"] * 3
        assert [role(cell) for cell in kids(kids(table)[1])] == ["TH", "TD", "TD"]


def test_a_table_goes_on_over_pages_as_one() -> None:
    """64 areas: one table of 65 rows, its repeated heads are artifacts."""
    with pikepdf.open(BytesIO(whole_pdf(samples.full(64), None, sign=False))) as pdf:
        tables = [each for each in elements(pdf) if role(each) == "Table"]
        assert [len(kids(table)) for table in tables] == [65]


def test_english_is_marked_as_english() -> None:
    """A Swedish voice does not read the English lines."""
    with pikepdf.open(BytesIO(whole_pdf(samples.full(), None, sign=False))) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert sum(str(each.get("/Lang", "")) == "en-GB" for each in elements(pdf)) >= 15


def test_the_ring_says_what_it_shows() -> None:
    """Its alternative text names every area with its level."""
    with pikepdf.open(BytesIO(whole_pdf(samples.partial(), None, sign=False))) as pdf:
        spoken = str(_first(pdf, "Figure").Alt)
    assert "Säkerhet vid maskin 3 av 4" in spoken
    assert "Kvalitet och dokumentation 0 av 4" in spoken


def test_the_credential_comes_out_as_it_went_in() -> None:
    """The badge is an associated file with its relationship and media type."""
    with pikepdf.open(BytesIO(whole_pdf(samples.full(), BADGE, sign=True))) as pdf:
        (file,) = pdf.Root.AF
        assert pdf.attachments[BADGE_NAME].get_file().read_bytes() == BADGE
        assert str(file.EF.F.Subtype) == "/application/vc"
        (field,) = pdf.Root.AcroForm.Fields
        assert (str(field.T), field.FT) == (SIGNATURE_FIELD, Name.Sig)
        assert "/V" not in field
    with pikepdf.open(BytesIO(whole_pdf(samples.full(), None, sign=False))) as pdf:
        assert "/AF" not in pdf.Root
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize("facts", CASES.values(), ids=CASES)
def test_the_same_facts_give_the_same_whole_file(facts: CertificateFacts) -> None:
    """I4: tags, metadata and attachment hold no moment and no chance."""
    assert whole_pdf(facts, BADGE, sign=True) == whole_pdf(facts, BADGE, sign=True)


def test_a_file_is_small_enough_to_send() -> None:
    """At most 80 kB with the badge, 16 kB of them left for the signature."""
    assert len(whole_pdf(samples.full(), os.urandom(12_000), sign=True)) < 64_000


def test_the_file_says_on_which_day_it_was_issued() -> None:
    """Not when it was drawn: a print has no moment of its own."""
    facts = replace(samples.full(), issued=date(2027, 1, 2))
    with pikepdf.open(BytesIO(whole_pdf(facts, None, sign=False))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20270102000000Z"


def _said(program: str, *arguments: str) -> str:
    if not shutil.which(program):
        if os.environ.get("CI"):
            pytest.fail(f"{program} is missing")
        pytest.skip(f"{program} is not on this computer")
    ran = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
    return ran.stdout


@pytest.fixture
def whole(tmp_path: Path) -> str:
    """A whole file on disk."""
    path = tmp_path / "bevis.pdf"
    path.write_bytes(whole_pdf(samples.full(), BADGE, sign=True))
    return str(path)


def test_other_programs_find_the_file_sound(whole: str) -> None:
    """R45: qpdf finds no error, Poppler finds it tagged and every font in it."""
    assert "No syntax or stream encoding errors" in _said("qpdf", "--check", whole)
    facts = _said("pdfinfo", whole)
    assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    assert "JavaScript:      no" in facts
    fonts = _said("pdffonts", whole).splitlines()[2:]
    assert len(fonts) == 2
    assert all(line.split()[-5:-2] == ["yes"] * 3 for line in fonts)


def test_other_programs_read_structure_and_attachment(whole: str, tmp_path: Path) -> None:
    """R38: Poppler reads the tags with their text, and takes the badge out unchanged."""
    read = _said("pdfinfo", "-struct-text", whole)
    assert "Amina Lindqvist" in read
    assert "Table" in read
    _said("pdfdetach", "-save", "1", "-o", str(tmp_path / "badge"), whole)
    assert (tmp_path / "badge").read_bytes() == BADGE
