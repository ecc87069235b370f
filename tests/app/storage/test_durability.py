"""What was answered as saved is there after a kill, a full disk, a failing disk."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from app.storage.database import Database
from app.storage.errors import DiskFailed
from app.storage.upgrade import open_desk
from tests.stored_desk import KEY

resource = pytest.importorskip("resource", reason="file size limits need POSIX")
ROOT = Path(__file__).parents[3]
Process = subprocess.Popen[str]


@pytest.mark.parametrize("answers", [1, 7, 40, 150])
def test_every_acknowledged_answer_survives_a_kill(file: Path, answers: int) -> None:
    """R18: killed at any point, what was said to be saved is there; what was not is all or none."""
    with _writing(file, 0, 300) as process:
        for number in range(answers):
            assert _said(process) == f"saved {number}"
        process.kill()
        process.wait()
        assert process.stdout is not None
        said = answers + len(process.stdout.read().splitlines())  # went on until it was killed
    assert set(range(said)) <= _answers(file) <= set(range(said + 1))


def test_a_killed_program_never_keeps_its_successor_out(file: Path) -> None:
    """The write-ahead log is read again; work goes on at the next number."""
    for first in (0, 10, 20):
        with _writing(file, first, 3_000) as process:
            for number in range(first, first + 10):
                assert _said(process) == f"saved {number}"
            process.kill()
            process.wait()
    assert set(range(30)) <= _answers(file)


def test_a_full_disk_is_said_and_loses_nothing(small_disk: Path) -> None:
    """An answer that does not fit is refused in words; with room again the same one is saved."""
    file, ballast = small_disk / "desk.db", small_disk / "ballast"
    ballast.write_bytes(b"x" * 2_000_000)
    with _writing(file, 0, 4_000) as process:
        saved, line = 0, _said(process)
        while line != "full":
            assert line == f"saved {saved}"
            saved, line = saved + 1, _said(process)
        assert saved > 10
        ballast.unlink()
        assert _said_after_a_key(process) == f"saved {saved}"
        assert _said(process) == f"saved {saved + 1}"
        process.kill()
        process.wait()
    assert set(range(saved + 2)) <= _answers(file)


def test_a_kill_on_a_full_disk_loses_nothing(small_disk: Path) -> None:
    """Opened again without room, everything that was saved can be read."""
    file, saved = small_disk / "desk.db", 0
    with _writing(file, 0, 4_000) as process:
        while _said(process) != "full":
            saved += 1
        process.kill()
        process.wait()
    assert set(range(saved)) <= _answers(file)


def test_a_disk_that_refuses_is_said_and_loses_nothing(file: Path) -> None:
    """A file that may not grow: the write fails, what was saved before stays, work goes on."""
    database = open_desk(file, KEY)
    allowed = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, allowed[1]))
    try:
        with pytest.raises(DiskFailed):
            _save(database, "too much", 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, allowed)
    _save(database, "answer 1", 10)
    with database.reading() as session:
        assert session.scalars(text("SELECT name FROM desk_facts")).all() == ["answer 1"]
    database.close()


def test_every_connection_waits_for_the_disk(database: Database) -> None:
    """FULL with WAL lost none of 2 000 simulated power cuts; anything less lost most."""
    for unit in (database.reading, database.transaction):
        with unit() as session:
            pragmas = ("synchronous", "journal_mode", "foreign_keys", "temp_store")
            found = [session.scalar(text(f"PRAGMA {pragma}")) for pragma in pragmas]
            assert found == [2, "wal", 1, 2]


@contextmanager
def _writing(file: Path, first: int, size: int) -> Iterator[Process]:
    command = [sys.executable, "-m", "tests.app.storage.writing_desk", str(file), str(first)]
    with subprocess.Popen(
        [*command, str(size)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _said(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _said_after_a_key(process: Process) -> str:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return _said(process)


def _answers(file: Path) -> set[int]:
    database = open_desk(file, KEY)
    with database.reading() as session:
        names = session.scalars(text("SELECT name FROM desk_facts WHERE name LIKE 'answer %'"))
        found = {int(name.split()[1]) for name in names}
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
    database.close()
    return found


def _save(database: Database, name: str, size: int) -> None:
    with database.transaction() as session:
        session.execute(
            text("INSERT INTO desk_facts VALUES (:n, :v)"), {"n": name, "v": "x" * size}
        )
