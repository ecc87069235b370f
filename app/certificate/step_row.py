"""A row for what remains: the area with what it lacks, and beside it the next step."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.certificate import look, wording
from app.certificate.bilingual import Pair, pair
from app.certificate.flow import Block
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Scope, Tag
from app.certificate.typeface import Style, wrapped, wrapped_evenly
from app.domain.certificate import AreaLine
from app.domain.text import Text

NAME_ROOM = look.LEVEL_LEFT - look.LEFT - 3
STEP_ROOM = look.RIGHT - look.LEVEL_LEFT
_TIGHT, _EASY, _RISE = 5.0, 6.4, 0.74
_LEADING = 4.05
_PIECE = 24

Numbered = tuple[int, AreaLine]
Lines = tuple[str, ...]


def named(area: AreaLine, sizes: Sequence[Style]) -> tuple[list[str], Pair]:
    """The lines of a long name before its last, and that one with the English."""
    *upper, last = wrapped(area.name.sv, look.ROW, NAME_ROOM)
    return upper, pair(Text(last, area.name.en), look.ROW, NAME_ROOM, sizes)


def step_row(one: Numbered, under: tuple[Block, Tag], sizes: Sequence[Style]) -> list[Block]:
    """The row, in pieces that a page can hold: what was written may be as long as it likes."""
    (place, area), (head, table) = one, under
    row = _Row(Tag(Role.ROW, f"area:{place}"), *named(area, sizes), table, head)
    gaps = wrapped(wording.gap(area).sv, look.NOTE, NAME_ROOM)
    steps = wrapped_evenly(area.next_step.sv if area.next_step else "", look.STEP, STEP_ROOM)
    room = max(1, _PIECE - row.name_lines)
    blocks = [row.block(gaps[:room], steps[:_PIECE], 0)]
    gaps, steps = gaps[room:], steps[_PIECE:]
    while gaps or steps:
        blocks.append(row.block(gaps[:_PIECE], steps[:_PIECE], len(blocks)))
        gaps, steps = gaps[_PIECE:], steps[_PIECE:]
    return blocks


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its first piece has the name, all share its cells."""

    tag: Tag
    upper: list[str]
    name: Pair
    table: Tag
    head: Block
    cells: tuple[Tag, Tag, Tag] = field(
        default_factory=lambda: (
            Tag(Role.HEAD, scope=Scope.ROW),
            Tag(Role.SPAN),
            Tag(Role.CELL),
        )
    )

    @property
    def name_lines(self) -> int:
        """How many lines the name takes, English below it included."""
        return len(self.upper) + 1 + len(self.name.below)

    def block(self, gaps: Lines, steps: Lines, number: int) -> Block:
        """A piece of the row over its hairline; the first, number 0, has the name."""
        above = 0 if number else self.name_lines
        high = _LEADING * (max(above + len(gaps), len(steps), 1) - 1)

        def draw(sheet: Sheet, top: float, bottom: float) -> None:
            y = top + (bottom - top - high) * _RISE
            title, why, step = self.cells
            with sheet.inside(self.table), sheet.inside(self.tag):
                with sheet.inside(title):
                    if not number:
                        self._draw_name(sheet, y)
                    with sheet.inside(why):
                        _draw_lines(sheet, look.LEFT, y + _LEADING * above, gaps, look.NOTE)
                with sheet.inside(step):
                    _draw_lines(sheet, look.LEVEL_LEFT, y, steps, look.STEP)
            sheet.rule(look.LEFT, look.RIGHT, bottom, 0.4, look.HAIRLINE)

        return Block(_TIGHT + high, _EASY + high, draw, heading=self.head)

    def _draw_name(self, sheet: Sheet, y: float) -> None:
        with sheet.tagged(Role.SPAN, f"{self.tag.name}:name"):
            for line in self.upper:
                sheet.text(look.LEFT, y, line, look.ROW)
                y += _LEADING
            self.name.draw(sheet, look.LEFT, y)


def _draw_lines(sheet: Sheet, x: float, y: float, lines: Lines, style: Style) -> None:
    for number, line in enumerate(lines):
        sheet.text(x, y + number * _LEADING, line, style)
