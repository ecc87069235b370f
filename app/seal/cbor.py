"""Deterministic CBOR (RFC 8949 §4.2.1), strict in reading: what is not canonical is refused."""

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NoReturn

import cbor2

from app.seal.cbor_scan import holds_unknown
from app.seal.codes import BadSeal, Code

_MAX_DEPTH = 16
_KEY_TYPES = (str, int, bytes)
_MIN_INT, _MAX_INT = -(1 << 64), (1 << 64) - 1


class _NoTags(dict[int, Callable[[object, bool], object]]):
    """Stands in for cbor2's tag decoders, so that no date, regex or big number is ever built."""

    def __getitem__(self, tag: int) -> NoReturn:
        raise BadSeal(Code.E_CBOR)


_NO_TAGS = _NoTags()


def encode(value: object) -> bytes:
    """The one encoding of `value`: int, str, bytes, bool, None, list, tuple or dict of these.

    Map keys (int, str, bytes) stand in bytewise order of their encoding. Raises BadSeal with
    E_CBOR for any other type and E_NONCANONICAL for a string that is not NFC.
    """
    return cbor2.dumps(value if _is_plain((value,)) else _ordered(value))


def octets(value: bytes) -> bytes:
    """`encode` of a byte string, without looking at it: pieces of what is signed are many."""
    return cbor2.dumps(value)


def decode(raw: bytes) -> object:
    """The value behind `raw`, which must be exactly `encode` of it.

    Raises BadSeal: E_CBOR when unreadable or holding tags, floats or other simple values;
    E_NONCANONICAL for indefinite lengths, duplicate or unordered keys, long forms of numbers,
    trailing bytes or strings not in NFC.
    """
    try:
        value = cbor2.loads(raw, semantic_decoders=_NO_TAGS, max_depth=_MAX_DEPTH)
    except (cbor2.CBORDecodeError, ValueError, TypeError, ArithmeticError, MemoryError) as error:
        raise BadSeal(Code.E_CBOR) from error
    is_plain = _is_plain((value,)) and cbor2.dumps(value) == raw
    if not (is_plain or _is_encoded(value, raw)):
        raise BadSeal(Code.E_CBOR if holds_unknown(raw) else Code.E_NONCANONICAL)
    return value


def _is_plain(values: Iterable[object]) -> bool:
    """Whether these need no ordering and no second look: most do not, and this is quick to see."""
    for value in values:
        kind = type(value)
        if kind in _SIMPLE:
            continue
        check = _CHECKS.get(kind)
        if check is None or not check(value):
            return False
    return True


def _is_plain_map(value: dict[object, object]) -> bool:
    return _in_order(*value) and _is_plain(value.values())


def _fits(value: int) -> bool:
    return _MIN_INT <= value <= _MAX_INT


_SIMPLE = frozenset((bytes, bool, type(None)))
_CHECKS: dict[type, Callable[[Any], bool]] = {
    str: str.isascii,
    int: _fits,
    list: _is_plain,
    dict: _is_plain_map,
}


@lru_cache(maxsize=256, typed=True)
def _in_order(*keys: object) -> bool:
    """Whether a map with these keys stands as it has to; typed, since 1 and true are equal."""
    if not (all(type(key) in _KEY_TYPES for key in keys) and _is_plain(keys)):
        return False
    encoded = [cbor2.dumps(key) for key in keys]
    return encoded == sorted(encoded)


def _is_encoded(value: object, raw: bytes) -> bool:
    try:
        return encode(value) == raw
    except BadSeal as fault:
        if fault.code is Code.E_CBOR:
            raise
        return False


def _ordered(value: object) -> object:
    kind = type(value)
    if kind is bytes or kind is bool or value is None or (kind is str and value.isascii()):  # type: ignore[attr-defined]
        return value
    if isinstance(value, dict):
        return _ordered_map(value)
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if isinstance(value, str):
        return _nfc(value)
    if isinstance(value, bytes):
        return value
    raise BadSeal(Code.E_CBOR)


def _integer(value: int) -> int:
    if not _MIN_INT <= value <= _MAX_INT:
        raise BadSeal(Code.E_CBOR)
    return int(value)


def _nfc(value: str) -> str:
    if not unicodedata.is_normalized("NFC", value):
        raise BadSeal(Code.E_NONCANONICAL)
    return str(value)


@lru_cache(maxsize=512)
def _encoded_key(key: object) -> bytes:
    return cbor2.dumps(key)


def _ordered_map(value: dict[object, object]) -> dict[object, object]:
    pairs = []
    for key, item in value.items():
        if type(key) not in _KEY_TYPES:
            raise BadSeal(Code.E_CBOR)
        plain = _ordered(key)
        pairs.append((_encoded_key(plain), plain, _ordered(item)))
    # cbor2's canonical mode sorts by length first, as RFC 7049 did; RFC 8949 sorts bytewise.
    pairs.sort(key=lambda pair: pair[0])
    return {key: item for _, key, item in pairs}
