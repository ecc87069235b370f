"""The node's tables of funding: projects, who takes part, hours, and the months that were sent."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import Mapped, mapped_column

from app.node.tables import NodeRow

_Serial = BigInteger().with_variant(Integer, "sqlite")


class FundingProject(NodeRow):
    """A project as the node has said it; `word`: signed, the newest `serial` counts."""

    __tablename__ = "projects"
    id: Mapped[str] = mapped_column(primary_key=True)
    serial: Mapped[int]
    word: Mapped[bytes]
    written: Mapped[datetime]


class SentMonth(NodeRow):
    """That a project's month was sent to the funder; `id` counts up, so later ones are higher.

    `digest`: of what was sent (`app.node.funding_months`), by which a late change is seen.
    `left_out`: rows that had something to mend and did not go. `actor`: "" where nobody knows.
    """

    __tablename__ = "sent_months"
    id: Mapped[int] = mapped_column(_Serial, primary_key=True)
    project: Mapped[str] = mapped_column(index=True)
    month: Mapped[date]
    rows: Mapped[int]
    left_out: Mapped[int]
    sha256: Mapped[str]
    digest: Mapped[bytes]
    at: Mapped[datetime]
    actor: Mapped[str]


class SentPart(NodeRow):
    """One part as it stood when a month was sent (`SentMonth.id`), so that a change can be told.

    `mark` as of a part; nobody's name or number.
    """

    __tablename__ = "sent_parts"
    sent: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    participation: Mapped[str] = mapped_column(primary_key=True)
    minutes: Mapped[int]
    first: Mapped[date]
    last: Mapped[date | None]
    mark: Mapped[str]
    is_confirmed: Mapped[bool]
    is_protected: Mapped[bool]


class ToldMonth(NodeRow):
    """What the desks were last told of a month: sent then, and whether it is to go again."""

    __tablename__ = "told_months"
    project: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    state: Mapped[str]
    sent: Mapped[datetime]
    word: Mapped[bytes]


class KnownParticipation(NodeRow):
    """Somebody's part in a project as last stated; `identity` closed to the node's key.

    `mark`: SHA-256 of `identity`, kept when that is erased, as is `is_protected`. `centre`: of
    the seal that stated it. `record`: the seal, its number of the record, the record's hash.
    """

    __tablename__ = "participations"
    id: Mapped[str] = mapped_column(primary_key=True)
    project: Mapped[str] = mapped_column(index=True)
    person: Mapped[str] = mapped_column(index=True)
    company: Mapped[str | None]
    centre: Mapped[str]
    status: Mapped[str]
    first: Mapped[date]
    last: Mapped[date | None]
    identity: Mapped[bytes | None]
    mark: Mapped[str]
    is_void: Mapped[bool]
    is_protected: Mapped[bool]
    stated: Mapped[datetime]
    record: Mapped[bytes]


class KnownHours(NodeRow):
    """The hours of one month as last attested; `spent`: JSON; `month`: its first day.

    `confirmed`: the day the participant confirmed them, None until then. `record` as of a part.
    """

    __tablename__ = "participation_hours"
    participation: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(index=True)
    centre: Mapped[str]
    minutes: Mapped[int]
    spent: Mapped[str]
    confirmed: Mapped[date | None]
    stated: Mapped[datetime]
    record: Mapped[bytes]
