"""The code, the certificate's number in letters, and how to check them."""

from app.certificate import look, wording
from app.certificate.bilingual import pair
from app.certificate.foot import Foot, Modules
from app.certificate.sheet import Sheet
from app.certificate.typeface import fitted, width, wrapped
from app.domain.certificate import CertificateFacts
from app.domain.certificate_number import format_certificate_number

_QUIET_MODULES = 4
_BESIDE_CODE = 5.9
_GROUP_GAP = "   "


def draw_check(sheet: Sheet, facts: CertificateFacts, modules: Modules, foot: Foot) -> None:
    """The code at the left, the words beside it."""
    _draw_code(sheet, modules, foot)
    left = max(look.MIDDLE, look.LEFT + foot.code_size + _BESIDE_CODE)
    room = look.RIGHT - left
    top = foot.code_top
    pair(wording.NUMBER, look.LABEL, room).draw(sheet, left, top + 2.2)
    _draw_replaced(sheet, facts, top + 2.2)
    number = format_certificate_number(facts.certificate_id).replace(" ", _GROUP_GAP)
    sheet.text(left, top + 8.5, number, fitted(number, look.NUMBER, room))
    sheet.rule(left, look.RIGHT, top + 12, 0.4, look.HAIRLINE)
    pair(wording.CHECK, look.CHECK_HEAD, room).draw(sheet, left, top + 17.2)
    _draw_steps(sheet, left, top + 22.2)
    notes = (wording.CHECK_PRIVACY, wording.CHECK_ENGLISH)
    lines = [line for note in notes for line in wrapped(note, look.NOTE, room)]
    for place, line in enumerate(lines):
        sheet.text(left, top + 36 + place * 3.4, line, look.NOTE)


def _draw_code(sheet: Sheet, modules: Modules, foot: Foot) -> None:
    quiet = _QUIET_MODULES * foot.module
    side = foot.code_size + 2 * quiet
    sheet.box(look.LEFT - quiet, foot.code_top - quiet, side, side, look.WHITE)
    boxes = (
        (start, row, length, 1)
        for row, dark in enumerate(modules)
        for start, length in dark_runs(dark)
    )
    sheet.black(look.LEFT, foot.code_top, foot.module, boxes)


def dark_runs(row: tuple[bool, ...]) -> tuple[tuple[int, int], ...]:
    """Start and length of each unbroken run of dark modules."""
    runs: list[tuple[int, int]] = []
    start = None
    for place, dark in enumerate((*row, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place - start))
            start = None
    return tuple(runs)


def _draw_replaced(sheet: Sheet, facts: CertificateFacts, y: float) -> None:
    if facts.replaces:
        number = format_certificate_number(facts.replaces)
        sheet.text_to(look.RIGHT, y, f"{wording.REPLACES.sv} {number}", look.LABEL)


def _draw_steps(sheet: Sheet, left: float, y: float) -> None:
    """Three steps; the last, comparing with the identity document, is the one people forget."""
    indent = left + width("3", look.CHECK_FIGURE) + 3
    for number, step in enumerate(wording.CHECK_STEPS, 1):
        last = number == len(wording.CHECK_STEPS)
        style = look.CHECK_BOLD if last else look.CHECK
        sheet.text(left, y, str(number), look.CHECK_FIGURE)
        sheet.text(indent, y, step, fitted(step, style, look.RIGHT - indent))
        y += 4.75
