"""Numbers, days and times as the desk writes them, in the language in force."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QTime

from ui.language import language, locale, tr

NARROW_SPACE = "\u00a0"


def number(value: int) -> str:
    """1286 -> "1 286" (Swedish), "1,286" (English)."""
    return locale().toString(value)


def permille(share: int) -> str:
    """A share in permille as whole percent: 625 -> "62 %", never rounded up."""
    return f"{share // 10}{NARROW_SPACE}%"


def iso_day(value: date) -> str:
    """2026-11-19, for tables and documents."""
    return value.isoformat()[:10]


def day(value: date) -> str:
    """19 november 2026."""
    return locale().toString(_day(value), "d MMMM yyyy")


def short_day(value: date) -> str:
    """tors 19 nov."""
    return locale().toString(_day(value), "ddd d MMM").replace(".", "")


def weekday(value: date) -> str:
    """Torsdag 19 november 2026 · vecka 47."""
    written = locale().toString(_day(value), "dddd d MMMM yyyy")
    week = tr("vecka {number}").format(number=value.isocalendar().week)
    return f"{written[0].upper()}{written[1:]} · {week}"


def clock_time(value: datetime) -> str:
    """10:42."""
    return QTime(value.hour, value.minute).toString("HH:mm")


def day_and_time(value: datetime) -> str:
    """19 november 2026 10:42."""
    return f"{day(value)} {clock_time(value)}"


def short_day_and_time(value: datetime) -> str:
    """tis 17 nov 14:06."""
    return f"{short_day(value)} {clock_time(value)}"


def countdown(seconds: int) -> str:
    """Time left on a clock: 1:24:36, 24:36."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def duration(seconds: int) -> str:
    """4 tim 35 min."""
    hours, minutes = divmod(max(0, seconds) // 60, 60)
    if not hours:
        return tr("{minutes} min").format(minutes=minutes)
    return tr("{hours} tim {minutes} min").format(hours=hours, minutes=minutes)


def size(octets: int) -> str:
    """17,1 MB."""
    if octets < 1_000_000:
        return f"{locale().toString(max(1, round(octets / 1000)))}{NARROW_SPACE}kB"
    return f"{locale().toString(octets / 1_000_000, 'f', 1)}{NARROW_SPACE}MB"


def decimal(text: str) -> str:
    """A decimal number written with a point, as the language writes it: 24.990 -> "24,990"."""
    return text.replace(".", ",").replace("-", "\u2212") if language() == "sv" else text


def _day(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)
