"""What somebody filled in on a page, read field by field."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import parse_qsl

from app.domain.errors import UserError
from app.node.filters import plain_line

MOST_FIELDS: Final = 500
TOKEN_FIELD: Final = "form_token"


class BadField(UserError):
    """A field is not filled in as the page asked. `why`: missing, too_short, too_long, not_one."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__()
        self.field = field
        self.why = why


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one form."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, body: bytes) -> "Form":
        """Read application/x-www-form-urlencoded; ValueError for anything else."""
        text = body.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
        return cls(tuple(pairs))

    def raw(self, name: str) -> str:
        """Exactly what was typed: passwords, pasted files. "" where the field is missing."""
        return next((value for key, value in self.pairs if key == name), "")

    def text(self, name: str, *, least: int = 0, most: int = 200) -> str:
        """One plain line. Raises BadField."""
        return _within(name, plain_line(self.raw(name)), least, most)

    def lines(self, name: str, *, least: int = 0, most: int = 2_000) -> str:
        """Several plain lines. Raises BadField."""
        told = "\n".join(plain_line(line) for line in self.raw(name).splitlines()).strip()
        return _within(name, told, least, most)

    def choice(self, name: str, allowed: Iterable[str]) -> str:
        """One of these. Raises BadField."""
        given = self.raw(name)
        if given not in tuple(allowed):
            raise BadField(name, "not_one")
        return given

    def many(self, name: str, allowed: Collection[str] | None = None) -> tuple[str, ...]:
        """Every value of the name, such as ticked boxes; only those `allowed`."""
        given = (plain_line(value) for key, value in self.pairs if key == name)
        return tuple(one for one in given if allowed is None or one in allowed)

    def day(self, name: str) -> date | None:
        """A day, None where it is empty. Raises BadField."""
        given = self.text(name)
        try:
            return date.fromisoformat(given) if given else None
        except ValueError as error:
            raise BadField(name, "not_one") from error

    def number(self, name: str, least: int, most: int) -> int:
        """A whole number within. Raises BadField."""
        given = self.text(name, least=1, most=18)
        if not given.isascii() or not given.isdigit() or not least <= int(given) <= most:
            raise BadField(name, "not_one")
        return int(given)


def _within(name: str, text: str, least: int, most: int) -> str:
    if len(text) < least:
        raise BadField(name, "too_short" if text else "missing")
    if len(text) > most:
        raise BadField(name, "too_long")
    return text
