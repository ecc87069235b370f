"""Taking typed fields out of a decoded CBOR map; anything unforeseen is E_SHAPE."""

import re
from collections.abc import Collection, Set
from datetime import UTC, date, datetime, timedelta

from app.seal.codes import BadSeal, Code

_EPOCH = date(1970, 1, 1)
_FIRST_DAY, LAST_DAY = -40_000, 80_000  # 1860-06-26 and 2189-01-13
_LAST_SECOND = LAST_DAY * 86_400
# Controls and direction marks make a name read as another one (platform.md, "Paper").
_UNPRINTABLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def bad_shape() -> BadSeal:
    """The error of this module, to be raised."""
    return BadSeal(Code.E_SHAPE)


def day_number(day: date) -> int:
    """Days since 1970-01-01, as dates stand on the wire."""
    return (day - _EPOCH).days


def day_of(number: int) -> date:
    """The date of a day number."""
    return _EPOCH + timedelta(days=number)


def is_printable(text: str) -> bool:
    """Whether a text is free of controls and direction marks and is not blank at an edge."""
    return bool(text) and text == text.strip() and not _UNPRINTABLE.search(text)


class Fields:
    """One map's fields, by key, with type and limits checked as they are read."""

    def __init__(
        self, value: object, needed: Collection[int | str], optional: Collection[int | str] = ()
    ) -> None:
        if not isinstance(value, dict):
            raise bad_shape()
        if value.keys() != needed and not _suits(value.keys(), set(needed), optional):
            raise bad_shape()
        self._values: dict[object, object] = value

    def __contains__(self, key: int | str) -> bool:
        return key in self._values

    def is_given(self, key: int | str) -> bool:
        """Whether the value is anything but null."""
        return self._values[key] is not None

    def raw(self, key: int | str) -> object:
        """The value as decoded."""
        return self._values[key]

    def integer(self, key: int | str, least: int = 0, most: int = 2**53) -> int:
        """A whole number within the limits, both included."""
        value = self._values[key]
        if type(value) is not int or not least <= value <= most:
            raise bad_shape()
        return value

    def octets(self, key: int | str, *sizes: int) -> bytes:
        """A byte string of one of these lengths."""
        value = self._values[key]
        if not isinstance(value, bytes) or len(value) not in sizes:
            raise bad_shape()
        return value

    def text(self, key: int | str, most: int) -> str:
        """A printable text of 1 to `most` bytes in UTF-8."""
        return checked_text(self._values[key], most)

    def items(self, key: int | str, least: int, most: int) -> list[object]:
        """An array with so many items."""
        value = self._values[key]
        if not isinstance(value, list) or not least <= len(value) <= most:
            raise bad_shape()
        return value

    def day(self, key: int | str) -> date:
        """A date from 1970 on."""
        return day_of(self.integer(key, 0, LAST_DAY))

    def birth_day(self, key: int | str) -> date:
        """A date that may lie before 1970."""
        return day_of(self.integer(key, _FIRST_DAY, LAST_DAY))

    def moment(self, key: int | str) -> datetime:
        """A time in UTC from whole seconds since 1970."""
        return datetime.fromtimestamp(self.integer(key, 0, _LAST_SECOND), UTC)


def _suits(keys: Set[object], needed: Set[int | str], optional: Collection[int | str]) -> bool:
    return needed <= keys <= {*needed, *optional}


def checked_text(value: object, most: int) -> str:
    """`value` as a printable text of 1 to `most` bytes in UTF-8; BadSeal E_SHAPE otherwise."""
    if not isinstance(value, str) or len(value.encode()) > most or not is_printable(value):
        raise bad_shape()
    return value
