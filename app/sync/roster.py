"""The region's words on planned bookings, kept once proved the node's and meant for this centre."""

from sqlalchemy.orm import Session

from app.seal.booking_word import open_booking
from app.seal.codes import BadSeal
from app.storage import bookings, desk_facts


def take(session: Session, raw: bytes) -> None:
    """Keep the word; one this desk's own node never said, or of another centre, does nothing."""
    public = bytes.fromhex(desk_facts.get(session, desk_facts.NODE_PUBLIC) or "")
    try:
        word = open_booking(raw, public)
    except BadSeal:
        return
    if word.centre == desk_facts.get(session, desk_facts.CENTRE):
        bookings.keep_word(session, raw, word)
