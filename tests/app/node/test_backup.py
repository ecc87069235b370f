"""Backups of a node: of one moment, proved, listed; restored whole or not at all."""

import errno
import hashlib
import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from app.node import backup_file
from app.node.__main__ import main, now
from app.node.backup import Taken, take_backup
from app.node.backup_file import Manifest
from app.node.backup_list import BackupList
from app.node.durability import Durability
from app.node.publication import Publication
from app.node.region_acts import ActRefused
from app.node.restoring import restore
from app.node.tables import FeedRow
from app.seal.receipts import ReceiptResult
from app.sync.wire import Head, HelloAnswer, HelloRequest, SentRecord
from tests.app.node.small_node import SmallNode
from tests.node_process import NodeProcess
from tests.programs import start
from tests.signed_log import SignedLog


class Backed:
    """A node whose backups go to a folder of their own."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.place = folder / "node", folder / "backups"
        self.url = url or f"sqlite:///{self.folder / 'node.db'}"
        self.node = SmallNode(self.folder, url)
        self.node.publication = self._publication()

    def take(self, keep: int = 3) -> Taken:
        """One more backup."""
        return take_backup(self.url, self.folder, self.place, self.node.keys, keep, now)

    def restore(self, file: Path) -> str:
        """Go back to it, the node stopped meanwhile; where the present one is kept."""
        self.node.database.close()
        beside = restore(self.url, self.folder, file, self.node.keys, now).beside
        self.node = SmallNode(self.folder, self.url)
        self.node.publication = self._publication()
        return beside

    def hello(self, log: SignedLog) -> HelloAnswer:
        """What the node says to the log's laptop."""
        head = Head(log.key.kid, log.epoch, len(log.hashes), log.hashes[-1])
        return self.node.publication.hello(HelloRequest((head,), 0), log.key.kid)

    def durable(self, log: SignedLog) -> int:
        """How many links of the log the node calls durable."""
        return sum(head.count for head in self.hello(log).durable)

    def _publication(self) -> Publication:
        parts = (self.node.database, self.node.keys, now)
        return Publication(*parts, Durability(self.folder))


@pytest.fixture(params=["sqlite", "postgresql"])
def backed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backed]:
    """A node on either engine, with a database of its own."""
    if request.param == "sqlite":
        made = Backed(tmp_path)
        yield made
        made.node.database.close()
        return
    made = Backed(tmp_path, request.getfixturevalue("postgres_url"))
    yield made
    made.node.database.close()


def people(log: SignedLog, count: int) -> list[SentRecord]:
    """So many records."""
    return [log.person(f"Person {n}")[1] for n in range(count)]


def test_what_is_durable_is_what_the_oldest_backup_holds(backed: Backed) -> None:
    """Stored is not durable: only the oldest backup left counts, and none counts as none."""
    log = backed.node.laptop()
    backed.node.take(*people(log, 3))
    assert (backed.durable(log), backed.hello(log).durable_by) == (0, "")
    first = backed.take(keep=2)
    backed.node.take(*people(log, 2))
    assert (backed.durable(log), backed.hello(log).durable_by) == (3, "backup")
    second = backed.take(keep=2)
    assert backed.durable(log) == 3
    third = backed.take(keep=2)
    assert backed.durable(log) == 5
    assert (first.removed, second.removed, third.removed) == (0, 0, 1)
    assert not Path(first.listed.file).exists()
    Path(second.listed.file).unlink()
    Path(third.listed.file).write_bytes(b"cut")
    assert backed.durable(log) == 0


def test_a_restored_node_has_what_the_backup_had_and_keeps_what_was_here_beside(
    backed: Backed,
) -> None:
    """R59, R60: the records after it are lacking and asked for; no number is given again."""
    log = backed.node.laptop()
    backed.node.take(*people(log, 3))
    taken = backed.take()
    later = people(log, 2)
    backed.node.take(*later)
    with backed.node.database.transaction() as session:
        session.add(FeedRow(kid=None, type="notice", content=b"later", written=now()))
    before = backed.hello(log)
    sequence = _sequence(backed)
    beside = backed.restore(Path(taken.listed.file))
    after = backed.hello(log)
    assert beside
    assert [(lack.from_seq, lack.to_seq) for lack in after.lacks] == [(3, 4)]
    assert after.cursor > before.cursor
    assert _sequence(backed) > sequence
    assert {one.result for one in backed.node.take(*later)} == {ReceiptResult.STORED}
    assert backed.hello(log).lacks == ()
    with backed.node.database.transaction() as session:
        row = FeedRow(kid=None, type="notice", content=b"new", written=now())
        session.add(row)
        session.flush()
        assert row.cursor > after.cursor


