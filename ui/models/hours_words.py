"""Words of participation: hours, months, activities, standings at work, who has attested."""

from collections.abc import Iterable

from PySide6.QtCore import QDate

from app.domain.employment import Employment
from app.domain.participation import Activity, Attested, Month, Period, Spent, total
from app.usecases.month_hours import PartMonth
from ui.figures import iso_day
from ui.language import locale, marked, tr
from ui.widgets.cells import CellState

ACTIVITIES = {
    Activity.VALIDATION: marked("Validering"),
    Activity.TRAINING: marked("Utbildning"),
    Activity.SUPPLY: marked("Kompetensförsörjning"),
    Activity.OTHER: marked("Annat"),
}
EMPLOYMENTS = {
    Employment.EMPLOYED: marked("Anställd"),
    Employment.FURLOUGHED: marked("Permitterad"),
    Employment.UNDER_NOTICE: marked("Varslad"),
    Employment.OTHER: marked("Annan"),
}


def hours(minutes: int) -> str:
    """7,5 tim; quarters are all there is."""
    return tr("{hours} tim").format(hours=hours_figure(minutes))


def hours_figure(minutes: int) -> str:
    """7,5: the figure alone, in the language in force."""
    written = locale().toString(minutes / 60, "f", 2)
    point = locale().decimalPoint()
    return written.rstrip("0").rstrip(point) if point in written else written


def month_words(month: Month) -> str:
    """November 2026."""
    written = locale().toString(QDate(month.year, month.number, 1), "MMMM yyyy")
    return f"{written[:1].upper()}{written[1:]}"


def spent_words(spent: Iterable[Spent]) -> str:
    """Validering 6 tim · Utbildning 2 tim."""
    return " · ".join(f"{tr(ACTIVITIES[one.activity])} {hours(one.minutes)}" for one in spent)


def period_words(period: Period) -> str:
    """2026-01-12 – 2026-06-30, or since when."""
    if period.last is None:
        return tr("sedan {day}").format(day=iso_day(period.first))
    return f"{iso_day(period.first)} – {iso_day(period.last)}"


def attest_state(line: PartMonth) -> CellState:
    """Who has attested the month."""
    if line.hours is None:
        return CellState("minus", "neutral", tr("Inte attesterad"))
    if line.hours.confirmed is None:
        return CellState("clock", "warn", tr("Väntar på deltagaren"))
    if line.hours.way is Attested.PAPER:
        return CellState("check-circle", "ok", tr("Av båda, på papper"))
    return CellState("check-circle", "ok", tr("Av båda"))


def minutes_of(line: PartMonth) -> str:
    """What is attested, or nothing."""
    return "" if line.hours is None else hours_figure(line.minutes)


def proposal_of(line: PartMonth) -> str:
    """What the sittings come to, or nothing."""
    return hours_figure(total(line.proposal)) if line.proposal else ""
