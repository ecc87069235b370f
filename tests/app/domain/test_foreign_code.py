"""Codes people hold out that are no certificate, each known for what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.foreign_code import ForeignCode, foreign_code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("HC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDE$VK G2EP4J0BZJ", ForeignCode.HEALTH),
        (
            "shc:/567629095243206034602924374044603122295953265460",
            ForeignCode.HEALTH,
        ),
        ("eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJ2YyI6e319.c2ln", ForeignCode.CREDENTIAL),
        ('{"@context": ["https://www.w3.org/ns/credentials/v2"]}', ForeignCode.CREDENTIAL),
        ("openid4vp://?request_uri=https://example.org", ForeignCode.CREDENTIAL),
        ("BEGIN:VCARD\nVERSION:3.0\nN:Ek;Nils\nEND:VCARD", ForeignCode.CONTACT),
        ("MECARD:N:Ek,Nils;;", ForeignCode.CONTACT),
        ("WIFI:T:WPA;S:verkstad;P:hemligt;;", ForeignCode.WIFI),
        ("C1231181189;100;tack;0", ForeignCode.PAYMENT),
        ("BCD\n002\n1\nSCT", ForeignCode.PAYMENT),
        ("mailto:nils@example.org", ForeignCode.MESSAGE),
        ("tel:+46700000000", ForeignCode.MESSAGE),
        ("BEGIN:VEVENT\nSUMMARY:Lunch", ForeignCode.EVENT),
        ("geo:57.18,14.04", ForeignCode.PLACE),
        ("7310865004703", ForeignCode.GOODS),
        ("https://example.com/menu", ForeignCode.OTHER_PAGE),
        ("WWW.EXAMPLE.COM", ForeignCode.OTHER_PAGE),
        ("https://bevis.example/v#1234", ForeignCode.TORN),
        ("https://bevis.example/v", ForeignCode.TORN),
        ("7KMK QAXM H5PT T52P U", ForeignCode.NUMBER),
        ("7kmkqaxmh5ptt52pu", ForeignCode.NUMBER),
        ("1" * 10_000_000, ForeignCode.TOO_LONG),
        ("hej", ForeignCode.TEXT),
        ("", ForeignCode.TEXT),
    ],
)
def test_each_is_known_for_what_it_is(text: str, kind: ForeignCode) -> None:
    """So that each gets its own plain words."""
    assert foreign_code(text) is kind


@given(st.text(max_size=400))
def test_any_text_is_something(text: str) -> None:
    """Never an exception."""
    assert foreign_code(text) in ForeignCode
