"""Numbers of the feed and of the status list that were given out are not given again (R60)."""

from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.node.tables import FeedRow, PublishedStatus

WENT_BACK = "went_back"
"""The type of the feed entry that says to all desks that the node has been restored."""


def raise_numbers(session: Session, cursor: int, sequence: int, now: datetime) -> None:
    """Let feed and status list go on above these numbers, in the caller's transaction and turn."""
    head = session.scalar(select(func.max(FeedRow.cursor))) or 0
    if head <= cursor:
        entry = FeedRow(cursor=cursor + 1, kid=None, type=WENT_BACK, content=b"", written=now)
        session.add(entry)
        session.flush()
        _let_serial_follow(session)
    raise_sequence(session, sequence, now)


def raise_sequence(session: Session, sequence: int, now: datetime) -> None:
    """Let the status list go on above this number, and with the next time it is asked for."""
    held = session.scalar(
        select(PublishedStatus).order_by(PublishedStatus.sequence.desc()).limit(1)
    )
    if held is None:
        session.add(PublishedStatus(sequence=sequence, mark="", issued=now, raw=b""))
    elif held.sequence <= sequence:
        held.sequence, held.mark = sequence, ""


def _let_serial_follow(session: Session) -> None:
    """PostgreSQL gives numbers from a counter of its own; SQLite the one after the greatest."""
    if session.connection().dialect.name == "postgresql":
        session.execute(
            text("SELECT setval(pg_get_serial_sequence('feed', 'cursor'), max(cursor)) FROM feed")
        )
