"""A node's database of an earlier version is opened with all it holds, or left as it was."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import select

from app.node.database import NodeDatabase
from app.node.tables import EnrolledSeal, NodeRow, StoredRecord
from app.node.upgrade import MIGRATIONS, VERSION, OtherVersion, UpgradeFailed
from app.seal.receipts import ReceiptResult
from app.sync.wire import SentRecord
from tests.app.node import stored_node
from tests.app.node.read_region import read_overview
from tests.app.node.small_node import SmallNode
from tests.app.node.stored_node import change, rows, tables
from tests.node_process import NodeProcess
from tests.postgres import fresh_database

OWN = ("invitations", "seals", "sessions", "published_status", "feed", "exports")
TABLES = {"5": "d59f58437a7bf900"}
"""What each version's tables look like; a change of them is a new version with a step to it."""


@pytest.fixture(params=["sqlite", "postgresql"])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that a node of version 1 left."""
    if request.param == "sqlite":
        return stored_node.stored_sqlite(tmp_path)
    return stored_node.stored_postgresql(request.getfixturevalue("postgres_server"))


@pytest.fixture
def node(stored: str, before: stored_node.Rows, tmp_path: Path) -> Iterator[SmallNode]:
    """The same opened by this version, at the hour when the old one was left."""
    small = SmallNode(tmp_path / "keys", stored)
    small.now = small.now.replace(minute=10)
    yield small
    small.database.close()


@pytest.fixture
def before(stored: str) -> stored_node.Rows:
    """What stood in it before it was opened."""
    return rows(stored)


def dump(file: Path) -> list[str]:
    """All of a SQLite file, tables too."""
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


def test_what_was_shown_is_shown_and_what_was_held_is_read(node: SmallNode) -> None:
    """Also a case's end and a complaint, which version 1 held without knowing them.

    And the second of two certificates with one place in the list, which it held for good (R57).
    """
    with node.database.reading() as session:
        shown = read_overview(session, node.now)
    assert (shown.people, shown.cases, shown.certificates, shown.records) == (6, 4, 3, 16)
    assert [n for _, n in shown.states if n] == [3, 1]
    assert dict(shown.states) | {"certified": 3, "cancelled": 1} == dict(shown.states)
    assert sorted(line.state for line in shown.latest) == ["revoked", "suspended", "suspended"]
    assert len(shown.shared) == 2
    assert shown.registers == (("complaint", 1, 1),)
    assert (shown.held, len(shown.laptops)) == (1, 2)
    node.rebuild()
    with node.database.reading() as session:
        assert read_overview(session, node.now) == shown


@pytest.mark.parametrize("version", ["3", "4"])
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_later_version_is_opened_with_all_it_holds(
    engine: str, version: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """What is shown is as it was, what is the node's own byte for byte, the tables as new ones."""
    if engine == "sqlite":
        url, new = stored_node.stored_sqlite(tmp_path, version), f"sqlite:///{tmp_path / 'new.db'}"
    else:
        server = request.getfixturevalue("postgres_server")
        url = stored_node.stored_postgresql(server, version)
        new = fresh_database(server)
    before = rows(url)
    NodeDatabase(url).close()
    NodeDatabase(new).close()
    after = rows(url)
    for name in before.keys() - {"node_facts"}:
        width = len(before[name][0]) if before[name] else 0
        assert _known(after[name], width) == _known(before[name], width)
    assert ("version", VERSION) in after["node_facts"]
    assert tables(url) == tables(new)
    assert (len(after["records"]), len(after["awaited_blobs"])) == (12, 1)


def _known(found: list[tuple[object, ...]], width: int) -> list[tuple[object, ...]]:
    """Rows as the version had them, but why it held the record of a kind it did not know."""
    told = (row[:width] for row in found)
    return [(*row[:-3], *row[-2:]) if "order.placed" in row else row for row in told]


def test_records_receipts_and_the_nodes_own_facts_stay(
    node: SmallNode, stored: str, before: stored_node.Rows
) -> None:
    """Byte for byte; a record sent again gets its receipt again (R56)."""
    after = rows(stored)
    assert {name: after[name] for name in OWN} == {name: before[name] for name in OWN}
    with node.database.reading() as session:
        found = list(session.scalars(select(StoredRecord)))
        kids = list(session.scalars(select(EnrolledSeal.kid)))
    sent = [SentRecord(row.raw, row.salt, row.payload) for row in found]
    answers = node.take(*sent)
    assert {answer.result for answer in answers} == {ReceiptResult.DUPLICATE}
    assert [answer.receipt for answer in answers] == [row.receipt for row in found]
    feeds = [node.publication.feed(kid, 0).entries for kid in kids]
    told = [[entry.content for entry in entries if entry.type == "notice"] for entries in feeds]
    assert sorted(told) == [[b"to all"], [b"to all", b"to one"]]
    mark, _ = node.publication.status_bundle()
    ((sequence, content, *_),) = before["published_status"]
    assert mark != f"{content}-{sequence + 1}"  # two of one place are not in force any more
    assert mark.endswith(f"-{sequence + 1}")


