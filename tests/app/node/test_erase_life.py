"""Erasure as the administrator does it: asked once, for good, also after backup and restore."""

import io
import logging
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.erasure import EraseGround
from app.node.__main__ import main
from app.node.backup_blobs import BLOBS
from app.node.blobs import FOLDER, Blobs, Stand
from app.node.erasures import Erasures
from app.node.ledger import NAME as LEDGER
from app.node.tables import ErasedSubject, HeldBlob, KnownPerson, StoredRecord
from app.seal.erase_payloads import EraseRequested
from app.seal.payloads import Incident
from app.seal.receipts import ReceiptResult
from app.seal.records import BlobRef, RecordType
from app.sync.wire import SentRecord
from tests.app.node.small_node import SmallNode
from tests.signed_log import SignedLog

PHOTO = b"a photo of a piece"


class Place:
    """A node's folder with one person in it, worked with by the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        node = SmallNode(folder)
        self.log = node.laptop()
        self.person, registered = self.log.person("Alva Erasdotter")
        photo = BlobRef(sha256(PHOTO).digest(), len(PHOTO), "image/jpeg")
        told = Incident(kind="power", at=node.now)
        seen = self.log.link(RecordType.INCIDENT, str(self.person), told, (photo,))
        self.records = [registered, seen]
        node.take(*self.records)
        blobs = Blobs(node.database, folder / FOLDER, lambda: node.now)
        blobs.take(self.log.key.kid, photo.sha256, Stand(0, len(PHOTO)), PHOTO)
        node.database.close()

    def run(self, *words: str) -> int:
        """One command; its lines of log go where this test's output goes and no further."""
        facts = logging.getLogger("intyga")
        before = list(facts.handlers)
        try:
            return main(["--folder", str(self.folder), *words])
        finally:
            facts.handlers[:] = before

    def payloads(self) -> list[bytes | None]:
        """What is left of content."""
        node = SmallNode(self.folder)
        with node.database.reading() as session:
            found = list(session.scalars(select(StoredRecord.payload)))
        node.database.close()
        return found


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A node nobody serves."""
    return Place(tmp_path / "node")


def answer(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """What is typed when the command asks."""
    monkeypatch.setattr("sys.stdin", io.StringIO(word))


def test_the_command_shows_who_it_is_and_asks_once(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """R53: anything but yes erases nobody; nobody there to answer is a no."""
    for word in ("", "nej\n", "y\n", "\n"):
        answer(monkeypatch, word)
        assert place.run("erase", "alva") == 1
        said = capsys.readouterr()
        assert "Alva Erasdotter" in said.out
        assert "går inte att ångra" in said.out
        assert "Ingen är raderad" in said.err
    assert None not in place.payloads()
    answer(monkeypatch, "ja\n")
    assert place.run("erase", str(place.person)) == 0
    assert "2 poster" in capsys.readouterr().out
    assert set(place.payloads()) == {None}
    assert place.run("erase", str(place.person), "--yes") == 1
    assert place.run("erase", "alva", "--yes") == 1
    assert place.run("erase", "--orders") == 0
    said = capsys.readouterr()
    assert f"{place.person} | 0/1" in said.out
    assert "redan raderad" in said.err


def test_several_who_match_are_listed_and_nobody_is_erased(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    node = SmallNode(place.folder)
    node.take(place.log.person("Alva Erasdotter")[1])
    node.database.close()
    assert place.run("erase", "alva", "--yes") == 1
    said = capsys.readouterr().err
    assert (said.count("Alva Erasdotter"), "2 personer" in said) == (2, True)
    assert None not in place.payloads()


def test_open_requests_are_listed(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """R53: node = request."""
    assert place.run("erase", "--requests") == 0
    assert "Ingen har begärt" in capsys.readouterr().out
    node = SmallNode(place.folder)
    asked = EraseRequested(str(place.person), EraseGround.MISTAKE)
    node.take(place.log.link(RecordType.ERASE_REQUESTED, str(place.person), asked))
    node.database.close()
    assert place.run("erase", "--requests") == 0
    said = capsys.readouterr().out
    assert "felregistrerad" in said
    assert str(place.person) in said


def test_a_backup_from_before_brings_nothing_back(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ledger outside the database is replayed first; copies of files go with the next."""
    backups = tmp_path / "backups"
    assert place.run("backup", str(backups)) == 0
    assert len(list((backups / BLOBS).glob("??/??/*"))) == 1
    (old,) = backups.glob("intyga-node-*")
    assert place.run("erase", str(place.person), "--yes") == 0
    assert place.run("restore", str(old)) == 0
    assert set(place.payloads()) == {None}
    node = SmallNode(place.folder)
    again = node.take(*place.records)
    assert {one.result for one in again} == {ReceiptResult.GONE}
    with node.database.reading() as session:
        assert session.scalars(select(KnownPerson)).all() == []
        assert session.scalars(select(HeldBlob)).all() == []
        assert len(session.scalars(select(ErasedSubject)).all()) == 1
    node.database.close()
    assert not list((place.folder / FOLDER).glob("??/??/*"))
    assert place.run("backup", str(backups)) == 0
    assert not list((backups / BLOBS).glob("??/??/*"))
    assert place.run("rebuild") == 0
    assert set(place.payloads()) == {None}


def test_without_what_lies_outside_the_database_a_backup_would_bring_it_back(
    place: Place, tmp_path: Path
) -> None:
    """The model's rule: an erasure list inside the database failed 771 schedules."""
    backups = tmp_path / "backups"
    assert place.run("backup", str(backups)) == 0
    (old,) = backups.glob("intyga-node-*.*")
    assert place.run("erase", str(place.person), "--yes") == 0
    (place.folder / LEDGER).unlink()
    assert place.run("restore", str(old)) == 0
    assert None not in place.payloads()


def test_a_kill_between_ledger_and_database_erases_all_the_same(place: Place) -> None:
    """What is in the ledger and not in the database is done at the next opening."""
    node = SmallNode(place.folder)

    class Killed(Exception):
        """The power goes."""

    def erase() -> None:
        blobs = Blobs(node.database, place.folder / FOLDER, lambda: node.now)
        erasures = Erasures(node.database, node.keys, blobs, lambda: node.now)
        wrote = node.database.write_down

        def then_killed(session, *entries) -> None:  # noqa: ANN001, ANN002 - as it is called
            wrote(session, *entries)
            raise Killed

        node.database.write_down = then_killed  # type: ignore[method-assign]
        erasures.order(str(place.person))

    with pytest.raises(Killed):
        erase()
    node.database.close()
    assert set(place.payloads()) == {None}
    opened = SmallNode(place.folder)
    Blobs(opened.database, place.folder / FOLDER, lambda: node.now)
    opened.database.close()
    assert not list((place.folder / FOLDER).glob("??/??/*"))


def test_postgresql_erases_as_sqlite_does(tmp_path: Path, postgres_url: str) -> None:
    node = SmallNode(tmp_path, postgres_url)
    log = node.laptop()
    person, records = _person(log)
    node.take(*records)
    blobs = Blobs(node.database, tmp_path / FOLDER, lambda: node.now)
    Erasures(node.database, node.keys, blobs, lambda: node.now).order(str(person))
    assert {one.result for one in node.take(*records)} == {ReceiptResult.GONE}
    assert node.rebuild().damaged == 0
    with node.database.reading() as session:
        assert set(session.scalars(select(StoredRecord.payload))) == {None}
    node.database.close()


def _person(log: SignedLog) -> tuple[UUID, list[SentRecord]]:
    person, registered = log.person("Alva Erasdotter")
    return person, [registered, log.case(person)[1]]
