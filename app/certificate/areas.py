"""The table of areas: what is shown with its level, and what remains with the next step."""

from app.certificate import look, wording
from app.certificate.bilingual import pair
from app.certificate.flow import Block
from app.certificate.levels import draw_level
from app.certificate.sheet import Sheet
from app.certificate.typeface import wrapped
from app.domain.certificate import AreaLine, AreaOutcome, CertificateFacts, CertificateKind
from app.domain.text import Text

_SHOWN = (AreaOutcome.SHOWN, AreaOutcome.CREDITED)
_NAME_ROOM = look.LEVEL_LEFT - look.LEFT - 3
_STEP_ROOM = look.RIGHT - look.LEVEL_LEFT
_HEAD_RULE = 2.45
_ROW_TIGHT, _ROW_EASY = 5.1, 7.05
_STEP_TIGHT, _STEP_EASY, _STEP_RISE = 5.0, 6.4, 0.74
_NAME_LEADING, _STEP_LEADING = 4.7, 4.05
_CAPITAL = 0.714 * look.ROW.size * 25.4 / 72


def area_blocks(facts: CertificateFacts) -> tuple[Block, ...]:
    """The tables in protocol order, each with a head that is repeated on a new page."""
    words = wording.KINDS[facts.kind]
    whole = facts.kind is CertificateKind.FULL
    shown = tuple(area for area in facts.areas if whole or area.outcome in _SHOWN)
    remaining = tuple(area for area in facts.areas if not whole and area.outcome not in _SHOWN)
    blocks: list[Block] = []
    if shown:
        head = _level_head(words.areas)
        blocks += [head, *(_level_row(facts, area, head) for area in shown)]
    if remaining:
        head = _step_head(words.remains, first=not shown)
        blocks += [head, *(_step_row(area, head) for area in remaining)]
    return tuple(blocks)


def _level_head(title: Text) -> Block:
    name = pair(title, look.HEAD, _NAME_ROOM)
    level = pair(wording.SHOWN_LEVEL, look.HEAD, 45)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        y = bottom - _HEAD_RULE
        name.draw(sheet, look.LEFT, y)
        level.draw(sheet, look.LEVEL_LEFT, y)
        sheet.text_to(look.RIGHT, y, wording.REQUIRED.sv, look.HEAD)
        sheet.rule(look.LEFT, look.RIGHT, bottom, 1, look.ACCENT)

    return Block(8.2 + _HEAD_RULE, 12 + _HEAD_RULE, draw, keeps=True)


def _step_head(title: Text, first: bool) -> Block:
    name = pair(title, look.HEAD, _NAME_ROOM)
    step = pair(wording.NEXT_STEP, look.HEAD, _STEP_ROOM)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        name.draw(sheet, look.LEFT, bottom - _HEAD_RULE)
        step.draw(sheet, look.LEVEL_LEFT, bottom - _HEAD_RULE)
        sheet.rule(look.LEFT, look.RIGHT, bottom, 1, look.ACCENT)

    tight, easy = (8.2, 12.0) if first else (6.4, 8.2)
    return Block(tight + _HEAD_RULE, easy + _HEAD_RULE, draw, keeps=True)


def _level_row(facts: CertificateFacts, area: AreaLine, head: Block) -> Block:
    *upper, last = wrapped(area.name.sv, look.ROW, _NAME_ROOM)
    name = pair(Text(last, area.name.en), look.ROW, _NAME_ROOM)
    extra = _NAME_LEADING * len(upper) + name.extra

    def draw(sheet: Sheet, top: float, bottom: float) -> None:
        first = (top + bottom - extra + _CAPITAL) / 2
        for number, line in enumerate(upper):
            sheet.text(look.LEFT, first + number * _NAME_LEADING, line, look.ROW)
        name.draw(sheet, look.LEFT, first + len(upper) * _NAME_LEADING)
        draw_level(sheet, first, area, facts)
        sheet.rule(look.LEFT, look.RIGHT, bottom, 0.4, look.HAIRLINE)

    return Block(_ROW_TIGHT + extra, _ROW_EASY + extra, draw, heading=head)


def _step_row(area: AreaLine, head: Block) -> Block:
    *upper, last = wrapped(area.name.sv, look.ROW, _NAME_ROOM)
    name = pair(Text(last, area.name.en), look.ROW, _NAME_ROOM)
    gaps = wrapped(wording.gap(area).sv, look.NOTE, _NAME_ROOM)
    left = [(line, look.ROW) for line in upper]
    left += [(name.swedish, look.ROW)]
    left += [(line, look.NOTE) for line in (*name.below, *gaps)]
    steps = wrapped(area.next_step.sv if area.next_step else "", look.STEP, _STEP_ROOM)
    high = _STEP_LEADING * (max(len(left), len(steps)) - 1)

    def draw(sheet: Sheet, top: float, bottom: float) -> None:
        first = top + (bottom - top - high) * _STEP_RISE
        for number, (line, style) in enumerate(left):
            end = sheet.text(look.LEFT, first + number * _STEP_LEADING, line, style)
            if number == len(upper):
                name.draw_beside(sheet, end, first + number * _STEP_LEADING)
        for number, line in enumerate(steps):
            sheet.text(look.LEVEL_LEFT, first + number * _STEP_LEADING, line, look.STEP)
        sheet.rule(look.LEFT, look.RIGHT, bottom, 0.4, look.HAIRLINE)

    return Block(_STEP_TIGHT + high, _STEP_EASY + high, draw, heading=head)
