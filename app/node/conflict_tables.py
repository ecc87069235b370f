"""The node's tables of what goes against itself, and of what was said and decided of it."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.node.tables import NodeRow


class PersonVersion(NodeRow):
    """A person's facts as one correction has them."""

    __tablename__ = "person_versions"
    person: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[bytes] = mapped_column(primary_key=True)
    kid: Mapped[bytes]
    epoch: Mapped[bytes]
    seq: Mapped[int]
    at: Mapped[datetime]
    name: Mapped[str]
    birth_date: Mapped[date | None]
    employer: Mapped[str | None]
    is_protected: Mapped[bool]


class FoundConflict(NodeRow):
    """Two records that go against each other, as the records alone tell; `first` is the earlier.

    `about`: the persons' ids, one a line. `certificates`: the two ids after each other. `fields`:
    the facts of a person that differ, one a line.
    """

    __tablename__ = "found_conflicts"
    id: Mapped[bytes] = mapped_column(primary_key=True)
    kind: Mapped[str]
    first: Mapped[bytes]
    second: Mapped[bytes]
    about: Mapped[str]
    certificates: Mapped[bytes]
    fields: Mapped[str]


class ConflictWord(NodeRow):
    """What the node said of a conflict, and how it ended; `keep` "" while it is open.

    `record`: of the assessor who settled it, None when the region did. `resolution`: as told.
    """

    __tablename__ = "conflict_words"
    id: Mapped[bytes] = mapped_column(primary_key=True)
    review: Mapped[bytes]
    told: Mapped[datetime]
    keep: Mapped[str]
    fields: Mapped[str]
    by: Mapped[str]
    reason: Mapped[str]
    settled: Mapped[datetime | None]
    record: Mapped[bytes | None]
    resolution: Mapped[bytes | None]
