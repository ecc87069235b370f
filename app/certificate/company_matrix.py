"""The table of a company's report: people by areas, gaps framed so that they stand out in grey."""

from dataclasses import dataclass

from app.certificate import company_report_wording as wording
from app.certificate import look
from app.certificate.flow import Block
from app.certificate.printable import printable
from app.certificate.running_text import lines
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Scope, Tag
from app.certificate.typeface import Style, fitted, fitted_lines, width
from app.domain.company_report import ReportFacts, figures
from app.domain.matrix import Cell, MatrixRow, Standing
from app.domain.text import Language

LEFT, RIGHT = look.FORM_LEFT, look.FORM_RIGHT
_NAME_ROOM, _NAME_LEAST = 42.0, 32.0
_WIDE_ENOUGH = 11.5
_ROW, _HEAD = 6.4, 8.6


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns are; `numbered`: areas are too many for their names above them."""

    left: float
    each: float
    numbered: bool

    def middle(self, column: int) -> float:
        """The middle of an area's column."""
        return self.left + (column + 0.5) * self.each


def matrix_blocks(facts: ReportFacts) -> list[Block]:
    """The head, what is required, everybody, how many meet it, and what the signs mean."""
    grid, table = _grid(len(facts.matrix.areas)), Tag(Role.TABLE)
    head = _head(facts, grid, table)
    found = [head, _required(facts, grid, table, head)]
    found += [_person(facts, row, grid, table, head) for row in facts.matrix.rows]
    if figures(facts) is not None:
        found.append(_met(facts, grid, table, head))
    return [*found, *_keys(facts, grid)]


def _grid(count: int) -> _Grid:
    each = (RIGHT - LEFT - _NAME_ROOM) / max(1, count)
    if each >= _WIDE_ENOUGH:
        return _Grid(LEFT + _NAME_ROOM, each, numbered=False)
    return _Grid(LEFT + _NAME_LEAST, (RIGHT - LEFT - _NAME_LEAST) / count, numbered=True)


def _head(facts: ReportFacts, grid: _Grid, table: Tag) -> Block:
    names = [area.name.in_language(facts.language) for area in facts.matrix.areas]
    shown = [str(number) for number in range(1, len(names) + 1)] if grid.numbered else names
    styled = [fitted_lines(name, look.REPORT_HEAD, grid.each - 1.4, 2) for name in shown]
    row = Tag(Role.ROW)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        with sheet.artifact() if row.is_placed else sheet.inside(table), sheet.inside(row):
            with sheet.tagged(Role.HEAD, scope=Scope.COLUMN):
                sheet.text(
                    LEFT, bottom - 2, wording.WHO_HEAD.in_language(facts.language), look.HEAD
                )
            for column, (style, words) in enumerate(styled):
                with sheet.tagged(Role.HEAD, scope=Scope.COLUMN):
                    for up, line in enumerate(reversed(words)):
                        _centred(sheet, grid.middle(column), bottom - 2 - up * 3, line, style)
        sheet.rule(LEFT, RIGHT, bottom, 1, look.ACCENT)

    return Block(_HEAD, _HEAD + 0.6, draw, keeps=True)


def _required(facts: ReportFacts, grid: _Grid, table: Tag, head: Block) -> Block:
    words = wording.REQUIRED.in_language(facts.language)
    levels = [str(area.required) for area in facts.matrix.areas]
    return _plain(words, levels, look.REPORT_QUIET, (grid, table, head))


def _met(facts: ReportFacts, grid: _Grid, table: Tag, head: Block) -> Block:
    """Of the areas that enough are assessed in; a dash where they are too few."""
    gaps = {gap.area: gap for gap in facts.summary.gaps}
    found, spoken = figures(facts), facts.language
    counts = [
        str(gaps[area.id].assessed - gaps[area.id].under) if area.id in gaps else "–"
        for area in facts.matrix.areas
    ]
    words = wording.MET.in_language(spoken).format(count=found.assessed if found else "")
    return _plain(words, counts, look.REPORT_STRONG, (grid, table, head))


def _plain(words: str, cells: list[str], style: Style, of: tuple[_Grid, Tag, Block]) -> Block:
    (grid, table, head), row = of, Tag(Role.ROW)
    first = fitted(words, style, grid.left - LEFT - 2)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        with sheet.inside(table), sheet.inside(row):
            with sheet.tagged(Role.HEAD, scope=Scope.ROW):
                sheet.text(LEFT, bottom - 2, words, first)
            for column, text in enumerate(cells):
                with sheet.tagged(Role.CELL):
                    _centred(sheet, grid.middle(column), bottom - 2, text, style)
        sheet.rule(LEFT, RIGHT, bottom, 0.4, look.HAIRLINE)

    return Block(_ROW, _ROW + 0.9, draw, heading=head, keeps=True)


