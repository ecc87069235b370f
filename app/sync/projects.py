"""The region's words on funding projects and their sent months, kept once proved the node's."""

from sqlalchemy.orm import Session

from app.seal.codes import BadSeal
from app.seal.month_word import open_month
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


def take_month(session: Session, raw: bytes) -> None:
    """Keep what is told of a month; as with a project, nothing of what is not the node's own."""
    public = bytes.fromhex(desk_facts.get(session, desk_facts.NODE_PUBLIC) or "")
    try:
        word = open_month(raw, public)
    except BadSeal:
        return
    participation.keep_month(session, word)
