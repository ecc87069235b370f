"""Finding people: folded, ranked, several words, any text at all."""

import string
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.storage.database import Database
from app.storage.fold import words
from app.storage.person_search import (
    COUNTED,
    Findable,
    Found,
    find,
    forget_person,
    index_person,
    sort_name,
)
from app.storage.upgrade import open_desk
from tests.stored_desk import KEY

BORN = date(1987, 5, 21)
PEOPLE = (
    Findable(1, "Karin Lindqvist", "Hällsjö Mekaniska AB", BORN),
    Findable(2, "Magnus Lindahl", "Hällsjö Mekaniska AB", date(1971, 3, 1)),
    Findable(3, "Łukasz Åberg", "Lindsjö Verktyg AB", date(1981, 1, 7)),
    Findable(4, "Linda Lindlöf", "", None),
    Findable(5, "Søren Weiß", "Bygg & Son <AB>", date(1957, 12, 30)),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A file in which these people are found."""
    database = open_desk(tmp_path_factory.mktemp("search") / "desk.db", KEY)
    with database.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for person in PEOPLE:
            session.connection().exec_driver_sql(
                "INSERT INTO people (id, line, name, sort_name, identity_kind, protected,"
                " language, employment, registered) VALUES (?, ?, '', '', '', 0, '', '', '')",
                (f"id {person.line}", person.line),
            )
            index_person(session, person)
    yield database
    database.close()


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("lind", (4, 2, 1, 3)),
        ("LINDQ", (1,)),
        ("karin lind", (1,)),
        ("lind karin", (1,)),
        ("lind mek", (2, 1)),
        ("lukasz", (3,)),
        ("aberg", (3,)),
        ("sören", (5,)),
        ("weiss", (5,)),
        ("19870521", (1,)),
        ("870521", (1,)),
        ("1987", (1,)),
        ("linda lindlöf", (4,)),
        ("linda linda", (4, 2)),
        ("karin åberg", ()),
        ("indqvist", ()),
        ("zzz", ()),
    ],
)
def test_people_are_found_by_the_beginnings_of_their_words(
    filled: Database, typed: str, lines: tuple[int, ...]
) -> None:
    """Names before companies, then by the word and the register's order."""
    found = _find(filled, typed)
    assert (found.lines, found.matching, found.is_capped) == (lines, len(lines), False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8") | st.sampled_from(string.punctuation), max_size=40))
@example("' OR 1=1 --")
@example('"lind"* NEAR/2 (a b)')
@example("%_\\*?[a-z]")
@example("AND OR NOT")
@example("lind\x00qvist")
@example("\U0010ffff")
def test_any_text_is_answered(filled: Database, typed: str) -> None:
    """Hostile or accidental: never an error, never somebody who has not these words."""
    query = words(typed)
    for line in _find(filled, typed).lines:
        person = next(each for each in PEOPLE if each.line == line)
        has = words(f"{person.name} {person.employer} {person.birth_date or ''}")
        short = "" if person.birth_date is None else f"{person.birth_date:%y%m%d}"
        assert all(any(w.startswith(word) for w in (*has, short)) for word in query)


@given(st.sampled_from(PEOPLE), st.data())
def test_everybody_is_found_by_any_beginning_of_any_of_their_words(
    filled: Database, person: Findable, data: st.DataObject
) -> None:
    """As upper or lower case, in any order."""
    known = words(f"{person.name} {person.employer}")
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=3))
    typed = [word[: data.draw(st.integers(1, len(word)))].upper() for word in chosen]
    assert person.line in _find(filled, " ".join(typed)).lines


def test_counting_stops_where_nobody_reads_on(database: Database) -> None:
    """A single letter meets tens of thousands: rows come first, the count says "more than"."""
    with database.transaction() as session:
        many = [
            Findable(line, f"Anna Andersson {line}", "Arbetsplats AB", None)
            for line in range(1, COUNTED + 300)
        ]
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for person in many:
            index_person(session, person)
        found = find(session, ("a",), 50)
        both = find(session, ("anna", "arb"), 50)
        one = find(session, ("anna", "417"), 50)
        session.rollback()
    assert (len(found.lines), found.is_capped) == (50, True)
    assert (both.matching, both.is_capped) == (COUNTED, True)
    assert (one.lines, one.matching, one.is_capped) == ((417,), 1, False)


def test_who_is_forgotten_is_found_by_nothing(filled: Database) -> None:
    """Protected people: no word leads to them."""
    with filled.transaction() as session:
        forget_person(session, 1)
        assert 1 not in find(session, ("karin",), 50).lines
        assert 1 not in find(session, ("hallsjo", "karin"), 50).lines
        session.rollback()


def test_a_register_is_ordered_by_the_last_word() -> None:
    """As people look for names."""
    assert sort_name("Karin Lindqvist") == "lindqvist karin"
    assert sort_name("Anna Maria von Essen") == "essen anna maria von"
    assert sort_name("Madonna") == "madonna"


def _find(database: Database, typed: str) -> Found:
    with database.reading() as session:
        return find(session, words(typed), 50)
