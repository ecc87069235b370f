"""What the region said of protocol versions, and their files as far as they have come."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.seal.protocol_word import ProtocolWord, Word
from app.storage.tables import ObjectPieceRow, ProtocolRow, ToldProtocolRow


class ToldState(StrEnum):
    """What has become of the region's word at this desk."""

    TOLD = "told"
    FETCHED = "fetched"
    REFUSED = "refused"
    WAITS = "waits"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch: its name by hash (hex), its length, and how much of it is here."""

    object: str
    size: int
    held: int


def keep_word(session: Session, word: ProtocolWord, now: datetime) -> None:
    """Keep what the node says last of a version; what is said again changes nothing."""
    row = session.get(ToldProtocolRow, word.content.hex())
    said = (word.word.value, word.object.hex(), word.from_day)
    if row is not None and (row.word, row.object, row.from_day) == said:
        return
    if row is not None and row.object != word.object.hex():
        drop_pieces(session, row.object)
    row = row or ToldProtocolRow(hash=word.content.hex(), code=word.code, version=word.version)
    row.word, row.object, row.from_day = said
    row.size, row.told, row.reason, row.seen = word.size, now, "", 0
    is_needed = word.word is not Word.WITHDRAWN and not _is_here(session, word)
    row.state = ToldState.TOLD if is_needed else ToldState.FETCHED
    session.add(row)


def wanted(session: Session) -> tuple[Wanted, ...]:
    """The files that have not come whole, the smallest first."""
    rows = select(ToldProtocolRow).where(ToldProtocolRow.state == ToldState.TOLD)
    return tuple(
        Wanted(row.object, row.size, _held(session, row.object))
        for row in session.scalars(rows.order_by(ToldProtocolRow.size, ToldProtocolRow.hash))
    )


def coming(session: Session) -> int:
    """How many files there is reason to fetch soon: not those that were asked for in vain."""
    is_due = (ToldProtocolRow.state == ToldState.TOLD) & (ToldProtocolRow.reason == "")
    return session.scalar(select(func.count()).select_from(ToldProtocolRow).where(is_due)) or 0


def set_aside(session: Session, name: str, reason: str) -> None:
    """The file was asked for in vain, for the reason given."""
    for row in _of_object(session, name):
        row.reason = reason


def keep_piece(session: Session, name: str, start: int, content: bytes) -> None:
    """Store the next piece of a file."""
    session.add(ObjectPieceRow(object=name, start=start, content=content))


def finish(session: Session, name: str) -> bool:
    """Whether the file is the one asked for; one that is not is gone, to be fetched anew."""
    digest = hashlib.sha256()
    for piece in _pieces(session, name):
        digest.update(piece)
    if digest.hexdigest() != name:
        drop_pieces(session, name)
        return False
    for row in _of_object(session, name):
        row.state, row.reason = ToldState.FETCHED, ""
    return True


def whole(session: Session, name: str) -> bytes:
    """The file, b"" where it has not come or is not what it was."""
    content = b"".join(_pieces(session, name))
    return content if hashlib.sha256(content).hexdigest() == name else b""


def drop_pieces(session: Session, name: str) -> None:
    """Forget what came of a file."""
    session.execute(delete(ObjectPieceRow).where(ObjectPieceRow.object == name))


def pending(session: Session) -> Sequence[ToldProtocolRow]:
    """What is to be done or tried again at this desk, in the order it was told.

    Also what has not been fetched, where somebody brought the version in by file meanwhile.
    """
    row, here = ToldProtocolRow, select(ProtocolRow.hash)
    open_ = row.state.in_((ToldState.FETCHED, ToldState.REFUSED, ToldState.WAITS))
    brought = (row.state == ToldState.TOLD) & (row.word == Word.PUBLISHED) & row.hash.in_(here)
    return session.scalars(select(row).where(open_ | brought).order_by(row.told, row.hash)).all()


def unseen(session: Session) -> Sequence[ToldProtocolRow]:
    """What came of the region's words and nobody has read, or could not be done; newest first."""
    row = ToldProtocolRow
    is_new = (row.seen == 0) & row.state.in_((ToldState.WAITS, ToldState.DONE))
    rows = select(row).where(is_new | (row.state == ToldState.REFUSED))
    return session.scalars(rows.order_by(row.told.desc(), row.hash)).all()


def told(session: Session, protocol_hash: str) -> ToldProtocolRow | None:
    """The region's last word on a version, None where it said nothing of it."""
    return session.get(ToldProtocolRow, protocol_hash)


def settle(session: Session, protocol_hash: str, state: ToldState, reason: str = "") -> bool:
    """Note what became of it; whether that is anything new."""
    row = session.get_one(ToldProtocolRow, protocol_hash)
    if (row.state, row.reason) == (state, reason):
        return False
    row.state, row.reason, row.seen = state, reason, 0
    return True


def see(session: Session, protocol_hash: str) -> None:
    """Somebody has read of it."""
    row = session.get(ToldProtocolRow, protocol_hash)
    if row is not None:
        row.seen = 1


def withdrawn(session: Session) -> frozenset[str]:
    """The versions the region has withdrawn."""
    rows = select(ToldProtocolRow.hash).where(ToldProtocolRow.word == Word.WITHDRAWN)
    return frozenset(session.scalars(rows))


def _is_here(session: Session, word: ProtocolWord) -> bool:
    """A version brought in by file already needs no fetching; its recall does."""
    is_in = session.get(ProtocolRow, word.content.hex()) is not None
    return word.word is Word.PUBLISHED and is_in


def _held(session: Session, name: str) -> int:
    size = select(func.sum(func.length(ObjectPieceRow.content)))
    return session.scalar(size.where(ObjectPieceRow.object == name)) or 0


def _pieces(session: Session, name: str) -> Iterator[bytes]:
    rows = select(ObjectPieceRow.content).where(ObjectPieceRow.object == name)
    yield from session.scalars(rows.order_by(ObjectPieceRow.start).execution_options(yield_per=4))


def _of_object(session: Session, name: str) -> Sequence[ToldProtocolRow]:
    return session.scalars(select(ToldProtocolRow).where(ToldProtocolRow.object == name)).all()
