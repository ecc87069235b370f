"""What stands in the node's ledger: facts without any personal data, one of these a line."""

from datetime import date, datetime
from typing import TypeAlias

import msgspec

from app.domain.conflicts import Keep
from app.seal.payloads import ListedStatus


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """One fact; the same fact twice is one."""


class Ordered(_Entry, tag="order", frozen=True):
    """What the region decided of a certificate; the newest counts. Who decided it stays out."""

    certificate: bytes
    kid: bytes
    index: int
    state: ListedStatus
    reason: str
    at: datetime


class Final(_Entry, tag="final", frozen=True):
    """A certificate that a published list called revoked or replaced: it is never less again."""

    certificate: bytes
    kid: bytes
    index: int
    state: ListedStatus


class SealTold(_Entry, tag="seal", frozen=True):
    """The authority's order on a seal, as it signed it."""

    kid: bytes
    raw: bytes


class Erased(_Entry, tag="erase", frozen=True):
    """That the content of these records, or all that is of a subject, is erased for good.

    `order`: what names the erasure, the same at every node; `subject`: the pseudonym in the
    records' headers, "" when only `records` (their hashes) are named.
    """

    order: bytes
    subject: str
    records: tuple[bytes, ...]
    at: datetime


class Numbers(_Entry, tag="numbers", frozen=True):
    """No list with a sequence above this one has been published, as of `at`."""

    sequence: int
    at: datetime


class ProjectSaid(_Entry, tag="project", frozen=True):
    """The node's signed word on a funding project; of two on one the newer counts."""

    raw: bytes
    at: datetime


class MonthSent(_Entry, tag="month", frozen=True):
    """A project's month went to the funder: how many rows, which bytes, of which facts."""

    project: str
    month: date
    rows: int
    left_out: int
    sha256: str
    digest: bytes
    at: datetime


class ProtocolSaid(_Entry, tag="protocol", frozen=True):
    """The node's signed word on a protocol version; of two on one the newer counts.

    `file`: of a recall, as the owner signed it; b"" for every other word.
    """

    raw: bytes
    file: bytes
    at: datetime


class ConflictEnded(_Entry, tag="conflict", frozen=True):
    """How the region ended a conflict; who decided, and why, stay out.

    `fields`: of a person's facts, as `ConflictWord.fields` has them.
    """

    conflict: bytes
    keep: Keep
    fields: str
    at: datetime


Entry: TypeAlias = (
    Ordered
    | Final
    | SealTold
    | Erased
    | Numbers
    | ProjectSaid
    | MonthSent
    | ProtocolSaid
    | ConflictEnded
)

KINDS: dict[type[Entry], str] = {
    Ordered: "order",
    Final: "final",
    SealTold: "seal",
    Erased: "erase",
    Numbers: "numbers",
    ProjectSaid: "project",
    MonthSent: "month",
    ProtocolSaid: "protocol",
    ConflictEnded: "conflict",
}
