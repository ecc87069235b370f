"""Finding what deterministic CBOR may not hold where a decoded map would hide it."""

_BYTES, _TEXT, _LIST, _MAP, _TAG, _SIMPLE = 2, 3, 4, 5, 6, 7
_INDEFINITE, _BREAK = 31, 0xFF
_ALLOWED = (20, 21, 22)  # false, true, null
_KEYS = (0, 1, _BYTES, _TEXT)


class _Unknown(Exception):
    """A tag, a float, another simple value, or a key that is no number or string."""


def holds_unknown(raw: bytes) -> bool:
    """Whether the first item of `raw`, which can be read, holds a value that no statement has.

    A float or boolean key equal to a whole number is lost in a decoded map: 1.0 and true are 1.
    """
    try:
        _item(raw, 0)
    except _Unknown:
        return True
    return False


def _item(raw: bytes, at: int) -> int:
    """Where the item that begins at `at` ends."""
    major, info = raw[at] >> 5, raw[at] & 31
    if major == _TAG or (major == _SIMPLE and info not in _ALLOWED):
        raise _Unknown
    at += 1
    if major == _SIMPLE:
        return at
    if info == _INDEFINITE:
        return _open_ended(raw, at, major)
    size = 1 << (info - 24) if info >= 24 else 0
    length = int.from_bytes(raw[at : at + size], "big") if size else info
    at += size
    if major in (_BYTES, _TEXT):
        return at + length
    for _ in range(length if major in (_LIST, _MAP) else 0):
        at = _entry(raw, at, major)
    return at


def _open_ended(raw: bytes, at: int, major: int) -> int:
    while raw[at] != _BREAK:
        at = _entry(raw, at, major)
    return at + 1


def _entry(raw: bytes, at: int, major: int) -> int:
    """One member of a list, or a key with its value."""
    if major != _MAP:
        return _item(raw, at)
    if raw[at] >> 5 not in _KEYS:
        raise _Unknown
    return _item(raw, _item(raw, at))
