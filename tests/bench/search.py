"""Search while typing over 100 000 people: milliseconds from the key to rows."""

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from app.domain.clock import SystemClock
from app.domain.ids import IdMaker
from app.storage import people as rows
from app.storage.database import Database
from app.storage.person_search import Findable, sort_name, token_rows, words_row
from app.workspace import Workspace
from tests.bench.desk import opened
from tests.bench.measured import Measured

PEOPLE = 100_000
GOAL = 16
COMPANIES = 800

_FIRST = """
Karin Magnus Eva Johan Anna Lars Mikael Gunilla Linnea Viktor Jonas Peter Fredrik Daniel
Andreas Tomasz Marko Ali Erik Helena Sofia Maria Fatima Ida Anders Per Nils Karl Elin Sara
Emma Hanna Oskar Emil Gustav Åsa Örjan Ulf Bo Inger Birgitta Margareta Elisabeth Mohammed
Amina Zeynep Łukasz Søren Jürgen Agnès
"""
_LAST = """
Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson
Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström
Olofsson Lindqvist Lindgren Berg Axelsson Bergström Lundberg Lind Lundgren Lundqvist
Mattsson Berglund Fredriksson Sandberg Henriksson Forsberg Sjöberg Wallin Engström Eklund
Danielsson Lundin Håkansson Björk Bergman Gunnarsson Holm Wikström Samuelsson Isaksson
Fransson Åberg Öberg Wójcik Petrović Hosseini Yılmaz Sørensen Müller Nguyen
"""
_COMPANY = """INSERT INTO organisations (id, name, search_name, kind, created)
VALUES (?, ?, ?, 'company', ?)"""
_PERSON = """INSERT INTO people (id, line, name, sort_name, birth_date, employer_id, registered,
identity_kind, protected, language, employment)
VALUES (?, ?, ?, ?, ?, ?, ?, 'none', 0, 'sv', 'employed')"""
_TOKEN = "INSERT INTO person_tokens (rank, token, sort_name, line) VALUES (?, ?, ?, ?)"
_WORDS = "INSERT INTO person_words (line, words) VALUES (?, ?)"
_KEYS = (
    "lindqvist",
    "anna svensson",
    "a b",
    "karl and",
    "verkstad 12",
    "19870521",
    "wojcik",
    "margareta fredriksson",
    "zzz",
)


def measured() -> Sequence[Measured]:
    """Milliseconds from a typed key to the rows found, and to the rows painted in the window."""
    with filled_desk() as workspace:
        typed = [key[:length] for key in _KEYS for length in range(1, len(key) + 1)]
        for text in typed:
            workspace.people.search(text)
        found = [_time(workspace, text) for text in typed * 5]
        painted = _painted(workspace, typed)
    return (
        Measured("search while typing, rows found, ms", "ms", found, GOAL),
        Measured("search while typing, rows painted, ms", "ms", painted, GOAL),
    )


def _painted(workspace: Workspace, typed: Sequence[str]) -> list[float]:
    """Through the window's own field and table, offscreen."""
    from tests.bench.typing import Typist

    typist = Typist(workspace)
    try:
        return [typist.type(text) for text in typed]
    finally:
        typist.close()


@contextmanager
def filled_desk(people: int = PEOPLE) -> Iterator[Workspace]:
    """A practice desk with this many more people, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = opened(Path(folder))
        try:
            fill(workspace.desk.database, people)
            yield workspace
        finally:
            workspace.close()


def fill(database: Database, people: int) -> None:
    """Store people with ordinary names and no numbers, quickly: without log and duplicates."""
    chance, clock = random.Random(7), SystemClock()
    new_id, now = IdMaker(clock), "2026-05-04T10:00:00.000000Z"
    companies = [
        (str(new_id()), f"Verkstad {number} AB", f"verkstad {number} ab")
        for number in range(COMPANIES)
    ]
    with database.transaction() as session:
        first = rows.count(session) + 1
        run = session.connection().exec_driver_sql
        run(_COMPANY, [(*company, now) for company in companies])
        found = [
            _person(first + n, chance, companies[(first + n) % COMPANIES][1]) for n in range(people)
        ]
        run(_PERSON, [_row(person, str(new_id()), companies, now) for person in found])
        tokens = (token for person in found for token in token_rows(person))
        run(_TOKEN, sorted(tuple(token.values()) for token in tokens))
        run(_WORDS, [tuple(words_row(person).values()) for person in found])


def _person(line: int, chance: random.Random, company: str) -> Findable:
    born = date(1960, 1, 1) + timedelta(days=chance.randrange(16_000))
    name = f"{chance.choice(_FIRST.split())} {chance.choice(_LAST.split())}"
    return Findable(line, name, company, born)


def _row(
    person: Findable, person_id: str, companies: list[tuple[str, str, str]], now: str
) -> tuple[object, ...]:
    company = companies[person.line % COMPANIES][0]
    born = None if person.birth_date is None else person.birth_date.isoformat()
    return person_id, person.line, person.name, sort_name(person.name), born, company, now


def _time(workspace: Workspace, text: str) -> float:
    begun = time.perf_counter()
    workspace.people.search(text)
    return (time.perf_counter() - begun) * 1_000
