"""The text of each piece of marked content, read through the fonts' own maps to letters."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

Marked = dict[tuple[tuple[int, int], int], str]
"""By the page's object number and the mark's number on it."""

_Map = dict[int, str]
_PAGES_MOST = 50
_BYTES_MOST = 4 * 1024 * 1024
_INVISIBLE = 3  # Tr: neither filled nor stroked
_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<((?:[0-9A-Fa-f]{4})+)>\s")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def marked_text(pdf: "Pdf") -> Marked:
    """All pieces of all pages. Raises pikepdf.PdfError, ValueError for what cannot be read."""
    found: Marked = {}
    if len(pdf.pages) > _PAGES_MOST:
        raise ValueError(len(pdf.pages))
    for page in pdf.pages:
        reader = _Reader(page.obj)
        reader.read()
        found |= {(page.obj.objgen, number): text for number, text in reader.found.items()}
    return found


class _Reader:
    """One page: the marks that are open, the font that is set, what was shown."""

    def __init__(self, page: "Object") -> None:
        self.found: dict[int, str] = {}
        self._page = page
        self._maps: dict[str, _Map] = {}
        self._letters: _Map = {}
        self._open: list[int | None] = []
        self._mode = 0

    def read(self) -> None:
        """Every piece; other operators (a code's thousands of boxes) are not even looked at."""
        from pikepdf import parse_content_stream

        acts: dict[str, Callable[..., None]] = {
            "BDC": self._begin,
            "BMC": self._begin,
            "EMC": self._end,
        }
        acts |= {"Tf": self._set_font, "Tr": self._set_mode, "Tj": self._show}
        instruction: Any
        for instruction in parse_content_stream(self._page, " ".join(acts)):
            acts[str(instruction.operator)](*instruction.operands)

    def _begin(self, _role: "Object", properties: "Object | None" = None) -> None:
        said: Any = properties if hasattr(properties, "get") else {}
        inherited = self._open[-1] if self._open else None
        self._open.append(int(said.get("/MCID", -1)) if "/MCID" in said else inherited)
        if "/ActualText" in said:
            self._add(str(said["/ActualText"]))

    def _end(self) -> None:
        if self._open:
            self._open.pop()

    def _set_mode(self, mode: int) -> None:
        self._mode = int(mode)

    def _set_font(self, name: "Object", _size: "Object") -> None:
        if str(name) not in self._maps:
            self._maps[str(name)] = _letters_of(self._page.Resources.Font[str(name)])
        self._letters = self._maps[str(name)]

    def _show(self, codes: "Object") -> None:
        self._add("".join(self._letters.get(code, _UNKNOWN) for code in bytes(codes)))

    def _add(self, text: str) -> None:
        number = self._open[-1] if self._open else None
        if number is not None and self._mode != _INVISIBLE:
            self.found[number] = self.found.get(number, "") + text


def _letters_of(font: "Object") -> _Map:
    """Letters by code from the font's ToUnicode map: one-byte codes one by one, as we write it."""
    raw = font.ToUnicode.read_bytes()
    if len(raw) > _BYTES_MOST:
        raise ValueError(len(raw))
    _, _, pairs = raw.partition(b"beginbfchar")
    return {
        int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for code, letters in _PAIR.findall(pairs)
    }
