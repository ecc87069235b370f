"""The node's word on a project, and the identity that only the node can read."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.domain.employment import Employment
from app.domain.identity_number import Sex
from app.domain.participation import Project, Target
from app.seal import cbor, cose
from app.seal.codes import BadSeal
from app.seal.envelope import key_to_open
from app.seal.funding_identity import (
    UnreadableIdentity,
    close_identity,
    open_identity,
    protected_form,
)
from app.seal.keys import SigningKey
from app.seal.participation_payloads import HoursAttested
from app.seal.payloads import decode_payload, encode_payload
from app.seal.project_word import LOGO_MOST, PNG, ProjectWord, open_project, sign_project

NODE = SigningKey.from_bytes(bytes(range(32)))
PERSON, NUMBER = "0190a000-0000-7000-8000-000000000001", "198705212382"
PROJECT = Project(
    id=UUID(int=7),
    name="Kompetens i industrin",
    number="2025/00123",
    owner="Region Jönköpings län",
    first=date(2026, 1, 1),
    last=date(2027, 12, 31),
    targets=(Target(date(2026, 12, 31), 600),),
    statuses=(Employment.EMPLOYED,),
    logo=PNG + b"picture",
)


def test_a_word_is_read_as_it_was_said_and_by_no_other_key() -> None:
    raw = sign_project(NODE, ProjectWord(PROJECT, 3))
    assert open_project(raw, NODE.public) == ProjectWord(PROJECT, 3)
    with pytest.raises(BadSeal):
        open_project(raw, SigningKey.generate().public)
    with pytest.raises(BadSeal):
        open_project(raw[:-1] + bytes([raw[-1] ^ 1]), NODE.public)
    with pytest.raises(BadSeal):
        open_project(b"", b"")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "\u202eomvänd"},
        {"name": "å" * 161},
        {"last": date(2025, 12, 31)},
        {"statuses": ()},
        {"statuses": (Employment.OTHER, Employment.OTHER)},
        {"targets": (Target(date(2026, 1, 1), 0),)},
        {"logo": b"GIF89a"},
        {"logo": PNG + bytes(LOGO_MOST)},
    ],
)
def test_what_no_desk_would_take_is_not_said(wrong: dict[str, object]) -> None:
    with pytest.raises(BadSeal):
        sign_project(NODE, ProjectWord(replace(PROJECT, **wrong), 1))  # type: ignore[arg-type]


@pytest.mark.parametrize("key", [8, 9, 10])
def test_a_part_of_another_shape_is_refused(key: int) -> None:
    fields = cbor.decode(ProjectWord(PROJECT, 1).to_bytes())
    assert isinstance(fields, dict)
    raw = cose.sign1(NODE, cbor.encode({**fields, key: [7]}), cose.Purpose.PROJECT)
    with pytest.raises(BadSeal):
        open_project(raw, NODE.public)


def test_only_the_node_reads_the_identity_and_only_of_that_person() -> None:
    """I12: the number is nowhere in what is sent."""
    closed = close_identity(NODE.public, PERSON, NUMBER)
    assert NUMBER.encode() not in closed
    assert open_identity([key_to_open(NODE)], PERSON, closed) == NUMBER
    other = [key_to_open(SigningKey.generate())]
    for keys, person, raw in (
        (other, PERSON, closed),
        ([key_to_open(NODE)], PERSON[:-1] + "2", closed),
        ([key_to_open(NODE)], PERSON, closed[:-1]),
        ([key_to_open(NODE)], PERSON, b""),
    ):
        with pytest.raises(UnreadableIdentity):
            open_identity(keys, person, raw)


def test_a_protected_person_has_the_funders_own_form() -> None:
    assert protected_form(date(1987, 5, 21), Sex.WOMAN) == "19870521Tf29"
    assert protected_form(date(1990, 6, 2), Sex.MAN) == "19900602Tf19"


@pytest.mark.parametrize("month", ["0000-01", "9999-12", "2026-13", "2026-1", ""])
def test_a_month_that_no_calendar_of_ours_has_is_no_record(month: str) -> None:
    """It would stop a node at the first record of it."""
    hours = HoursAttested(participation=PERSON, person=PERSON, month="2026-01")
    raw = encode_payload(hours).replace(b"2026-01", month.encode())
    with pytest.raises(BadSeal):
        decode_payload("hours.attested", raw)