def test_a_chain_that_forks_is_durable_up_to_its_fork(tmp_path: Path) -> None:
    """Too little may be called durable, never too much."""
    backed = Backed(tmp_path)
    log = backed.node.laptop()
    first = people(log, 2)
    other = SignedLog(log.key)
    other.epoch = log.epoch
    backed.node.take(*first, *people(other, 3))
    backed.take()
    assert backed.durable(log) == 0
    backed.node.database.close()


@pytest.mark.parametrize("left", [0, 1, 100, 0.5, 0.99])
def test_a_truncated_backup_is_refused_and_changes_nothing(tmp_path: Path, left: float) -> None:
    """Cut anywhere, it is no backup."""
    backed = Backed(tmp_path)
    file = Path(backed.take().listed.file)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(left * len(whole)) if left < 1 else int(left)])
    assert_refused_unchanged(backed, file)


def test_a_backup_with_one_byte_changed_anywhere_is_refused(tmp_path: Path) -> None:
    """By its hash, its signature or its own form."""
    backed = Backed(tmp_path)
    file = Path(backed.take().listed.file)
    whole = file.read_bytes()
    with zipfile.ZipFile(file) as packed:
        inside = [packed.getinfo(name).header_offset + 60 for name in packed.namelist()]
    for place in [*inside, len(whole) // 2]:
        spoilt = bytearray(whole)
        spoilt[place] ^= 1
        file.write_bytes(spoilt)
        assert_refused_unchanged(backed, file)


def test_another_node_s_backup_is_refused(tmp_path: Path) -> None:
    """Whoever signed it is not this node."""
    backed, other = Backed(tmp_path / "a"), Backed(tmp_path / "b")
    assert_refused_unchanged(backed, Path(other.take().listed.file), "another node")
    other.node.database.close()


def test_a_newer_backup_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What this program cannot know it does not open."""
    backed = Backed(tmp_path)
    monkeypatch.setattr("app.node.backup.VERSION", "99")
    monkeypatch.setattr("app.node.backup_file.VERSION", "99")
    file = Path(backed.take().listed.file)
    monkeypatch.undo()
    assert_refused_unchanged(backed, file, "version 99")


def test_a_backup_of_the_other_engine_is_refused(backed: Backed, tmp_path: Path) -> None:
    """A file for one engine says nothing to the other."""
    file = Path(backed.take().listed.file)
    is_sqlite = backed.url.startswith("sqlite")
    other = "postgresql+psycopg://nobody@/none" if is_sqlite else f"sqlite:///{tmp_path / 'n.db'}"
    with refused("Nothing has changed"):
        restore(other, backed.folder, file, backed.node.keys, now)


def test_a_damaged_database_is_never_backed_up_over_the_good_ones(tmp_path: Path) -> None:
    """The earlier backups stay and count on."""
    backed = Backed(tmp_path)
    log = backed.node.laptop()
    backed.node.take(*people(log, 200))
    good = backed.take(keep=1)
    backed.node.database.close()
    spoil(backed.folder / "node.db")
    with refused("damaged|malformed"):
        backed.take(keep=1)
    assert [one.file for one in BackupList(backed.folder).here()] == [good.listed.file]
    assert backed.restore(Path(good.listed.file))
    assert backed.hello(log).lacks == ()
    backed.node.database.close()


def test_no_room_for_a_backup_leaves_the_earlier_ones(tmp_path: Path) -> None:
    """A quota of one file, which needs no root; with room again it goes on."""
    import resource

    backed = Backed(tmp_path)
    good = backed.take(keep=1)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, hard))
        with refused("as they were"):
            backed.take(keep=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [one.file for one in BackupList(backed.folder).here()] == [good.listed.file]
    assert [file.name for file in backed.place.iterdir()] == [Path(good.listed.file).name]
    assert backed.take(keep=1).removed == 1
    backed.node.database.close()


def test_no_room_while_packing_or_restoring_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the disk says no."""
    backed = Backed(tmp_path)
    good = Path(backed.take().listed.file)

    def full(*_: object) -> Manifest:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("app.node.backup.pack", full)
    with refused("No space left"):
        backed.take()
    assert list(backed.place.iterdir()) == [good]
    monkeypatch.setattr("app.node.restoring.unpack", full)
    assert_refused_unchanged(backed, good, "No space left")


def test_a_restore_while_the_node_serves_is_refused(tmp_path: Path) -> None:
    """Stop it first; a backup while it serves is no trouble to it."""
    with NodeProcess(tmp_path / "node") as node:
        out = tmp_path / "out"
        assert node.says("backup", str(out)).returncode == 0
        (made,) = out.glob("intyga-node-*")
        answer = node.says("restore", str(made))
        assert (answer.returncode, "Stop it first" in answer.stderr) == (1, True)
    assert node.says("restore", str(made)).returncode == 0
    with node:
        pass


def test_a_restore_without_the_keys_says_to_bring_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """New keys would make a node nobody believes: none are made."""
    (tmp_path / "new").mkdir()
    assert main(["--folder", str(tmp_path / "new"), "restore", str(tmp_path / "any")]) == 1
    assert "keys.json" in capsys.readouterr().err
    assert not list((tmp_path / "new").iterdir())


def test_the_files_of_records_come_with_the_backups_each_once(tmp_path: Path) -> None:
    """A photo lost at the node comes back; a damaged one never overwrites or becomes a good one."""
    backed = Backed(tmp_path)
    photo, other = b"photo" * 1000, b"other" * 1000
    place = put_file(backed.folder / "blobs", photo)
    put_file(backed.folder / "blobs", other).write_bytes(b"bit rot")
    (backed.folder / "blobs" / "parts").mkdir()
    (backed.folder / "blobs" / "parts" / "half").write_bytes(b"half")
    taken = backed.take()
    assert (taken.files.new, taken.files.damaged) == (1, 1)
    assert backed.take().files.new == 0
    place.unlink()
    backed.restore(Path(taken.listed.file))
    assert place.read_bytes() == photo
    assert not list((backed.place / "blobs").rglob("half"))
    backed.node.database.close()


def put_file(folder: Path, content: bytes) -> Path:
    """Where the node keeps it."""
    name = hashlib.sha256(content).hexdigest()
    place = folder / name[:2] / name[2:4] / name
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    return place


def test_a_backup_killed_anywhere_leaves_no_listed_half(tmp_path: Path) -> None:
    """kill -9: the next one sweeps up, what is listed can be restored."""
    backed = Backed(tmp_path)
    log = backed.node.laptop()
    backed.node.take(*people(log, 150))
    backed.node.database.close()
    for delay in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3):
        killed_after(delay, backed, "backup", str(backed.place))
        for listed in BackupList(backed.folder).all():
            backup_file.unpack(Path(listed.file), backed.node.keys, None)
    last = Path(backed.take().listed.file)
    assert not list(backed.place.glob("*.part*"))
    for delay in (0.05, 0.1, 0.15, 0.2, 0.3):
        killed_after(delay, backed, "restore", str(last))
        with closing(sqlite3.connect(backed.folder / "node.db")) as held:
            assert held.execute("SELECT count(*) FROM records").fetchone() == (150,)
            assert held.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def killed_after(seconds: float, backed: Backed, *act: str) -> None:
    """The command line, killed in the middle."""
    with tempfile.TemporaryFile() as told:
        going = start("app.node", ["--folder", str(backed.folder), *act], told)
        with suppress(subprocess.TimeoutExpired):
            going.wait(seconds)
        going.end(signal.SIGKILL)


