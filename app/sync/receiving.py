"""What the node answered for records, proved and kept: the same by wire and by file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.seal.codes import BadSeal, Code
from app.seal.payloads import OpeningReason
from app.seal.receipts import ReceiptResult, open_receipt
from app.storage import desk_facts, epochs, outbox
from app.storage.database import Database
from app.storage.outbox import Receipted
from app.storage.tables import RecordRow
from app.sync.wire import RecordAnswer


@dataclass(frozen=True, slots=True)
class Kept:
    """How many records a node now answers for, how many it refused, and the last receipt."""

    stored: int = 0
    refused: int = 0
    receipt: bytes | None = None

    def and_then(self, later: "Kept") -> "Kept":
        """Both together."""
        return Kept(
            self.stored + later.stored,
            self.refused + later.refused,
            later.receipt or self.receipt,
        )


def keep_answers(
    database: Database, answers: Sequence[RecordAnswer], node_public: bytes, now: datetime
) -> Kept:
    """Keep them in one transaction, each believed only with the node's signature.

    A refusal needs none. Raises BadSeal: then none of them is kept.
    """
    return keep_proved(database, prove_answers(answers, node_public), now)


def prove_answers(answers: Sequence[RecordAnswer], node_public: bytes) -> tuple[Receipted, ...]:
    """Every answer with the node's receipt for that record; on any thread. Raises BadSeal."""
    return tuple(proved(answer, node_public) for answer in answers)


def keep_proved(database: Database, receipts: Sequence[Receipted], now: datetime) -> Kept:
    """Keep what was proved, in one transaction."""
    with database.transaction() as session:
        outbox.keep_receipts(session, receipts, now)
        _leave_forked(session, receipts)
    signed = [receipt.raw for receipt in receipts if receipt.raw is not None]
    return Kept(len(signed), len(receipts) - len(signed), signed[-1] if signed else None)


def _leave_forked(session: Session, receipts: Sequence[Receipted]) -> None:
    """Another file writes in this epoch too, such as a disk's copy: this one begins its own."""
    epoch = desk_facts.get(session, desk_facts.EPOCH)
    forked = [one.record for one in receipts if one.result == ReceiptResult.STORED_FORKED]
    records = [session.get(RecordRow, one) for one in forked]
    if any(record is not None and record.epoch.hex() == epoch for record in records):
        epochs.begin(session, OpeningReason.FORKED)


def proved(answer: RecordAnswer, node_public: bytes) -> Receipted:
    """The answer for one record. Raises BadSeal without this node's receipt for that record."""
    if answer.result is ReceiptResult.REJECTED:
        return Receipted(answer.hash, f"{answer.result}:{answer.reason}", None)
    receipt = open_receipt(answer.receipt or b"", node_public)
    if receipt.record_hash != answer.hash:
        raise BadSeal(Code.E_SIGNATURE)
    return Receipted(answer.hash, receipt.result, answer.receipt)
