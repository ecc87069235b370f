"""What a typed text may mean: a name, a company, a birth date, a number, a certificate."""

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.domain.identity_number import parse_identity_number
from app.storage import people as rows
from app.storage.fold import words
from app.storage.person_search import find
from app.usecases.desk import Desk
from app.usecases.person_lines import PersonLine, person_lines

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})
_SHORTEST, _GROUPS = 4, 16
_BITS = 80
_NUMBER = re.compile(r"[\d\s+-]+", re.ASCII)
_CENTURIES = ("19", "20")


@dataclass(frozen=True, slots=True)
class SearchHits:
    """Hits, best first. `total`: all people; `matching`: how many fit, counted up to 500.

    `more`: there are more than `matching`. `words`: the folded words to mark in the lines.
    """

    total: int
    matching: int
    lines: tuple[PersonLine, ...]
    words: tuple[str, ...]
    more: bool = False


def find_people(desk: Desk, session: Session, text: str, limit: int) -> SearchHits:
    """The people `text` may mean; those last touched when it has no letter and no digit."""
    total, query = rows.count(session), words(text)
    if not query:
        recent = person_lines(desk, session, rows.recent_lines(session, limit))
        return SearchHits(total, total, tuple(recent), ())
    exact = _exact(desk, session, text)
    if exact is not None:
        return SearchHits(total, len(exact), tuple(person_lines(desk, session, exact)), query)
    found = find(session, [_birth_digits(word) for word in query], limit)
    lines = tuple(dict.fromkeys((*_certified(session, text), *found.lines)))[:limit]
    matching = max(found.matching, len(lines))
    shown = tuple(person_lines(desk, session, lines))
    return SearchHits(total, matching, shown, query, found.is_capped)


def _exact(desk: Desk, session: Session, text: str) -> tuple[int, ...] | None:
    """Who has the whole identity number typed; None when the text is no such number."""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = parse_identity_number(text, desk.clock.now().date(), age_confirmed=True)
    except UserError:
        return None
    person = rows.with_number(session, desk.identities.hash(number.digits))
    return () if person is None else (person,)


def _certified(session: Session, text: str) -> tuple[int, ...]:
    """Whose certificate numbers begin with the text, from four characters on."""
    letters = text.strip().upper().translate(_READ_AS)[:_GROUPS]
    may_be = len(letters) >= _SHORTEST and any(letter.isdigit() for letter in text)
    if not may_be or not set(letters) <= set(_LETTERS):
        return ()
    value = 0
    for letter in letters:
        value = value << 5 | _LETTERS.index(letter)
    open_bits = _BITS - 5 * len(letters)
    low, high = value << open_bits, (value + 1 << open_bits) - 1
    return rows.with_certificate(session, low.to_bytes(10, "big"), high.to_bytes(10, "big"))


def _birth_digits(word: str) -> str:
    """The birth date in the beginning of an identity number, other words as they are."""
    if not word.isdigit():
        return word
    return word[:8] if word.startswith(_CENTURIES) else word[:6]
