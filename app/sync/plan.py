"""In what chunks a run sends: several lines at once, and what concerns one person in its order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.seal.records import RecordType
from app.storage.sending import Waiting
from app.sync.waiting import chunks
from app.sync.wire import CHUNK_GOAL, MAX_RECORDS

LINES = 8
"""Connections a run has at most: one flow is many times slower on a line that loses packets."""

_LEAST_GOAL = 16 * 1024
_ALONE = frozenset((RecordType.CASE_MOVED,))
"""What ties two people together: everything before it goes first, everything after it later."""


@dataclass(frozen=True, slots=True)
class PlannedChunk:
    """Records that go together, once the chunks with the numbers `after` have been answered."""

    records: tuple[Waiting, ...]
    after: frozenset[int] = frozenset()


def plan(records: Sequence[Waiting]) -> tuple[PlannedChunk, ...]:
    """Chunks for all of them, oldest first.

    No two chunks that may be under way at once speak of the same person: a node shows the newest
    of what came, so what one desk says of somebody has to come in its order.
    """
    goal, made = _goal(records), list[PlannedChunk]()
    first = 0
    for stretch in _stretches(records):
        before = frozenset(range(first, len(made)))
        first = len(made)
        for chunk, follows in _chunks(_by_subject(stretch), goal):
            held = {len(made) - 1} if follows else set()
            made.append(PlannedChunk(chunk, before | held))
    return tuple(made)


def _goal(records: Sequence[Waiting]) -> int:
    """So much that all lines have as much, in as few rounds as what a cut may cost allows.

    Every round waits for an answer once more, and on a bad line for what was lost of it.
    """
    total, largest = sum(one.size for one in records), max((one.size for one in records), default=0)
    rounds = max(1, -(-total // (LINES * CHUNK_GOAL)))
    return min(CHUNK_GOAL, max(total // (LINES * rounds) + largest, _LEAST_GOAL))


def _stretches(records: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    """None of them empty: each waits for the one before."""
    stretch: list[Waiting] = []
    for one in records:
        if one.type not in _ALONE:
            stretch.append(one)
            continue
        if stretch:
            yield stretch
        yield [one]
        stretch = []
    if stretch:
        yield stretch


def _by_subject(records: Sequence[Waiting]) -> list[list[Waiting]]:
    """By person, the one whose oldest record is oldest first; each alone that is of nobody."""
    found: dict[str | bytes, list[Waiting]] = {}
    for one in records:
        found.setdefault(one.subject or one.hash, []).append(one)
    return list(found.values())


def _chunks(
    groups: Sequence[Sequence[Waiting]], goal: int
) -> Iterator[tuple[tuple[Waiting, ...], bool]]:
    """Whole groups together; one too large for a chunk goes on in the next, which then follows."""
    chunk, size = list[Waiting](), 0
    for group in groups:
        more = sum(one.size for one in group)
        if chunk and not _fits(size + more, len(chunk) + len(group), goal):
            yield tuple(chunk), False
            chunk, size = [], 0
        if _fits(size + more, len(chunk) + len(group), goal):
            chunk.extend(group)
            size += more
            continue
        pieces = list(chunks(group, goal))
        yield from ((piece, number > 0) for number, piece in enumerate(pieces))
    if chunk:
        yield tuple(chunk), False


def _fits(size: int, count: int, goal: int) -> bool:
    return size <= goal and count <= MAX_RECORDS
