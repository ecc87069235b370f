"""Tables of what a company asks for, and of what it does about the gaps."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class CompanyLevelRow(Row):
    """The level a company requires in an area where it wants another than the profile's."""

    __tablename__ = "company_levels"
    __table_args__ = (CheckConstraint("level between 1 and 4", "level"), STRICT)
    company_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    area_id: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[int]


class MeasureRow(Row):
    """One way a company closes a gap; `dropped`: taken off the plan, kept for its record."""

    __tablename__ = "measures"
    __table_args__ = (Index("ix_measures_company", "company_id", "code"), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    company_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    code: Mapped[str]
    area_id: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    length: Mapped[str]
    responsible: Mapped[str]
    due: Mapped[date | None]
    follow_up: Mapped[date | None]
    made: Mapped[datetime]
    dropped: Mapped[datetime | None]


class MeasurePersonRow(Row):
    """Whom a measure is for. `done` counts only where no plan of their own has the area."""

    __tablename__ = "measure_people"
    __table_args__ = (Index("ix_measure_people_person", "person_id"), STRICT)
    measure_id: Mapped[UUID] = mapped_column(ForeignKey("measures.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    done: Mapped[date | None]
