"""A random sample that anybody can draw again: by the SHA-256 of a seed and each case's id."""

import hashlib
from collections.abc import Iterable
from heapq import nsmallest
from typing import Final, TypeVar
from uuid import UUID

LONGEST_SEED: Final = 100
"""So many signs of a seed count."""

MOST_DRAWN: Final = 500
"""Nobody looks through more by hand."""

Id = TypeVar("Id", UUID, str)


def drawn(seed: str, ids: Iterable[Id], count: int) -> tuple[Id, ...]:
    """Those `count` whose SHA-256 of `seed`, a line feed and the id is smallest, in that order.

    The same seed over the same ids draws the same, at the desk and at the node, whatever order
    they come in; one id more moves no other's place.
    """
    return tuple(nsmallest(max(0, count), ids, key=lambda one: _place(seed, one)))


def sum_of(ids: Iterable[object]) -> str:
    """SHA-256 (hex) of ids in their order: whether two draws are the same."""
    return hashlib.sha256("\n".join(map(str, ids)).encode()).hexdigest()


def _place(seed: str, one: object) -> bytes:
    return hashlib.sha256(f"{seed}\n{one}".encode()).digest()
