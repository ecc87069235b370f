"""What the node has said and sent of funding: kept in its tables, and in the ledger for good."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.node.funding_tables import FundingProject, SentMonth
from app.node.ledger_entries import MonthSent, ProjectSaid
from app.node.tables import FeedRow
from app.seal import cose
from app.seal.project_word import ProjectWord

PROJECT = "project"
"""The type of the feed entries that tell of a project; they are for every seal."""


def word_of(raw: bytes) -> ProjectWord:
    """What a word of the node's own says; it was proved when it was signed."""
    return ProjectWord.from_bytes(cose.open1(raw, cose.Purpose.PROJECT).payload)


def keep_project(session: Session, said: ProjectSaid) -> None:
    """The project is as the word says, and every desk is told; an older word does nothing."""
    word = word_of(said.raw)
    id_ = str(word.project.id)
    row = session.get(FundingProject, id_)
    if row is not None and row.serial >= word.serial:
        return
    if row is None:
        row = FundingProject(id=id_)
        session.add(row)
    else:  # a desk that begins today need not hear of what has been changed since
        told = FeedRow.type == PROJECT, FeedRow.content == row.word
        session.execute(update(FeedRow).where(*told).values(content=b""))
    row.serial, row.word, row.written = word.serial, said.raw, said.at
    session.add(FeedRow(kid=None, type=PROJECT, content=said.raw, written=said.at))
    session.flush()


def keep_sent(session: Session, sent: MonthSent, actor: str = "") -> None:
    """The month was sent; the same told twice is once."""
    row = SentMonth
    same = row.project == sent.project, row.month == sent.month, row.at == sent.at
    if session.scalar(select(row.id).where(*same)) is not None:
        return
    session.add(
        SentMonth(
            project=sent.project,
            month=sent.month,
            rows=sent.rows,
            left_out=sent.left_out,
            sha256=sent.sha256,
            digest=sent.digest,
            at=sent.at,
            actor=actor,
        )
    )
    session.flush()


def known(session: Session) -> Iterator[ProjectSaid | MonthSent]:
    """All that the database knows of what a ledger holds."""
    for project in session.scalars(select(FundingProject).order_by(FundingProject.id)):
        yield ProjectSaid(project.word, project.written)
    for row in session.scalars(select(SentMonth).order_by(SentMonth.id)):
        yield sent_of(row)


def sent_of(row: SentMonth) -> MonthSent:
    """The row as it stands in the ledger."""
    return MonthSent(
        row.project, row.month, row.rows, row.left_out, row.sha256, row.digest, in_seconds(row.at)
    )


def in_seconds(moment: datetime) -> datetime:
    """The time without what a database may keep otherwise than a ledger."""
    return moment.replace(microsecond=0)
