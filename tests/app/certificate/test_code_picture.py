"""A code as a picture of its own: what is drawn is read back."""

import re

import pytest

from app.certificate.code_picture import QUIET, code_for_terminal, code_png, code_svg
from app.certificate.qr import qr_modules
from app.certificate.reading import codes_in_bytes
from tests.app.seal import world as w

TEXTS = ["KB1A" + "0123456789ABCDEF" * 20, w.text(), "x"]


@pytest.mark.parametrize("text", TEXTS, ids=["letters", "certificate", "short"])
def test_a_png_is_read_back(text: str) -> None:
    assert codes_in_bytes(code_png(text)) == (text,)


@pytest.mark.parametrize("text", TEXTS, ids=["letters", "certificate", "short"])
def test_an_svg_and_a_terminal_show_the_same_modules(text: str) -> None:
    """Black on white with a quiet zone, whatever colours the terminal has."""
    modules = qr_modules(text)
    svg = code_svg(text).decode()
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1", svg)}
    wanted = {
        (x + QUIET, y + QUIET) for y, row in enumerate(modules) for x, on in enumerate(row) if on
    }
    assert dark == wanted
    lines = code_for_terminal(text).split("\n")
    halves = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
    seen = set()
    for at, line in enumerate(lines):
        inner = line.removeprefix("\x1b[30;107m").removesuffix("\x1b[0m")
        for x, letter in enumerate(inner):
            seen |= {(x, 2 * at + row) for row, on in enumerate(halves[letter]) if on}
    assert seen == wanted
