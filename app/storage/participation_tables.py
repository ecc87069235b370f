"""Tables of funding projects as the region tells of them, who takes part, and their hours."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class ProjectRow(Row):
    """A funding project; `word` as the node signed it, the newest `serial` counts."""

    __tablename__ = "projects"
    __table_args__ = STRICT
    id: Mapped[UUID] = mapped_column(primary_key=True)
    serial: Mapped[int]
    word: Mapped[bytes]


class ParticipationRow(Row):
    """Somebody's part in a project as it was last stated; `is_void`: stated by mistake.

    `sealed`: the identity as the node was last told, `sealed_of` the keyed hash of what it holds,
    so that the same is told the same way until it changes.
    """

    __tablename__ = "participations"
    __table_args__ = (Index("ix_participations_project", "project_id"), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("projects.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    company_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    status: Mapped[str]
    first: Mapped[date]
    last: Mapped[date | None]
    is_void: Mapped[bool]
    sealed: Mapped[bytes | None]
    sealed_of: Mapped[bytes | None]
    stated: Mapped[datetime]


class ToldMonthRow(Row):
    """What the region last told of a project's month; `month`: its first day.

    `state`: a value of `app.domain.participation.MonthStanding`; `sent`: when the month was last
    sent to the funder; `said`: when the region told this, the latest counts.
    """

    __tablename__ = "told_months"
    __table_args__ = STRICT
    project_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    state: Mapped[str]
    sent: Mapped[datetime]
    said: Mapped[datetime]


class AttestedHoursRow(Row):
    """The hours of one month as last attested; `spent`: JSON of `app.domain.participation.Spent`.

    `month`: its first day. `way`: see `app.domain.participation.Attested`.
    """

    __tablename__ = "attested_hours"
    __table_args__ = STRICT
    participation_id: Mapped[UUID] = mapped_column(
        ForeignKey("participations.id"), primary_key=True
    )
    month: Mapped[date] = mapped_column(primary_key=True)
    spent: Mapped[bytes]
    confirmed: Mapped[date | None]
    way: Mapped[str | None]
    assessor_id: Mapped[UUID] = mapped_column(ForeignKey("assessors.id"))
    attested: Mapped[datetime]
    record: Mapped[bytes]
