"""The two pictures of the report: where the themes stand, and how they have moved."""

from collections.abc import Iterator
from itertools import pairwise
from math import hypot

from app.certificate import conversation_report_wording as wording
from app.certificate import look
from app.certificate.flow import Block
from app.certificate.sheet import Point, Sheet
from app.certificate.typeface import fitted, width
from app.domain.conversation_report import ConversationReport, ReportTheme

LEFT, RIGHT = look.FORM_LEFT, look.FORM_RIGHT
_SCALE_LEFT, _SCALE_RIGHT = 62.0, 176.0
_ROW, _HEAD, _BAR, _STEPS = 8.4, 6.0, 4.0, 4
_LINE_ROW, _DAYS_LEFT, _DAYS_RIGHT = 14.5, 70.0, 166.0
_MOST_DAYS = 8


def profile_block(facts: ConversationReport) -> Block:
    """A bar for each theme over lines at the steps; the ring is the conversation before."""
    high = _HEAD + _ROW * len(facts.themes) + 2

    def draw(sheet: Sheet, top: float, _bottom: float) -> None:
        spoken = wording.profile_spoken(facts)
        with sheet.figure("profile", spoken, LEFT, top, RIGHT - LEFT, high):
            for step in range(_STEPS + 1):
                x = _across(1000 * step)
                sheet.box(x, top + _HEAD, 0.15, high - _HEAD - 2, look.HAIRLINE)
            for number, theme in enumerate(facts.themes):
                _draw_bar(sheet, top + _HEAD + number * _ROW, theme)
        with sheet.artifact():
            _write_profile(sheet, top, facts)

    return Block(high + 3, high + 5, draw)


def development_block(facts: ConversationReport) -> Block:
    """A row for each theme: a dot for each conversation at its height."""
    high = _HEAD + _LINE_ROW * len(facts.themes) + 2

    def draw(sheet: Sheet, top: float, _bottom: float) -> None:
        spoken = wording.development_spoken(facts)
        with sheet.figure("development", spoken, LEFT, top, RIGHT - LEFT, high):
            for number, theme in enumerate(facts.themes):
                row = top + _HEAD + number * _LINE_ROW
                sheet.rule(LEFT, RIGHT, row, 0.4, look.HAIRLINE)
                points = [point for point, _level in _points(facts, theme, row)]
                for one, other in pairwise(points):
                    sheet.shape(_stroke(one, other), look.ACCENT)
                for x, y in points:
                    sheet.disc(x, y, 0.9, look.ACCENT)
        with sheet.artifact():
            _write_development(sheet, top, facts)

    return Block(high + 3, high + 5, draw)


def _across(level: int) -> float:
    return _SCALE_LEFT + (_SCALE_RIGHT - _SCALE_LEFT) * level / (1000 * _STEPS)


def _draw_bar(sheet: Sheet, top: float, theme: ReportTheme) -> None:
    middle = top + _ROW / 2
    sheet.box(_SCALE_LEFT, middle - _BAR / 2, _SCALE_RIGHT - _SCALE_LEFT, _BAR, look.EMPTY)
    if theme.now is not None:
        wide = _across(theme.now) - _SCALE_LEFT
        sheet.box(_SCALE_LEFT, middle - _BAR / 2, wide, _BAR, look.ACCENT)
    if theme.before is not None:
        sheet.disc(_across(theme.before), middle, 1.5, look.WHITE)
        sheet.circle(_across(theme.before), middle, 1.5, 1.2, look.INK)


def _write_profile(sheet: Sheet, top: float, facts: ConversationReport) -> None:
    """The letters of the picture; they are read aloud as the figure's own text."""
    room = _across(1000) - _across(0) - 2
    for number, name in enumerate(facts.scale, 1):
        words = f"{number} {name}"
        style = fitted(words, look.LABEL, room)
        sheet.text_to(_across(1000 * number) - 0.6, top + _HEAD - 2, words, style)
    for number, theme in enumerate(facts.themes):
        y = top + _HEAD + (number + 0.5) * _ROW + 1.3
        sheet.text(LEFT, y, theme.short, fitted(theme.short, look.ROW, _SCALE_LEFT - LEFT - 3))
        value = wording.level_words(theme.now, facts.language)
        sheet.text(_SCALE_RIGHT + 3, y, value, look.ROW_NUMBER)


def _points(
    facts: ConversationReport, theme: ReportTheme, row: float
) -> Iterator[tuple[Point, int]]:
    """Where the theme's dots are; at most the newest occasions."""
    levels = theme.levels[-_MOST_DAYS:]
    for at, level in enumerate(levels):
        if level is not None:
            height = row + _LINE_ROW - 1.8 - (level - 1000) / 3000 * (_LINE_ROW - 6.4)
            yield (_day_at(at, len(levels)), height), level


def _day_at(at: int, count: int) -> float:
    if count == 1:
        return (_DAYS_LEFT + _DAYS_RIGHT) / 2
    return _DAYS_LEFT + (_DAYS_RIGHT - _DAYS_LEFT) * at / (count - 1)


def _stroke(one: Point, other: Point) -> tuple[tuple[Point, ...], ...]:
    """A line as a thin outline: a page has none that slants."""
    (x, y), (right, low) = one, other
    long = hypot(right - x, low - y) or 1.0
    across, down = (low - y) / long * 0.28, (right - x) / long * 0.28
    corners = (
        (x + across, y - down),
        (right + across, low - down),
        (right - across, low + down),
        (x - across, y + down),
    )
    return tuple((corner,) for corner in corners)


def _write_development(sheet: Sheet, top: float, facts: ConversationReport) -> None:
    days = facts.occasions[-_MOST_DAYS:]
    for at, day in enumerate(days):
        words = day.isoformat()
        x = _day_at(at, len(days)) - width(words, look.LABEL) / 2
        sheet.text(x, top + _HEAD - 2, words, look.LABEL)
    for number, theme in enumerate(facts.themes):
        row = top + _HEAD + number * _LINE_ROW
        name = fitted(theme.short, look.ROW, _DAYS_LEFT - LEFT - 10)
        sheet.text(LEFT, row + _LINE_ROW / 2 + 1.3, theme.short, name)
        for (x, y), level in _points(facts, theme, row):
            value = wording.level_words(level, facts.language)
            sheet.text(x - width(value, look.LABEL) / 2, y - 1.7, value, look.LABEL)
        move = wording.move_words(theme, facts.language)
        sheet.text_to(RIGHT, row + _LINE_ROW / 2 + 1.3, move, look.ROW_NUMBER)
