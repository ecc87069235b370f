"""A company's report on A4: in brief, figures, who can what, the biggest gaps, what is next."""

from collections.abc import Callable
from io import BytesIO

from app.certificate import company_report_wording as wording
from app.certificate import look
from app.certificate.archivable import archivable
from app.certificate.company_matrix import matrix_blocks
from app.certificate.company_report_rows import figure_block, gap_blocks, out_blocks, step_blocks
from app.certificate.flow import Block, Room, pour
from app.certificate.paper import draw_sheet_foot, draw_sheet_practice, new_canvas, spoken
from app.certificate.printable import printable
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Structure
from app.certificate.typeface import fitted
from app.certificate.xmp import About
from app.domain.company_report import ReportFacts

LEFT, RIGHT = look.FORM_LEFT, look.FORM_RIGHT
_NAME_MOST = 64
_HEAD_END, _LATER_HEAD_END, _BOTTOM = 46.0, 30.0, 272.0


def draw_report(
    facts: ReportFacts, at_page: Callable[[int, int], object] = lambda _page, _pages: None
) -> bytes:
    """A PDF of one or more pages; the same facts give the same bytes.

    `at_page` is told each page and how many there are; what it raises ends the drawing.
    Letters the faces lack, and such as turn the reading direction, are left out of names.
    """
    paper = BytesIO()
    canvas, structure = new_canvas(paper), Structure(spoken(facts.language))
    columns = pour(_blocks(facts), Room(_HEAD_END, _BOTTOM), Room(_LATER_HEAD_END, _BOTTOM))
    for page, column in enumerate(columns, 1):
        at_page(page, len(columns))
        sheet = Sheet(canvas, structure)
        if facts.practice:
            words = wording.PRACTICE.in_language(facts.language)
            draw_sheet_practice(sheet, words, LEFT, RIGHT)
        (_draw_head if page == 1 else _draw_later_head)(sheet, facts)
        column.draw(sheet)
        foot = wording.PAGE.in_language(facts.language).format(page=page, pages=len(columns))
        draw_sheet_foot(sheet, f"{facts.basis} {facts.label}", foot, LEFT, RIGHT)
        sheet.finish()
    canvas.save()
    company = printable(facts.company, _NAME_MOST)
    title = f"{wording.TITLE.in_language(facts.language)}, {company}"
    about = About(title, facts.centre, facts.role, structure.language)
    return archivable(paper.getvalue(), structure, about)


def _blocks(facts: ReportFacts) -> tuple[Block, ...]:
    language = facts.language
    found = [*heading(wording.BRIEF.in_language(language), LEFT, RIGHT)]
    found += lines(wording.brief(facts), look.PLAN_BODY, LEFT, RIGHT, before=1.6)
    found += figure_block(facts)
    found += heading(wording.WHO.in_language(language), LEFT, RIGHT)
    found += matrix_blocks(facts)
    found += gap_blocks(facts)
    found += step_blocks(facts)
    return (*found, *out_blocks(facts))


def _draw_head(sheet: Sheet, facts: ReportFacts) -> None:
    sheet.box(LEFT, look.TOP, 12, 1.1, look.ACCENT)
    with sheet.tagged(Role.TITLE):
        sheet.text(LEFT, 29.1, wording.TITLE.in_language(facts.language), look.TITLE)
    day = wording.written_day(facts.made, facts.language)
    sheet.text_to(RIGHT, 29.1, day, look.CONTINUED_NAME)
    centre = printable(facts.centre, _NAME_MOST)
    sheet.text_to(RIGHT, 36.2, centre, fitted(centre, look.PLAN_WHY, 60))
    line = "  ·  ".join(filter(None, (printable(facts.company, _NAME_MOST), facts.role)))
    sheet.text(LEFT, 36.2, line, fitted(line, look.PLAN_LEAD, RIGHT - LEFT - 66))
    if facts.order:
        order = printable(facts.order, _NAME_MOST)
        sheet.text(LEFT, 42, order, fitted(order, look.PLAN_WHY, RIGHT - LEFT))


def _draw_later_head(sheet: Sheet, facts: ReportFacts) -> None:
    sheet.box(LEFT, look.TOP, 12, 1.1, look.ACCENT)
    company = printable(facts.company, _NAME_MOST)
    with sheet.artifact():
        sheet.text(LEFT, 26, wording.TITLE.in_language(facts.language), look.CONTINUED_TITLE)
        sheet.text_to(RIGHT, 26, company, fitted(company, look.CONTINUED_NAME, 105))
