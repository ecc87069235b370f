"""What the node last said of itself: where it stood, how far it is durable, that it went back."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.seal.codes import BadSeal, Code
from app.seal.keys import algorithm_of, verify_signature
from app.storage import desk_facts
from app.storage.letting_go import DurableChain
from app.storage.tables import ReceiptRow, RecordRow
from app.sync.wire import Checkpoint, DurableBy, Head, HelloAnswer, Lack, checkpoint_proof

_DURABLE, _WENT_BACK = "durable", "node_went_back"
StructT = TypeVar("StructT", bound=msgspec.Struct)


class Durable(msgspec.Struct, frozen=True):
    """How far each chain is kept beyond the node's own disk, and by what."""

    heads: tuple[Head, ...] = ()
    by: DurableBy = ""


class WentBack(msgspec.Struct, frozen=True):
    """That the node was found set back to an older state; `again`: records it had receipted."""

    at: datetime
    again: int


def checkpoint_of(session: Session, kid: bytes) -> Checkpoint | None:
    """What the node last signed for the seal `kid`."""
    return _kept(session, _checkpoint(kid), Checkpoint)


def durable(session: Session) -> tuple[int, DurableBy]:
    """How many receipted records are durable by the node's last word, and by what."""
    said = _kept(session, _DURABLE, Durable) or Durable()
    return sum(_receipted(session, head) for head in said.heads), said.by


def durable_chains(session: Session) -> tuple[DurableChain, ...]:
    """The chains of this desk that the node's last word calls durable, and how far."""
    said = _kept(session, _DURABLE, Durable) or Durable()
    own = (head for head in said.heads if _is_own(session, head))
    return tuple(DurableChain(head.kid, head.epoch, head.count) for head in own)


def went_back(session: Session) -> WentBack | None:
    """When the node was last found set back, None if never."""
    return _kept(session, _WENT_BACK, WentBack)


def remember(
    session: Session, hello: HelloAnswer, kid: bytes, node_public: bytes, now: datetime
) -> None:
    """Keep the node's word; one that went back is read from the first entry of its feed again.

    Raises BadSeal for a word that is not the node's own; then nothing may be kept.
    """
    said = hello.checkpoint
    if said is not None:
        signed = checkpoint_proof(said)
        is_its = verify_signature(node_public, algorithm_of(node_public) or 0, said.proof, signed)
        if said.kid != kid or not is_its:
            raise BadSeal(Code.E_SIGNATURE)
        _keep(session, _checkpoint(kid), said)
    _keep(session, _DURABLE, Durable(hello.durable, hello.durable_by))
    if hello.went_back:
        _keep(session, _WENT_BACK, WentBack(now, _already_receipted(session, hello.lacks)))
        desk_facts.put(session, desk_facts.cursor(kid), "0")


def _already_receipted(session: Session, lacks: Sequence[Lack]) -> int:
    return sum(_count(session, lack.kid, lack.epoch, lack.from_seq, lack.to_seq) for lack in lacks)


def _receipted(session: Session, head: Head) -> int:
    """None of a chain whose link the node names is not this desk's own."""
    if not _is_own(session, head):
        return 0
    return _count(session, head.kid, head.epoch, 0, head.count - 1)


def _is_own(session: Session, head: Head) -> bool:
    last = select(RecordRow.hash).where(
        RecordRow.kid == head.kid, RecordRow.epoch == head.epoch, RecordRow.seq == head.count - 1
    )
    return session.scalar(last) == head.hash


def _count(session: Session, kid: bytes, epoch: bytes, first: int, last: int) -> int:
    counted = (
        select(func.count())
        .select_from(RecordRow)
        .join(ReceiptRow, ReceiptRow.record_hash == RecordRow.hash)
        .where(
            RecordRow.kid == kid,
            RecordRow.epoch == epoch,
            RecordRow.seq.between(first, last),
            ReceiptRow.raw.is_not(None),
        )
    )
    return session.scalar(counted) or 0


def _checkpoint(kid: bytes) -> str:
    return f"checkpoint:{kid.hex()}"


def _keep(session: Session, name: str, value: msgspec.Struct) -> None:
    desk_facts.put(session, name, msgspec.json.encode(value).decode())


def _kept(session: Session, name: str, type_: type[StructT]) -> StructT | None:
    raw = desk_facts.get(session, name)
    return None if raw is None else msgspec.json.decode(raw, type=type_)
