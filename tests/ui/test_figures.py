"""Numbers, days and times as they are written here and in English."""

from datetime import UTC, date, datetime

from PySide6.QtWidgets import QApplication

from ui import figures
from ui.language import set_language

DAY = date(2026, 11, 19)
MOMENT = datetime(2026, 11, 17, 14, 6, tzinfo=UTC)


def test_days_and_times_are_written_out(qapp: QApplication) -> None:
    assert figures.weekday(DAY) == "Torsdag 19 november 2026 · vecka 47"
    assert figures.day(DAY) == "19 november 2026"
    assert figures.short_day_and_time(MOMENT) == "tis 17 nov 14:06"
    assert figures.iso_day(DAY) == "2026-11-19"
    set_language("en")
    assert figures.weekday(DAY) == "Thursday 19 November 2026 · week 47"
    assert figures.short_day_and_time(MOMENT) == "Tue 17 Nov 14:06"


def test_time_left_is_read_as_on_a_clock() -> None:
    assert figures.countdown(5076) == "1:24:36"
    assert figures.countdown(59) == "0:59"
    assert figures.countdown(-3) == "0:00"


def test_time_spent_is_told_in_words(qapp: QApplication) -> None:
    assert figures.duration(16_500) == "4 tim 35 min"
    assert figures.duration(600) == "10 min"


def test_a_share_is_never_rounded_up(qapp: QApplication) -> None:
    assert figures.permille(599) == "59\u00a0%"
    assert figures.permille(1000) == "100\u00a0%"


def test_sizes_and_decimals_follow_the_language(qapp: QApplication) -> None:
    assert figures.size(17_100_000) == "17,1\u00a0MB"
    assert figures.size(300) == "1\u00a0kB"
    assert figures.decimal("-24.990") == "\u221224,990"
    set_language("en")
    assert figures.size(17_100_000) == "17.1\u00a0MB"
    assert figures.decimal("24.990") == "24.990"
