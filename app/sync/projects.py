"""The region's words on funding projects, kept once proved the node's."""

from sqlalchemy.orm import Session

from app.seal.codes import BadSeal
from app.seal.project_word import open_project
from app.storage import desk_facts, participation


def take(session: Session, raw: bytes) -> None:
    """Keep the word; one this desk's own node never said, or that is blank, does nothing."""
    public = bytes.fromhex(desk_facts.get(session, desk_facts.NODE_PUBLIC) or "")
    try:
        word = open_project(raw, public)
    except BadSeal:
        return
    participation.keep_project(session, raw, word)
