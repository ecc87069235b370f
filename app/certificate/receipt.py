"""The receipt of a check on a sheet of A4: the outcome, without anybody's name."""

from io import BytesIO

from app.certificate import look
from app.certificate.archivable import archivable
from app.certificate.letters import check_text
from app.certificate.paper import new_canvas, spoken
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Structure
from app.certificate.typeface import fitted_lines, wrapped
from app.certificate.xmp import About
from app.domain.receipt import ReceiptWords

_ROOM = look.RIGHT - look.LEFT
_FIRST, _LEADING, _ROW = 45.0, 5.2, 7.2
_VALUE = 65.0


def draw_receipt(words: ReceiptWords) -> bytes:
    """A PDF of one page; the same words give the same bytes. Raises MissingGlyph, RefusedLetter."""
    check_text(" ".join([words.title, words.answer, words.line, words.note]))
    check_text(" ".join(part for row in words.rows for part in row))
    paper = BytesIO()
    canvas, structure = new_canvas(paper), Structure(spoken(words.language))
    sheet = Sheet(canvas, structure)
    sheet.box(look.LEFT, look.TOP, 12, 1.1, look.ACCENT)
    with sheet.tagged(Role.TITLE):
        sheet.text(look.LEFT, 29.1, words.title, look.TITLE)
    y = _draw_answer(sheet, words, _FIRST)
    y = _draw_rows(sheet, words, y + 6)
    with sheet.tagged(Role.PARAGRAPH):
        for number, line in enumerate(wrapped(words.note, look.NOTE, _ROOM)):
            sheet.text(look.LEFT, y + 8 + number * 4, line, look.NOTE)
    sheet.finish()
    canvas.save()
    about = About(words.title, "Intyga", words.answer, structure.language)
    return archivable(paper.getvalue(), structure, about)


def _draw_answer(sheet: Sheet, words: ReceiptWords, y: float) -> float:
    style, big = fitted_lines(words.answer, look.PLAN_NAME, _ROOM, most=2)
    with sheet.tagged(Role.PARAGRAPH):
        for line in big:
            sheet.text(look.LEFT, y, line, style)
            y += style.size * 0.44
    with sheet.tagged(Role.PARAGRAPH):
        for line in wrapped(words.line, look.PLAN_BODY, _ROOM):
            sheet.text(look.LEFT, y, line, look.PLAN_BODY)
            y += _LEADING
    return y


def _draw_rows(sheet: Sheet, words: ReceiptWords, y: float) -> float:
    for label, value in words.rows:
        sheet.rule(look.LEFT, look.RIGHT, y - _LEADING, 0.4, look.HAIRLINE)
        with sheet.tagged(Role.PARAGRAPH):
            sheet.text(look.LEFT, y, label, look.PLAN_WHY)
            for line in wrapped(value, look.VALUE, look.RIGHT - _VALUE):
                sheet.text(_VALUE, y, line, look.VALUE)
                y += _LEADING
        y += _ROW - _LEADING
    return y
