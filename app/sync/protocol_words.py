"""The region's words on protocol versions, as they come by feed: kept once proved the node's."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.seal.codes import BadSeal
from app.seal.protocol_word import open_protocol_word
from app.storage import desk_facts, told_protocols

FEED_TYPE = "protocol.published"


def take(session: Session, raw: bytes, now: datetime) -> None:
    """Keep the word; one this desk's own node never said is passed over."""
    public = bytes.fromhex(desk_facts.need(session, desk_facts.NODE_PUBLIC))
    try:
        word = open_protocol_word(raw, public)
    except BadSeal:
        return
    told_protocols.keep_word(session, word, now)
