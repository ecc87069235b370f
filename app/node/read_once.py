"""What several parts of one page ask for, read once."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from sqlalchemy.orm import Session

_KEPT = "read_once"
T = TypeVar("T")


def begin(session: Session) -> None:
    """From now on the session only reads: what it has read stays so until it ends."""
    session.info[_KEPT] = {}


def read_once(session: Session, what: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives, the first time it is asked for; in a unit that writes, every time."""
    kept: dict[Hashable, object] | None = session.info.get(_KEPT)
    if kept is None:
        return read()
    if what not in kept:
        kept[what] = read()
    return cast("T", kept[what])
