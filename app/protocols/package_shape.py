"""A package file walked before it is decoded, so that no file costs more than reading it."""

from dataclasses import dataclass

_UINT, _BYTES, _TEXT, _ARRAY, _MAP = 0, 2, 3, 4, 5
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}
_MOST_ENTRIES = 1000


@dataclass(frozen=True, slots=True)
class Shape:
    """The first two items, a word and a number; `is_flat`: the rest are bytes and maps of them."""

    word: str
    number: int
    is_flat: bool


def shape_of(raw: bytes) -> Shape | None:
    """How the file is built (RFC 8949 §3); None when it does not begin with word and number."""
    try:
        kind, count, at = _head(raw, 0)
        start, end = _string(raw, at, _TEXT)
        word = raw[start:end].decode("ascii")
        number_kind, number, at = _head(raw, end)
    except (IndexError, ValueError):
        return None
    if kind != _ARRAY or number_kind != _UINT:
        return None
    return Shape(word, number, _is_flat(raw, at, count - 2))


def _is_flat(raw: bytes, at: int, items: int) -> bool:
    """Whether exactly so many items follow, each a byte string or a map of text to bytes."""
    try:
        for _ in range(min(items, _MOST_ENTRIES)):
            kind, count, inside = _head(raw, at)
            if kind == _MAP and count <= _MOST_ENTRIES:
                at = _map_end(raw, inside, count)
            else:
                at = _string(raw, at, _BYTES)[1]
    except (IndexError, ValueError):
        return False
    return at == len(raw)


def _map_end(raw: bytes, at: int, entries: int) -> int:
    for _ in range(entries):
        at = _string(raw, _string(raw, at, _TEXT)[1], _BYTES)[1]
    return at


def _string(raw: bytes, at: int, kind: int) -> tuple[int, int]:
    """Where a string of this kind starts and ends; ValueError when there is none."""
    found, length, start = _head(raw, at)
    if found != kind or start + length > len(raw):
        raise ValueError
    return start, start + length


def _head(raw: bytes, at: int) -> tuple[int, int, int]:
    """Major type, argument, and where what it announces begins."""
    kind, low = raw[at] >> 5, raw[at] & 31
    if low < 24:
        return kind, low, at + 1
    size = _SIZES.get(low, 0)
    argument = raw[at + 1 : at + 1 + size]
    if not size or len(argument) < size:
        raise ValueError
    return kind, int.from_bytes(argument, "big"), at + 1 + size
