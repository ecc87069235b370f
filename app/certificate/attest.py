"""When and where the certificate was issued, what for, and the assessor's signature."""

from app.certificate import look, wording
from app.certificate.bilingual import pair
from app.certificate.sheet import Point, Sheet
from app.certificate.structure import Role
from app.certificate.typeface import fitted_lines
from app.domain.certificate import CertificateFacts
from app.domain.text import Text

ATTEST_HEIGHT = 29.3
ATTEST_EASE = 12.0
_STRETCH_MOST = 4.0
_TO_VALUE = 4.75
_TO_NUMBER, _TO_NEXT = 4.4, 5.4
_VALUE_LEAST = 8.4
_LEADING = 0.43
_SECOND_ROW = 12.0
_LABEL_RISE = 2.2
_COLUMN_GAP = 3.0


def draw_attest(sheet: Sheet, facts: CertificateFacts, bottom: float, spare: float) -> None:
    """Three columns above `bottom`; of the mm to spare some go between their rows."""
    stretch = min(_STRETCH_MOST, max(0.0, spare / 5))
    first = bottom - ATTEST_HEIGHT + _LABEL_RISE - 1.5 * stretch
    second = first + _SECOND_ROW + stretch
    _field(sheet, (look.LEFT, first), "issued", wording.ISSUED, wording.day_sv(facts.issued))
    if facts.valid_to:
        until, label = wording.day_sv(facts.valid_to), wording.VALID_TO
    else:
        until, label = wording.WITHOUT_END, wording.VALID_WITHOUT_END
    _field(sheet, (look.LEFT, second), "valid_to", label, until)
    end = _field(sheet, (look.MIDDLE, first), "centre", wording.CENTRE, facts.centre)
    if codes := wording.codes(facts):
        y = max(second, end + _TO_NEXT)
        _field(sheet, (look.MIDDLE, y), "codes", wording.OCCUPATION, codes)
    _signature(sheet, facts, first, second)


def _field(sheet: Sheet, at: Point, name: str, label: Text, value: str) -> float:
    """The label and under it the value; gives the baseline of its last line."""
    x, y = at
    room = (look.SIGN_LEFT if x == look.MIDDLE else look.MIDDLE) - x - _COLUMN_GAP
    with sheet.tagged(Role.PARAGRAPH):
        pair(label, look.LABEL, room).draw(sheet, x, y)
        return _value(sheet, (x, y + _TO_VALUE), name, value, room, most=3)


def _value(sheet: Sheet, at: Point, name: str, value: str, room: float, most: int = 2) -> float:
    """The value on one line or two, on `most` if else it were small; gives the last baseline."""
    x, y = at
    style, lines = fitted_lines(value, look.VALUE, room, most=2)
    if style.size < _VALUE_LEAST:
        style, lines = fitted_lines(value, look.VALUE, room, most)
    leading = style.size * _LEADING
    with sheet.tagged(Role.SPAN, name):
        for number, line in enumerate(lines):
            sheet.text(x, y + number * leading, line, style)
    return y + (len(lines) - 1) * leading


def _signature(sheet: Sheet, facts: CertificateFacts, first: float, second: float) -> None:
    room = look.RIGHT - look.SIGN_LEFT
    sheet.rule(look.SIGN_LEFT, look.RIGHT, second, 0.6, look.INK)
    with sheet.tagged(Role.PARAGRAPH):
        pair(wording.SIGNATURE, look.LABEL, room).draw(sheet, look.SIGN_LEFT, first)
        at = (look.SIGN_LEFT, second + _TO_VALUE)
        y = _value(sheet, at, "assessor", facts.assessor, room) + _TO_NUMBER
        with sheet.tagged(Role.SPAN, "assessor_number"):
            number = wording.assessor_number(facts)
            sheet.text(look.SIGN_LEFT, y, number, look.SIGNER_NUMBER)
