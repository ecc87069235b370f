"""When each seal last spoke with the node, also when it had nothing to send."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.node.read_once import read_once
from app.node.tables import NodeRow, StoredRecord

_OFTEN: Final = timedelta(hours=1)


class SealContact(NodeRow):
    """When a seal last opened a session, to the hour."""

    __tablename__ = "seal_contacts"
    kid: Mapped[bytes] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def note_contact(session: Session, kid: bytes, now: datetime) -> None:
    """It speaks with the node just now; at most once an hour this is written."""
    row = session.get(SealContact, kid)
    if row is None:
        session.add(SealContact(kid=kid, at=now))
    elif not timedelta(0) <= now - row.at < _OFTEN:
        row.at = now


def last_synced(session: Session, kids: Collection[bytes]) -> dict[bytes, datetime]:
    """When each of these seals last synced: by wire, or by a file whose records came."""
    asked = frozenset(kids)
    return read_once(session, ("last synced", asked), lambda: _last_synced(session, asked))


def _last_synced(session: Session, kids: Collection[bytes]) -> dict[bytes, datetime]:
    row = StoredRecord
    newest = select(row.kid, func.max(row.received)).where(row.kid.in_(kids)).group_by(row.kid)
    found = {kid: at for kid, at in session.execute(newest)}
    spoke = select(SealContact.kid, SealContact.at).where(SealContact.kid.in_(kids))
    for kid, at in session.execute(spoke):
        found[kid] = max(at, found.get(kid, at))
    return found
