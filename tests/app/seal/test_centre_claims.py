"""The authority's statement about a test centre: one form, one signer, sane content."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.seal import cbor
from app.seal.authority import sign_centre
from app.seal.centre_claims import CentreClaims
from app.seal.codes import BadSeal
from app.seal.cose import Purpose, open1
from app.seal.keys import SigningKey

FIRST = date(2026, 5, 4)
CLAIMS = CentreClaims(
    "Testcenter Värnamo", ("Värnamo",), ("CNC-1", "SVE-1"), FIRST, FIRST + timedelta(days=364), 3
)


def test_what_is_signed_reads_back_and_only_as_what_it_is() -> None:
    """R2: a statement about a centre is worth nothing as an assessor's."""
    raw = sign_centre(SigningKey.generate(), CLAIMS)
    signed = open1(raw, Purpose.CENTRE)
    assert CentreClaims.from_bytes(signed.payload) == CLAIMS
    assert open1(raw, Purpose.ACCREDITATION).message != signed.message


@pytest.mark.parametrize(
    "change",
    [
        {"profiles": ()},
        {"profiles": ("cnc-1",)},
        {"profiles": ("CNC-1", "CNC-1")},
        {"profiles": ("CNC-1/1",)},
        {"sites": ("Värnamo", "Värnamo")},
        {"sites": ("",)},
        {"sites": ("Värnamo\u202e",)},
        {"centre": ""},
        {"centre": "Å" * 41},
        {"last_day": FIRST - timedelta(days=1)},
        {"last_day": FIRST + timedelta(days=400)},
        {"serial": -1},
    ],
    ids=str,
)
def test_nobody_can_state_nonsense(change: dict[str, object]) -> None:
    """R2: refused when signed and when read."""
    with pytest.raises(BadSeal):
        replace(CLAIMS, **change).to_bytes()  # type: ignore[arg-type]


@given(st.binary(max_size=80))
def test_any_bytes_are_refused_as_a_bad_seal(raw: bytes) -> None:
    """R2: what cannot be read is a BadSeal, never another error."""
    with pytest.raises(BadSeal):
        CentreClaims.from_bytes(raw)


@given(st.dictionaries(st.integers(0, 8), st.one_of(st.integers(), st.text(max_size=5))))
def test_any_map_of_other_shape_is_refused(fields: dict[int, object]) -> None:
    """R2: keys and types are fixed."""
    with pytest.raises(BadSeal):
        CentreClaims.from_bytes(cbor.encode(fields))
