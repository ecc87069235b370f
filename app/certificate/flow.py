"""Blocks poured into pages: all on the first if they fit when pressed, else on to the next."""

from collections.abc import Callable
from dataclasses import dataclass

from app.certificate.sheet import Sheet

_EASE_MOST = 1.5
_EASE_OF_MANY = 0.5
_HINT = 6.0
_ROWS_LEAST = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page: its height in mm from `tight` to `easy`, drawn from top to bottom.

    `keeps`: never the last on a page. `heading`: repeated above it where it opens a new page;
    what has one is a row, and few rows do not stand alone on a page.
    """

    tight: float
    easy: float
    draw: Callable[[Sheet, float, float], None]
    keeps: bool = False
    heading: "Block | None" = None

    def height(self, ease: float) -> float:
        """Its height in mm at this ease: 0 pressed, 1 as it likes, more in plenty of room."""
        return self.tight + (self.easy - self.tight) * ease


@dataclass(frozen=True, slots=True)
class Room:
    """Where blocks may stand on a page, in mm from its top."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """What fits in it, in mm."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Column:
    """The blocks of one page."""

    blocks: tuple[Block, ...]
    ease: float
    room: Room

    @property
    def end(self) -> float:
        """Where the last block ends, in mm from the top of the page."""
        return self.room.top + sum(block.height(self.ease) for block in self.blocks)

    @property
    def spare(self) -> float:
        """The mm that are left below them."""
        return self.room.bottom - self.end

    def draw(self, sheet: Sheet) -> None:
        """The blocks, one under the other."""
        y = self.room.top
        for block in self.blocks:
            block.draw(sheet, y, y + block.height(self.ease))
            y += block.height(self.ease)


def pour(
    blocks: tuple[Block, ...], first: Room, later: Room, below: float = 0.0
) -> tuple[Column, ...]:
    """The blocks on one page if they fit there, however pressed; else on as many as they need.

    below: what the part under them on the first page likes of the spare room, in mm at ease 1.
    """
    tight = sum(block.tight for block in blocks)
    easy = sum(block.easy for block in blocks)
    if tight <= first.height:
        ease = min(_EASE_MOST, (first.height - tight) / (easy - tight + below))
        return (Column(blocks, ease, first),)
    columns: list[Column] = []
    rest = blocks
    while rest:
        room, ease = (later, 1.0) if columns else (first, _EASE_OF_MANY)
        if columns and rest[0].heading:
            rest = (rest[0].heading, *rest)
        count = _fitting(rest, ease, room.height - _HINT)
        columns.append(Column(rest[:count], ease, room))
        rest = rest[count:]
    return tuple(columns)


def _fitting(blocks: tuple[Block, ...], ease: float, height: float) -> int:
    used, count = 0.0, 0
    for block in blocks:
        used += block.height(ease)
        if used > height:
            break
        count += 1
    return (
        _parted(blocks, count - _wanted(blocks, count)) or _parted(blocks, count) or _least(blocks)
    )


def _wanted(blocks: tuple[Block, ...], count: int) -> int:
    """How many of the first `count` blocks go along, so that few rows stand alone nowhere."""
    if count >= len(blocks):
        return 0
    follow = sum(block.heading is not None for block in blocks[count:])
    end = count
    while end and not (blocks[end - 1].heading or blocks[end - 1].keeps):
        end -= 1
    start = end
    while start and blocks[start - 1].heading:
        start -= 1
    keep = max(start, end - max(0, _ROWS_LEAST - follow))
    return count - (start if keep == start + 1 else keep)


def _parted(blocks: tuple[Block, ...], count: int) -> int:
    """The blocks up to the count, without those at their end that keep to the next."""
    while count > 0 and count < len(blocks) and blocks[count - 1].keeps:
        count -= 1
    return count


def _least(blocks: tuple[Block, ...]) -> int:
    """Where not even these fit: what is never parted and the one after it, or nothing goes on."""
    return next((n for n, block in enumerate(blocks, 1) if not block.keeps), len(blocks))
