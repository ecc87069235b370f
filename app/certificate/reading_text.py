"""The facts that stand printed on a certificate's pages, read back by their structure tags."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from app.certificate.marked_text import Marked, marked_text

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_NAMES_MOST = 4000
_AREA = re.compile(r"area:(\d{1,3}):name")


@dataclass(frozen=True, slots=True)
class PrintedArea:
    """A row of the tables as it stands: `level` is None where the row shows no figure."""

    place: int
    name: str
    level: int | None
    required: int | None
    words: str


@dataclass(frozen=True, slots=True)
class PrintedFacts:
    """The visible text by what it says; empty where the file shows none. Dates as printed.

    `areas` in the protocol's order: `place` counts from 0 as the levels in the code do.
    """

    title: str
    name: str
    birth: str
    role: str
    issued: str
    valid_to: str
    centre: str
    assessor: str
    number: str
    areas: tuple[PrintedArea, ...]


def printed_facts(pdf: bytes) -> PrintedFacts | None:
    """What the pages say, tag by tag; None where the file has no tags of ours or is no PDF."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            found = _facts(_Printed(opened))
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError):
        return None
    return found if found.title or found.name or found.number else None


class _Printed:
    """The text that stands under each name of the structure tree."""

    def __init__(self, pdf: "Pdf") -> None:
        self._marked: Marked = marked_text(pdf)
        names = pdf.Root.StructTreeRoot.IDTree.Names
        pairs = [(str(names[at]), names[at + 1]) for at in range(0, _even(len(names)), 2)]
        self._elements: dict[str, Object] = dict(pairs)

    def of(self, name: str) -> str:
        """The element's own text, without that of the elements in it."""
        element = self._elements.get(name)
        if element is None:
            return ""
        kids = element.K
        page = element.get("/Pg")
        found = [self._text(kid, page) for kid in (kids if _is_array(kids) else [kids])]
        return " ".join(" ".join(found).split())

    def places(self) -> list[int]:
        """Which areas have a row, in order."""
        found = (_AREA.fullmatch(name) for name in self._elements)
        return sorted(int(match[1]) for match in found if match)

    def _text(self, kid: "Object | int", page: "Object | None") -> str:
        if not isinstance(kid, int):
            if "/MCID" not in kid:
                return ""
            page, kid = kid.get("/Pg", page), int(kid.MCID)
        return "" if page is None else self._marked.get((page.objgen, kid), "")


def _facts(printed: _Printed) -> PrintedFacts:
    plain = ("title", "name", "birth", "role", "issued", "valid_to", "centre", "assessor", "number")
    areas = tuple(_area(printed, place) for place in printed.places())
    birth = printed.of("birth").removeprefix("född den ")
    return PrintedFacts(
        **({name: printed.of(name) for name in plain} | {"birth": birth}), areas=areas
    )


def _area(printed: _Printed, place: int) -> PrintedArea:
    name, words, required = (
        printed.of(f"area:{place}:{part}") for part in ("name", "level", "required")
    )
    first, _, rest = words.partition(" ")
    level = int(first) if first.isdecimal() else None
    demand = int(required) if required.isdecimal() else None
    return PrintedArea(place, name, level, demand, words if level is None else rest)


def _even(count: int) -> int:
    return min(count, _NAMES_MOST) // 2 * 2


def _is_array(value: "Object | int") -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)
