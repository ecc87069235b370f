"""The certificate on A4: from the stored facts to the bytes of a PDF."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.certificate import look, wording
from app.certificate.areas import area_blocks
from app.certificate.attest import ATTEST_HEIGHT, draw_attest
from app.certificate.check import draw_check
from app.certificate.continued import TABLE_TOP, draw_continued_head, draw_continues
from app.certificate.flow import Column, Room, pour
from app.certificate.foot import Foot, Modules, draw_small_print, foot_of
from app.certificate.head import TITLE_END, draw_title, head_blocks
from app.certificate.letters import check_letters
from app.certificate.notes import note_blocks
from app.certificate.practice import draw_practice
from app.certificate.qr import qr_modules
from app.certificate.sheet import Sheet
from app.certificate.typeface import MM_PER_POINT, Face
from app.domain.certificate import CertificateFacts
from app.domain.certificate_number import format_certificate_number

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_ABOVE_ATTEST = 5.0


def draw_certificate(facts: CertificateFacts) -> bytes:
    """A PDF of one or more A4 pages; the same facts give the same bytes (I4).

    Raises MissingGlyph, RefusedLetter and CodeTooLarge, all before anything is drawn.
    """
    check_letters(facts)
    modules = qr_modules(facts.qr_text)
    foot = foot_of(facts, modules)
    columns = _columns(facts, foot)
    paper = BytesIO()
    canvas = _canvas(paper, facts)
    for number, column in enumerate(columns, 1):
        sheet = Sheet(canvas)
        if facts.practice:
            draw_practice(sheet)
        if number == 1:
            _draw_first(sheet, facts, modules, foot, column)
        else:
            draw_continued_head(sheet, facts, f"{number} ({len(columns)})")
            column.draw(sheet)
        if number < len(columns):
            draw_continues(sheet, column.end)
        draw_small_print(sheet, foot)
        canvas.showPage()
    canvas.save()
    return paper.getvalue()


def _columns(facts: CertificateFacts, foot: Foot) -> tuple[Column, ...]:
    blocks = (*head_blocks(facts), *area_blocks(facts), *note_blocks(facts))
    lower = foot.code_top - ATTEST_HEIGHT - _ABOVE_ATTEST
    return pour(blocks, Room(TITLE_END, lower), Room(TABLE_TOP, foot.rule - 6))


def _draw_first(
    sheet: Sheet, facts: CertificateFacts, modules: Modules, foot: Foot, column: Column
) -> None:
    draw_title(sheet, facts)
    column.draw(sheet)
    draw_attest(sheet, facts, foot.code_top, column.spare)
    draw_check(sheet, facts, modules, foot)


def _canvas(paper: BytesIO, facts: CertificateFacts) -> "Canvas":
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # a text coating of the streams: a fifth larger, a third of the time
    number = format_certificate_number(facts.certificate_id)
    size = (look.PAGE_WIDTH / MM_PER_POINT, look.PAGE_HEIGHT / MM_PER_POINT)
    face: Any = Face.REGULAR  # the stub wants a number here
    canvas = Canvas(paper, pagesize=size, invariant=True, lang="sv-SE", initialFontName=face)
    # Instead of the moment of drawing, which would make every print another file.
    canvas.setDateFormatter(lambda *_: facts.issued.strftime("D:%Y%m%d000000+00'00'"))
    title = f"{wording.KINDS[facts.kind].title.sv} {number}, {facts.name}"
    canvas.setTitle(f"{wording.PRACTICE_MARK} {title}" if facts.practice else title)
    canvas.setAuthor(facts.centre)
    canvas.setSubject(facts.role.sv)
    canvas.setCreator("Intyga")
    return canvas
