"""Text as a spreadsheet may hold it: seen, short enough, and never taken for a formula."""

import unicodedata
from datetime import date, datetime

LONGEST_CELL = 32_767
"""Excel's limit for one cell, in UTF-16 units."""

FIRST_SHEET_DAY = date(1900, 3, 1)
"""Earlier days are counted differently by Excel and LibreOffice, or not at all."""

# What starts a formula: OWASP "CSV Injection" and ASVS 5.0, 1.2.10, with the full-width forms.
_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")
_TURNING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_DROPPED = {"Cc", "Cs", "Cn"}


def shown_text(text: str) -> str:
    """The text without control characters, halves of pairs and what turns reading around."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if letter in "\t\n" or _is_shown(letter))


def whole_letters(text: str) -> str:
    """The text as it is, but for halves of pairs, which no file can hold."""
    return text.encode("utf-8", "replace").decode() if max(text, default="") >= "\ud800" else text


def inert_text(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would compute it.

    Programs skip spaces and what has no ink before a formula, so that they do not hide one.
    """
    if text[:1].isalnum():
        return text
    head = next((letter for letter in text if not _is_skipped(letter)), " ")
    return f"'{text}" if head in _STARTS or text[:1] in _STARTS else text


def cell_text(text: str) -> tuple[str, bool]:
    """The text as one cell of a sheet holds it, and whether it had to be cut."""
    if len(text) <= LONGEST_CELL // 2 and text.isascii() and text.isprintable():
        return text, False
    shown = shown_text(text)
    if len(shown) <= LONGEST_CELL // 2 or _units(shown) <= LONGEST_CELL:
        return shown, False
    kept = shown.encode("utf-16-le")[: 2 * (LONGEST_CELL - 1)]
    return kept.decode("utf-16-le", "ignore") + "…", True


def is_sheet_day(day: date | datetime) -> bool:
    """Whether every spreadsheet takes the day for the same one."""
    plain = day.date() if isinstance(day, datetime) else day
    return plain >= FIRST_SHEET_DAY


def _is_skipped(letter: str) -> bool:
    return letter not in _STARTS and (
        letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc")
    )


def _is_shown(letter: str) -> bool:
    return unicodedata.category(letter) not in _DROPPED and letter not in _TURNING


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)
