"""What stands on the receipt of a check, in the language it was made in."""

from dataclasses import dataclass

from app.domain.text import Language


@dataclass(frozen=True, slots=True)
class ReceiptWords:
    """Title, the answer, its line, rows of label and value, a note. Never a name (R41)."""

    language: Language
    title: str
    answer: str
    line: str
    rows: tuple[tuple[str, str], ...]
    note: str
