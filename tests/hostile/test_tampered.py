"""Somebody who can open the file changes rows: what was signed still decides."""

from dataclasses import replace

import msgspec
import pytest
from sqlalchemy import text

from app.domain.case import Step
from app.domain.certificate import CertificateFacts
from app.storage import log
from app.storage.errors import DamagedRecord
from app.storage.tables import CertificateRow, RecordRow
from app.workspace import Workspace
from tests.desk_work import CaseWalk, Opener, booked_case

pytestmark = pytest.mark.begins_at(Step.CERTIFICATE)


@pytest.fixture
def issued(walk: CaseWalk) -> tuple[Workspace, bytes]:
    """A desk with one certificate."""
    walk.to(Step.CERTIFICATE)
    return walk.desk, walk.desk.certificates.issue(walk.case_id)


def _forge(desk: Workspace, certificate: bytes, **changed: object) -> None:
    with desk.desk.database.transaction() as session:
        row = session.get_one(CertificateRow, certificate)
        facts = msgspec.json.decode(row.snapshot, type=CertificateFacts)
        row.snapshot = msgspec.json.encode(replace(facts, **changed), order="sorted")  # type: ignore[arg-type]


@pytest.mark.parametrize("changed", [{"name": "Anna Lind"}, {"kind": "partial"}, {"areas": ()}])
def test_a_changed_snapshot_is_not_printed(
    issued: tuple[Workspace, bytes], changed: dict[str, object]
) -> None:
    """I1 I4: the row is a projection; the signed record says what was issued."""
    desk, certificate = issued
    _forge(desk, certificate, **changed)
    for read in (desk.certificates.facts, desk.certificates.pdf):
        with pytest.raises(DamagedRecord):
            read(certificate)


def test_a_snapshot_that_is_no_snapshot_is_told(issued: tuple[Workspace, bytes]) -> None:
    """Half a JSON text is damage, not a crash."""
    desk, certificate = issued
    with desk.desk.database.transaction() as session:
        session.get_one(CertificateRow, certificate).snapshot = b'{"name":'
    with pytest.raises(DamagedRecord):
        desk.certificates.facts(certificate)


@pytest.mark.parametrize("column", ["payload", "salt", "raw"])
def test_a_changed_record_proves_nothing(issued: tuple[Workspace, bytes], column: str) -> None:
    """R56: one bit of what was signed, its salt or its payload."""
    desk, certificate = issued
    with desk.desk.database.transaction() as session:
        row = session.query(RecordRow).filter_by(type="certificate.issued").one()
        old = bytearray(getattr(row, column))
        old[len(old) // 2] ^= 1
        setattr(row, column, bytes(old))
    with pytest.raises(DamagedRecord):
        desk.certificates.pdf(certificate)


def test_a_certificate_without_its_record_is_not_printed(
    issued: tuple[Workspace, bytes],
) -> None:
    """I1: whoever removes the record removes what the paper rests on."""
    desk, certificate = issued
    with desk.desk.database.transaction() as session:
        session.execute(text("DELETE FROM records WHERE type = 'certificate.issued'"))
    with pytest.raises(DamagedRecord):
        desk.certificates.pdf(certificate)


def test_a_changed_protocol_stops_its_cases_and_nothing_else(open_desk: Opener) -> None:
    """R13 I2: the bytes must be those of the hash the case is pinned to."""
    desk = open_desk()
    case = booked_case(desk)
    with desk.desk.database.transaction() as session:
        session.execute(text("UPDATE protocols SET canonical = CAST(x'00' || canonical AS BLOB)"))
    desk.close()
    again = open_desk()
    with pytest.raises(DamagedRecord):
        again.cases.view(case)
    assert again.certificates.list() == ()


def test_a_record_read_is_a_record_proved(desk: Workspace) -> None:
    """R56: bit rot in a signed record is found when it is read."""
    with desk.desk.database.transaction() as session:
        row = session.query(RecordRow).first()
        assert row is not None
        row.raw = bytes(row.raw[:-1]) + bytes([row.raw[-1] ^ 1])
        hash_ = row.hash
    with desk.desk.database.reading() as session, pytest.raises(DamagedRecord):
        log.read(session, hash_)
