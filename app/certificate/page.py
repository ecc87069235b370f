"""The certificate on A4: from the stored facts to the bytes of a PDF."""

from io import BytesIO

from app.certificate import wording
from app.certificate.archivable import Attachment, archivable
from app.certificate.areas import area_blocks
from app.certificate.attest import ATTEST_EASE, ATTEST_HEIGHT, draw_attest
from app.certificate.check import draw_check
from app.certificate.continued import TABLE_TOP, draw_continued_head, draw_continues
from app.certificate.flow import Column, Room, pour
from app.certificate.foot import Foot, draw_small_print, foot_of
from app.certificate.head import TITLE_END, draw_title, head_blocks
from app.certificate.letters import check_letters
from app.certificate.notes import note_blocks
from app.certificate.paper import new_canvas
from app.certificate.practice import draw_practice
from app.certificate.qr import Modules, qr_modules
from app.certificate.sheet import Sheet
from app.certificate.structure import Structure
from app.certificate.xmp import About
from app.domain.certificate import CertificateFacts
from app.domain.certificate_number import format_certificate_number

_ABOVE_ATTEST = 5.0
_LANGUAGE = "sv-SE"


def draw_certificate(
    facts: CertificateFacts, attachment: Attachment | None = None, sign: bool = False
) -> bytes:
    """A tagged PDF/A-3a of one or more A4 pages; the same facts give the same bytes (I4).

    attachment: what is put into the file; sign: leave an empty field for a signature.
    Raises MissingGlyph, RefusedLetter and CodeTooLarge, all before anything is drawn.
    """
    structure = Structure(_LANGUAGE)
    drawn = draw_page(facts, structure)
    return archivable(drawn, structure, _about(facts), attachment, sign)


def draw_page(facts: CertificateFacts, structure: Structure) -> bytes:
    """The pages with their marks alone; what the marks mean is collected in `structure`."""
    check_letters(facts)
    modules = qr_modules(facts.qr_text)
    foot = foot_of(facts, modules)
    paper = BytesIO()
    canvas = new_canvas(paper)
    columns = _columns(facts, foot)
    for number, column in enumerate(columns, 1):
        sheet = Sheet(canvas, structure)
        if number == 1:
            _draw_first(sheet, facts, modules, foot, column)
        else:
            _draw_later(sheet, facts, foot, column, f"{number} ({len(columns)})")
        if number < len(columns):
            draw_continues(sheet, column.end)
        sheet.finish()
    canvas.save()
    return paper.getvalue()


def _columns(facts: CertificateFacts, foot: Foot) -> tuple[Column, ...]:
    blocks = (*head_blocks(facts), *area_blocks(facts), *note_blocks(facts))
    lower = foot.code_top - ATTEST_HEIGHT - _ABOVE_ATTEST
    return pour(blocks, Room(TITLE_END, lower), Room(TABLE_TOP, foot.rule - 6), ATTEST_EASE)


def _draw_first(
    sheet: Sheet, facts: CertificateFacts, modules: Modules, foot: Foot, column: Column
) -> None:
    if facts.practice:
        draw_practice(sheet)
    draw_title(sheet, facts)
    column.draw(sheet)
    draw_attest(sheet, facts, foot.code_top, column.spare)
    draw_check(sheet, facts, modules, foot)
    draw_small_print(sheet, foot)


def _draw_later(
    sheet: Sheet, facts: CertificateFacts, foot: Foot, column: Column, page: str
) -> None:
    """Only the column goes on; what surrounds it was read on the first page."""
    with sheet.artifact():
        if facts.practice:
            draw_practice(sheet)
        draw_small_print(sheet, foot)
    draw_continued_head(sheet, facts, page)
    column.draw(sheet)


def _about(facts: CertificateFacts) -> About:
    number = format_certificate_number(facts.certificate_id)
    title = f"{wording.KINDS[facts.kind].title.sv} {number}, {facts.name}"
    title = f"{wording.PRACTICE_MARK} {title}" if facts.practice else title
    return About(title, facts.centre, facts.role.sv, _LANGUAGE, facts.issued)
