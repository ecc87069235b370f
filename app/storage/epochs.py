"""Epochs: one for each incarnation of the file, so that no two ever write the same link (R60)."""

import os
from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.seal.payloads import LogOpened, OpeningReason
from app.storage import desk_facts
from app.storage.tables import AssessorRow, SealRow

INDEX_GAP = 4096
"""How far a seal's status indexes jump: past all that another incarnation may have given."""

_REASON, _PREVIOUS, _ROWS = "epoch_reason", "epoch_previous", "rows_behind"
_BACK = "given_back"


class GivenBack(msgspec.Struct, frozen=True):
    """How many records the node gave back after a restore, the last of them when."""

    at: datetime
    records: int


def begin(session: Session, reason: OpeningReason) -> None:
    """Let every seal write in a new epoch from now on; each opens it with its next record.

    No status index is given twice: all of them jump. Restored, the node is asked for the rest.
    """
    desk_facts.put(session, _PREVIOUS, desk_facts.need(session, desk_facts.EPOCH))
    desk_facts.put(session, desk_facts.EPOCH, os.urandom(16).hex())
    desk_facts.put(session, _REASON, reason)
    desk_facts.put(session, _BACK, "")
    for seal in session.scalars(select(SealRow)):
        seal.next_status_index += INDEX_GAP
        if reason is OpeningReason.RESTORED:
            desk_facts.put(session, _asking(seal.kid), "1")


def in_force(session: Session) -> bytes | None:
    """The epoch this file is in, which may have changed since the desk was opened."""
    epoch = desk_facts.get(session, desk_facts.EPOCH)
    return None if epoch is None else bytes.fromhex(epoch)


def opening(session: Session, kid: bytes) -> LogOpened | None:
    """What a seal's first record of a new epoch says; None in the epoch the desk was founded in."""
    reason, seal = desk_facts.get(session, _REASON), session.get(SealRow, kid)
    if reason is None or seal is None:
        return None
    return LogOpened(
        desk_facts.need(session, desk_facts.NAME),
        desk_facts.need(session, desk_facts.CENTRE),
        session.get_one(AssessorRow, seal.assessor_id).name,
        seal.public,
        OpeningReason(reason),
        desk_facts.get(session, _PREVIOUS),
    )


def as_clone(session: Session, kid: bytes) -> LogOpened | None:
    """What the first record of a seal that is new says where the desk was brought to this computer.

    None everywhere else: a new seal's log begins as any.
    """
    is_clone = desk_facts.get(session, _REASON) == OpeningReason.CLONED
    return opening(session, kid) if is_clone else None


def asks_back(session: Session, kid: bytes) -> bool:
    """Whether the node may hold records of this seal that the file lacks."""
    return desk_facts.get(session, _asking(kid)) == "1"


def asked_back(session: Session, kid: bytes) -> None:
    """The node has given back all it had of this seal."""
    desk_facts.put(session, _asking(kid), "")


def count_back(session: Session, more: int, now: datetime) -> None:
    """Remember how many records came back since the last restore, and when."""
    held = given_back(session)
    if more:
        said = GivenBack(now, more + (held.records if held else 0))
        desk_facts.put(session, _BACK, msgspec.json.encode(said).decode())


def given_back(session: Session) -> GivenBack | None:
    """What the node gave back since the last restore; None for nothing."""
    raw = desk_facts.get(session, _BACK)
    return msgspec.json.decode(raw, type=GivenBack) if raw else None


def leave_rows_behind(session: Session, *, behind: bool) -> None:
    """Whether records came in whose rows have not been made yet."""
    desk_facts.put(session, _ROWS, "1" if behind else "")


def rows_are_behind(session: Session) -> bool:
    """Whether records came in whose rows have not been made yet."""
    return desk_facts.get(session, _ROWS) == "1"


def _asking(kid: bytes) -> str:
    return f"ask_back:{kid.hex()}"
