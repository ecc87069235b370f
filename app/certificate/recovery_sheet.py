"""The recovery code on A4: large, in groups, with what it is for and where it is to lie."""

from io import BytesIO

from app.certificate import look
from app.certificate import recovery_wording as wording
from app.certificate.archivable import archivable
from app.certificate.flow import Block, Room, pour
from app.certificate.letters import check_text
from app.certificate.paper import draw_sheet_foot, draw_sheet_practice, new_canvas, spoken
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Structure
from app.certificate.typeface import Face, Style, fitted
from app.certificate.xmp import About
from app.domain.recovery import RecoveryPaper

_HEAD_END, _BOTTOM = 54.0, 272.0
_CODE = Style(Face.BOLD, 30, look.INK, 1.2)
_ON_A_LINE = 4


def draw_recovery(paper: RecoveryPaper) -> bytes:
    """A PDF of one page. Raises MissingGlyph, RefusedLetter before anything is drawn."""
    check_text(" ".join((paper.desk, paper.centre, paper.by)))
    raw = BytesIO()
    canvas, structure = new_canvas(raw), Structure(spoken(paper.language))
    (column,) = pour(_blocks(paper), Room(_HEAD_END, _BOTTOM), Room(_HEAD_END, _BOTTOM))
    sheet = Sheet(canvas, structure)
    if paper.practice:
        draw_sheet_practice(sheet, wording.PRACTICE.in_language(paper.language))
    _draw_head(sheet, paper)
    column.draw(sheet)
    draw_sheet_foot(sheet, wording.FOOT.in_language(paper.language), "1 / 1")
    sheet.finish()
    canvas.save()
    title = wording.TITLE.in_language(paper.language)
    return archivable(
        raw.getvalue(), structure, About(title, paper.centre, paper.desk, structure.language)
    )


def _draw_head(sheet: Sheet, paper: RecoveryPaper) -> None:
    sheet.box(look.LEFT, look.TOP, 12, 1.1, look.ACCENT)
    with sheet.tagged(Role.TITLE):
        sheet.text(look.LEFT, 29.1, wording.TITLE.in_language(paper.language), look.TITLE)
    sheet.text_to(look.RIGHT, 29.1, wording.made(paper), look.ENGLISH_TITLE)
    place = f"{paper.desk} · {paper.centre}"
    room = look.RIGHT - look.LEFT
    sheet.text(look.LEFT, 40, place, fitted(place, look.PLAN_ROLE, room))


def _blocks(paper: RecoveryPaper) -> tuple[Block, ...]:
    groups = paper.code.split("-")
    found: list[Block] = []
    for at in range(0, len(groups), _ON_A_LINE):
        shown = "  ".join(groups[at : at + _ON_A_LINE])
        found += lines(shown, _CODE, before=4.0 if at else 0.0, keeps=True)
    found += lines(wording.LETTERS.in_language(paper.language), look.PLAN_WHY, before=4.0)
    for head, words in wording.PARTS:
        found += heading(head.in_language(paper.language))
        found += lines(words.in_language(paper.language), look.PLAN_BODY, before=1.6)
    return tuple(found)
