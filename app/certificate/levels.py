"""What an area came to, in its row: dots, number and word; a tick for a credit; the demand."""

from app.certificate import look, wording
from app.certificate.marks import MARKS
from app.certificate.sheet import Sheet
from app.certificate.structure import Role
from app.certificate.typeface import Face, Style, fitted
from app.domain.certificate import AreaLine, AreaOutcome, CertificateFacts
from app.domain.text import Text

_WORD_LEFT = 133.6
_WORD_ROOM = 42.0
_NUMBER_RIGHT = 131.3
_DOT_RADIUS, _DOT_PITCH = 1.13, 3.53
_DOT_RISE = 1.35
_TICK = Style(Face.BOLD, 13, look.ACCENT)
_THIN_SPACE = "\N{THIN SPACE}"
_RAISED = str.maketrans("0123456789", wording.SUPERSCRIPTS)


def draw_level(sheet: Sheet, y: float, place: int, area: AreaLine, facts: CertificateFacts) -> None:
    """The level columns of one row whose baseline is at `y`; `place` names their cells."""
    with sheet.tagged(Role.CELL, f"area:{place}:level"):
        _draw_reached(sheet, y, area, facts)
    with sheet.tagged(Role.CELL, f"area:{place}:required"):
        sheet.text_to(look.RIGHT, y, str(area.required_level), look.ROW)


def _draw_reached(sheet: Sheet, y: float, area: AreaLine, facts: CertificateFacts) -> None:
    if area.outcome is AreaOutcome.CREDITED:
        number = note_number(credit_notes(facts).index(_credit_note(area)) + 1)
        _draw_credited(sheet, y, area, facts, f"{_THIN_SPACE}{number}")
    elif area.outcome is AreaOutcome.SHOWN:
        _draw_dots(sheet, y, area.level, len(facts.scale))
        sheet.text_to(_NUMBER_RIGHT, y, str(area.level), look.ROW_NUMBER)
        _word(sheet, y, _step_name(facts, area.level), look.ROW)
    else:
        sheet.mark(look.LEVEL_LEFT, y, MARKS["−"], look.ROW)
        assessed = area.outcome is not AreaOutcome.NOT_ASSESSED
        _word(sheet, y, (wording.NOT_YET if assessed else wording.NOT_ASSESSED).sv, look.ROW)


def _draw_credited(
    sheet: Sheet, y: float, area: AreaLine, facts: CertificateFacts, note: str
) -> None:
    """The level as it was shown earlier, where the source names one, with the note's number."""
    if not 1 <= area.level <= len(facts.scale):
        sheet.mark(look.LEVEL_LEFT, y, MARKS["✓"], _TICK)
        _word(sheet, y, wording.CREDITED.sv + note, look.ROW)
        return
    _draw_dots(sheet, y, area.level, len(facts.scale))
    sheet.text_to(_NUMBER_RIGHT, y, str(area.level), look.ROW_NUMBER)
    _word(sheet, y, _step_name(facts, area.level) + note, look.ROW)


def credit_notes(facts: CertificateFacts) -> tuple[Text, ...]:
    """The notes of the credited areas, each once, in the order of their numbers."""
    credited = (area for area in facts.areas if area.outcome is AreaOutcome.CREDITED)
    return tuple(dict.fromkeys(_credit_note(area) for area in credited))


def note_number(number: int) -> str:
    """The number of a note, raised."""
    return str(number).translate(_RAISED)


def _credit_note(area: AreaLine) -> Text:
    return area.credit_note or wording.CREDIT_NOTE


def _word(sheet: Sheet, y: float, words: str, style: Style) -> None:
    sheet.text(_WORD_LEFT, y, words, fitted(words, style, _WORD_ROOM))


def _step_name(facts: CertificateFacts, level: int) -> str:
    return next((step.name.sv for step in facts.scale if step.code == level), "")


def _draw_dots(sheet: Sheet, y: float, level: int, steps: int) -> None:
    for step in range(steps):
        x = look.LEVEL_LEFT + _DOT_RADIUS + step * _DOT_PITCH
        if step < level:
            sheet.disc(x, y - _DOT_RISE, _DOT_RADIUS, look.ACCENT)
        else:
            sheet.circle(x, y - _DOT_RISE, _DOT_RADIUS, 0.45, look.MUTED)
