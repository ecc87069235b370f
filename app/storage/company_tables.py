"""Tables of companies as customers: their card, group orders, who is in them, imports, rota."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.column_types import Structure
from app.storage.rows import STRICT, Row


class CompanyRow(Row):
    """What is known of a company beside its name; none for one that is only an employer's name.

    A legal entity's number stands in `organisations.number`; a sole trader's is personal data
    and stands here alone, sealed as a person's is.
    """

    __tablename__ = "companies"
    __table_args__ = STRICT
    id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    number_sealed: Mapped[bytes | None]
    number_hash: Mapped[bytes | None] = mapped_column(unique=True)
    contact: Mapped[str]
    email: Mapped[str]
    note: Mapped[str]
    registered: Mapped[datetime]


class GroupOrderRow(Row):
    """People of one company to be validated for one profile; `first_day`–`last_day`: wanted."""

    __tablename__ = "group_orders"
    __table_args__ = (CheckConstraint("state in ('open','closed')", "state"), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    company_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    code: Mapped[str]
    name: Mapped[str]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    state: Mapped[str]
    made: Mapped[datetime]


class PeopleImportRow(Row):
    """A file of people taken into an order; undone as a whole until a case has begun."""

    __tablename__ = "people_imports"
    __table_args__ = STRICT
    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("group_orders.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    file_name: Mapped[str]
    rows: Mapped[int]
    undone: Mapped[datetime | None]


class OrderPersonRow(Row):
    """Somebody in a group order, and on what basis the company may see their results (R54).

    `basis`: '' none, else see `app.domain.group_order.BasisKind`; `made_here`: the import also
    registered the person.
    """

    __tablename__ = "order_people"
    __table_args__ = (Index("ix_order_people_person", "person_id"), STRICT)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("group_orders.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    place: Mapped[int]
    employee_number: Mapped[str]
    department: Mapped[str]
    basis: Mapped[str]
    basis_day: Mapped[date | None]
    basis_by: Mapped[str]
    import_id: Mapped[UUID | None] = mapped_column(ForeignKey("people_imports.id"))
    made_here: Mapped[bool]


class RotaRow(Row):
    """When somebody of an order is to come: minutes after midnight, at which machine, with whom.

    `turn` tells several places of one person apart, in the order they were given.
    """

    __tablename__ = "rota"
    __table_args__ = (Index("ix_rota_day", "day"), STRICT)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("group_orders.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    day: Mapped[date]
    begins: Mapped[int]
    minutes: Mapped[int]
    machine: Mapped[str]
    assessor: Mapped[str]
    turn: Mapped[int] = mapped_column(primary_key=True)


class ColumnMappingRow(Row):
    """Which column was which, the last time a file had these headings."""

    __tablename__ = "column_mappings"
    __table_args__ = STRICT
    headings: Mapped[str] = mapped_column(primary_key=True)
    columns: Mapped[tuple[str, ...]] = mapped_column(Structure(tuple[str, ...]))
