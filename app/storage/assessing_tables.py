"""Tables of an assessment's depth: adjustments, credits, photos, two assessors, review."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class AdjustmentRow(Row):
    """An adjustment of the test (R11); `approved` None until somebody accredited approves it.

    `name`: of the interpreter or reader; `language`: of the interpreting.
    """

    __tablename__ = "adjustments"
    __table_args__ = STRICT
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    language: Mapped[str]
    note: Mapped[str]
    approved_by: Mapped[UUID | None] = mapped_column(ForeignKey("assessors.id"))
    approved: Mapped[datetime | None]


class CreditRow(Row):
    """An area shown before, with what it rests on (R33); `document` is the code as read."""

    __tablename__ = "credits"
    __table_args__ = STRICT
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    area_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    level: Mapped[int | None]
    source: Mapped[str]
    issued: Mapped[date]
    document: Mapped[bytes | None]
    credited_by: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    at: Mapped[datetime]


class LeftAreaRow(Row):
    """An area that a retest's case does not take though it remains: kept for another one (R35)."""

    __tablename__ = "left_areas"
    __table_args__ = STRICT
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    area_id: Mapped[str] = mapped_column(primary_key=True)


class BlobRow(Row):
    """Content by its SHA-256 (hex), such as a photo; encrypted with the rest of the file."""

    __tablename__ = "blobs"
    __table_args__ = STRICT
    sha256: Mapped[str] = mapped_column(primary_key=True)
    media: Mapped[str]
    content: Mapped[bytes]
    added: Mapped[datetime]


class PhotoRow(Row):
    """A photo of one criterion in one sitting; taken away again it keeps its row."""

    __tablename__ = "photos"
    __table_args__ = (Index("ix_photos_criterion", "sitting_id", "criterion_id"), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sittings.id"))
    criterion_id: Mapped[str]
    sha256: Mapped[str] = mapped_column(ForeignKey("blobs.sha256"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    at: Mapped[datetime]
    removed: Mapped[datetime | None]


class SettlementRow(Row):
    """What two assessors who rated differently agreed on for a criterion, and why (R29)."""

    __tablename__ = "settlements"
    __table_args__ = (CheckConstraint("rating between 0 and 4", "rating"), STRICT)
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sittings.id"), primary_key=True)
    criterion_id: Mapped[str] = mapped_column(primary_key=True)
    rating: Mapped[int]
    measured: Mapped[str]
    note: Mapped[str]
    settled_by: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    at: Mapped[datetime]


class ReviewRow(Row):
    """A reviewer's verdict on a case as it stood: agreed, or sent back with a note (R7).

    `result`: hash of what the rules said; `judged`: what the reviewer thought before seeing it.
    """

    __tablename__ = "reviews"
    __table_args__ = STRICT
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    verdict: Mapped[str]
    note: Mapped[str]
    result: Mapped[bytes]
    at: Mapped[datetime]
    judged: Mapped[bytes] = mapped_column(default=b"{}", server_default=text("x'7b7d'"))


class OverrideRow(Row):
    """An area decided otherwise than the rules say, until the decision is signed (R31).

    `computed` is the level the rules gave then: given another one, the row no longer counts.
    """

    __tablename__ = "overrides"
    __table_args__ = (CheckConstraint("level between 1 and 4", "level"), STRICT)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    area_id: Mapped[str] = mapped_column(primary_key=True)
    computed: Mapped[int]
    level: Mapped[int]
    reason: Mapped[str]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    second_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    at: Mapped[datetime]
