"""What makes a practice print unmistakable, on every page and under everything else."""

from app.certificate import look, wording
from app.certificate.bilingual import pair
from app.certificate.sheet import Sheet
from app.certificate.structure import Role

_CENTRES = ((105.0, 98.0), (127.0, 212.0))
_LINE_TOP, _LINE_HEIGHT = 6.5, 7.2


def draw_practice(sheet: Sheet) -> None:
    """PROV across the page and a line on top; drawn first and clear of the code."""
    for x, y in _CENTRES:
        sheet.turned_text(x, y, 30, wording.PRACTICE_MARK, look.PRACTICE_MARK)
    sheet.box(look.LEFT, _LINE_TOP, look.RIGHT - look.LEFT, _LINE_HEIGHT, look.PRACTICE_TINT)
    y = _LINE_TOP + 4.75
    with sheet.tagged(Role.PARAGRAPH):
        end = sheet.text(look.LEFT + 3, y, wording.PRACTICE_MARK, look.PRACTICE_LINE)
        line = pair(wording.PRACTICE, look.PRACTICE_LINE, look.RIGHT - end - 8)
        line.draw(sheet, end + 4, y)
