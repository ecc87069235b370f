"""Every expected error in words, both languages: what happened, what is safe, what to do next."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from app.domain.errors import UserError
from app.domain.text import Text
from ui.error_words import MEMBERS, WORDS
from ui.error_words_of import ErrorWords
from ui.figures import day, day_and_time, number
from ui.language import language, tr


@dataclass(frozen=True, slots=True)
class Message:
    """An error as the error bar shows it, in the language in force."""

    what: str
    safe: str
    next_step: str

    def in_one(self) -> str:
        """The whole message as one paragraph."""
        return " ".join(part for part in (self.what, self.safe, self.next_step) if part)


class NoWords(LookupError):
    """A UserError without words: a bug, found by a test."""


def message(error: UserError) -> Message:
    """The words for an error; NoWords if its class (or a parent of it) has none."""
    words = words_of(error)
    values = _Fields(error)
    what, safe, next_step = (
        tr(text).format_map(values) if text else ""
        for text in (words.what, words.safe, words.next_step)
    )
    return Message(what, safe, next_step)


def words_of(error: UserError) -> ErrorWords:
    """The words for exactly this: by class and its problem, code or reason, else by class."""
    for kind in type(error).__mro__:
        for field in ("problem", "code", "reason"):
            found = WORDS.get(f"{kind.__name__}.{getattr(error, field, '')}")
            if found is not None:
                return found
        found = WORDS.get(kind.__name__)
        if found is not None:
            return found
    raise NoWords(type(error).__name__)


class _Fields(dict[str, str]):
    """The fields of an error, readable in the language in force; asked for one by one."""

    def __init__(self, error: UserError) -> None:
        super().__init__()
        self._error = error

    def __missing__(self, name: str) -> str:
        """A field; `areas_count` is how many things the field `areas` holds."""
        field, _, what = name.rpartition("_")
        if what == "count" and not hasattr(self._error, name):
            return number(len(getattr(self._error, field)))
        return readable(getattr(self._error, name))


def readable(value: object) -> str:
    """A value as a person reads it."""
    match value:
        case Enum():
            return tr(MEMBERS.get(value.name, value.name))
        case Text():
            return value.in_language(language())
        case datetime():
            return day_and_time(value)
        case date():
            return day(value)
        case int():
            return number(value)
        case Path():
            return value.name
        case list() | tuple() | frozenset() | set():
            return ", ".join(readable(part) for part in value)
        case _:
            return str(value)
