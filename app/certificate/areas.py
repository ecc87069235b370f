"""The table of areas: what is shown with its level, and what remains with the next step."""

from collections.abc import Callable, Sequence

from app.certificate import look, wording
from app.certificate.bilingual import Pair, alike, pair
from app.certificate.flow import Block
from app.certificate.levels import draw_level
from app.certificate.sheet import Sheet
from app.certificate.step_row import NAME_ROOM, STEP_ROOM, Numbered, named, step_row
from app.certificate.structure import Role, Scope, Tag
from app.certificate.typeface import Style
from app.domain.certificate import AreaOutcome, CertificateFacts, CertificateKind
from app.domain.text import Text

_SHOWN = (AreaOutcome.SHOWN, AreaOutcome.CREDITED)
_HEAD_RULE = 2.45
_ROW_TIGHT, _ROW_EASY = 5.1, 7.05
_NAME_LEADING = 4.7
_CAPITAL = 0.714 * look.ROW.size * 25.4 / 72


def area_blocks(facts: CertificateFacts) -> tuple[Block, ...]:
    """The tables in protocol order, each with a head that is repeated on a new page."""
    words = wording.KINDS[facts.kind]
    whole = facts.kind is CertificateKind.FULL
    numbered = tuple(enumerate(facts.areas))
    shown = tuple(one for one in numbered if whole or one[1].outcome in _SHOWN)
    remaining = tuple(one for one in numbered if one not in shown)
    sizes = alike((area.name for area in facts.areas), look.ROW, NAME_ROOM)
    blocks: list[Block] = []
    if shown:
        table = Tag(Role.TABLE, "shown")
        head = _level_head(words.areas, table)
        blocks += [head, *(_level_row(facts, one, (head, table), sizes) for one in shown)]
    if remaining:
        table = Tag(Role.TABLE, "remaining")
        head = _step_head(words.remains, table, first=not shown)
        blocks.append(head)
        for one in remaining:
            blocks += step_row(one, (head, table), sizes)
    return tuple(blocks)


def _level_head(title: Text, table: Tag) -> Block:
    name = pair(title, look.HEAD, NAME_ROOM)
    level = pair(wording.SHOWN_LEVEL, look.HEAD, 45)
    required = pair(wording.REQUIRED, look.HEAD, 30)

    def draw(sheet: Sheet, y: float) -> None:
        _column_head(sheet, look.LEFT, y, name)
        _column_head(sheet, look.LEVEL_LEFT, y, level)
        _column_head(sheet, look.RIGHT - required.wide, y, required)

    return _head(8.2, 12, table, draw)


def _step_head(title: Text, table: Tag, first: bool) -> Block:
    name = pair(title, look.HEAD, NAME_ROOM)
    step = pair(wording.NEXT_STEP, look.HEAD, STEP_ROOM)

    def draw(sheet: Sheet, y: float) -> None:
        _column_head(sheet, look.LEFT, y, name)
        _column_head(sheet, look.LEVEL_LEFT, y, step)

    tight, easy = (8.2, 12.0) if first else (6.4, 8.2)
    return _head(tight, easy, table, draw)


def _head(tight: float, easy: float, table: Tag, draw: Callable[[Sheet, float], None]) -> Block:
    """The head over its rule; on later pages it repeats what was read already."""
    row = Tag(Role.ROW)

    def draw_all(sheet: Sheet, _top: float, bottom: float) -> None:
        if row.is_placed:
            with sheet.artifact():
                draw(sheet, bottom - _HEAD_RULE)
        else:
            with sheet.inside(table), sheet.inside(row):
                draw(sheet, bottom - _HEAD_RULE)
        sheet.rule(look.LEFT, look.RIGHT, bottom, 1, look.ACCENT)

    return Block(tight + _HEAD_RULE, easy + _HEAD_RULE, draw_all, keeps=True)


def _column_head(sheet: Sheet, x: float, y: float, words: Pair) -> None:
    with sheet.tagged(Role.HEAD, scope=Scope.COLUMN):
        words.draw(sheet, x, y)


def _level_row(
    facts: CertificateFacts, one: Numbered, under: tuple[Block, Tag], sizes: Sequence[Style]
) -> Block:
    (place, area), (head, table) = one, under
    upper, name = named(area, sizes)
    extra = _NAME_LEADING * len(upper) + name.extra

    def draw(sheet: Sheet, top: float, bottom: float) -> None:
        first = (top + bottom - extra + _CAPITAL) / 2
        with sheet.inside(table), sheet.tagged(Role.ROW, f"area:{place}"):
            with sheet.tagged(Role.HEAD, f"area:{place}:name", scope=Scope.ROW):
                for number, line in enumerate(upper):
                    sheet.text(look.LEFT, first + number * _NAME_LEADING, line, look.ROW)
                name.draw(sheet, look.LEFT, first + len(upper) * _NAME_LEADING)
            draw_level(sheet, first, place, area, facts)
        sheet.rule(look.LEFT, look.RIGHT, bottom, 0.4, look.HAIRLINE)

    return Block(_ROW_TIGHT + extra, _ROW_EASY + extra, draw, heading=head)
