"""What every sheet beside the certificate has: its canvas, its foot, and PROV on practice."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.certificate import look, wording
from app.certificate.sheet import Sheet
from app.certificate.structure import Role
from app.certificate.typeface import MM_PER_POINT, Face, letters_covered, width, wrapped
from app.domain.text import Language

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

FOOT_RULE = 275.0


def new_canvas(paper: BytesIO) -> "Canvas":
    """An empty A4 document that is the same bytes for the same contents."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    letters_covered()
    rl_config.useA85 = 0  # a text coating of the streams: a fifth larger, a third of the time
    size = (look.PAGE_WIDTH / MM_PER_POINT, look.PAGE_HEIGHT / MM_PER_POINT)
    face: Any = Face.REGULAR  # the stub wants a number here
    return Canvas(paper, pagesize=size, invariant=True, initialFontName=face)


def spoken(language: Language) -> str:
    """The language of a document as readers of files know it (BCP 47)."""
    return "en-GB" if language == "en" else "sv-SE"


def draw_sheet_foot(
    sheet: Sheet, words: str, page: str, left: float = look.LEFT, right: float = look.RIGHT
) -> None:
    """A hairline, what has to be said on every page, and which page it is."""
    sheet.rule(left, right, FOOT_RULE, 0.4, look.HAIRLINE)
    room = right - left - width(page, look.SMALL) - 6
    with sheet.tagged(Role.PARAGRAPH):
        for number, line in enumerate(wrapped(words, look.SMALL, room)):
            sheet.text(left, FOOT_RULE + 4 + number * 3.3, line, look.SMALL)
    with sheet.artifact():
        sheet.text_to(right, FOOT_RULE + 4, page, look.SMALL)


def draw_sheet_practice(
    sheet: Sheet, words: str, left: float = look.LEFT, right: float = look.RIGHT
) -> None:
    """PROV across the page and a line on top, under everything else."""
    for x, y in ((105.0, 98.0), (127.0, 212.0)):
        sheet.turned_text(x, y, 30, wording.PRACTICE_MARK, look.PRACTICE_MARK)
    sheet.box(left, 6.5, right - left, 7.2, look.PRACTICE_TINT)
    with sheet.tagged(Role.PARAGRAPH):
        end = sheet.text(left + 3, 11.25, wording.PRACTICE_MARK, look.PRACTICE_LINE)
        sheet.text(end + 4, 11.25, words, look.PRACTICE_LINE)
