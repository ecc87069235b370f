"""Finding people while somebody types: ranked words in index order, so nothing is sorted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from sqlalchemy import delete, insert, text
from sqlalchemy.orm import Session

from app.storage.fold import words
from app.storage.tables import PersonTokenRow, PersonWordsRow

COUNTED = 500
"""Hits are counted to here; beyond, "more than" is all anybody needs."""

_READ = COUNTED + 200
_TRIED = 3_000
_AFTER = "\U0010ffff"


class Rank(IntEnum):
    """What a word of a person is; hits on a name stand before hits on a company."""

    NAME = 0
    COMPANY = 1
    BIRTH_DATE = 2


@dataclass(frozen=True, slots=True)
class Findable:
    """What a person is found by. `line` is the person's place in the order of registration."""

    line: int
    name: str
    employer: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """Hits as people's lines, best first; `is_capped`: there are more than `matching`."""

    lines: tuple[int, ...]
    matching: int
    is_capped: bool


def sort_name(name: str) -> str:
    """The folded name with the last word first: the order of a register."""
    folded = words(name)
    return " ".join((*folded[-1:], *folded[:-1]))


def token_rows(person: Findable) -> list[dict[str, object]]:
    """A row for every word the person is found by."""
    dates = () if person.birth_date is None else _date_words(person.birth_date)
    ranked = {
        Rank.NAME: words(person.name),
        Rank.COMPANY: words(person.employer),
        Rank.BIRTH_DATE: dates,
    }
    shown = sort_name(person.name)
    return [
        {"rank": rank, "token": token, "sort_name": shown, "line": person.line}
        for rank, tokens in ranked.items()
        for token in tokens
    ]


def words_row(person: Findable) -> dict[str, object]:
    """All the person's words in one text, a space before each."""
    tokens = dict.fromkeys(str(row["token"]) for row in token_rows(person))
    return {"line": person.line, "words": "".join(f" {token}" for token in tokens)}


def index_person(session: Session, person: Findable) -> None:
    """Let the person be found by these words and no others."""
    forget_person(session, person.line)
    index_newcomer(session, person)


def index_newcomer(session: Session, person: Findable) -> None:
    """As `index_person`, for somebody no search has found yet: nothing has to be forgotten."""
    session.execute(insert(PersonTokenRow), token_rows(person))
    session.execute(insert(PersonWordsRow), [words_row(person)])


def forget_person(session: Session, line: int) -> None:
    """Let no search find the person: protected, or erased."""
    for table in (PersonTokenRow, PersonWordsRow):
        session.execute(delete(table).where(table.line == line))


def find(session: Session, query: Sequence[str], limit: int) -> Found:
    """People all of whose words in `query` (folded) begin a word of theirs, best first."""
    if not query:
        return Found((), 0, is_capped=False)
    first = _rarest(session, query)
    others = {f"o{n}": f" {word}" for n, word in enumerate(query) if word != first}
    statement = _SELECT + "".join(f" AND instr(w.words, :{name}) > 0" for name in others) + _ORDER
    asked = {"low": first, "high": first + _AFTER, "read": _READ, **others}
    read = session.scalars(text(statement if others else _SELECT_ONE + _ORDER), asked).all()
    lines = tuple(dict.fromkeys(read))
    matching = min(len(lines), COUNTED)
    return Found(lines[:limit], matching, is_capped=len(lines) > matching or len(read) == _READ)


_RANGE = "t.rank IN (0, 1, 2) AND t.token >= :low AND t.token < :high"
_SELECT_ONE = f"SELECT t.line FROM person_tokens t WHERE {_RANGE}"
_SELECT = (
    "SELECT t.line FROM person_tokens t CROSS JOIN person_words w ON w.line = t.line "
    f"WHERE {_RANGE}"
)
_ORDER = " ORDER BY t.rank, t.token, t.sort_name, t.line LIMIT :read"
_COUNT = f"SELECT count(*) FROM (SELECT 1 FROM person_tokens t WHERE {_RANGE} LIMIT {_TRIED})"


def _rarest(session: Session, query: Sequence[str]) -> str:
    """The word that fewest people have: the others are only asked of those."""
    if len(query) == 1:
        return query[0]

    def cost(word: str) -> tuple[int, int]:
        counted = session.scalar(text(_COUNT), {"low": word, "high": word + _AFTER})
        return counted or 0, -len(word)

    return min(query, key=cost)


def _date_words(born: date) -> tuple[str, str]:
    return f"{born:%Y%m%d}", f"{born:%y%m%d}"
