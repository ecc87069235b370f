"""A role's guide on A4: its parts with a point on each line, one page where it can be."""

from io import BytesIO

from app.certificate import look
from app.certificate.archivable import archivable
from app.certificate.flow import Block, Room, pour
from app.certificate.letters import check_text
from app.certificate.paper import draw_sheet_foot, new_canvas, spoken
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Structure
from app.certificate.typeface import fitted
from app.certificate.xmp import About
from app.domain.role_guide import GuideReader, RoleGuidePaper
from app.domain.text import Text

_HEAD_END, _LATER, _BOTTOM, _INDENT = 50.0, 20.0, 272.0, 5.0
_TITLES = {
    GuideReader.CANDIDATE: Text("Inför din validering", "Before your validation"),
    GuideReader.ASSESSOR: Text("Vägledning för bedömaren", "Guide for the assessor"),
}


def title(paper: RoleGuidePaper) -> str:
    """What the page is called."""
    return _TITLES[paper.reader].in_language(paper.language)


def draw_role_guide(paper: RoleGuidePaper) -> bytes:
    """A tagged PDF. Raises MissingGlyph, RefusedLetter before anything is drawn."""
    check_text(" ".join((paper.role, paper.level, paper.centre)))
    raw = BytesIO()
    canvas, structure = new_canvas(raw), Structure(spoken(paper.language))
    pages = pour(_blocks(paper), Room(_HEAD_END, _BOTTOM), Room(_LATER, _BOTTOM))
    for number, column in enumerate(pages, 1):
        sheet = Sheet(canvas, structure)
        if number == 1:
            _draw_head(sheet, paper)
        column.draw(sheet)
        draw_sheet_foot(sheet, paper.label, f"{number} / {len(pages)}")
        sheet.finish()
    canvas.save()
    about = About(title(paper), paper.centre, paper.role, structure.language)
    return archivable(raw.getvalue(), structure, about)


def _draw_head(sheet: Sheet, paper: RoleGuidePaper) -> None:
    sheet.box(look.LEFT, look.TOP, 12, 1.1, look.ACCENT)
    with sheet.tagged(Role.TITLE):
        sheet.text(look.LEFT, 29.1, title(paper), look.TITLE)
    sheet.text_to(look.RIGHT, 29.1, paper.version, look.ENGLISH_TITLE)
    words = " · ".join(filter(None, (paper.role, paper.level, paper.centre)))
    sheet.text(look.LEFT, 40, words, fitted(words, look.PLAN_ROLE, look.RIGHT - look.LEFT))


def _blocks(paper: RoleGuidePaper) -> tuple[Block, ...]:
    found: list[Block] = []
    for part in paper.parts:
        found += heading(part.title.in_language(paper.language))
        for point in part.points:
            words = point.in_language(paper.language)
            left = look.LEFT + _INDENT
            found += lines(words, look.PLAN_BODY, left, before=1.4, bullet="●")
    return tuple(found)
