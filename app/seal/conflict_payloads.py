"""What desk and node say of a conflict: both versions, an assessor's answer, how it ended."""

from datetime import date, datetime
from typing import Annotated, TypeVar

import msgspec

from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.conflicts import ConflictKind, Keep, PersonField
from app.seal import cose
from app.seal.codes import BadSeal, Code
from app.seal.cose import Purpose
from app.seal.issued_facts import IssuedText
from app.seal.keys import SigningKey, algorithm_of
from app.seal.payload_form import Payload

ConflictId = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
PayloadT = TypeVar("PayloadT", bound=Payload)


class FieldKept(Payload, frozen=True):
    """Which version of one fact of a person counts."""

    field: PersonField
    keep: Keep


class ConflictSettled(Payload, frozen=True):
    """An assessor's answer to a conflict; `fields` for a person's facts, which `keep` covers not.

    The record `conflict.settled`: it goes up, and comes back to all as the node's resolution.
    """

    conflict: ConflictId
    keep: Keep
    reason: Annotated[str, msgspec.Meta(max_length=2000)]
    fields: tuple[FieldKept, ...] = ()


class AreaSaid(Payload, frozen=True):
    """One area as a version has it; `step`: the level in words."""

    name: IssuedText
    level: int
    required_level: int
    outcome: AreaOutcome
    step: IssuedText


class ConflictVersion(Payload, frozen=True):
    """One side: who signed it, when, and what it says.

    `record`: the signed record it stands in, of type `type`. `name` "" for a protected person.
    """

    kid: bytes
    assessor: str
    number: int
    centre: str
    at: datetime
    record: bytes
    type: str
    person: str = ""
    name: str = ""
    birth_date: date | None = None
    employer: str = ""
    is_protected: bool = False
    case: str = ""
    certificate: bytes | None = None
    kind: CertificateKind | None = None
    issued: date | None = None
    valid_to: date | None = None
    areas: tuple[AreaSaid, ...] = ()


class Review(Payload, frozen=True):
    """The node's word that two versions stand against each other; `first` is the earlier one.

    `fields`: the facts of a person that differ.
    """

    conflict: ConflictId
    kind: ConflictKind
    at: datetime
    first: ConflictVersion
    second: ConflictVersion
    profile: str = ""
    role: IssuedText | None = None
    fields: tuple[PersonField, ...] = ()


class Resolution(Payload, frozen=True):
    """The node's word on how a conflict ended: who decided, when, which counts, and why."""

    conflict: ConflictId
    at: datetime
    by: str
    keep: Keep
    reason: str
    fields: tuple[FieldKept, ...] = ()


def sign_review(node_key: SigningKey, review: Review) -> bytes:
    """The review as the node tells it."""
    return cose.sign1(node_key, _encoded(review), Purpose.REVIEW)


def sign_resolution(node_key: SigningKey, resolution: Resolution) -> bytes:
    """The resolution as the node tells it."""
    return cose.sign1(node_key, _encoded(resolution), Purpose.RESOLUTION)


def open_review(raw: bytes, node_public: bytes) -> Review:
    """A review proved by the node's key. Raises BadSeal."""
    return _opened(raw, node_public, Purpose.REVIEW, Review)


def open_resolution(raw: bytes, node_public: bytes) -> Resolution:
    """A resolution proved by the node's key. Raises BadSeal."""
    return _opened(raw, node_public, Purpose.RESOLUTION, Resolution)


def read_review(raw: bytes) -> Review:
    """A review that was proved before it was kept."""
    return _decoded(cose.open1(raw, Purpose.REVIEW).payload, Review)


def read_resolution(raw: bytes) -> Resolution:
    """A resolution that was proved before it was kept."""
    return _decoded(cose.open1(raw, Purpose.RESOLUTION).payload, Resolution)


def _opened(raw: bytes, public: bytes, purpose: Purpose, type_: type[PayloadT]) -> PayloadT:
    signed = cose.open1(raw, purpose)
    cose.check1(signed, public, algorithm_of(public) or 0)
    return _decoded(signed.payload, type_)


def _encoded(payload: Payload) -> bytes:
    return msgspec.json.encode(payload, order="sorted")


def _decoded(raw: bytes, type_: type[PayloadT]) -> PayloadT:
    try:
        return msgspec.json.decode(raw, type=type_)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadSeal(Code.E_SHAPE) from error
