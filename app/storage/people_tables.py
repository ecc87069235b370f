"""Tables of people, the companies they work for, and the words they are found by."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class OrganisationRow(Row):
    """A company or test centre."""

    __tablename__ = "organisations"
    __table_args__ = (CheckConstraint("kind in ('company','testcentre')", "kind"), STRICT)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    search_name: Mapped[str] = mapped_column(index=True)
    number: Mapped[str | None]
    created: Mapped[datetime]


class PersonRow(Row):
    """A person: the id is the person, numbers and names may change. `line` counts them up."""

    __tablename__ = "people"
    __table_args__ = STRICT
    id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]
    sort_name: Mapped[str]
    birth_date: Mapped[date | None]
    identity_kind: Mapped[str]
    identity_sealed: Mapped[bytes | None]
    identity_hash: Mapped[bytes | None] = mapped_column(unique=True)
    protected: Mapped[bool]
    language: Mapped[str]
    employment: Mapped[str]
    employer_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    registered: Mapped[datetime]


class PersonNameRow(Row):
    """A name a person has had, from when."""

    __tablename__ = "person_names"
    __table_args__ = STRICT
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    since: Mapped[datetime]
    name: Mapped[str]


class ToldGenderRow(Row):
    """The legal gender the region was last told of a person."""

    __tablename__ = "told_genders"
    __table_args__ = STRICT
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    gender: Mapped[str]


class PersonEventRow(Row):
    """What happened to a person's data; every read of a protected person among it (R55)."""

    __tablename__ = "person_events"
    __table_args__ = STRICT
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    actor: Mapped[str]
    detail: Mapped[str]


class PersonTokenRow(Row):
    """A folded word a person is found by, in the order hits are shown: names before companies."""

    __tablename__ = "person_tokens"
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}
    rank: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(primary_key=True)
    sort_name: Mapped[str] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(ForeignKey("people.line"), primary_key=True)


class PersonWordsRow(Row):
    """All folded words of a person, a space before each: what a search of several words reads."""

    __tablename__ = "person_words"
    __table_args__ = STRICT
    line: Mapped[int] = mapped_column(ForeignKey("people.line"), primary_key=True)
    words: Mapped[str]
