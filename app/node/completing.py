"""A record that was kept without its content, and the content comes later: it is stored whole."""

from collections.abc import Collection

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.node.tables import AwaitedBlob, StoredRecord


def take_out(session: Session, hashes: Collection[bytes]) -> None:
    """Remove these records with what they wait for, in the transaction that stores them whole.

    A desk may have let go of a content that a node set back no longer has; then a copy of the desk
    or a file brings it.
    """
    session.execute(delete(AwaitedBlob).where(AwaitedBlob.record.in_(hashes)))
    session.execute(delete(StoredRecord).where(StoredRecord.hash.in_(hashes)))
