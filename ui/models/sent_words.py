"""Words of a month that the region has sent to the funder: when, and whether it is open again."""

from collections.abc import Iterable

from PySide6.QtCore import QDate

from app.domain.participation import Month, MonthStanding, SentToFunder
from app.usecases.month_hours import PartMonth
from ui.language import locale, tr
from ui.models.hours_words import month_words
from ui.widgets.cells import CellState


def sent_state(month: Month, sent: SentToFunder, *, is_changed: bool) -> CellState:
    """The state of a sent month; `is_changed`: hours were changed here since."""
    told = _sent(month, sent)
    if sent.standing is MonthStanding.AGAIN:
        return CellState("sync", "warn", f"{told} · {tr('öppen igen')}")
    if is_changed:
        return CellState("sync", "warn", f"{told} · {tr('öppnas vid nästa synk')}")
    return CellState("lock", "ok", told)


def month_choice(month: Month, sent: SentToFunder | None) -> str:
    """Oktober 2026 · skickad, for choosing among months."""
    if sent is None:
        return month_words(month)
    is_again = sent.standing is MonthStanding.AGAIN
    return f"{month_words(month)} · {tr('öppen igen') if is_again else tr('skickad')}"


def reopens(line: PartMonth) -> str:
    """What a change of the hours does to a month that was sent; "" for one that was not."""
    if line.sent is None:
        return ""
    told = _sent(line.month, line.sent)
    if line.sent.standing is MonthStanding.AGAIN:
        return tr("{sent}. Månaden är öppen igen och ska skickas om.").format(sent=told)
    return tr(
        "{sent} till finansiären. En ändring öppnar månaden: den och alla senare månader måste "
        "skickas om."
    ).format(sent=told)


def with_sent(words: str, lines: Iterable[PartMonth]) -> str:
    """What is asked, and what it does to a month that was sent to the funder."""
    told = next(filter(None, map(reopens, lines)), "")
    return f"{words} {told}".rstrip()


def _sent(month: Month, sent: SentToFunder) -> str:
    """Skickad 3 november; with the year where it is another than the month's."""
    at = sent.sent.astimezone()
    form = "d MMMM" if at.year == month.year else "d MMMM yyyy"
    day = locale().toString(QDate(at.year, at.month, at.day), form)
    return tr("Skickad {day}").format(day=day)
