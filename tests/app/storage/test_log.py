"""The signed log: one chain for each seal and epoch, written with its rows, proved when read."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.ids import IdMaker
from app.seal.keys import SigningKey
from app.seal.payloads import Incident, decode_payload
from app.seal.records import RecordType, TimeQuality, check_payload, open_record
from app.storage import desk_facts, log
from app.storage.database import Database
from app.storage.errors import ClockBehind, DamagedRecord
from app.storage.log import Signer
from app.storage.tables import ReceiptRow, RecordRow
from app.storage.upgrade import open_desk
from tests.factories import NOON, FixedClock
from tests.stored_desk import KEY

EPOCH = bytes(range(16))


@pytest.fixture
def signer(clock: FixedClock) -> Signer:
    """A seal whose epoch began now."""
    return Signer(SigningKey.generate(), EPOCH, clock, IdMaker(clock))


def test_links_of_a_seal_form_one_chain(database: Database, signer: Signer) -> None:
    """Each link names the hash of the one before; every byte is signed and proved."""
    with database.transaction() as session:
        hashes = [_append(session, signer, number) for number in range(5)]
    with database.reading() as session:
        rows = session.scalars(select(RecordRow).order_by(RecordRow.seq)).all()
    assert [row.hash for row in rows] == hashes
    before = None
    for number, row in enumerate(rows):
        header = open_record(row.raw, signer.key.public)
        assert (header.seq, header.prev, header.epoch) == (number, before, EPOCH)
        assert header.subject == "somebody"
        assert header.time.wall == NOON
        assert row.salt is not None
        assert row.payload is not None
        check_payload(header, row.salt, row.payload)
        read = decode_payload(row.type, row.payload)
        assert read == Incident("kind", NOON, lost_seconds=number)
        before = row.hash


def test_two_seals_and_two_epochs_count_for_themselves(
    database: Database, signer: Signer, clock: FixedClock
) -> None:
    """R60: a new epoch begins at 0 and never touches the numbers of the old."""
    other = Signer(SigningKey.generate(), EPOCH, clock, signer.new_id)
    again = Signer(signer.key, bytes(16), clock, signer.new_id)
    with database.transaction() as session:
        for each in (signer, other, signer, again, signer, other):
            _append(session, each)
        found = session.execute(
            select(RecordRow.kid, RecordRow.epoch, RecordRow.seq).order_by(RecordRow.seq)
        ).all()
    numbers: dict[tuple[bytes, bytes], list[int]] = {}
    for kid, epoch, seq in found:
        numbers.setdefault((kid, epoch), []).append(seq)
    assert numbers == {
        (signer.kid, EPOCH): [0, 1, 2],
        (other.kid, EPOCH): [0, 1],
        (signer.kid, bytes(16)): [0],
    }


def test_a_link_is_stored_with_its_rows_or_not_at_all(database: Database, signer: Signer) -> None:
    """The log is the outbox: no fact without its rows, no rows without their fact."""
    with pytest.raises(RuntimeError):
        _append_and_fail(database, signer)
    with database.transaction() as session:
        assert log.newest_time(session) is None
        assert desk_facts.get(session, "with") is None
        assert open_record(_raw(session, _append(session, signer)), signer.key.public).seq == 0


def test_a_link_written_twice_is_refused_by_the_schema(database: Database, signer: Signer) -> None:
    """(kid, epoch, seq) is unique: a chain cannot fork inside one file."""
    with database.transaction() as session:
        _append(session, signer)
    copy = "INSERT INTO records SELECT x'00', kid, epoch, seq, type, subject, case_id, raw,"
    with database.transaction() as session, pytest.raises(Exception, match="UNIQUE"):
        session.execute(text(f"{copy} salt, payload, written FROM records"))


def test_nothing_is_signed_with_a_clock_set_back(
    database: Database, signer: Signer, clock: FixedClock
) -> None:
    """I11: signing waits until the clock is at or after the newest signed fact."""
    with database.transaction() as session:
        _append(session, signer)
    clock.set_wall(NOON - timedelta(minutes=3))
    with database.transaction() as session, pytest.raises(ClockBehind) as caught:
        _append(session, signer)
    assert (caught.value.now, caught.value.newest) == (clock.now(), NOON)


def test_a_clock_put_right_by_seconds_only_marks_the_record(
    database: Database, signer: Signer, clock: FixedClock
) -> None:
    """Time servers step back by seconds: the day goes on, the record says so."""
    with database.transaction() as session:
        first = open_record(_raw(session, _append(session, signer)), signer.key.public)
        clock.set_wall(NOON - timedelta(seconds=20))
        second = open_record(_raw(session, _append(session, signer)), signer.key.public)
    assert first.time.quality is TimeQuality.LOCAL
    assert second.time.quality is TimeQuality.SUSPECT


def test_a_changed_byte_is_noticed_when_the_record_is_read(
    database: Database, signer: Signer
) -> None:
    """I1: a signed fact that is not what was signed is never handed on."""
    with database.transaction() as session:
        hash_ = _append(session, signer)
        session.execute(text("UPDATE records SET raw = CAST(raw || x'00' AS BLOB)"))
        session.expire_all()
        with pytest.raises(DamagedRecord):
            log.read(session, hash_)
        assert log.read(session, hashlib.sha256(b"unknown").digest()) is None


def test_what_has_a_receipt_waits_no_longer(
    database: Database, signer: Signer, clock: FixedClock
) -> None:
    """The waiting records are those nobody has answered for, oldest first."""
    with database.transaction() as session:
        hashes = []
        for _ in range(3):
            hashes.append(_append(session, signer))
            clock.advance(60)
        received = {"result": "stored", "raw": b"", "received": NOON}
        session.add(ReceiptRow(record_hash=hashes[1], **received))
        session.flush()
        assert [row.hash for row in log.waiting(session)] == [hashes[0], hashes[2]]


def test_the_chain_goes_on_after_a_restart(file: Path, signer: Signer) -> None:
    """The next number comes from the file, not from memory."""
    for number in range(3):
        database = open_desk(file, KEY)
        with database.transaction() as session:
            raw = _raw(session, _append(session, signer))
        database.close()
        assert open_record(raw, signer.key.public).seq == number


def _append(session: Session, signer: Signer, lost: int = 0) -> bytes:
    payload = Incident("kind", NOON, lost_seconds=lost)
    return log.append(session, signer, RecordType.INCIDENT, "somebody", payload)


def _append_and_fail(database: Database, signer: Signer) -> None:
    with database.transaction() as session:
        desk_facts.put(session, "with", "rows")
        _append(session, signer)
        raise RuntimeError


def _raw(session: Session, hash_: bytes) -> bytes:
    return session.get_one(RecordRow, hash_).raw
