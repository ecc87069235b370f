"""Files that cannot be written and files that should not be read."""

import os
from pathlib import Path

import pytest
from pypdfium2 import PdfBitmap, PdfDocument, PdfPage

from app.certificate import picture, reading
from app.certificate.reading import FileTooLarge, NoCodeFound, NotReadable
from app.domain.case import Step
from app.domain.errors import UserError
from app.reports.tables import NotWritten
from app.usecases.exports import ExportOrder
from app.workspace import Workspace
from tests.desk_work import CaseWalk

pytestmark = pytest.mark.begins_at(Step.CERTIFICATE)


@pytest.fixture
def issued(walk: CaseWalk) -> tuple[Workspace, bytes]:
    """A desk with one certificate."""
    walk.to(Step.CERTIFICATE)
    return walk.desk, walk.desk.certificates.issue(walk.case_id)


def test_a_certificate_that_cannot_be_saved_is_not_counted_as_saved(
    issued: tuple[Workspace, bytes], tmp_path: Path
) -> None:
    """R42: a folder in the way, a folder that is not there, a name too long; nothing is left."""
    desk, certificate = issued
    folder = tmp_path / "bevis.pdf"
    (folder / "x").mkdir(parents=True)
    for path in (folder, tmp_path / "no" / "bevis.pdf", tmp_path / ("n" * 300)):
        with pytest.raises(NotWritten):
            desk.certificates.save(certificate, path)
    assert desk.certificates.list()[0].prints == 0
    assert [entry.name for entry in tmp_path.iterdir() if "part" in entry.name] == []


def test_a_file_in_place_is_replaced_whole(issued: tuple[Workspace, bytes], tmp_path: Path) -> None:
    """Saving over an older file leaves the new one, and one link to it keeps the old."""
    desk, certificate = issued
    path, kept = tmp_path / "bevis.pdf", tmp_path / "kept.pdf"
    path.write_bytes(b"old")
    os.link(path, kept)
    desk.certificates.save(certificate, path)
    assert path.read_bytes() == desk.certificates.pdf(certificate)
    assert kept.read_bytes() == b"old"


@pytest.mark.parametrize("format_", ["xlsx", "csv", "json"])
def test_an_export_that_cannot_be_written_is_told(
    desk: Workspace, tmp_path: Path, format_: str
) -> None:
    """I14: an export that failed is not in the list of exports."""
    with pytest.raises(NotWritten):
        desk.exports.write(ExportOrder("cases", format_), tmp_path / "no" / "cases")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\0" * 4096),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\0\0\0\0" + b"\0" * 64,
    ],
    ids=["empty", "head", "no pages", "png head", "jpeg head", "zeroes", "4e9 pixels"],
)
def test_what_is_no_certificate_is_told(desk: Workspace, tmp_path: Path, content: bytes) -> None:
    """Verification: damaged, cut or hostile bytes are answered in words."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(content)
    with pytest.raises((NotReadable, FileTooLarge, NoCodeFound)):
        desk.verification.check_file(path)


def test_a_folder_and_a_missing_file_are_told(desk: Workspace, tmp_path: Path) -> None:
    """What was dropped may be gone, or be a folder."""
    for path in (tmp_path, tmp_path / "gone.pdf", Path("/dev/null")):
        with pytest.raises(UserError):
            desk.verification.check_file(path)


@pytest.mark.parametrize(("pages", "side"), [(200, 14_400), (2000, 595)])
def test_a_pdf_made_to_keep_the_desk_busy_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int, side: int
) -> None:
    """Pages of 5 by 5 metres, or 2 000 of them: painted at fewer dots, and not all of them."""
    document = PdfDocument.new()
    for _ in range(pages):
        document.new_page(side, side)
    document.save(tmp_path / "field.pdf")
    document.close()
    painted: list[int] = []

    def count(page: PdfPage, dpi: float, grey: bool = False) -> PdfBitmap:
        bitmap = picture.painted(page, dpi, grey)
        painted.append(bitmap.stride * bitmap.height)
        return bitmap

    monkeypatch.setattr(reading, "painted", count)
    with pytest.raises(NoCodeFound):
        reading.codes_in_file(tmp_path / "field.pdf")
    assert max(painted) < reading.PIXEL_LIMIT
    assert sum(painted) < reading.WORK_LIMIT + reading.PIXEL_LIMIT
