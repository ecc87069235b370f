"""What stands at the head of a blank form, and the short code that ties it to its case."""

from dataclasses import dataclass
from uuid import UUID

from app.domain.text import Language, Text


@dataclass(frozen=True, slots=True)
class FormHead:
    """Whose form it is and for what; never an identity number (I12)."""

    language: Language
    practice: bool
    name: str
    code: str
    role: Text
    protocol: str
    centre: str
    label: Text
    machine: str = ""
    gauge: str = ""


def form_code(case_id: UUID) -> str:
    """`4F2A 91CB`: the last eight hexadecimal digits of the case's id, read out easily."""
    digits = case_id.hex[-8:].upper()
    return f"{digits[:4]} {digits[4:]}"


def letter(at: int) -> str:
    """The letter of the option at place `at` from 0, as it is printed and keyed in."""
    return chr(ord("A") + at)
