"""How the region ended a conflict, as the ledger has it: a restore never opens it again (R58)."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.conflicts import Keep
from app.node.conflict_tables import ConflictWord
from app.node.ledger import Ledger
from app.node.ledger_entries import ConflictEnded


def of(word: ConflictWord) -> Iterator[ConflictEnded]:
    """What the ledger is told of it: nothing of one that an assessor's signed record ended."""
    by_the_region = word.record is None and word.keep not in ("", Keep.OVER.value)
    if by_the_region and word.settled is not None:
        yield ConflictEnded(word.id, Keep(word.keep), word.fields, word.settled)


def known(session: Session) -> Iterator[ConflictEnded]:
    """Every conflict that the region has ended, oldest first."""
    words = select(ConflictWord).where(ConflictWord.record.is_(None), ConflictWord.keep != "")
    for word in session.scalars(words.order_by(ConflictWord.settled, ConflictWord.id)):
        yield from of(word)


def told(ledger: Ledger | None) -> Mapping[bytes, ConflictEnded]:
    """Every conflict that the ledger calls ended, by its id. Raises LedgerDamaged."""
    entries = () if ledger is None else ledger.entries()
    return {one.conflict: one for one in entries if isinstance(one, ConflictEnded)}


def keep_ending(session: Session, said: ConflictEnded) -> None:
    """End it so if it stands open here; one that is not found yet ends when it is."""
    word = session.get(ConflictWord, said.conflict)
    if word is not None and word.keep == "" and word.review:
        end(word, said)


def end(word: ConflictWord, said: ConflictEnded) -> None:
    """End it without a name or a reason: neither is in the ledger."""
    word.keep, word.fields, word.settled = said.keep, said.fields, said.at
