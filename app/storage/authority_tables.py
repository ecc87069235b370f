"""Tables of who may judge whom, and of what was contested, complained of or went wrong."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class CentreAccreditationRow(Row):
    """What the test centre may validate and where (R2); both days included, site "" for all."""

    __tablename__ = "centre_accreditations"
    __table_args__ = STRICT
    centre: Mapped[str] = mapped_column(primary_key=True)
    site: Mapped[str] = mapped_column(primary_key=True)
    profile: Mapped[str] = mapped_column(primary_key=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    state: Mapped[str]
    statement: Mapped[bytes | None]


class TieRow(Row):
    """What ties an assessor to a person (R4); `since` for training and employment."""

    __tablename__ = "ties"
    __table_args__ = (Index("ix_ties_person", "person_id", "assessor_id"), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    assessor_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    kind: Mapped[str]
    since: Mapped[date | None]
    note: Mapped[str]
    noted: Mapped[datetime]
    removed: Mapped[datetime | None]


class RegisterRow(Row):
    """One entry of a register: reconsideration, appeal, complaint or deviation (R46–R48).

    Numbered by kind and year; `case_state` is where the case stood when it was filed.
    """

    __tablename__ = "register"
    __table_args__ = (Index("uq_register_number", "kind", "year", "number", unique=True), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    filed: Mapped[datetime]
    filed_by: Mapped[str]
    words: Mapped[str]
    deadline: Mapped[date | None]
    state: Mapped[str]
    handler_id: Mapped[UUID | None] = mapped_column(ForeignKey("assessors.id"))
    handler: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str]
    settled: Mapped[datetime | None]
    case_state: Mapped[str]