def _person(facts: ReportFacts, row: MatrixRow, grid: _Grid, table: Tag, head: Block) -> Block:
    name, tag, spoken = printable(row.person.name), Tag(Role.ROW), facts.language
    style = look.REPORT_ROW
    while width(name, style) > (grid.left - LEFT - 2) * 1.35 and len(name) > 1:
        name = f"{name[:-2].rstrip()}…"
    first = fitted(name, style, grid.left - LEFT - 2)

    def draw(sheet: Sheet, top: float, bottom: float) -> None:
        with sheet.inside(table), sheet.inside(tag):
            with sheet.tagged(Role.HEAD, scope=Scope.ROW):
                sheet.text(LEFT, bottom - 2, name, first)
            for column, cell in enumerate(row.cells):
                with sheet.tagged(Role.CELL):
                    if row.person.has_basis:
                        _cell(sheet, grid, column, (top, bottom), cell, spoken)
                    elif column == 0:
                        words = wording.NO_BASIS.in_language(spoken)
                        sheet.text(grid.left + 2, bottom - 2, words, look.REPORT_QUIET)
        sheet.rule(LEFT, RIGHT, bottom, 0.4, look.HAIRLINE)

    return Block(_ROW, _ROW + 0.9, draw, heading=head)


def _cell(
    sheet: Sheet,
    grid: _Grid,
    column: int,
    place: tuple[float, float],
    cell: Cell,
    spoken: Language,
) -> None:
    (top, bottom), middle = place, grid.middle(column)
    if not cell.standing.is_gap:
        is_over = cell.standing is Standing.ABOVE
        style = look.REPORT_STRONG if is_over else look.REPORT_ROW
        _centred(sheet, middle, bottom - 2, _text(cell), style)
        return
    draw_gap(sheet, middle, (top, bottom), cell, spoken, min(11.4, grid.each - 1.2))


def draw_gap(
    sheet: Sheet,
    middle: float,
    place: tuple[float, float],
    cell: Cell,
    spoken: Language,
    wide: float,
) -> None:
    """A level under what is required, framed on a tint: "2 av 3"."""
    top, bottom = place
    high = min(4.9, bottom - top - 1)
    upper = (top + bottom - high) / 2
    sheet.box(middle - wide / 2, upper, wide, high, look.PRACTICE_TINT)
    sheet.frame(middle - wide / 2, upper, wide, high, 0.7, look.PRACTICE_INK)
    level = _text(cell)
    rest = f" {wording.OF.in_language(spoken)} {cell.required}"
    if wide < 9:
        _centred(sheet, middle, bottom - 2, level, look.REPORT_GAP)
        return
    whole = width(level, look.REPORT_GAP) + width(rest, look.REPORT_GAP_OF)
    end = sheet.text(middle - whole / 2, bottom - 2, level, look.REPORT_GAP)
    sheet.text(end, bottom - 2, rest, look.REPORT_GAP_OF)


def _text(cell: Cell) -> str:
    if not cell.standing.is_assessed:
        return "–"
    if cell.standing is Standing.CREDITED or cell.level is None:
        return "T"
    return str(cell.level)


def _centred(sheet: Sheet, middle: float, y: float, words: str, style: Style) -> None:
    sheet.text(middle - width(words, style) / 2, y, words, style)


def _keys(facts: ReportFacts, grid: _Grid) -> list[Block]:
    spoken = facts.language
    words = wording.KEYS.in_language(spoken)
    example = Cell(Standing.ONE_UNDER, 2, 3)

    def draw(sheet: Sheet, top: float, bottom: float) -> None:
        draw_gap(sheet, LEFT + 5.7, (top, bottom), example, spoken, 11.4)
        with sheet.tagged(Role.PARAGRAPH):
            key = f"{wording.GAP_KEY.in_language(spoken)}    {words}"
            sheet.text(LEFT + 14, bottom - 2, key, fitted(key, look.LABEL, RIGHT - LEFT - 14))

    found = [Block(7.0, 7.6, draw)]
    if grid.numbered:
        areas = (area.name.in_language(spoken) for area in facts.matrix.areas)
        named = "  ·  ".join(f"{number} {name}" for number, name in enumerate(areas, 1))
        found += lines(named, look.LABEL, LEFT, RIGHT, before=0.6)
    steps = "  ·  ".join(f"{code} {name}" for code, name in facts.scale)
    scale = f"{wording.SCALE.in_language(spoken)}:  {steps}"
    return [*found, *lines(scale, look.LABEL, LEFT, RIGHT, before=0.4)]
