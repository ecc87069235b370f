"""The encrypted file: what is refused, what is said, and that threads never lose a change."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from app.storage import desk_facts
from app.storage.database import Database
from app.storage.errors import DamagedDatabase, DeskClosed
from app.storage.tables import CaseRow, Row
from app.storage.upgrade import open_desk
from tests.factories import NOON
from tests.stored_desk import ASSESSOR, CASE, KEY, PERSON, PROTOCOL, fill


def test_nothing_in_the_files_can_be_read_without_the_key(file: Path, database: Database) -> None:
    """R51: database and write-ahead log are encrypted from the first byte."""
    with database.transaction() as session:
        desk_facts.put(session, "secret", "Testcenter Värnamo")
    for part in (file, file.with_name("desk.db-wal")):
        content = part.read_bytes()
        assert "Värnamo".encode() not in content
        assert b"SQLite format 3" not in content
        assert b"desk_facts" not in content


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    """People name folders as they like."""
    folder = tmp_path / "år 100% #1? & så"
    folder.mkdir()
    database = open_desk(folder / "desk.db", KEY)
    _fill(database)
    database.close()
    assert [path.name for path in folder.iterdir()] == ["desk.db"]


def test_another_key_is_answered_as_damage(file: Path, database: Database) -> None:
    """The vault proves the key, so a key that does not fit means other bytes."""
    database.close()
    with pytest.raises(DamagedDatabase) as caught:
        Database.open(file, bytes(32))
    assert caught.value.path == file


def test_a_file_of_something_else_is_answered_as_damage(file: Path) -> None:
    """A text file in the database's place is said, not crashed on."""
    file.write_bytes(b"this is a letter, not a database\n" * 400)
    with pytest.raises(DamagedDatabase):
        open_desk(file, KEY)


def test_a_file_cut_short_is_answered_as_damage(file: Path, database: Database) -> None:
    """Half a file opens to an answer, at once or at the first read of what is gone."""
    _fill(database)
    database.close()
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(DamagedDatabase):
        _read_all(file)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_is_noticed_by_the_check(
    file: Path, tmp_path: Path, place: float, bit: int
) -> None:
    """Every page carries a seal of its own; one bit anywhere breaks it."""
    if not file.exists():
        database = open_desk(file, KEY)
        _fill(database)
        database.close()
    damaged, content = tmp_path / "damaged.db", bytearray(file.read_bytes())
    content[int(place * len(content))] ^= 1 << bit
    damaged.write_bytes(content)
    try:
        database = Database.open(damaged, KEY)
    except DamagedDatabase:
        return
    try:
        assert not database.is_sound()
    except DamagedDatabase:
        pass
    finally:
        database.close()


def test_an_unharmed_file_is_sound(database: Database) -> None:
    """The check has no false alarm."""
    _fill(database)
    database.settle()
    assert database.is_sound()


def test_every_table_refuses_a_value_of_another_type(database: Database) -> None:
    """STRICT on every table: SQLite keeps what it is told, and nothing else."""
    with database.reading() as session:
        known = dict(session.execute(text("SELECT name, strict FROM pragma_table_list")).all())
    assert {known[name] for name in Row.metadata.tables} == {1}
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.execute(text("INSERT INTO exports VALUES (1, 'now', 'x', 'y', 'many', 'z')"))


def test_a_second_open_case_of_a_person_and_profile_is_refused(database: Database) -> None:
    """I5, by the schema itself; a case that is over does not count."""
    with database.transaction() as session:
        fill(session)
        session.add(_case(101, "cancelled"))
    with pytest.raises(IntegrityError):
        _add(database, _case(102, "booked"))


def test_a_row_that_refers_to_nothing_is_refused(database: Database) -> None:
    """Foreign keys are on for every connection."""
    with pytest.raises(IntegrityError):
        _add(database, _case(101, "booked"))


def test_an_exception_inside_leaves_nothing_behind(database: Database) -> None:
    """One unit of work is all or nothing."""
    with pytest.raises(RuntimeError, match="changed my mind"):
        _change_ones_mind(database)
    with database.reading() as session:
        assert desk_facts.get(session, "half") is None


def test_a_reading_unit_cannot_write(database: Database) -> None:
    """What reads by mistake writes nothing."""
    with database.reading() as session, pytest.raises(OperationalError):
        desk_facts.put(session, "a", "b")


def test_a_reading_unit_sees_one_state_while_another_writes(database: Database) -> None:
    """WAL: a list being read does not change under the reader, and does not block the writer."""
    with database.transaction() as session:
        desk_facts.put(session, "n", "1")
    with database.reading() as reader:
        assert desk_facts.get(reader, "n") == "1"
        with database.transaction() as writer:
            desk_facts.put(writer, "n", "2")
        reader.expire_all()
        assert desk_facts.get(reader, "n") == "1"


def test_four_threads_that_read_and_then_write_lose_nothing(database: Database) -> None:
    """BEGIN IMMEDIATE: no "database is locked", no lost update, whatever the order."""
    with database.transaction() as session:
        desk_facts.put(session, "n", "0")
    start = threading.Barrier(4)

    def count() -> None:
        start.wait()
        for _ in range(25):
            with database.transaction() as session:
                desk_facts.put(session, "n", str(int(desk_facts.need(session, "n")) + 1))

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(count) for _ in range(4)]:
            done.result()
    with database.reading() as session:
        assert desk_facts.get(session, "n") == "100"


def test_closing_folds_the_log_into_the_file(file: Path, database: Database) -> None:
    """After a clean end one file holds everything."""
    _fill(database)
    database.close()
    assert [path.name for path in file.parent.glob("desk.db*")] == ["desk.db"]


def test_a_closed_desk_opens_no_more(database: Database) -> None:
    """Keys are forgotten with the close: work that comes late is refused, not let in."""
    database.close()
    database.close()
    for unit in (database.reading, database.transaction):
        with pytest.raises(DeskClosed), unit():
            pass


def test_a_naive_time_never_reaches_the_file(database: Database) -> None:
    """Times are aware; one without offset is a bug and rises."""
    case = _case(101, "booked")
    case.opened = datetime(2026, 5, 4, 12, 0)
    with pytest.raises(StatementError, match="naive time"):
        _add(database, case)


def test_times_come_back_as_the_same_moment(database: Database) -> None:
    """Stored in UTC, read in the local offset, equal."""
    with database.transaction() as session:
        fill(session)
    with database.reading() as session:
        assert session.scalar(text("SELECT opened FROM cases")) == "2026-05-04T10:00:00.000000Z"
        assert session.get_one(CaseRow, CASE).opened == NOON


def _add(database: Database, row: Row) -> None:
    with database.transaction() as session:
        session.add(row)


def _change_ones_mind(database: Database) -> None:
    with database.transaction() as session:
        desk_facts.put(session, "half", "done")
        session.flush()
        raise RuntimeError("changed my mind")


def _case(number: int, state: str) -> CaseRow:
    return CaseRow(
        id=UUID(int=number),
        person_id=PERSON,
        protocol_hash=PROTOCOL,
        code="CNC-1",
        centre="Testcenter Värnamo",
        assessor_id=ASSESSOR,
        state=state,
        opened=NOON,
        touched=NOON,
        machine="",
        gauge="",
    )


def _fill(database: Database) -> None:
    with database.transaction() as session:
        for number in range(400):
            desk_facts.put(session, f"fact {number}", "x" * 300)


def _read_all(file: Path) -> None:
    database = Database.open(file, KEY)
    try:
        with database.reading() as session:
            session.execute(text("SELECT name, value FROM desk_facts")).all()
    finally:
        database.close()
