"""Running text in blocks of one line each, so that a page may end after any of them."""

from app.certificate import look
from app.certificate.flow import Block
from app.certificate.marks import MARKS
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Tag
from app.certificate.typeface import Style, width, wrapped

_LEADING = 0.485
_DESCENT = 0.26


def lines(
    words: str,
    style: Style,
    left: float = look.LEFT,
    right: float = look.RIGHT,
    *,
    before: float = 0.0,
    keeps: bool = False,
    bullet: str = "",
    role: Role = Role.PARAGRAPH,
) -> tuple[Block, ...]:
    """`words` between `left` and `right` mm; line breaks in them are kept.

    before: mm above the first line; keeps: never parted from what follows; bullet: a mark that
    hangs before the first line; role: what the lines are together.
    """
    tag = Tag(role)
    room = right - left
    found = [line for part in words.split("\n") for line in wrapped(part, style, room)]
    return tuple(
        _line(
            line,
            style,
            tag,
            left,
            before if number == 0 else 0.0,
            keeps or (number == 0 and len(found) > 1),
            bullet if number == 0 else "",
        )
        for number, line in enumerate(found)
    )


def heading(
    words: str, left: float = look.LEFT, right: float = look.RIGHT, beside: str = ""
) -> tuple[Block, ...]:
    """A heading with the accent's rule under it, kept with what follows; `beside` at its right."""

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        sheet.rule(left, right, bottom, 1, look.ACCENT)
        if beside:
            sheet.text_to(right, bottom - 2.6, beside, look.PLAN_DAYS)

    room = right - (width(beside, look.PLAN_DAYS) + 4 if beside else 0)
    head = lines(words, look.PLAN_HEAD, left, room, before=6.0, keeps=True, role=Role.HEADING)
    return (*head, Block(1.2, 1.7, draw, keeps=True))


def _line(
    words: str, style: Style, tag: Tag, left: float, before: float, keeps: bool, bullet: str
) -> Block:
    leading = style.size * _LEADING

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        baseline = bottom - _DESCENT * leading
        if bullet:
            sheet.mark(left - 4.2, baseline, MARKS[bullet], look.PLAN_MARK)
        with sheet.inside(tag):
            sheet.text(left, baseline, words, style)

    return Block(before * 0.5 + leading * 0.92, before + leading * 1.06, draw, keeps=keeps)
