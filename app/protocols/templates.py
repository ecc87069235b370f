"""A template and its rows to items one can read and review, each in both languages."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from app.domain.text import Language
from app.protocols.faults import Fault, Problem
from app.protocols.format_items import ItemFile, TemplateFile
from app.protocols.format_words import BothText

Row = Mapping[str, BothText | str]

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_LONE_DECIMAL = re.compile(r"([-−+±Ø]? ?\d+)\.(\d+)( ?[^\s\d.]{1,6})?")


def with_comma(plain: str) -> str:
    """A plain text as Swedish shows it: a lone decimal, sign and unit allowed, has its comma.

    Anything else stays as it is: the point in `G01 X24.5` belongs to the control system.
    """
    return _LONE_DECIMAL.sub(r"\1,\2\3", plain) if _LONE_DECIMAL.fullmatch(plain) else plain


def places_in(item: TemplateFile) -> set[str]:
    """The names that stand in braces anywhere in an item or template."""
    return set(_PLACE.findall(msgspec.json.encode(item).decode()))


def fill_rows(
    template: TemplateFile, rows: tuple[Row, ...], file: str, path: str, faults: list[Fault]
) -> list[tuple[int, ItemFile]]:
    """Index and item of each row that fills the template; the faults of the others are added."""
    places = places_in(template)
    items = []
    for index, row in enumerate(rows):
        item = _fill_row(template, places, row, _Row(file, f"{path}.rows[{index}]", faults))
        if item is not None:
            items.append((index, item))
    return items


class _Row:
    """Where the row being filled stands."""

    def __init__(self, file: str, path: str, faults: list[Fault]) -> None:
        self.file, self.path, self.faults = file, path, faults

    def note(self, problem: Problem, detail: str) -> None:
        self.faults.append(Fault(self.file, self.path, problem, detail))


def _fill_row(template: TemplateFile, places: set[str], row: Row, at: _Row) -> ItemFile | None:
    given = row.keys() - {"id"}
    for name in sorted(places - given):
        at.note(Problem.PLACE_UNFILLED, name)
    for name in sorted(given - places):
        at.note(Problem.PLACE_UNUSED, name)
    if "id" not in row:
        at.note(Problem.FIELD_MISSING, "id")
    if not places <= given or "id" not in row:
        return None
    filled = _fill(msgspec.to_builtins(template), row, None)
    try:
        return msgspec.convert({**filled, "id": row["id"]}, ItemFile)
    except msgspec.ValidationError as error:
        at.note(Problem.WRONG_VALUE, str(error))
        return None


def _fill(value: Any, row: Row, language: Language | None) -> Any:  # noqa: ANN401 - plain JSON
    if isinstance(value, str):
        return _PLACE.sub(lambda place: _worded(row[place[1]], language), value)
    if isinstance(value, list | tuple):
        return [_fill(entry, row, language) for entry in value]
    if isinstance(value, dict) and value.keys() == {"sv", "en"}:
        return {"sv": _fill(value["sv"], row, "sv"), "en": _fill(value["en"], row, "en")}
    if isinstance(value, dict):
        return {name: _fill_field(name, entry, row) for name, entry in value.items()}
    return value


def _fill_field(name: str, value: Any, row: Row) -> Any:  # noqa: ANN401
    """A plain option text becomes one in each language where a value of the row differs."""
    if name == "text" and isinstance(value, str):
        sv = _PLACE.sub(lambda place: _in(row[place[1]], "sv"), value)
        en = _PLACE.sub(lambda place: _in(row[place[1]], "en"), value)
        return sv if sv == en else {"sv": sv, "en": en}
    return _fill(value, row, None)


def _worded(value: BothText | str, language: Language | None) -> str:
    if isinstance(value, str) and language == "sv" and _DECIMAL.fullmatch(value):
        return value.replace(".", ",")
    return _in(value, language or "sv")


def _in(value: BothText | str, language: Language) -> str:
    if isinstance(value, str):
        return value
    return value.en if language == "en" else value.sv
