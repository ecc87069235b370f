"""Slowing whoever guesses: each refusal makes the next try wait longer, nobody waits for good."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.node.account_tables import Knock

_FREE: Final = {"account": 5, "known": 5, "code": 5, "address": 20}
_FIRST, _LONGEST = timedelta(seconds=4), timedelta(minutes=15)
_FORGOTTEN, _KNOWN = timedelta(days=1), timedelta(days=90)


def knock(session: Session, kinds: Iterable[tuple[str, bytes]], now: datetime) -> timedelta:
    """Count a try before it is looked at; how long to wait, nothing counted, where it is too soon.

    `kinds`: what is counted ("account", "known", "code", "address") and who. In the caller's turn:
    of many tries at once each is counted.
    """
    counted = [(kind, who, session.get(Knock, who)) for kind, who in kinds]
    wait = max((_wait(kind, row, now) for kind, _, row in counted), default=timedelta(0))
    if wait > timedelta(0):
        return wait
    for _, who, row in counted:
        before = 0 if row is None or _is_old(row, now) else row.failures
        session.merge(Knock(who=who, failures=before + 1, last=now))
    return timedelta(0)


def was_right(session: Session, kinds: Iterable[tuple[str, bytes]], now: datetime) -> None:
    """The try was right: what was counted of it is forgotten."""
    for kind, who in kinds:
        row = session.get(Knock, who)
        # Of an address only this try is taken back: somebody's own account must not free it.
        left = row.failures - 1 if row is not None and kind == "address" else 0
        session.merge(Knock(who=who, failures=max(left, 0), last=now))


def remember(session: Session, known: bytes, now: datetime) -> None:
    """Somebody was let in from there; what is old goes."""
    session.merge(Knock(who=known, failures=0, last=now))
    session.flush()
    session.execute(delete(Knock).where(Knock.last < now - _KNOWN))


def is_known(session: Session, known: bytes) -> bool:
    """Whether the account was let in from there before: then others' guesses do not slow it."""
    return session.get(Knock, known) is not None


def _wait(kind: str, row: Knock | None, now: datetime) -> timedelta:
    if row is None or row.failures < _FREE[kind] or _is_old(row, now) or row.last > now:
        return timedelta(0)
    steps = min(row.failures - _FREE[kind], 16)
    return max(min(_FIRST * (1 << steps), _LONGEST) - (now - row.last), timedelta(0))


def _is_old(row: Knock, now: datetime) -> bool:
    return now - row.last > _FORGOTTEN