@contextmanager
def refused(words: str) -> Iterator[None]:
    """The act is refused, and `words` are among those said."""
    with pytest.raises(ActRefused) as raised:
        yield
    assert re.search(words, raised.value.words)


def assert_refused_unchanged(backed: Backed, file: Path, words: str = "Refused") -> None:
    """Not one byte of the node's database has changed."""
    backed.node.database.close()
    before = (backed.folder / "node.db").read_bytes()
    with refused(words):
        restore(backed.url, backed.folder, file, backed.node.keys, now)
    assert (backed.folder / "node.db").read_bytes() == before
    assert not list(backed.folder.glob("restoring*"))


def spoil(file: Path) -> None:
    """As a failing disk would."""
    whole = bytearray(file.read_bytes())
    for place in range(40_000, len(whole), 4096):
        whole[place : place + 64] = os.urandom(64)
    file.write_bytes(whole)
    for beside in file.parent.glob(f"{file.name}-*"):
        beside.unlink()


def test_a_database_whose_damage_is_no_text_gives_way_to_a_good_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLite names what is damaged by the bytes it found there; the node says so in words."""
    backed = Backed(tmp_path)
    good = backed.take()
    backed.node.database.close()
    file = backed.folder / "node.db"
    whole = file.read_bytes()
    assert b"tablerecordsrecords" in whole
    file.write_bytes(whole.replace(b"tablerecordsrecords", b"table\xff\xfe\xfdordsother_s"))
    with closing(sqlite3.connect(file)) as held, pytest.raises(UnicodeDecodeError):
        held.execute("SELECT count(*) FROM records")
    told = ["--folder", str(backed.folder), "--database", backed.url, "rebuild"]
    for cut in (file.read_bytes(), b"no database at all" * 99):
        file.write_bytes(cut)
        assert main(told) == 1
        assert re.search("damaged|not a database", (said := capsys.readouterr().err)), said
        assert file.read_bytes() == cut
    assert backed.restore(Path(good.listed.file))
    backed.node.database.close()


def _sequence(backed: Backed) -> int:
    backed.node.publication.status_bundle()
    with backed.node.database.reading() as session:
        return int(session.scalar(text("SELECT max(sequence) FROM published_status")) or 0)
