"""Units of work made one: on the disk together, one that fails undoes only itself, none for all."""

import threading

import pytest
from sqlalchemy import select

from app.storage import desk_facts
from app.storage.database import Database
from app.storage.errors import DamagedRecord
from app.storage.tables import DeskFact


def _kept(database: Database) -> set[str]:
    """The names of the facts another thread finds in the file."""
    found: set[str] = set()

    def read() -> None:
        with database.reading() as session:
            found.update(session.scalars(select(DeskFact.name)))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    return found


def _put(database: Database, name: str) -> None:
    with database.transaction() as session:
        session.add(DeskFact(name=name, value="yes"))


def test_units_in_a_row_are_read_at_once_and_on_the_disk_together(database: Database) -> None:
    """What one unit wrote the next one reads; others see it when all of it is there."""
    with database.together():
        _put(database, "first")
        _put(database, "second")
        with database.reading() as session:
            assert session.get(DeskFact, "second") is not None
        assert not {"first", "second"} & _kept(database)
    assert {"first", "second"} <= _kept(database)


def test_a_unit_that_fails_undoes_itself_alone(database: Database) -> None:
    """Whoever catches its error goes on with what was there before."""

    def fail() -> None:
        with database.transaction() as session:
            session.add(DeskFact(name="half", value="yes"))
            session.flush()
            desk_facts.need(session, "nothing of the kind")

    with database.together():
        _put(database, "before")
        with pytest.raises(DamagedRecord):
            fail()
        _put(database, "after")
    assert _kept(database) >= {"before", "after"}
    assert "half" not in _kept(database)


def test_an_error_through_all_of_it_leaves_nothing(database: Database) -> None:
    """All or none, and the thread's next unit is its own again."""

    def break_off() -> None:
        with database.together():
            _put(database, "first")
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    assert "first" not in _kept(database)
    _put(database, "alone")
    assert "alone" in _kept(database)
