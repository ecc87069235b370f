"""The code as modules."""

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.util import MODE_8BIT_BYTE, MODE_NUMBER, QRData

from app.certificate.check import dark_runs
from app.certificate.qr import CodeTooLarge, Modules, qr_modules
from tests.app.certificate.samples import qr_text


def _decoded(modules: Modules) -> str:
    """Read with four modules of white around, four pixels a module."""
    side = (len(modules) + 8) * 4
    grey = bytearray(b"\xff" * side * side)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            for line in range(4):
                start = ((y + 4) * 4 + line) * side + (x + 4) * 4
                grey[start : start + 4] = b"\x00" * (4 if dark else 0) or b"\xff" * 4
    (code,) = zxingcpp.read_barcodes(memoryview(grey).cast("B", (side, side)))
    assert code.extra["ECLevel"] == "M"
    return str(code.text)


def test_a_typical_certificate_gives_version_fifteen() -> None:
    """A carrier of 366 bytes: 77 modules at level M (certificate.md)."""
    assert len(qr_modules(qr_text(366))) == 77


@pytest.mark.parametrize("text", [qr_text(300), qr_text(1600), "https://bevis.example.se/v#1", "a"])
def test_the_text_is_read_back(text: str) -> None:
    """Two segments join to the text they came from."""
    assert _decoded(qr_modules(text)) == text


@given(
    head=st.text("abc:/.é", min_size=0, max_size=40),
    # Without 0: the library cannot divide a block that is nothing but zeros.
    digits=st.integers(0, 3900).flatmap(lambda n: st.text("123456789", min_size=n, max_size=n)),
    mark=st.sampled_from(["#", ""]),
)
@settings(max_examples=20)
def test_the_library_makes_the_same_code_by_its_own_slower_way(
    head: str, digits: str, mark: str
) -> None:
    """Segments and error correction are ours, for speed; every module is as qrcode makes it."""
    text = f"{head}{mark}{digits}" or "a"
    try:
        expected = _by_the_library(text)
    except (ValueError, DataOverflowError):
        with pytest.raises(CodeTooLarge):
            qr_modules(text)
    else:
        assert qr_modules(text) == expected


def _by_the_library(text: str) -> Modules:
    address, mark, digits = text.partition("#")
    numeric = MODE_NUMBER if digits.isdigit() else MODE_8BIT_BYTE
    code = QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=2)
    first = QRData((address + mark).encode(), mode=MODE_8BIT_BYTE, check_data=False)
    code.add_data(first, optimize=0)
    if digits:
        code.add_data(QRData(digits.encode(), mode=numeric), optimize=0)
    code.make()
    return tuple(bytes(map(bool, row)) for row in code.modules)


def test_the_same_text_gives_the_same_code() -> None:
    """A certificate printed again is the same file (I4)."""
    assert qr_modules(qr_text()) == qr_modules(qr_text())


@pytest.mark.parametrize("tail", ["7" * 6000, "x" * 3000])
def test_too_long_a_text_is_refused(tail: str) -> None:
    """E_TOO_LARGE: beyond the 4 000 digits of the format, or more letters than a code holds."""
    with pytest.raises(CodeTooLarge) as refused:
        qr_modules(f"https://bevis.example.se/v#{tail}")
    assert refused.value.length == 27 + len(tail)


def test_dark_modules_are_drawn_in_runs() -> None:
    """One rectangle a run, so the path stays small."""
    assert dark_runs((bytes((1, 1, 0, 1)), bytes((0, 1, 0, 0)))) == [
        (0, 0, 2),
        (3, 0, 1),
        (1, 1, 1),
    ]
    assert dark_runs((bytes(2),)) == []
