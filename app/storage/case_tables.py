"""Tables of cases: their sittings, what was drawn, answered, seen, decided and agreed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.column_types import Structure
from app.storage.rows import STRICT, Row


class CaseRow(Row):
    """One person's way through one protocol version."""

    __tablename__ = "cases"
    __table_args__ = (
        Index(
            "ix_cases_open",
            "person_id",
            "code",
            unique=True,
            sqlite_where=text("state not in ('closed','cancelled','no_show','aborted','lapsed')"),
        ),
        Index("ix_cases_booked", "booked"),
        STRICT,
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    protocol_hash: Mapped[str] = mapped_column(ForeignKey("protocols.hash"))
    code: Mapped[str]
    centre: Mapped[str]
    assessor_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    state: Mapped[str]
    opened: Mapped[datetime]
    booked: Mapped[datetime | None]
    touched: Mapped[datetime] = mapped_column(index=True)
    identity_seen: Mapped[str | None]
    briefed: Mapped[datetime | None]
    privacy_version: Mapped[str | None]
    machine: Mapped[str]
    gauge: Mapped[str]
    gauge_calibrated_to: Mapped[date | None]
    retest_of: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"))
    attempt: Mapped[int] = mapped_column(default=1, server_default="1")
    deadline: Mapped[date | None]
    site: Mapped[str] = mapped_column(default="", server_default="")
    impartial: Mapped[datetime | None]
    prior_checked: Mapped[datetime | None]
    pause_reason: Mapped[str] = mapped_column(default="", server_default="")
    second_assessor_id: Mapped[UUID | None] = mapped_column(ForeignKey("assessors.id"))


class CaseEventRow(Row):
    """What happened in a case, in words the history shows."""

    __tablename__ = "case_events"
    __table_args__ = STRICT
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    actor: Mapped[str]
    detail: Mapped[str]


class SittingRow(Row):
    """One sitting of one part; `active_seconds` counts up to the last heartbeat."""

    __tablename__ = "sittings"
    __table_args__ = (Index("uq_sittings_part", "case_id", "part", "number", unique=True), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    part: Mapped[str]
    number: Mapped[int]
    state: Mapped[str]
    seed: Mapped[int]
    minutes: Mapped[int]
    started: Mapped[datetime | None]
    stopped: Mapped[datetime | None]
    active_seconds: Mapped[int]
    heartbeat: Mapped[datetime | None]
    current: Mapped[str]
    stop_criterion: Mapped[str | None]
    stop_note: Mapped[str]
    stop_measure: Mapped[str] = mapped_column(default="", server_default="")
    assessor_id: Mapped[UUID | None] = mapped_column(ForeignKey("assessors.id"))
    beside: Mapped[UUID | None] = mapped_column(ForeignKey("sittings.id"))
    paper_date: Mapped[date | None]
    test_piece: Mapped[str] = mapped_column(default="", server_default="")
    batch: Mapped[str] = mapped_column(default="", server_default="")
    lab_due: Mapped[date | None]
    pause_reason: Mapped[str] = mapped_column(default="", server_default="")
    helpers: Mapped[str] = mapped_column(default="", server_default="")
    reading: Mapped[bytes] = mapped_column(default=b"{}", server_default=text("x'7b7d'"))


class DrawnItemRow(Row):
    """An item in a sitting, in the order shown."""

    __tablename__ = "drawn_items"
    __table_args__ = STRICT
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sittings.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[str]
    marked: Mapped[bool]


class MetItemRow(Row):
    """An item a person has met in a scheme: never again (I6)."""

    __tablename__ = "met_items"
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    scheme: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(primary_key=True)


class ResponseRow(Row):
    """An answer as given; a change is a new row. Statements of the self-assessment too."""

    __tablename__ = "responses"
    __table_args__ = (Index("ix_responses_item", "sitting_id", "item_id", "id"), STRICT)
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sittings.id"))
    item_id: Mapped[str]
    answer: Mapped[tuple[str, ...]] = mapped_column(Structure(tuple[str, ...]))
    at: Mapped[datetime]


class ObservationRow(Row):
    """All an assessor has said of one criterion at one moment; a change is a new row."""

    __tablename__ = "observations"
    __table_args__ = (
        Index("ix_observations_criterion", "sitting_id", "criterion_id", "id"),
        CheckConstraint("rating between 0 and 4", "rating"),
        STRICT,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sittings.id"))
    criterion_id: Mapped[str]
    rating: Mapped[int | None]
    note: Mapped[str]
    measured: Mapped[str]
    later: Mapped[bool]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    at: Mapped[datetime]
    awaits_lab: Mapped[bool] = mapped_column(default=False, server_default="0")
    lab_reference: Mapped[str] = mapped_column(default="", server_default="")


class IncidentRow(Row):
    """A crash or power cut during a sitting: the clock stood still from the last heartbeat."""

    __tablename__ = "incidents"
    __table_args__ = STRICT
    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[UUID] = mapped_column(ForeignKey("sittings.id"))
    stopped: Mapped[datetime]
    found: Mapped[datetime]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("assessors.id"))


class DecisionRow(Row):
    """A signed decision; `result` is the JSON of app.domain.decision.Result.

    A reconsideration adds one with the next `number`; the newest counts, none is changed (I1).
    """

    __tablename__ = "decisions"
    __table_args__ = (Index("uq_decisions_number", "case_id", "number", unique=True), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    outcome: Mapped[str]
    result: Mapped[bytes]
    signer_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    signed: Mapped[datetime]
    appeal_by: Mapped[date]
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    overrides: Mapped[bytes] = mapped_column(default=b"[]", server_default=text("x'5b5d'"))
    second_id: Mapped[UUID | None] = mapped_column(ForeignKey("assessors.id"))
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("assessors.id"))
    reason: Mapped[str] = mapped_column(default="", server_default="")


class PlanRow(Row):
    """The feedback talk: measures per gap, the candidate's own words.

    `notes`: the assessor's own, per area, from the debrief; never signed, never printed.
    """

    __tablename__ = "plans"
    __table_args__ = STRICT
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    measures: Mapped[bytes]
    comment: Mapped[str]
    talked: Mapped[datetime | None]
    saved: Mapped[datetime]
    notes: Mapped[bytes] = mapped_column(default=b"{}", server_default=text("x'7b7d'"))