def test_the_tables_are_those_of_a_new_node_and_work_goes_on(
    node: SmallNode, stored: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A laptop enrols with a role and its case is taken."""
    url = f"sqlite:///{tmp_path / 'new.db'}"
    if stored.startswith("postgresql"):
        url = fresh_database(request.getfixturevalue("postgres_server"))
    NodeDatabase(url).close()
    assert tables(stored) == tables(url)
    log = node.laptop()
    person, registered = log.person()
    assert {answer.result for answer in node.take(registered, log.case(person)[1])} == {
        ReceiptResult.STORED
    }


def test_a_second_opening_changes_nothing(node: SmallNode, stored: str) -> None:
    upgraded = rows(stored)
    assert ("version", VERSION) in upgraded["node_facts"]
    NodeDatabase(stored).close()
    assert rows(stored) == upgraded


def test_a_file_is_kept_beside_as_it_was(tmp_path: Path) -> None:
    """Readable by whom the file itself was readable, and nothing else is left."""
    url, file = stored_node.stored_sqlite(tmp_path), tmp_path / "node.db"
    file.chmod(0o600)
    old = dump(file)
    NodeDatabase(url).close()
    kept = tmp_path / "node.db.before-1"
    assert dump(kept) == old
    assert kept.stat().st_mode == file.stat().st_mode
    assert {path.name for path in tmp_path.iterdir()} == {"node.db", kept.name}


def test_a_revoked_certificate_never_comes_back_in_force(
    stored: str, before: stored_node.Rows
) -> None:
    """The record that revoked it is damaged: the database stays as it was."""
    change(stored, "UPDATE records SET raw = :raw WHERE type = 'certificate.status'", raw=b"bent")
    bent = rows(stored)
    assert bent != before
    with pytest.raises(UpgradeFailed):
        NodeDatabase(stored)
    assert rows(stored) == bent


def test_another_damaged_record_stops_nothing(stored: str) -> None:
    """It is left out, as when what is shown is made again."""
    change(stored, "DELETE FROM records WHERE type = 'decision.made'")
    change(stored, "UPDATE records SET raw = :raw WHERE type = 'case.ended'", raw=b"bent")
    NodeDatabase(stored).close()
    assert "cancelled" not in [row[4] for row in rows(stored)["cases"]]


def test_a_copy_that_cannot_be_kept_stops_the_upgrade(tmp_path: Path) -> None:
    url, file = stored_node.stored_sqlite(tmp_path), tmp_path / "node.db"
    old = dump(file)
    (tmp_path / "node.db.before-1").mkdir()
    with pytest.raises(UpgradeFailed):
        NodeDatabase(url)
    assert dump(file) == old
    (tmp_path / "node.db.before-1").rmdir()
    NodeDatabase(url).close()
    assert rows(url)["node_facts"] == [("version", VERSION)]


@pytest.mark.parametrize("version", ["6", "0", "", "två"])
def test_a_version_nobody_here_knows_is_refused(stored: str, version: str) -> None:
    change(stored, "UPDATE node_facts SET value = :version", version=version)
    as_was = rows(stored)
    with pytest.raises(OtherVersion) as refused:
        NodeDatabase(stored)
    assert refused.value.found == version
    assert rows(stored) == as_was


def test_the_command_line_says_so_in_a_sentence(tmp_path: Path) -> None:
    """And upgrades on its own, saying what it did."""
    url = stored_node.stored_sqlite(tmp_path)
    node = NodeProcess(tmp_path / "keys", url)
    done = node.says("rebuild")
    assert (done.returncode, done.stdout) == (0, "records 16, held 0, damaged 0\n")
    assert "database.upgraded" in done.stderr
    change(url, "UPDATE node_facts SET value = '6'")
    refused = node.says("rebuild")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("The node's database is of version 6")
    assert refused.stderr.count("\n") == 1


def test_a_folder_of_any_name_has_its_database_in_it(tmp_path: Path) -> None:
    """What stands for something else in an address or in Alembic's settings does not here."""
    folder = tmp_path / "50 % å%20b?c#d"
    folder.mkdir()
    old = Path(stored_node.stored_sqlite(tmp_path).removeprefix("sqlite:///"))
    old.rename(folder / "node.db")
    done = NodeProcess(folder, None).says("rebuild")
    assert (done.returncode, done.stdout) == (0, "records 16, held 0, damaged 0\n"), done.stderr
    assert {path.name for path in folder.iterdir()} >= {"node.db", "node.db.before-1"}


def test_a_database_of_the_time_between_keeps_its_facts(tmp_path: Path) -> None:
    """Version 1 with later tables, as before the version was raised with them."""
    url = f"sqlite:///{tmp_path / 'node.db'}"
    NodeDatabase(url).close()
    change(url, "INSERT INTO centres VALUES ('Värnamo', 'CNC-1', '', x'00', 1, '2027-01-01')")
    change(url, "UPDATE node_facts SET value = '1'")
    NodeDatabase(url).close()
    assert [row[0] for row in rows(url)["centres"]] == ["Värnamo"]


def test_the_scripts_lead_from_the_first_version_to_this_one() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS), version_locations=[str(MIGRATIONS)])
    steps = [(script.down_revision, script.revision) for script in scripts.walk_revisions()]
    numbers = [f"{version:04}" for version in range(1, int(VERSION) + 1)]
    assert steps[::-1] == list(zip([None, *numbers], numbers, strict=False))


def test_changed_tables_are_a_new_version() -> None:
    """Whoever changes a table raises VERSION, writes the step and adds the line here."""
    lines = [
        f"{table.name}.{column.name} {column.type} {column.nullable} {column.primary_key}"
        for table in NodeRow.metadata.sorted_tables
        for column in table.columns
    ]
    assert sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16] == TABLES[VERSION]
