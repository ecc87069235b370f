"""`demo-region`: a region of believable people, made by the real use cases, that opens."""

import multiprocessing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.commands.demo.laptop import SECRET
from app.commands.demo.region import UNFINISHED, make
from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from app.node.database import NodeDatabase
from app.node.funding_tables import KnownParticipation
from app.node.result_tables import KnownCompany
from app.node.tables import StoredRecord
from app.workspace import Desks
from tests.app.commands.command_line import run_app
from tests.app.node.read_region import read_overview
from tests.app.storage.test_pepper import Kept
from tests.factories import official_numbers


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small one."""
    place = tmp_path_factory.mktemp("demo") / "region"
    done = run_app("demo-region", place, "--people", "3", "--months", "2")
    assert (done.returncode, done.stderr) == (0, "Månad 1 av 2\nMånad 2 av 2\n")
    assert str(place / "node") in done.stdout
    assert not (place / UNFINISHED).exists()
    return place


def test_everything_the_laptops_wrote_is_at_the_node(place: Path) -> None:
    """Three centres with two at work in each; nothing is held and no link is missing (R56)."""
    database = NodeDatabase(f"sqlite:///{place / 'node' / 'node.db'}")
    with database.reading() as session:
        shown = read_overview(session, datetime.now(UTC))
        times = list(session.scalars(select(StoredRecord.received)))
        companies = session.scalar(select(func.count()).select_from(KnownCompany))
        parts = session.scalar(select(func.count()).select_from(KnownParticipation))
    database.close()
    assert companies
    assert parts
    assert (shown.people, len(shown.laptops), shown.held) == (3, 6, 0)
    assert all(laptop.missing == 0 and laptop.records for laptop in shown.laptops)
    assert shown.certificates <= shown.people  # how many are that far depends on today's date
    assert max(times) <= datetime.now(UTC)


def test_a_laptop_of_it_opens_with_the_passphrase_that_was_said(place: Path) -> None:
    """Its people have official test numbers, and nothing waits to be sent."""
    found = Desks(place / "desks" / "1", SystemClock(), Kept(usable=False))
    who = found.assessors(DeskKind.REAL)
    assert {card.name for card in who} == {"Maria Sandberg", "Karin Lindmark"}
    desk = found.unlock(DeskKind.REAL, who[0].id, SECRET)
    try:
        lines, waiting = desk.people.search("").lines, desk.syncing.status().waiting
    finally:
        desk.close()
    official = {number.birth_date for number in official_numbers()}
    assert lines
    assert {line.birth_date for line in lines} <= official
    assert waiting == 0


def test_a_folder_that_is_there_and_too_many_people_are_refused(tmp_path: Path) -> None:
    """In a sentence; nothing is touched."""
    done = run_app("demo-region", tmp_path, "--language", "en")
    assert (done.returncode, "is there already" in done.stderr) == (1, True)
    done = run_app("demo-region", tmp_path / "new", "--people", "100000")
    assert (done.returncode, "testnummer" in done.stderr) == (1, True)
    assert not (tmp_path / "new").exists()


def test_a_region_that_was_stopped_says_what_it_is(tmp_path: Path) -> None:
    """Ctrl-C at any time: how far it came stands in its folder, and no worker goes on."""

    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    others = multiprocessing.active_children()
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "region", 1, 1, datetime.now(UTC), "", stop)
    note = (tmp_path / "region" / UNFINISHED).read_text("utf-8")
    assert "1 av 1" in note
    assert set(multiprocessing.active_children()) <= set(others)
