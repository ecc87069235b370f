"""Tables of the signed log, what the node said of it, and what is kept of checks and exports."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class RecordRow(Row):
    """One signed link of the log, verbatim. Identity is the hash."""

    __tablename__ = "records"
    __table_args__ = (Index("uq_records_link", "kid", "epoch", "seq", unique=True), STRICT)
    hash: Mapped[bytes] = mapped_column(primary_key=True)
    kid: Mapped[bytes]
    epoch: Mapped[bytes]
    seq: Mapped[int]
    type: Mapped[str]
    subject: Mapped[str]
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    raw: Mapped[bytes]
    salt: Mapped[bytes | None]
    payload: Mapped[bytes | None]
    written: Mapped[datetime] = mapped_column(index=True)


class NamedBlobRow(Row):
    """A file that a signed record names, by its hash (hex); `there`: since when the node has it."""

    __tablename__ = "named_blobs"
    __table_args__ = STRICT
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    there: Mapped[datetime | None]


class ReceiptRow(Row):
    """The node's signed word that it holds a record, or why it does not take it."""

    __tablename__ = "receipts"
    __table_args__ = STRICT
    record_hash: Mapped[bytes] = mapped_column(ForeignKey("records.hash"), primary_key=True)
    result: Mapped[str]
    raw: Mapped[bytes | None]
    received: Mapped[datetime]


class FeedEntryRow(Row):
    """An entry from the node's feed, applied together with the cursor."""

    __tablename__ = "feed_entries"
    __table_args__ = STRICT
    cursor: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    content: Mapped[bytes]
    applied: Mapped[datetime]


class TrustDocumentRow(Row):
    """Trust list, status bundle or pinned root as fetched."""

    __tablename__ = "trust_documents"
    __table_args__ = STRICT
    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes]
    fetched: Mapped[datetime]


class VerificationRow(Row):
    """That a certificate was checked: number and answer only, no personal data."""

    __tablename__ = "verifications"
    __table_args__ = STRICT
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    number: Mapped[str]
    answer: Mapped[str]


class ExportRow(Row):
    """That an export was made: what, how many rows, which hash (I14)."""

    __tablename__ = "exports"
    __table_args__ = STRICT
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    kind: Mapped[str]
    rows: Mapped[int]
    sha256: Mapped[str]
