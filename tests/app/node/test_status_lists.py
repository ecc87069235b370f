"""The W3C list at the node: the same bits as the bundle, signed, for any verifier of badges."""

import base64
import gzip
import json
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from app.certificate.data_integrity import proof_holds, signer_of
from app.certificate.status_credential import LEAST_ENTRIES, encoded_list
from app.domain.certificate_status import StatusReason
from app.node.status_lists import StatusLists
from app.node.tables import EnrolledSeal, RegisteredCertificate
from app.seal.payloads import CertificateStatus, ListedStatus
from app.seal.records import RecordType
from app.seal.status import CertificateState, pack_bits
from app.sync.wire import SentRecord
from tests.app.node.small_node import SmallNode, issued
from tests.node_process import NodeProcess
from tests.node_verifiers import installed
from tests.signed_log import SignedLog


@pytest.fixture
def small(tmp_path: Path) -> SmallNode:
    """A node of a trial region."""
    return SmallNode(tmp_path)


@pytest.fixture
def lists(small: SmallNode) -> StatusLists:
    """Its lists."""
    return StatusLists(small.database, small.keys, small.publication)


def revoked(small: SmallNode, log: SignedLog, index: int) -> SentRecord:
    """A record that the certificate at an index is revoked."""
    with small.database.reading() as session:
        found = select(RegisteredCertificate.id).where(RegisteredCertificate.status_index == index)
        certificate = session.scalars(found).one()
    word = CertificateStatus(certificate, ListedStatus.REVOKED, StatusReason.FOUND_WRONG)
    return log.link(RecordType.CERTIFICATE_STATUS, "", word)


def bits_of(raw: bytes) -> bytes:
    """The list in a credential, unpacked."""
    packed = json.loads(raw)["credentialSubject"]["encodedList"]
    assert packed[0] == "u"
    return gzip.decompress(base64.urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4)))


def state_at(raw: bytes, index: int) -> CertificateState:
    """What a verifier of a badge reads at an index."""
    octet, place = divmod(index, 4)
    return CertificateState(bits_of(raw)[octet] >> (6 - 2 * place) & 3)


def listed(lists: StatusLists, kid: bytes) -> bytes:
    """The credential of a seal's list."""
    found = lists.credential(kid)
    assert found is not None
    return found[1]


def test_a_list_says_the_same_as_the_bundle_and_is_signed_by_the_node(
    small: SmallNode, lists: StatusLists
) -> None:
    """R43: two bits a certificate, purpose message, the node's proof."""
    log = small.laptop()
    records = [issued(log, uuid4(), index) for index in range(6)]
    small.take(*records)
    small.take(revoked(small, log, 5))
    raw = listed(lists, log.key.kid)
    tree = json.loads(raw)
    assert state_at(raw, 5) is CertificateState.REVOKED
    assert [state_at(raw, index) for index in range(5)] == [CertificateState.VALID] * 5
    assert tree["id"] == f"https://intyga.example/v1/status/{log.key.kid.hex()}"
    assert tree["credentialSubject"]["statusPurpose"] == "message"
    assert proof_holds(tree)
    assert signer_of(tree) == small.keys.node.public


def test_a_list_is_made_once_for_each_bundle_and_is_the_same_in_every_process(
    small: SmallNode, lists: StatusLists
) -> None:
    """Cached by content; another process signs the same bytes."""
    log = small.laptop()
    first = lists.credential(log.key.kid)
    small.pass_time(timedelta(hours=2))
    other = StatusLists(small.database, small.keys, small.publication)
    assert lists.credential(log.key.kid) == first == other.credential(log.key.kid)
    small.pass_time(timedelta(days=2))
    assert lists.credential(log.key.kid) != first


def test_a_list_tells_nothing_of_how_many_there_are_or_who(
    small: SmallNode, lists: StatusLists
) -> None:
    """R41: no name, no number of a certificate, and the least length of the standard."""
    log = small.laptop()
    small.take(issued(log, uuid4(), 0, name="Karin Lindqvist"))
    raw = listed(lists, log.key.kid)
    assert b"Lindqvist" not in raw
    assert b"Sandberg" not in raw
    assert len(bits_of(raw)) * 4 == LEAST_ENTRIES
    assert len(raw) < 2000


def test_of_a_stolen_seal_only_what_was_registered_before_is_not_revoked(
    small: SmallNode, lists: StatusLists
) -> None:
    """Backdating gains nothing at a verifier of badges either."""
    log = small.laptop()
    small.take(issued(log, uuid4(), 0), issued(log, uuid4(), 6))
    small.take(revoked(small, log, 6))
    with small.database.transaction() as session:
        session.get_one(EnrolledSeal, log.key.kid).state = "compromised"
    raw = listed(lists, log.key.kid)
    states = [state_at(raw, index) for index in range(8)]
    assert states[0] is CertificateState.VALID
    assert states[1:] == [CertificateState.REVOKED] * 7


def test_anybody_may_ask_and_is_told_when_nothing_is_new(
    node: NodeProcess, enrolled: SignedLog
) -> None:
    """An ETag by content, from any page; a seal nobody knows is not found."""
    kid = enrolled.key.kid.hex()
    first = httpx.get(f"{node.address}/v1/status/{kid}", timeout=60)
    assert first.status_code == 200
    assert first.headers["content-type"] == "application/vc"
    assert first.headers["access-control-allow-origin"] == "*"
    mark = {"If-None-Match": first.headers["etag"]}
    again = httpx.get(f"{node.address}/v1/status/{kid}", headers=mark, timeout=60)
    assert (again.status_code, again.content) == (304, b"")
    for other in ("00" * 8, "x", kid + "00", f" {kid[1:]}", "%00", "é" * 16):
        assert httpx.get(f"{node.address}/v1/status/{other}", timeout=60).status_code == 404


def test_the_list_verifies_with_a_javascript_verifier_bit_by_bit(
    small: SmallNode, lists: StatusLists
) -> None:
    """W3C Bitstring Status List: proof and bits by code that is not ours."""
    log = small.laptop()
    small.take(*(issued(log, uuid4(), index) for index in range(3)))
    small.take(revoked(small, log, 2))
    raw = listed(lists, log.key.kid)
    day = f"{small.now:%Y-%m-%dT%H:%M:%SZ}"
    tree = json.loads(raw)
    bent = json.loads(raw)
    bent["credentialSubject"]["encodedList"] = encoded_list(b"")
    good, bad = installed().answers([tree, bent], day)
    assert good["verified"], good
    assert base64.b64decode(good["bits"]) == bits_of(raw)
    assert not bad["verified"]


def test_the_list_is_packed_as_the_standard_says() -> None:
    """GZIP, base64url, multibase u; the same bytes every time."""
    bits = pack_bits([(0, CertificateState.REPLACED), (131_075, CertificateState.SUSPENDED)])
    assert encoded_list(bits) == encoded_list(bits)
    raw = json.dumps({"credentialSubject": {"encodedList": encoded_list(bits)}}).encode()
    assert state_at(raw, 0) is CertificateState.REPLACED
    assert state_at(raw, 131_075) is CertificateState.SUSPENDED
