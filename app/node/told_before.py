"""What a test centre and all desks were told, told to a seal that joins: it begins after it."""

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.node.conflict_tables import ConflictWord
from app.node.conflicts import RESOLUTION, REVIEW
from app.node.funding_facts import PROJECT
from app.node.month_telling import MONTH
from app.node.tables import EnrolledSeal, FeedRow
from app.sync.wire import ERASE_ORDER

_TOLD = (ERASE_ORDER, REVIEW, RESOLUTION)
_TO_ALL = (PROJECT, MONTH)


def tell_before(session: Session, seal: EnrolledSeal, now: datetime) -> None:
    """Orders to erase, conflicts that are open, how others ended, projects; twice is once.

    A desk brought to another computer comes back with a new seal, to which nothing was told of
    what it had to forget meanwhile (R53). In the caller's transaction and turn.
    """
    near = select(EnrolledSeal.kid).where(EnrolledSeal.centre == seal.centre)
    ended = select(ConflictWord.review).where(ConflictWord.keep != "")
    own = select(FeedRow.content).where(FeedRow.kid == seal.kid)
    wanted = (
        select(FeedRow.type, FeedRow.content)
        .where(
            (FeedRow.kid.in_(near) & FeedRow.type.in_(_TOLD))
            | (FeedRow.kid.is_(None) & FeedRow.type.in_(_TO_ALL)),
            FeedRow.content != b"",
            FeedRow.content.not_in(ended),
            FeedRow.content.not_in(own),
        )
        .group_by(FeedRow.type, FeedRow.content)
        .order_by(func.min(FeedRow.cursor))
    )
    rows = [
        {"kid": seal.kid, "type": kind, "content": content, "written": now}
        for kind, content in session.execute(wanted)
    ]
    if rows:
        session.connection().execute(insert(FeedRow), rows)
