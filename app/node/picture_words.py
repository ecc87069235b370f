"""Months, days and counts in words, in the reader's language."""

from datetime import date, datetime
from typing import Final

from app.node.wording import Words

_SV: Final = "januari februari mars april maj juni juli augusti september oktober november december"
_EN: Final = "January February March April May June July August September October November December"
_MONTHS: Final = {"sv": _SV.split(), "en": _EN.split()}


def month(words: Words, day: date, today: date | None = None) -> str:
    """The month in full; with its year where that is not the year of `today`."""
    name = _MONTHS[words.language][day.month - 1]
    return name if today is None or day.year == today.year else f"{name} {day.year}"


def short_month(words: Words, day: date) -> str:
    """Three letters, small in Swedish."""
    return _MONTHS[words.language][day.month - 1][:3]


def days(words: Words, count: int) -> str:
    """So many days; the same day for none."""
    key = {0: "days_0", 1: "days_1"}.get(count, "days")
    return words.counted(key, count)


def signed(change: int) -> str:
    """A change with its sign, a minus as wide as a plus."""
    return f"+{change}" if change > 0 else f"\N{MINUS SIGN}{-change}" if change else "±0"


def counted(words: Words, key: str, count: int) -> str:
    """The words of `key`, or of `key_1` for one."""
    return words.counted(f"{key}_1" if count == 1 else key, count)


def thousands(count: int) -> str:
    """Digits in threes with a space that does not break."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def when(words: Words, moment: datetime, today: date) -> str:
    """How long ago, or how long until, in days."""
    apart = (moment.astimezone().date() - today).days
    if apart > 0:
        return words["in_days"].format(days=days(words, apart))
    return words["today"] if apart == 0 else days(words, -apart)
