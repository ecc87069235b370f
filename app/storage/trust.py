"""Trust documents as fetched: pinned roots, trust list, status bundle; the signed bytes count."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.seal.trust import Trust
from app.storage.tables import TrustDocumentRow

ROOT, TRUST_LIST, STATUS = "root", "trust_list", "status"


def keep(session: Session, name: str, content: bytes, now: datetime) -> None:
    """Store a document in place of the one held under `name`; the caller has proved it."""
    row = session.get(TrustDocumentRow, name)
    if row is None:
        session.add(TrustDocumentRow(name=name, content=content, fetched=now))
    else:
        row.content, row.fetched = content, now


def kept(session: Session, name: str) -> bytes | None:
    """The document held under `name`, None when there is none."""
    row = session.get(TrustDocumentRow, name)
    return None if row is None else row.content


def pin_root(session: Session, public: bytes, now: datetime) -> None:
    """Believe this root's public key from now on; two are held: current and next."""
    keep(session, f"{ROOT}:{public.hex()}", public, now)


def repin(session: Session, publics: Sequence[bytes], now: datetime) -> None:
    """Believe these roots and no others from now on."""
    for root in roots(session):
        if root not in publics:
            session.delete(session.get_one(TrustDocumentRow, f"{ROOT}:{root.hex()}"))
    for public in publics:
        if public not in roots(session):
            pin_root(session, public, now)
    session.flush()


def read(session: Session) -> Trust:
    """The pinned roots with the lists held, every signature checked again. Raises BadSeal."""
    held = {row.name: row.content for row in session.scalars(select(TrustDocumentRow))}
    return Trust.load(roots(session), held.get(TRUST_LIST), held.get(STATUS))


def holds(session: Session, trust_list: bytes, status: bytes) -> bool:
    """Whether these lists, byte for byte, are the ones held and in force. Raises BadSeal."""
    return kept(session, TRUST_LIST) == trust_list and read(session).status_bytes == status


def roots(session: Session) -> tuple[bytes, ...]:
    """The public keys of the roots this desk believes."""
    found = select(TrustDocumentRow).where(TrustDocumentRow.name.startswith(f"{ROOT}:"))
    return tuple(row.content for row in session.scalars(found.order_by(TrustDocumentRow.name)))
