"""Asking for an accreditation as a line of letters: whole or refused, and nobody else's."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.certificate.qr import qr_modules
from app.seal import cbor, cose
from app.seal.accredit_text import (
    MAX_TEXT,
    AccreditationRequest,
    NotThisText,
    TextKind,
    _text,
    answer_text,
    looks_like,
    read_answer,
    read_request,
    request_text,
)
from app.seal.codes import BadSeal
from app.seal.cose import Purpose
from app.seal.keys import SigningKey
from tests.app.seal import world as w

REQUEST = AccreditationRequest(
    public=w.SEAL.public,
    assessor="Maria Sandberg",
    number=10472,
    centre="Testcenter Värnamo",
    profiles=("CNC-1", "CNC-2"),
    serial=8,
    asked=date(2026, 3, 20),
)


@pytest.mark.parametrize("seal", [w.SEAL, w.P256_SEAL], ids=["Ed25519", "P-256"])
def test_a_request_comes_back_as_it_was_asked(seal: SigningKey) -> None:
    request = replace(REQUEST, public=seal.public)
    text = request_text(seal, request)
    assert read_request(text) == request
    assert text.isalnum()
    assert text.isupper()
    assert looks_like(text) is TextKind.REQUEST
    assert len(qr_modules(text)) <= 77  # no denser than a certificate's code


def test_an_answer_comes_back_as_it_was_signed() -> None:
    statement = w.accreditation()
    assert read_answer(answer_text(statement)) == statement


def test_a_scanner_and_a_tired_eye_are_forgiven() -> None:
    """Case, line breaks, groups with hyphens; the letters O, I and L for 0 and 1."""
    text = request_text(w.SEAL, REQUEST)
    groups = "-".join(text[i : i + 4] for i in range(0, len(text), 4))
    for typed in (text.lower(), f"  {groups}\r\n", text[:50] + "\n" + text[50:]):
        assert read_request(typed) == REQUEST
    assert read_request(text.replace("0", "O").replace("1", "l")) == REQUEST


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "foreign"),
        ("https://bevis.example/v#1234", "foreign"),
        ("BEGIN:VCARD", "foreign"),
        ("HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2", "foreign"),
        ("KB1", "foreign"),
        ("KB1A", "damaged"),
        ("KB1A" + "0" * 8, "damaged"),
        ("KB1A" + "U" * 100, "damaged"),
        ("KB1A" + "é" * 100, "damaged"),
        ("KB1A" + "0" * 20000, "damaged"),
        (request_text(w.SEAL, REQUEST), "other"),
        (answer_text(w.accreditation())[:-1], "damaged"),
        (answer_text(w.accreditation()) + "0", "damaged"),
    ],
)
def test_what_is_no_answer_says_what_it_is_instead(text: str, reason: str) -> None:
    with pytest.raises(NotThisText) as refused:
        read_answer(text)
    assert (refused.value.wanted, refused.value.reason) == (TextKind.ANSWER, reason)
    assert len(text) < 5 * MAX_TEXT + 5


@given(st.integers(4, 280), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_letter_is_found(at: int, letter: str) -> None:
    """By the check, before anything is said of a signature."""
    text = request_text(w.SEAL, REQUEST)
    changed = text[:at] + letter + text[at + 1 :]
    if changed == text:
        return
    with pytest.raises(NotThisText) as refused:
        read_request(changed)
    assert refused.value.reason == "damaged"


@given(st.text(max_size=300))
def test_any_text_at_all_is_answered(text: str) -> None:
    for read in (read_request, read_answer):
        with pytest.raises((NotThisText, BadSeal)):
            read(text)
        with pytest.raises((NotThisText, BadSeal)):
            read("KB1Q" + text)


def test_nobody_asks_for_a_key_they_do_not_have() -> None:
    """A request signed by another key, for another purpose, or without its key id."""
    payload = REQUEST.to_bytes()
    forged = (
        cose.sign1(w.OTHER_SEAL, payload, Purpose.REQUEST),
        cose.sign1(w.SEAL, payload, Purpose.CERTIFICATE),
        cose.sign1(w.SEAL, payload, Purpose.REQUEST, with_kid=False),
        cose.sign1(w.SEAL, cbor.encode({1: w.SEAL.public}), Purpose.REQUEST),
    )
    for raw in forged:
        with pytest.raises(BadSeal):
            read_request(_text(TextKind.REQUEST, raw))


def test_a_request_holds_no_identity_number() -> None:
    """I12: name, assessor number, centre, profiles and a key are all there is."""
    assert set(REQUEST.__dataclass_fields__) == {
        *("public", "assessor", "number", "centre", "profiles", "serial", "asked")
    }
