"""What the node shows can be made again from its records at any time."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update

from app.domain.certificate_status import StatusReason
from app.node.tables import KnownCase, RegisteredCertificate, StoredRecord
from app.seal.payloads import CertificateStatus, ListedStatus
from app.seal.records import RecordType
from tests.app.node.read_region import Overview, read_overview
from tests.app.node.small_node import SmallNode, issued


@pytest.fixture
def node(tmp_path: Path) -> Iterator[SmallNode]:
    """A node that holds people, cases, certificates, a status, a fork and something unreadable."""
    small = SmallNode(tmp_path / "node")
    log = small.laptop()
    people = [log.person() for _ in range(3)]
    cases = [log.case(person) for person, _ in people]
    small.take(*(record for _, record in people), *(record for _, record in cases))
    papers = [issued(log, case, index) for index, (case, _) in enumerate(cases)]
    small.take(*papers, issued(log, uuid4(), 0))
    with small.database.reading() as session:
        certificate = session.scalars(select(RegisteredCertificate.id)).first()
    revoked = CertificateStatus(
        certificate=certificate or b"",
        status=ListedStatus.REVOKED,
        reason=StatusReason.FOUND_WRONG,
    )
    small.take(log.link(RecordType.CERTIFICATE_STATUS, "", revoked))
    yield small
    small.database.close()


def shown(node: SmallNode) -> Overview:
    """All the overview shows."""
    with node.database.reading() as session:
        return read_overview(session, node.now)


def test_the_rows_made_again_are_the_rows_that_were(node: SmallNode) -> None:
    """Also when they had been lost; the bundle stays the same."""
    before, bundle = shown(node), node.publication.status_bundle()
    with node.database.transaction() as session:
        session.execute(delete(KnownCase))
    done = node.rebuild()
    assert (done.records, done.held, done.damaged) == (before.records, 0, 0)
    assert shown(node) == before
    assert node.publication.status_bundle() == bundle


def test_a_record_damaged_on_the_disk_is_counted_and_not_shown(node: SmallNode) -> None:
    """A flipped bit is noticed by the hash and the signature."""
    before = shown(node)
    with node.database.transaction() as session:
        row = session.scalars(
            select(StoredRecord).where(StoredRecord.type == "person.registered")
        ).first()
        assert row is not None
        bent = row.raw[:-1] + bytes([row.raw[-1] ^ 1])
        session.execute(update(StoredRecord).where(StoredRecord.hash == row.hash).values(raw=bent))
    assert node.rebuild().damaged == 1
    assert shown(node).people == before.people - 1
