"""The practical and the self-assessment as blank forms on A4."""

from collections.abc import Collection

from app.certificate import form_wording as wording
from app.certificate import look
from app.certificate.flow import Block
from app.certificate.form_pieces import (
    BOX,
    BOX_GAP,
    LEFT,
    RIGHT,
    draw_form,
    field_row,
    tick_box,
    tick_boxes,
    together,
    writing_lines,
)
from app.certificate.letters import check_text
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.typeface import fitted, width, wrapped
from app.domain.paper_form import FormHead
from app.domain.protocol import Area, Criterion, Evidence, Protocol, Task
from app.domain.text import Text

_NUMBER_ROOM, _LEADING, _MARK_ROOM = 10.0, 4.7, 15.0


def draw_practical_form(head: FormHead, protocol: Protocol, areas: Collection[str]) -> bytes:
    """The criteria of `areas` with boxes for the scale. Raises MissingGlyph, RefusedLetter."""
    _check(head)
    blocks = [*_facts(head)]
    for task in protocol.tasks[:1]:
        blocks += _task(head, task)
    blocks += lines(wording.said(head, wording.HOW), look.PLAN_WHY, LEFT, RIGHT, before=2.0)
    scale = wording.scale_line(protocol.scale, head.language)
    blocks += lines(scale, look.FORM_SCALE, LEFT, RIGHT, before=0.8)
    for number, area in enumerate(protocol.areas, 1):
        if area.id in areas and protocol.criteria_of(area.id):
            blocks += _area(head, protocol, number, area)
    blocks += _stop(head)
    blocks += _signed(head, wording.ASSESSOR_SIGNED)
    return draw_form(head, wording.PRACTICAL, wording.FOOT_OPEN, blocks)


def draw_self_form(head: FormHead, protocol: Protocol) -> bytes:
    """Every statement with a box for each step. Raises MissingGlyph, RefusedLetter."""
    _check(head)
    blocks = [field_row(head, (wording.DATE, wording.WATCHED_BY), (1, 3))]
    blocks += lines(wording.said(head, wording.SELF_HOW), look.PLAN_BODY, LEFT, RIGHT, before=2.0)
    scale = wording.scale_line(protocol.scale, head.language)
    blocks += lines(scale, look.FORM_SCALE, LEFT, RIGHT, before=0.8)
    codes = tuple(str(step.code) for step in protocol.scale)
    for number, area in enumerate(protocol.areas, 1):
        if area.statements:
            blocks += heading(f"{number}  {wording.said(head, area.name)}", LEFT, RIGHT)
        for at, statement in enumerate(area.statements, 1):
            words = wording.said(head, statement)
            blocks.append(_row(f"{number}.{at}", words, codes, None, first=at == 1))
    blocks += _signed(head, wording.CANDIDATE_SIGNED)
    return draw_form(head, wording.SELF, wording.FOOT_OPEN, blocks)


def _facts(head: FormHead) -> list[Block]:
    first = (wording.DATE, wording.BEGAN, wording.ENDED, wording.ASSESSOR)
    second = (wording.MACHINE, wording.GAUGE, wording.CALIBRATED)
    third = (wording.PIECE, wording.BATCH, wording.OTHERS)
    return [
        field_row(head, first, (2, 1.3, 1.3, 4)),
        field_row(head, second, (3, 3, 2)),
        field_row(head, third, (3, 2, 3)),
    ]


def _task(head: FormHead, task: Task) -> list[Block]:
    title = f"{wording.said(head, wording.TASK)}: {wording.said(head, task.title)}"
    found = [*heading(f"{title} ({task.minutes} min)", LEFT, RIGHT)]
    found += lines(wording.said(head, task.brief), look.PLAN_WHY, LEFT, RIGHT, before=1.2)
    if task.safety_walk:
        walk = wording.said(head, wording.SAFETY_WALK)
        found += lines(walk, look.FORM_SCALE, LEFT, RIGHT, before=1.4, keeps=True)
        for point in task.safety_walk:
            found.append(_walk_point(wording.said(head, point)))
    return found


def _walk_point(words: str) -> Block:
    found = wrapped(words, look.PLAN_WHY, RIGHT - LEFT - 6)
    high = 4.5 * len(found)

    def draw(sheet: Sheet, top: float, _bottom: float) -> None:
        tick_box(sheet, LEFT, top + 0.6, 3.2)
        for number, line in enumerate(found):
            sheet.text(LEFT + 6, top + 3.5 + number * 4.5, line, look.PLAN_WHY)

    return Block(high, high + 0.4, draw)


