"""Claims and carrier: what goes in comes out, and what no verifier would take is never signed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.certificate import CertificateKind
from app.seal import cbor
from app.seal.carrier import qr_text, read_text
from app.seal.claims import AccreditationClaims, CertificateClaims
from app.seal.codes import BadSeal, TooLarge
from tests.app.seal import world as w

_DAYS = st.dates(date(1970, 1, 1), date(2180, 1, 1))
_NAMES = st.text("Aaåäöéłßș -'", min_size=1, max_size=30).filter(lambda name: name == name.strip())
_CLAIMS = st.builds(
    CertificateClaims,
    certificate_id=st.binary(min_size=10, max_size=10),
    name=_NAMES,
    birth_date=st.none() | st.dates(date(1900, 1, 1), date(2015, 1, 1)),
    profile=st.just("CNC-2/4"),
    levels=st.lists(st.sampled_from([0, 1, 2, 3, 4, 14]), min_size=1, max_size=64).map(tuple),
    issued=_DAYS,
    valid_to=st.none(),
    status_index=st.integers(0, 2**25 - 1),
    kind=st.sampled_from(CertificateKind),
    replaces=st.none() | st.binary(min_size=10, max_size=10),
    centre=st.none() | _NAMES,
)


@given(_CLAIMS)
@settings(max_examples=150, deadline=None)
def test_claims_read_back_as_they_were_signed(claims: CertificateClaims) -> None:
    """Every field survives the wire."""
    assert CertificateClaims.from_bytes(claims.to_bytes()) == claims


@pytest.mark.parametrize("kind", CertificateKind)
def test_practice_takes_the_place_of_the_kind(kind: CertificateKind) -> None:
    """Key 9 = 15 says practice; the kind of a practice print is not on the wire."""
    raw = replace(w.CLAIMS, kind=kind, practice=True).to_bytes()
    read = CertificateClaims.from_bytes(raw)
    assert (read.practice, read.kind) == (True, CertificateKind.FULL)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "x" * 81},
        {"name": "Anna\u202e"},
        {"name": "A\u030angstro\u0308m"},
        {"levels": ()},
        {"levels": (5,)},
        {"levels": (15,)},
        {"levels": (1, 15)},
        {"levels": (16, 1)},
        {"levels": (1,) * 65},
        {"certificate_id": b"short"},
        {"profile": "CNC-1"},
        {"valid_to": date(2020, 1, 1)},
        {"status_index": -1},
    ],
)
def test_claims_no_verifier_would_take_are_never_signed(changes: dict[str, Any]) -> None:
    """A fault is found at the desk, not on the paper."""
    with pytest.raises(BadSeal):
        w.certificate(**changes)


def test_an_accreditation_reads_back_and_is_never_longer_than_120_days() -> None:
    """The window bounds what a stolen laptop can do."""
    raw = w.ACCREDITATION.to_bytes()
    assert AccreditationClaims.from_bytes(raw) == w.ACCREDITATION
    longest = w.ACCREDITATION.first_day + timedelta(days=119)
    w.accreditation(last_day=longest)
    with pytest.raises(BadSeal):
        w.accreditation(last_day=longest + timedelta(days=1))


def test_the_text_carries_both_statements_as_digits() -> None:
    """Nothing but digits after the sign: they take the numeric mode of a QR."""
    cert, acc = w.certificate(), w.accreditation()
    text = qr_text("bevis.example", cert, acc)
    address, _, digits = text.partition("#")
    assert address == "https://bevis.example/v"
    assert digits.isdecimal()
    assert read_text(text) == (cert, acc)


def test_a_typical_text_is_as_small_as_the_paper_needs() -> None:
    """366 bytes typical: version 15 at ECC M, 39.1 mm square."""
    assert len(w.certificate()) + len(w.accreditation()) < 380


def test_the_birth_date_and_no_other_number_is_in_the_code() -> None:
    """I12: an identity number has no field in the claims."""
    assert set(CertificateClaims.__dataclass_fields__) == {
        *("certificate_id", "name", "birth_date", "profile", "levels", "issued", "valid_to"),
        *("status_index", "kind", "practice", "replaces", "centre", "is_protected"),
    }


def test_more_bytes_than_4000_digits_hold_do_not_fit_in_a_code() -> None:
    """E_TOO_LARGE is said before anything is printed."""
    room = 1660 - len(cbor.encode([1, bytes(800), bytes(800)])) + 800
    assert read_text(qr_text("bevis.example", bytes(800), bytes(room)))
    with pytest.raises(TooLarge) as refused:
        qr_text("bevis.example", bytes(800), bytes(room + 1))
    assert (refused.value.size, refused.value.limit) == (1661, 1660)


@pytest.mark.parametrize(
    "host", ["", "Bevis.example", "a" * 25, "a b", "a/b", "bevis.example:80", "-a"]
)
def test_a_host_that_would_not_be_read_back_is_never_printed(host: str) -> None:
    """Host lower case, at most 24 characters."""
    with pytest.raises(ValueError):  # noqa: PT011
        qr_text(host, b"", b"")
