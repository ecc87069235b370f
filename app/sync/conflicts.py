"""What the node tells of conflicts, kept only when the node's own key proves it (R57)."""

from sqlalchemy.orm import Session

from app.seal.codes import BadSeal
from app.seal.conflict_payloads import open_resolution, open_review
from app.storage import conflicts, desk_facts


def take_review(session: Session, raw: bytes) -> None:
    """Keep that two versions stand against each other; anybody else's word does nothing."""
    public = _node(session)
    try:
        review = open_review(raw, public)
    except BadSeal:
        return
    conflicts.keep_review(session, raw, review)


def take_resolution(session: Session, raw: bytes) -> None:
    """Keep how a conflict ended; anybody else's word does nothing."""
    public = _node(session)
    try:
        resolution = open_resolution(raw, public)
    except BadSeal:
        return
    conflicts.keep_resolution(session, raw, resolution)


def _node(session: Session) -> bytes:
    return bytes.fromhex(desk_facts.get(session, desk_facts.NODE_PUBLIC) or "")
