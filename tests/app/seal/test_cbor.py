"""Deterministic CBOR: the RFC's own examples, and what is refused on reading."""

from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.seal import cbor
from app.seal.codes import BadSeal, Code

_KEYS = st.integers(-(2**64), 2**64 - 1) | st.binary(max_size=8) | st.text("abcåäö", max_size=8)
_LEAVES = _KEYS | st.booleans() | st.none()
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4)
)

RFC_8949_APPENDIX_A = [
    (0, "00"),
    (23, "17"),
    (24, "1818"),
    (1000, "1903e8"),
    (1000000000000, "1b000000e8d4a51000"),
    (18446744073709551615, "1bffffffffffffffff"),
    (-1, "20"),
    (-1000, "3903e7"),
    (-18446744073709551616, "3bffffffffffffffff"),
    (False, "f4"),
    (True, "f5"),
    (None, "f6"),
    (b"\x01\x02\x03\x04", "4401020304"),
    ("\u00fc", "62c3bc"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
    ({1: 2, 3: 4}, "a201020304"),
    ({"a": 1, "b": [2, 3]}, "a26161016162820203"),
]


@pytest.mark.parametrize(("value", "expected"), RFC_8949_APPENDIX_A)
def test_the_examples_of_the_standard_come_out_alike(value: Any, expected: str) -> None:
    """RFC 8949 appendix A."""
    assert cbor.encode(value).hex() == expected
    assert cbor.decode(bytes.fromhex(expected)) == value


def test_map_keys_stand_in_bytewise_order_of_their_encoding() -> None:
    """The very example of RFC 8949 §4.2.1; sorting by length first would put -1 before 100."""
    keys = [10, 100, -1, "z", "aa", b"a"]
    raw = cbor.encode({key: 0 for key in reversed(keys)})
    assert list(cbor2.loads(raw)) == [10, 100, -1, b"a", "z", "aa"]


@given(_VALUES)
@settings(max_examples=150, deadline=None)
def test_what_is_written_reads_back_the_same(value: Any) -> None:
    """One value, one encoding, one reading."""
    raw = cbor.encode(value)
    assert cbor.encode(cbor.decode(raw)) == raw


@given(st.binary(max_size=60))
@settings(max_examples=500, deadline=None)
def test_any_bytes_are_read_or_refused_and_never_both_ways(raw: bytes) -> None:
    """Whatever is accepted is the only form of its value."""
    try:
        value = cbor.decode(raw)
    except BadSeal:
        return
    assert cbor.encode(value) == raw


@pytest.mark.parametrize("head", ["9b", "bb", "5b", "7b"])
def test_a_huge_announced_length_costs_nothing(head: str) -> None:
    """A length of 2^63 is refused without room being made for it."""
    with pytest.raises(BadSeal):
        cbor.decode(bytes.fromhex(head + "7fffffffffffffff01"))


@pytest.mark.parametrize("tag", range(0, 300))
def test_no_tag_is_ever_interpreted(tag: int) -> None:
    """Dates, regexes, addresses, shared references: none is built, all are E_CBOR."""
    raw = cbor2.dumps(cbor2.CBORTag(tag, "1"))
    with pytest.raises(BadSeal) as refused:
        cbor.decode(raw)
    assert refused.value.code is Code.E_CBOR


@pytest.mark.parametrize("value", [1.5, {1.5: 1}, {True: 1}, {(1,): 1}, 2**64, object()])
def test_only_the_plain_types_are_written(value: Any) -> None:
    """A float or a date by mistake is found when signing, not when verifying."""
    with pytest.raises(BadSeal):
        cbor.encode(value)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("a2010001f5", "E_NONCANONICAL"),
        ("a20100f93c0000", "E_CBOR"),
        ("a20100f500", "E_CBOR"),
        ("a20000f400", "E_CBOR"),
        ("bf0100fa3f80000000ff", "E_CBOR"),
        ("82616161f97e00", "E_CBOR"),
        ("8263" + "65cc81" + "f93c00", "E_CBOR"),
        ("8263" + "65cc81" + "00", "E_NONCANONICAL"),
        ("a201008000", "E_CBOR"),
        ("9f010203ff", "E_NONCANONICAL"),
        ("7f61616162ff", "E_NONCANONICAL"),
        ("1800", "E_NONCANONICAL"),
        ("0000", "E_NONCANONICAL"),
    ],
)
def test_what_a_decoded_map_would_hide_is_found(raw: str, code: str) -> None:
    """A float or boolean key is equal to a number in Python, and no number in a browser."""
    with pytest.raises(BadSeal) as refused:
        cbor.decode(bytes.fromhex(raw))
    assert refused.value.code == code
