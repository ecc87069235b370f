"""Telling the desks which months of a project were sent, and which are to go again (R63)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.participation import MonthStanding, Project
from app.node.funding_facts import in_seconds, word_of
from app.node.funding_months import MonthLine, MonthState, month_lines
from app.node.funding_tables import FundingProject, KnownParticipation, SentMonth, ToldMonth
from app.node.keys import NodeKeys
from app.node.tables import FeedRow
from app.seal.month_word import MonthWord, sign_month

MONTH: Final = "month"
"""The type of the feed entries that tell of a month; they are for every seal."""


def tell_after(
    session: Session,
    keys: NodeKeys,
    people: Collection[str],
    records: Collection[str],
    at: datetime,
) -> None:
    """Tell what records changed: those of the parts of these people, and of these parts.

    In the caller's transaction and turn; nothing where no month of their projects was ever sent.
    """
    if not people and not records:
        return
    part, sent = KnownParticipation, SentMonth
    wanted = (
        select(FundingProject.word)
        .where(FundingProject.id.in_(select(sent.project)))
        .where(
            FundingProject.id.in_(
                select(part.project).where(part.person.in_(people) | part.id.in_(records))
            )
        )
    )
    for word in session.scalars(wanted).all():
        tell_months(session, keys, word_of(word).project, at)


def tell_months(session: Session, keys: NodeKeys, project: Project, at: datetime) -> None:
    """Tell every month of the project that stands otherwise than the desks last heard."""
    row = ToldMonth
    told = {
        one.month: one for one in session.scalars(select(row).where(row.project == str(project.id)))
    }
    for line in _sent(month_lines(session, project, at.date())):
        assert line.sent is not None
        before = told.get(line.month.first)
        now = _standing(line), in_seconds(line.sent.at)
        if before is None or (before.state, in_seconds(before.sent)) != now:
            _tell(session, keys, project, (line, before), at)
    session.flush()


def _sent(lines: Iterable[MonthLine]) -> Iterable[MonthLine]:
    return (line for line in lines if line.sent is not None)


def _standing(line: MonthLine) -> MonthStanding:
    return MonthStanding.AGAIN if line.state is MonthState.AGAIN else MonthStanding.SENT


def _tell(
    session: Session,
    keys: NodeKeys,
    project: Project,
    month: tuple[MonthLine, ToldMonth | None],
    at: datetime,
) -> None:
    line, row = month
    assert line.sent is not None
    sent = in_seconds(line.sent.at)
    word = MonthWord(project.id, line.month, _standing(line), sent, in_seconds(at))
    raw = sign_month(keys.node, word)
    if row is None:
        row = ToldMonth(project=str(project.id), month=line.month.first)
        session.add(row)
    else:  # a desk that begins today need not hear of what has been changed since
        heard = FeedRow.type == MONTH, FeedRow.content == row.word
        session.execute(update(FeedRow).where(*heard).values(content=b""))
    row.state, row.sent, row.word = word.standing.value, sent, raw
    session.add(FeedRow(kid=None, type=MONTH, content=raw, written=at))
