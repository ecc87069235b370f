"""Codes read out of files as people send them: good, wrong, broken and hostile."""

import struct
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageOps

from app.certificate.page import draw_certificate
from app.certificate.picture import page_png
from app.certificate.reading import (
    SIZE_LIMIT,
    FileTooLarge,
    NoCodeFound,
    NotReadable,
    codes_in_bytes,
    codes_in_file,
)
from tests.app.certificate import samples

PDF = draw_certificate(samples.full())
TEXT = samples.full().qr_text


def _saved(picture: Image.Image, kind: str, **options: int) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def _picture(dpi: int = 200) -> Image.Image:
    return Image.open(BytesIO(page_png(PDF, 0, dpi)))


def test_a_pdf_file_is_read(tmp_path: Path) -> None:
    """The usual case: the saved certificate."""
    path = tmp_path / "bevis.pdf"
    path.write_bytes(PDF)
    assert codes_in_file(path) == (TEXT,)


def test_a_png_file_is_read(tmp_path: Path) -> None:
    """A picture of the page, by its content and not by its name."""
    path = tmp_path / "bild.pdf"
    path.write_bytes(page_png(PDF, 0, 150))
    assert codes_in_file(path) == (TEXT,)


@pytest.mark.parametrize("turn", [0, 3, 90, 180])
def test_a_photographed_page_is_read(turn: int) -> None:
    """JPEG, a little turned, with the noise of its compression."""
    photo = _picture().convert("RGB").rotate(turn, expand=True, fillcolor="white")
    assert codes_in_bytes(_saved(photo, "JPEG", quality=60)) == (TEXT,)


def test_a_transparent_picture_is_read_on_white() -> None:
    """A page cut out without its paper."""
    grey = _picture().convert("L")
    clear = Image.merge("LA", (Image.new("L", grey.size), ImageOps.invert(grey)))
    assert codes_in_bytes(_saved(clear, "PNG")) == (TEXT,)


def test_several_certificates_in_one_file_come_in_order() -> None:
    """A batch print is one file of many."""
    other = replace(samples.partial(), qr_text=samples.qr_text(300))
    batch = pikepdf.new()
    for part in (PDF, draw_certificate(other), PDF):
        with pikepdf.open(BytesIO(part)) as one:
            batch.pages.extend(one.pages)
    file = BytesIO()
    batch.save(file)
    assert codes_in_bytes(file.getvalue()) == (TEXT, other.qr_text)


def test_a_pdf_without_a_code_says_how_far_it_was_read() -> None:
    """Two empty pages are no damaged file."""
    empty = pikepdf.new()
    for _ in range(2):
        empty.add_blank_page()
    file = BytesIO()
    empty.save(file)
    with pytest.raises(NoCodeFound) as nothing:
        codes_in_bytes(file.getvalue())
    assert nothing.value.pages == 2


def test_a_picture_without_a_code_says_so() -> None:
    """A photo of something else."""
    with pytest.raises(NoCodeFound):
        codes_in_bytes(_saved(Image.new("RGB", (300, 200), "navy"), "PNG"))


def test_a_locked_pdf_says_that_it_is_locked() -> None:
    """The sender has to send it without a password."""
    file = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(NotReadable) as locked:
        codes_in_bytes(file.getvalue())
    assert locked.value.reason == "encrypted"


@pytest.mark.parametrize("length", [8, 500, 20_000, len(PDF) - 100])
def test_a_cut_off_pdf_is_damaged(length: int) -> None:
    """An interrupted download."""
    with pytest.raises(NotReadable) as damaged:
        codes_in_bytes(PDF[:length])
    assert damaged.value.reason == "damaged"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_cut_off_picture_is_damaged(kind: str) -> None:
    """An interrupted download of a photo."""
    raw = _saved(_picture().convert("RGB"), kind)
    for length in (20, len(raw) // 3):
        with pytest.raises(NotReadable) as damaged:
            codes_in_bytes(raw[:length])
        assert damaged.value.reason == "damaged"


@pytest.mark.parametrize("raw", [b"", b"hej", b"PK\x03\x04" + b"\x00" * 50, b"GIF89a"])
def test_other_files_are_unknown(raw: bytes) -> None:
    """Neither PDF nor PNG nor JPEG by their first bytes."""
    with pytest.raises(NotReadable) as unknown:
        codes_in_bytes(raw)
    assert unknown.value.reason == "unknown"


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    """A stick pulled out; a folder dropped on the window."""
    for path in (tmp_path / "borta.pdf", tmp_path):
        with pytest.raises(NotReadable) as missing:
            codes_in_file(path)
        assert missing.value.reason == "missing"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    """20 MB; a sparse file of a terabyte costs no more than the limit."""
    path = tmp_path / "stor.pdf"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(FileTooLarge) as too_large:
        codes_in_file(path)
    assert (too_large.value.size, too_large.value.limit) == (1 << 40, SIZE_LIMIT)
    with pytest.raises(FileTooLarge):
        codes_in_bytes(b"%PDF-" + bytes(SIZE_LIMIT))


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_a_picture_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    """A few bytes that claim thousands of millions of pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    with pytest.raises(FileTooLarge):
        codes_in_bytes(b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b""))


def test_a_page_of_absurd_size_costs_bounded_memory() -> None:
    """200 inches square at 300 dpi would be 3 600 million pixels."""
    huge = pikepdf.new()
    huge.add_blank_page(page_size=(14_400, 14_400))
    file = BytesIO()
    huge.save(file)
    with pytest.raises(NoCodeFound):
        codes_in_bytes(file.getvalue())


def test_numpy_is_not_needed(tmp_path: Path) -> None:
    """Starting it costs more than reading a page."""
    import subprocess
    import sys

    path = tmp_path / "bevis.pdf"
    path.write_bytes(PDF)
    script = (
        "import sys, pathlib; from app.certificate.reading import codes_in_file;"
        "codes_in_file(pathlib.Path(sys.argv[1])); sys.exit('numpy' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
