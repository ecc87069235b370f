"""A group order's rota on A4: a heading a day, a line a person; to hang on the wall."""

from io import BytesIO
from itertools import groupby

from app.certificate import look
from app.certificate.archivable import archivable
from app.certificate.flow import Block, Room, pour
from app.certificate.paper import draw_sheet_foot, draw_sheet_practice, new_canvas, spoken
from app.certificate.printable import printable
from app.certificate.running_text import heading, lines
from app.certificate.sheet import Sheet
from app.certificate.structure import Role, Structure
from app.certificate.typeface import fitted
from app.certificate.xmp import About
from app.domain.rota import RotaPaper, Slot
from app.domain.text import Text

_HEAD_END, _LATER, _BOTTOM, _LONGEST = 50.0, 30.0, 272.0, 120
_TITLE = Text("Schema", "Rota")
_PRACTICE = Text("Övning – gäller inte.", "Practice – not valid.")
_PAGE = Text("Sida {page} av {pages}", "Page {page} of {pages}")
_FOOT = Text(
    "Personer med skyddade uppgifter står inte med.", "People with protected data are left out."
)


def draw_rota(paper: RotaPaper) -> bytes:
    """A tagged PDF; letters the faces lack are left out of names."""
    raw = BytesIO()
    canvas, structure = new_canvas(raw), Structure(spoken(paper.language))
    pages = pour(_blocks(paper), Room(_HEAD_END, _BOTTOM), Room(_LATER, _BOTTOM))
    title = _TITLE.in_language(paper.language)
    for number, column in enumerate(pages, 1):
        sheet = Sheet(canvas, structure)
        if paper.practice:
            draw_sheet_practice(sheet, _PRACTICE.in_language(paper.language))
        if number == 1:
            _draw_head(sheet, title, paper)
        column.draw(sheet)
        page = _PAGE.in_language(paper.language).format(page=number, pages=len(pages))
        draw_sheet_foot(sheet, _FOOT.in_language(paper.language), page)
        sheet.finish()
    canvas.save()
    about = About(title, printable(paper.centre), printable(paper.order), structure.language)
    return archivable(raw.getvalue(), structure, about)


def _draw_head(sheet: Sheet, title: str, paper: RotaPaper) -> None:
    sheet.box(look.LEFT, look.TOP, 12, 1.1, look.ACCENT)
    with sheet.tagged(Role.TITLE):
        sheet.text(look.LEFT, 29.1, title, look.TITLE)
    words = printable(" · ".join((paper.company, paper.order, paper.centre)), _LONGEST)
    sheet.text(look.LEFT, 40, words, fitted(words, look.PLAN_ROLE, look.RIGHT - look.LEFT))


def _blocks(paper: RotaPaper) -> tuple[Block, ...]:
    found: list[Block] = []
    for day, people in groupby(paper.lines, key=lambda line: line[1].day):
        found += heading(day.isoformat())
        for name, slot in people:
            found += lines(_line(name, slot), look.PLAN_BODY, before=1.4)
    return tuple(found)


def _line(name: str, slot: Slot) -> str:
    when = f"{_time(slot.begins)}–{_time(slot.ends)}"
    words = (name, slot.machine, slot.assessor)
    return f"{when}   {' · '.join(printable(one, _LONGEST) for one in words if one)}"


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
