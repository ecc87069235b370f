"""Table of what the region found that goes against itself, and what became of it (R57, R58)."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.storage.rows import STRICT, Row


class ConflictRow(Row):
    """Two versions of one thing, as the node's signed word tells it; both stay for good.

    `review`: the node's newest word on it; `answer`: the record this desk settled it with;
    `resolution`: the node's signed word on how it ended.
    """

    __tablename__ = "conflicts"
    __table_args__ = STRICT
    id: Mapped[bytes] = mapped_column(primary_key=True)
    kind: Mapped[str]
    review: Mapped[bytes]
    told: Mapped[datetime]
    answer: Mapped[bytes | None]
    answered: Mapped[datetime | None]
    resolution: Mapped[bytes | None]
    settled: Mapped[datetime | None]
