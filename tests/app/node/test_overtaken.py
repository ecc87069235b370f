"""A status that comes before the certificate it speaks of counts all the same."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.domain.certificate_status import StatusReason
from app.node.tables import RegisteredCertificate
from app.seal.payloads import CertificateStatus, ListedStatus
from app.seal.records import RecordType
from app.sync.wire import SentRecord
from tests.app.node.small_node import SmallNode, certificate
from tests.signed_log import SignedLog


@pytest.fixture
def small(tmp_path: Path) -> SmallNode:
    """A node of a trial region."""
    return SmallNode(tmp_path)


@pytest.fixture
def log(small: SmallNode) -> SignedLog:
    """A seal enrolled there."""
    return small.laptop()


def told(log: SignedLog, *words: ListedStatus) -> tuple[SentRecord, list[SentRecord]]:
    """A certificate, and then these words on it."""
    payload = certificate(log.key, uuid4(), 0)
    first = log.link(RecordType.CERTIFICATE_ISSUED, "", payload)
    reason, id_ = StatusReason.FOUND_WRONG, payload.facts.certificate_id
    said = [CertificateStatus(id_, word, reason) for word in words]
    return first, [log.link(RecordType.CERTIFICATE_STATUS, "", one) for one in said]


def states(small: SmallNode) -> list[str]:
    """What the node says of its certificates."""
    with small.database.reading() as session:
        return list(session.scalars(select(RegisteredCertificate.state)))


def test_a_revocation_that_overtook_its_certificate_counts_when_that_comes(
    small: SmallNode, log: SignedLog
) -> None:
    """R43: on a line that held the first call up, or to a node that was set back."""
    first, (gone,) = told(log, ListedStatus.REVOKED)
    assert small.take(gone)[0].result == "stored_held"
    small.pass_time(timedelta(hours=1))
    small.take(first)
    assert states(small) == ["revoked"]
    rebuilt = small.rebuild()
    assert (states(small), rebuilt.held) == (["revoked"], 0)


def test_words_that_overtook_count_in_their_order(small: SmallNode, log: SignedLog) -> None:
    """R40: stopped and lifted again, the certificate is in force; the reverse, it is not."""
    first, words = told(log, ListedStatus.SUSPENDED, ListedStatus.VALID, ListedStatus.SUSPENDED)
    small.take(*words[:2])
    small.take(first)
    assert states(small) == ["valid"]
    small.take(words[2])
    assert states(small) == ["suspended"]


def test_a_word_on_another_certificate_goes_on_waiting(small: SmallNode, log: SignedLog) -> None:
    """It says nothing of the one that came."""
    _, (gone,) = told(log, ListedStatus.REVOKED)
    small.take(gone)
    small.take(told(log)[0])
    assert states(small) == ["valid"]
    assert small.rebuild().held == 1
