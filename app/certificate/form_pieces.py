"""What blank forms are made of: the head, lines to write on, boxes to tick."""

from collections.abc import Sequence
from io import BytesIO

from app.certificate import form_wording as wording
from app.certificate import look
from app.certificate.archivable import archivable
from app.certificate.flow import Block, Room, pour
from app.certificate.paper import draw_sheet_foot, draw_sheet_practice, new_canvas, spoken
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Structure
from app.certificate.typeface import fitted, width
from app.certificate.xmp import About
from app.domain.paper_form import FormHead
from app.domain.text import Text

LEFT, RIGHT = look.FORM_LEFT, look.FORM_RIGHT
_FIRST_TOP, _LATER_TOP, _BOTTOM = 46.0, 30.0, 271.0
_FIELD_HEIGHT = 11.5
BOX, BOX_GAP = 5.6, 1.9


def draw_form(head: FormHead, title: Text, foot: Text, blocks: Sequence[Block]) -> bytes:
    """The blocks under the head of the form, on as many pages as they need."""
    paper = BytesIO()
    words = wording.said(head, title)
    canvas, structure = new_canvas(paper), Structure(spoken(head.language))
    columns = pour(tuple(blocks), Room(_FIRST_TOP, _BOTTOM), Room(_LATER_TOP, _BOTTOM))
    for page, column in enumerate(columns, 1):
        sheet = Sheet(canvas, structure)
        if head.practice:
            draw_sheet_practice(sheet, wording.said(head, wording.PRACTICE), LEFT, RIGHT)
        _draw_head(sheet, head, words, first=page == 1)
        column.draw(sheet)
        page_words = wording.page_of(head, page, len(columns))
        draw_sheet_foot(sheet, wording.said(head, foot), page_words, LEFT, RIGHT)
        sheet.finish()
    canvas.save()
    subject = wording.said(head, head.role)
    about = About(f"{words} {head.code}", head.centre, subject, structure.language)
    return archivable(paper.getvalue(), structure, about)


def field_row(head: FormHead, labels: Sequence[Text], shares: Sequence[float]) -> Block:
    """Lines to write on beside each other, each with its small label above."""
    room = RIGHT - LEFT
    whole = sum(shares)

    def draw(sheet: Sheet, _top: float, bottom: float) -> None:
        left = LEFT
        for label, share in zip(labels, shares, strict=True):
            right = left + room * share / whole
            words = wording.said(head, label)
            style = fitted(words, look.LABEL, right - left - 3)
            sheet.text(left, bottom - _FIELD_HEIGHT + 3.2, words, style)
            end = right if right > RIGHT - 1 else right - 3
            sheet.rule(left, end, bottom - 1, 0.6, look.INK)
            left = right

    return Block(_FIELD_HEIGHT, _FIELD_HEIGHT + 0.8, draw, keeps=True)


def writing_lines(head: FormHead, label: Text, count: int, left: float = LEFT) -> Block:
    """`count` lines to write on; the label stands on the first."""
    style = look.LABEL
    high = 7.2 * count + 0.6

    def draw(sheet: Sheet, top: float, _bottom: float) -> None:
        for number in range(count):
            y = top + 7.2 * (number + 1) - 0.6
            start = left
            if number == 0:
                start = sheet.text(left, y - 0.6, wording.said(head, label), style) + 2
            sheet.rule(start, RIGHT, y, 0.4, look.MUTED)

    return Block(high, high + 0.3, draw)


def tick_boxes(sheet: Sheet, right: float, y: float, words: Sequence[str]) -> None:
    """Boxes that end at `right` with their lower edge at `y`, each with its word inside."""
    left = right - len(words) * BOX - (len(words) - 1) * BOX_GAP
    for number, word in enumerate(words):
        x = left + number * (BOX + BOX_GAP)
        tick_box(sheet, x, y - BOX, BOX)
        style = look.FORM_IN_BOX
        sheet.text(x + (BOX - width(word, style)) / 2, y - 1.75, word, style)


def tick_box(sheet: Sheet, left: float, top: float, size: float) -> None:
    """An empty box."""
    sheet.frame(left, top, size, size, 0.8, look.INK)


def together(blocks: Sequence[Block], most: float = _BOTTOM - _LATER_TOP - 8) -> tuple[Block, ...]:
    """The blocks as one that no page end parts; as they are where a page could not hold them."""
    tight, easy = sum(b.tight for b in blocks), sum(b.easy for b in blocks)
    if easy > most:
        return tuple(blocks)

    def draw(sheet: Sheet, top: float, bottom: float) -> None:
        ease = (bottom - top - tight) / (easy - tight) if easy > tight else 0.0
        for block in blocks:
            block.draw(sheet, top, top + block.height(ease))
            top += block.height(ease)

    return (Block(tight, easy, draw),)


def _draw_head(sheet: Sheet, head: FormHead, title: str, first: bool) -> None:
    sheet.box(LEFT, look.TOP - 2, 12, 1.1, look.ACCENT)
    if not first:
        with sheet.artifact():
            end = sheet.text(LEFT, 25.5, title, look.FORM_TITLE)
            name = fitted(head.name, look.CONTINUED_NAME, RIGHT - end - 8)
            sheet.text_to(RIGHT, 25.5, head.name, name)
        return
    with sheet.tagged(Role.TITLE):
        sheet.text(LEFT, 25.5, title, look.FORM_TITLE)
    code = f"{wording.said(head, wording.CODE)}  {head.code}"
    sheet.text_to(RIGHT, 25.5, code, look.CONTINUED_NAME)
    sheet.text(LEFT, 34.5, head.name, fitted(head.name, look.FORM_NAME, RIGHT - LEFT))
    line = "  ·  ".join((wording.said(head, head.role), head.protocol, head.centre))
    sheet.text(LEFT, 40.5, line, fitted(line, look.PLAN_WHY, RIGHT - LEFT))
    sheet.rule(LEFT, RIGHT, 43.5, 1, look.ACCENT)
