"""What the region said of protocol versions, as the ledger has it: no restore takes it back."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node import objects
from app.node.ledger_entries import ProtocolSaid
from app.node.protocol_release import MET, has_published, met_before, release
from app.node.tables import FeedRow, KnownProtocol
from app.seal import cose
from app.seal.protocol_word import ProtocolWord, Word

PUBLISHED = "protocol.published"
"""The type of the feed entries that tell of a version."""


def keep_word(session: Session, said: ProtocolSaid) -> None:
    """The version is as the word says, and every desk is told; an older word does nothing.

    A version that was published after the backup is known by its number and hash alone until it is
    published again: its file is in no ledger.
    """
    word = word_of(said.raw)
    row = session.get(KnownProtocol, word.content)
    if row is not None and row.state != MET and row.written >= said.at:
        return
    if said.file:
        objects.keep(session, said.file)
    is_here = objects.size_of(session, word.object) is not None
    state = MET if word.word is Word.PUBLISHED and not is_here else word.word.value
    if state == MET and not has_published(session):
        return  # one known version would hold back the records on every other
    met_before(session, said.at)
    row = session.get(KnownProtocol, word.content)
    row = row or KnownProtocol(hash=word.content, code=word.code, version=word.version)
    row.state, row.from_day, row.written = state, word.from_day, said.at
    row.object = word.object if is_here else None
    session.add(row)
    if state != MET:
        session.add(FeedRow(kid=None, type=PUBLISHED, content=said.raw, written=said.at))
    session.flush()
    release(session, word.content)


def known(session: Session) -> Iterator[ProtocolSaid]:
    """The word that counts of each version, oldest first: as it was told to everybody."""
    told = select(FeedRow.content).where(FeedRow.type == PUBLISHED).order_by(FeedRow.cursor)
    words = {(word.content, word.word.value): raw for raw, word in _words(session.scalars(told))}
    rows = select(KnownProtocol).where(KnownProtocol.object.is_not(None))
    for row in session.scalars(rows.order_by(KnownProtocol.written, KnownProtocol.hash)).all():
        raw = words.get((row.hash, row.state))
        if raw is not None:
            yield ProtocolSaid(raw, file_of(session, row), row.written)


def file_of(session: Session, row: KnownProtocol) -> bytes:
    """The recall as its owner signed it; nothing of a version that is only published."""
    is_recall = row.state == Word.RECALLED and row.object is not None
    return objects.whole(session, row.object or b"") if is_recall else b""


def _words(told: Iterator[bytes]) -> Iterator[tuple[bytes, ProtocolWord]]:
    for raw in dict.fromkeys(told):
        yield raw, word_of(raw)


def word_of(raw: bytes) -> ProtocolWord:
    """What a word of the node's own says; it was proved when it was signed."""
    return ProtocolWord.from_bytes(cose.open1(raw, cose.Purpose.PROTOCOL).payload)
