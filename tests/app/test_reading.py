"""A second window on one desk looks: it sees what the first commits, and nothing can write."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.domain.desks import PRACTICE_PIN, DeskKind
from app.seal.vault import WrongSecret
from app.storage.errors import DeskInUse, OpenForReading
from app.usecases.people import NewPerson
from app.workspace import Desks, Workspace
from tests.desk_work import MARIA, desks, practice_desk
from tests.factories import FixedClock

KIND = DeskKind.PRACTICE


@pytest.fixture
def first(desk_home: Path, clock: FixedClock) -> Iterator[Workspace]:
    """The window that writes."""
    opened = practice_desk(desk_home, clock)
    yield opened
    opened.close()


@pytest.fixture
def found(desk_home: Path, clock: FixedClock, first: Workspace) -> Desks:
    """What a second start finds."""
    assert first.kind is KIND
    return desks(desk_home, clock)


@pytest.fixture
def second(found: Desks, first: Workspace) -> Iterator[Workspace]:
    """The same desk, open for looking."""
    opened = found.look(KIND, first.assessor.id, PRACTICE_PIN)
    yield opened
    opened.close()


def test_the_second_is_told_who_writes_and_since_when(found: Desks, first: Workspace) -> None:
    with pytest.raises(DeskInUse) as told:
        found.unlock(KIND, first.assessor.id, PRACTICE_PIN)
    assert (told.value.who, told.value.since) == (MARIA, first.desk.clock.now())
    assert (told.value.reason, found.is_free(KIND)) == ("held", False)


def test_it_sees_what_the_first_commits(first: Workspace, second: Workspace) -> None:
    """R62: nothing shown is older than the last look."""
    before = second.people.search("Nykomling").matching
    first.people.register(NewPerson("Nora Nykomling"))
    assert (before, second.people.search("Nykomling").matching) == (0, 1)
    assert second.is_for_reading
    assert second.syncing.status().waiting == first.syncing.status().waiting


WRITES: dict[str, Callable[[Workspace, Path], object]] = {
    "register": lambda desk, _to: desk.people.register(NewPerson("Ingen Alls")),
    "open": lambda desk, _to: desk.cases.open(uuid4(), "CNC-1"),
    "copy": lambda desk, _to: desk.backups.keep_now(),
    "code": lambda desk, _to: desk.recovery.keep(desk.recovery.make(PRACTICE_PIN)),
    "sync": lambda desk, _to: desk.syncing.run(lambda _p: None, lambda: False),
    "bundle": lambda desk, to: desk.bundles.write(to, lambda _p: None, lambda: False),
    "second place": lambda desk, to: desk.backups.choose_second(to.parent),
    "secrecy": lambda desk, _to: desk.secrecy.sign(PRACTICE_PIN),
    "rebuild": lambda desk, _to: desk.desk.database.rebuild(lambda _c: None),
    "settle": lambda desk, _to: desk.desk.database.settle(),
}


@pytest.mark.parametrize("name", WRITES)
def test_whatever_would_write_is_refused_in_words(
    name: str, second: Workspace, tmp_path: Path, desk_home: Path
) -> None:
    """R59: not a byte of the desk's file or its key file changes."""
    before = _kept(desk_home)
    with pytest.raises(OpenForReading):
        WRITES[name](second, tmp_path / "ut.intyga")
    assert _kept(desk_home) == before
    assert not (tmp_path / "ut.intyga").exists()


def test_no_statement_can_write_even_past_the_use_cases(second: Workspace) -> None:
    """The file itself is opened so; every use case's transaction is the one refused here."""
    database = second.desk.database
    with pytest.raises(OpenForReading), database.transaction():
        pytest.fail("a transaction began")
    with database.reading() as session:
        session.execute(text("PRAGMA query_only = 0"))
        with pytest.raises(Exception, match="readonly"):
            session.execute(text("DELETE FROM people"))


def test_a_wrong_pin_is_counted_by_the_second_too(found: Desks, first: Workspace) -> None:
    """A second window is no way to guess for free."""
    for left in (4, 3):
        with pytest.raises(WrongSecret) as told:
            found.look(KIND, first.assessor.id, "000000")
        assert told.value.left == left


def test_it_writes_once_the_first_is_closed_and_not_before(
    found: Desks, first: Workspace, second: Workspace
) -> None:
    """Its own keys open it again; the one that comes third looks in its turn."""
    with pytest.raises(DeskInUse):
        found.write_instead(second)
    assert second.people.search("").total
    first.close()
    assert (found.is_free(KIND), found.writer(KIND)) == (True, None)
    writing = found.write_instead(second)
    writing.people.register(NewPerson("Nora Nykomling"))
    with pytest.raises(DeskInUse) as told:
        found.unlock(KIND, writing.assessor.id, PRACTICE_PIN)
    assert told.value.who == MARIA
    assert writing.log_check.verify().is_whole
    writing.close()


def _kept(home: Path) -> dict[str, bytes]:
    files = (file for file in home.rglob("*") if file.is_file() and file.suffix != ".db-shm")
    return {file.name: file.read_bytes() for file in files if not file.name.endswith("-shm")}
