"""Certificates after each other in one file: every page as it was, what they share kept once."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf

from app.certificate.merging import merge
from app.certificate.page import draw_certificate
from tests.app.certificate.reading_back import text_of
from tests.app.certificate.samples import full, partial

PDFS = [
    draw_certificate(replace(facts, name=name))
    for facts, name in ((full(), "Anna Ek"), (partial(), "Åke Öst"), (full(), "Łukasz Ż"))
]


def test_every_page_reads_as_it_did(tmp_path: Path) -> None:
    path = tmp_path / "whole.pdf"
    pages = merge([(f"{n}", pdf) for n, pdf in enumerate(PDFS)], path, "Tre bevis")
    assert pages >= len(PDFS)
    said = text_of(path.read_bytes())
    for pdf in PDFS:
        for line in text_of(pdf).splitlines():
            assert line.strip() in said


def test_a_hundred_alike_share_their_fonts(tmp_path: Path) -> None:
    """The file grows by what differs alone."""
    one, many = tmp_path / "one.pdf", tmp_path / "many.pdf"
    merge([("1", PDFS[0])], one, "")
    merge([("n", PDFS[0])] * 100, many, "")
    assert many.stat().st_size < 50 * one.stat().st_size
    with pikepdf.open(many) as whole:
        fonts = {font.objgen for page in whole.pages for font in page.resources["/Font"].values()}
        assert len(fonts) == len(whole.pages[0].resources["/Font"])


def test_nothing_of_signature_structure_or_attachment_comes_along(tmp_path: Path) -> None:
    """They hold for their own file only."""
    path = tmp_path / "whole.pdf"
    merge([("1", PDFS[0])], path, "")
    with pikepdf.open(path) as whole:
        for key in ("/StructTreeRoot", "/AcroForm", "/AF", "/Metadata", "/Names"):
            assert key not in whole.Root
        for page in whole.pages:
            assert "/Annots" not in page.obj
            assert "/StructParents" not in page.obj


def test_a_resource_that_leads_back_to_itself_is_merged(tmp_path: Path) -> None:
    """A loop among objects, as some writers make, ends."""
    made = pikepdf.open(io.BytesIO(PDFS[0]))
    font = next(iter(made.pages[0].resources["/Font"].values()))
    font["/Loop"] = font
    out = io.BytesIO()
    made.save(out)
    assert merge([("1", out.getvalue())] * 2, tmp_path / "whole.pdf", "") >= 2
