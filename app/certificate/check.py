"""The code, the certificate's number in letters, and how to check them."""

import re

from app.certificate import look, wording
from app.certificate.bilingual import ENGLISH, pair
from app.certificate.foot import Foot
from app.certificate.qr import Modules
from app.certificate.sheet import Sheet
from app.certificate.structure import Role
from app.certificate.typeface import fitted, width, wrapped
from app.domain.certificate import CertificateFacts
from app.domain.certificate_number import format_certificate_number

_DARK = re.compile(b"\x01+")
_QUIET_MODULES = 4
_BESIDE_CODE = 5.9
_GROUP_GAP = "   "


def draw_check(sheet: Sheet, facts: CertificateFacts, modules: Modules, foot: Foot) -> None:
    """The code at the left, the words beside it."""
    _draw_code(sheet, modules, foot)
    left = max(look.MIDDLE, look.LEFT + foot.code_size + _BESIDE_CODE)
    room = look.RIGHT - left
    top = foot.code_top
    _draw_number(sheet, facts, left, top)
    sheet.rule(left, look.RIGHT, top + 12, 0.4, look.HAIRLINE)
    with sheet.tagged(Role.HEADING):
        pair(wording.CHECK, look.CHECK_HEAD, room).draw(sheet, left, top + 17.2)
    _draw_steps(sheet, left, top + 22.2)
    y = top + 36
    for note, language in ((wording.CHECK_PRIVACY, ""), (wording.CHECK_ENGLISH, ENGLISH)):
        with sheet.tagged(Role.PARAGRAPH, language=language):
            for line in wrapped(note, look.NOTE, room):
                sheet.text(left, y, line, look.NOTE)
                y += 3.4


def _draw_number(sheet: Sheet, facts: CertificateFacts, left: float, top: float) -> None:
    room = look.RIGHT - left
    number = format_certificate_number(facts.certificate_id).replace(" ", _GROUP_GAP)
    with sheet.tagged(Role.PARAGRAPH):
        pair(wording.NUMBER, look.LABEL, room).draw(sheet, left, top + 2.2)
        with sheet.tagged(Role.SPAN, "number"):
            sheet.text(left, top + 8.5, number, fitted(number, look.NUMBER, room))
    if facts.replaces:
        replaced = f"{wording.REPLACES.sv} {format_certificate_number(facts.replaces)}"
        with sheet.tagged(Role.PARAGRAPH, "replaces"):
            sheet.text_to(look.RIGHT, top + 2.2, replaced, look.LABEL)


def _draw_code(sheet: Sheet, modules: Modules, foot: Foot) -> None:
    quiet = _QUIET_MODULES * foot.module
    side = foot.code_size + 2 * quiet
    sheet.box(look.LEFT - quiet, foot.code_top - quiet, side, side, look.WHITE)
    size = foot.code_size
    with sheet.figure("code", wording.CODE_SPOKEN, look.LEFT, foot.code_top, size, size):
        sheet.black(look.LEFT, foot.code_top, foot.module, dark_runs(modules))


def dark_runs(modules: Modules) -> list[tuple[int, int, int]]:
    """Start, row and length of each unbroken run of dark modules."""
    return [
        (run.start(), row, run.end() - run.start())
        for row, line in enumerate(modules)
        for run in _DARK.finditer(line)
    ]


def _draw_steps(sheet: Sheet, left: float, y: float) -> None:
    """Three steps; the last, comparing with the identity document, is the one people forget."""
    indent = left + width("3", look.CHECK_FIGURE) + 3
    with sheet.tagged(Role.LIST):
        for number, step in enumerate(wording.CHECK_STEPS, 1):
            last = number == len(wording.CHECK_STEPS)
            style = look.CHECK_BOLD if last else look.CHECK
            with sheet.tagged(Role.ITEM):
                with sheet.tagged(Role.LABEL):
                    sheet.text(left, y, str(number), look.CHECK_FIGURE)
                with sheet.tagged(Role.BODY):
                    sheet.text(indent, y, step, fitted(step, style, look.RIGHT - indent))
            y += 4.75
