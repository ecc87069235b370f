"""Files the region tells of, such as protocol packages, carried in the node's answer."""

from typing import Final

from sqlalchemy.orm import Session

from app.seal.envelope import EnvelopeDamaged
from app.storage import told_protocols
from app.storage.database import Database

HASH, _START = 32, 8
MOST_WANTED: Final = 1000


def pack_piece(sha256: bytes, start: int, content: bytes) -> bytes:
    """A piece of the file with this hash, as it lies in an answer."""
    return sha256 + start.to_bytes(_START, "big") + content


def wanted(session: Session) -> tuple[bytes, ...]:
    """The hashes of what the region told of and has not come, also over a wire that was cut."""
    found = told_protocols.wanted(session)
    return tuple(bytes.fromhex(one.object) for one in found[:MOST_WANTED])


def take_piece(database: Database, piece: bytes) -> bool:
    """Keep what goes on from what is here of a file that is wanted; whether it is whole now.

    What is here already, or nobody told of, is passed over. Raises EnvelopeDamaged.
    """
    content = piece[HASH + _START :]
    if not content:
        raise EnvelopeDamaged
    name, start = piece[:HASH].hex(), int.from_bytes(piece[HASH : HASH + _START], "big")
    with database.transaction() as session:
        found = {one.object: one for one in told_protocols.wanted(session)}.get(name)
        if found is None or not start <= found.held < start + len(content) <= found.size:
            return False
        told_protocols.keep_piece(session, name, found.held, content[found.held - start :])
        session.flush()
        return start + len(content) == found.size and told_protocols.finish(session, name)
