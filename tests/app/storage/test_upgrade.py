"""The file's version: made, left alone, upgraded as a copy, refused when newer."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from app.storage import desk_facts
from app.storage.database import Database
from app.storage.errors import DamagedDatabase, DiskFull, NewerDatabase
from app.storage.tables import Row
from app.storage.upgrade import LATEST, MIGRATIONS, migrate, open_desk
from tests.stored_desk import FOLDER, KEY, counts

NEXT = '''
"""A version of the future, for this test alone."""
from alembic import op
import sqlalchemy as sa
revision, down_revision = "{next}", "{latest}"
def upgrade():
    with op.batch_alter_table("organisations") as organisations:
        organisations.add_column(sa.Column("site", sa.Text(), nullable=True))
    {then}
'''
AFTER = f"{int(LATEST) + 1:04}"


def test_a_fresh_file_equals_what_the_migrations_make(tmp_path: Path) -> None:
    """Tables made at once for speed and tables grown by migration may never differ."""
    fresh = open_desk(tmp_path / "fresh.db", KEY)
    grown = Database.open(tmp_path / "grown.db", KEY)
    migrate(grown)
    assert _schema(fresh) == _schema(grown)
    assert _version(fresh) == _version(grown) == LATEST
    fresh.close()
    grown.close()


def test_the_newest_version_is_the_last_migration() -> None:
    """The constant that saves importing Alembic at every start says the truth."""
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("v*.py"))
    assert names[-1].startswith(f"v{LATEST}_")


@pytest.mark.parametrize("stored", sorted(FOLDER.glob("*.db")), ids=lambda path: path.stem)
def test_every_stored_old_desk_still_opens(stored: Path, file: Path) -> None:
    """A change of tables comes with a stored old file: no row of any table is lost by it."""
    shutil.copy(stored, file)
    before = Database.open(stored, KEY)
    with before.reading() as session:
        held = counts(session)
    before.close()
    database = open_desk(file, KEY)
    with database.reading() as session:
        found = counts(session)
        assert desk_facts.need(session, "kind") == "practice"
        assert not session.execute(text("PRAGMA foreign_key_check")).all()
    assert min(held.values()) == 1
    assert held.items() <= found.items()
    assert database.is_sound()
    assert _version(database) == LATEST
    database.close()


def test_there_is_a_stored_desk_of_the_newest_version_with_every_table() -> None:
    """`python -m tests.stored_desk` writes it; without it the next upgrade is untested."""
    database = Database.open(FOLDER / f"v{LATEST}.db", KEY)
    with database.reading() as session:
        assert set(counts(session)) == {*Row.metadata.tables, "alembic_version"}
    database.close()


def test_an_upgrade_keeps_the_old_file_beside_the_new(file: Path, tmp_path: Path) -> None:
    """The backup is the file as it was, byte for byte, and opens with the same key."""
    _make(file)
    before = file.read_bytes()
    database = open_desk(file, KEY, latest=AFTER, folder=_with_next(tmp_path, "pass"))
    with database.reading() as session:
        assert session.scalar(text("SELECT count(site) FROM organisations")) == 0
        assert desk_facts.get(session, "kept") == "yes"
    database.close()
    assert file.with_name(f"desk.db.before-{LATEST}").read_bytes() == before
    assert sorted(path.name for path in file.parent.glob("desk.db*")) == [
        "desk.db",
        f"desk.db.before-{LATEST}",
    ]


@pytest.mark.parametrize("then", ["op.execute('SELECT * FROM nowhere')", "raise SystemExit(1)"])
def test_a_failed_upgrade_leaves_the_old_file_as_it_was(
    file: Path, tmp_path: Path, then: str
) -> None:
    """Whatever goes wrong in a migration, the desk that worked still works."""
    _make(file)
    before = file.read_bytes()
    with pytest.raises((Exception, SystemExit)):
        open_desk(file, KEY, latest=AFTER, folder=_with_next(tmp_path, then))
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.glob("desk.db*")] == ["desk.db"]
    open_desk(file, KEY).close()


def test_a_migration_that_breaks_a_reference_is_refused(file: Path, tmp_path: Path) -> None:
    """References are not enforced while tables are rebuilt; so they are checked at the end."""
    _make(file)
    before = file.read_bytes()
    orphan = "op.execute(\"INSERT INTO person_words VALUES (77, 'nobody')\")"
    with pytest.raises(DamagedDatabase):
        open_desk(file, KEY, latest=AFTER, folder=_with_next(tmp_path, orphan))
    assert file.read_bytes() == before


def test_an_upgrade_cut_off_half_way_is_begun_again(file: Path, tmp_path: Path) -> None:
    """The leavings of a killed upgrade are in nobody's way."""
    _make(file)
    file.with_name("desk.db.upgrading").write_bytes(b"half a copy")
    file.with_name("desk.db.upgrading-wal").write_bytes(b"of its log")
    database = open_desk(file, KEY, latest=AFTER, folder=_with_next(tmp_path, "pass"))
    assert _version(database) == AFTER
    database.close()


def test_an_upgrade_without_room_is_said_and_changes_nothing(
    small_disk: Path, tmp_path: Path
) -> None:
    """The copy and the backup need room; without it the desk stays as it was."""
    file = small_disk / "desk.db"
    _make(file, content="x" * 500_000)
    before = file.read_bytes()
    (small_disk / "ballast").write_bytes(b"x" * 1_500_000)
    with pytest.raises(DiskFull):
        open_desk(file, KEY, latest=AFTER, folder=_with_next(tmp_path, "pass"))
    assert file.read_bytes() == before
    assert [path.name for path in small_disk.glob("desk*")] == ["desk.db"]
    open_desk(file, KEY).close()


def test_a_newer_file_is_refused_and_left_alone(file: Path) -> None:
    """An older program never writes to a file it does not know."""
    _make(file, version="0417")
    before = file.read_bytes()
    with pytest.raises(NewerDatabase) as caught:
        open_desk(file, KEY)
    assert (caught.value.found, caught.value.known) == ("0417", LATEST)
    assert file.read_bytes() == before


def test_a_database_that_is_no_desk_is_refused(file: Path) -> None:
    """Tables without a version are somebody else's."""
    database = Database.open(file, KEY)
    with database.transaction() as session:
        session.execute(text("CREATE TABLE letters (id INTEGER)"))
    database.close()
    with pytest.raises(DamagedDatabase):
        open_desk(file, KEY)


def _make(file: Path, version: str = LATEST, content: str = "yes") -> None:
    database = open_desk(file, KEY)
    with database.transaction() as session:
        desk_facts.put(session, "kept", content)
        session.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    database.close()


def _with_next(tmp_path: Path, then: str) -> Path:
    folder = tmp_path / "100 %(here)s, åäö; av: oss" / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"v{AFTER}_next.py").write_text(
        NEXT.format(then=then, next=AFTER, latest=LATEST)
    )
    return folder


def _version(database: Database) -> str | None:
    with database.reading() as session:
        return session.scalar(text("SELECT version_num FROM alembic_version"))


def _schema(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        rows = session.execute(text("SELECT type, name, coalesce(sql, '') FROM sqlite_master"))
        return sorted((kind, name, "".join(sql.split())) for kind, name, sql in rows)
