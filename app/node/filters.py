"""Filters that stand in a page's address: read into a dataclass, written back as an address."""

import unicodedata
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, Final, TypeVar, get_type_hints
from urllib.parse import urlencode

import msgspec

FilterT = TypeVar("FilterT")
MOST_TEXT: Final = 200


def read_filters(kind: type[FilterT], asked: Iterable[tuple[str, str]]) -> FilterT:
    """The filters of an address.

    `kind`: a frozen dataclass whose fields all have defaults, of str, int, date, a StrEnum, a
    Literal or one of these `| None`. What is unknown, empty, too long or of another type is left
    at its default: an address somebody bent shows the page, never an error.
    """
    given = dict(asked)
    hints = get_type_hints(kind)
    found: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        text = plain_line(given.get(field.name, ""))
        if not text or len(text) > MOST_TEXT:
            continue
        try:
            found[field.name] = msgspec.convert(text, hints[field.name], strict=False)
        except msgspec.ValidationError:
            continue
    return kind(**found)


def address_of(path: str, filters: object = None, **changes: object) -> str:
    """`path` with the filters that are not at their defaults; `changes` as dataclasses.replace."""
    if filters is None:
        return path + (f"?{urlencode(changes)}" if changes else "")
    changed: Any = replace(filters, **changes) if changes else filters  # type: ignore[type-var]
    untouched = type(changed)()
    pairs = [
        (field.name, getattr(changed, field.name))
        for field in fields(changed)
        if getattr(changed, field.name) != getattr(untouched, field.name)
    ]
    return path + (f"?{urlencode(pairs)}" if pairs else "")


def plain_line(text: str) -> str:
    """One line of plain text, NFC: nothing that steers a terminal or a direction of writing."""
    kept = (c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in _STEERS)
    return "".join(kept).strip()


_STEERS = ("Cc", "Cf", "Cs", "Zl", "Zp")