def _area(head: FormHead, protocol: Protocol, number: int, area: Area) -> list[Block]:
    title = f"{number}  {wording.said(head, area.name)}"
    level = wording.said(head, wording.REQUIRED).format(level=area.required_level)
    codes = (*(str(step.code) for step in protocol.scale), wording.said(head, wording.NOT_ASSESSED))
    found = [*heading(title, LEFT, RIGHT, level)]
    for at, criterion in enumerate(protocol.criteria_of(area.id), 1):
        mark = wording.mark(criterion)
        words = wording.said(head, criterion.text)
        text = None if mark is None else wording.said(head, mark)
        row = _row(f"{number}.{at}", words, codes, text, first=at == 1)
        found += together([row, *_beneath(head, criterion)])
    return found


def _beneath(head: FormHead, criterion: Criterion) -> list[Block]:
    """The value with its limits where one is measured, and a line for the note."""
    left = LEFT + _NUMBER_ROOM
    found = [_value(head, criterion)] if criterion.measured is not None else []
    if criterion.evidence is Evidence.PHOTO:
        found += lines(wording.said(head, wording.PHOTO), look.LABEL, left, RIGHT)
    return [*found, writing_lines(head, wording.note_label(criterion), 1, left)]


def _row(number: str, words: str, boxes: tuple[str, ...], mark: str | None, first: bool) -> Block:
    """A number, what is observed, a mark where it is critical, and the boxes."""
    boxes_room = len(boxes) * BOX + (len(boxes) - 1) * BOX_GAP + 4
    room = RIGHT - LEFT - _NUMBER_ROOM - boxes_room - (_MARK_ROOM if mark else 0)
    found = wrapped(words, look.PLAN_BODY, room)
    high = max(_LEADING * len(found), BOX) + 2.6

    def draw(sheet: Sheet, top: float, _bottom: float) -> None:
        if not first:
            sheet.rule(LEFT, RIGHT, top + 0.4, 0.3, look.HAIRLINE)
        y = top + 5.2
        sheet.text(LEFT, y, number, look.ROW_NUMBER)
        for at, line in enumerate(found):
            sheet.text(LEFT + _NUMBER_ROOM, y + at * _LEADING, line, look.PLAN_BODY)
        if mark:
            _draw_mark(sheet, RIGHT - boxes_room, y, mark)
        tick_boxes(sheet, RIGHT, top + 7.2, boxes)

    return Block(high, high + 0.6, draw)


def _draw_mark(sheet: Sheet, right: float, y: float, mark: str) -> None:
    """The mark in a frame, so that it is found in black and white."""
    wide = width(mark, look.FORM_MARK) + 2.4
    sheet.frame(right - wide, y - 3.4, wide, 4.6, 0.8, look.INK)
    sheet.text(right - wide + 1.2, y, mark, look.FORM_MARK)


def _value(head: FormHead, criterion: Criterion) -> Block:
    assert criterion.measured is not None
    words = wording.limits(criterion.measured, head.language)
    unit, left = criterion.measured.unit, LEFT + _NUMBER_ROOM
    style = fitted(words, look.LABEL, RIGHT - left - 66)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        start = sheet.text(left, bottom - 1.2, wording.said(head, wording.VALUE), look.LABEL) + 2
        sheet.rule(start, left + 48, bottom - 0.6, 0.6, look.INK)
        sheet.text(left + 50, bottom - 1.2, unit, look.ROW_NUMBER)
        sheet.text(left + 64, bottom - 1.2, words, style)

    return Block(7.4, 7.8, draw)


def _stop(head: FormHead) -> tuple[Block, ...]:
    """The box for a stop: which criterion, when, what, and which measure comes first (R26)."""
    return together(
        [
            *heading(wording.said(head, wording.STOP_TITLE), LEFT, RIGHT),
            field_row(head, (wording.STOP_CRITERION, wording.STOP_AT), (1, 1)),
            writing_lines(head, wording.STOP_WHAT, 2),
            writing_lines(head, wording.STOP_MEASURE, 1),
        ]
    )


def _signed(head: FormHead, label: Text) -> tuple[Block, ...]:
    return (field_row(head, (label, wording.DATE), (3, 1)),)


def _check(head: FormHead) -> None:
    """Every letter of a name: the protocol's own were checked when it was taken in."""
    check_text(f"{head.name} {head.centre} {head.machine} {head.gauge}")
