"""Records two people have signed for as written by a clock that ran ahead (I11)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage import desk_facts
from app.storage.tables import RecordRow

_FACT = "clock_ran_ahead"


def hashes(session: Session) -> frozenset[bytes]:
    """The records that no longer say how late it is; each is named by a signed incident."""
    kept = desk_facts.get(session, _FACT)
    return frozenset(bytes.fromhex(one) for one in kept.split()) if kept else frozenset()


def add(session: Session, more: Iterable[bytes]) -> None:
    """Set these aside too; the caller signs the incident that names them."""
    kept = sorted(one.hex() for one in hashes(session) | set(more))
    desk_facts.put(session, _FACT, " ".join(kept))


def later_than(session: Session, now: datetime) -> tuple[bytes, ...]:
    """The records that claim a time after `now` and still count, oldest claim first."""
    found = select(RecordRow.hash).where(RecordRow.written > now).order_by(RecordRow.written)
    aside = hashes(session)
    return tuple(one for one in session.scalars(found) if one not in aside)
