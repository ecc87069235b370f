"""A number typed from a paper: status and profile, never a name, and not too often."""

import time
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.domain.certificate_number import format_certificate_number
from app.domain.certificate_status import StatusReason
from app.node.limits import SECONDS_A_TRY, TRIES, Budget
from app.node.lookup import Lookup
from app.node.tables import RegisteredCertificate
from app.seal.payloads import CertificateStatus, ListedStatus, decode_payload
from app.seal.records import RecordType
from app.sync.wire import SentRecord
from tests.app.node.small_node import DAY, SmallNode, issued
from tests.node_process import NodeProcess
from tests.signed_log import SignedLog


class Register:
    """A small node with one certificate in it."""

    def __init__(self, folder: Path) -> None:
        self.node = SmallNode(folder)
        self.log: SignedLog = self.node.laptop()
        _person, person = self.log.person()
        record = issued(self.log, uuid4(), 0, name="Karin Lindqvist")
        self.node.take(person, record)
        self.id = _id_in(record)
        self.lookup = Lookup(self.node.database, lambda: self.node.now, time.monotonic)

    def status(self) -> str:
        """What is told of it."""
        return self.lookup.find(self.id, format_certificate_number(self.id)).status


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """A certificate that has come."""
    return Register(tmp_path)


def test_a_number_tells_status_and_profile_and_no_name(register: Register) -> None:
    """R41: serial, profile and status are all that a number gives."""
    found = register.lookup.find(register.id, format_certificate_number(register.id))
    assert (found.status, found.profile) == ("VALID", "CNC-1/1")
    assert "Karin" not in repr(found)


def test_a_revoked_an_expired_and_an_unknown_number_are_told_apart(register: Register) -> None:
    """R43."""
    assert register.lookup.find(bytes(10), "0000 0000 0000 0000 0").status == "UNKNOWN"
    word = CertificateStatus(register.id, ListedStatus.REVOKED, StatusReason.FOUND_WRONG)
    register.node.take(register.log.link(RecordType.CERTIFICATE_STATUS, "", word))
    assert register.status() == "REVOKED"


def test_a_certificate_past_its_last_day_is_expired(register: Register) -> None:
    """R41."""
    with register.node.database.transaction() as session:
        session.get_one(RegisteredCertificate, register.id).valid_to = DAY
    assert register.status() == "VALID"
    register.node.pass_time(timedelta(days=1))
    assert register.status() == "EXPIRED"


def test_an_address_gets_so_many_tries_and_then_one_at_a_time() -> None:
    """Numbers are random in 80 bits; asking for many of them is nobody's need."""
    clock = [0.0]
    budget = Budget(lambda: clock[0])
    assert [budget.wait("a") for _ in range(TRIES)] == [0.0] * TRIES
    assert budget.wait("a") == pytest.approx(SECONDS_A_TRY)
    assert budget.wait("b") == 0.0
    clock[0] += SECONDS_A_TRY
    assert budget.wait("a") == 0.0
    assert budget.wait("a") > 0.0


def test_over_http_a_typing_fault_and_haste_are_refused(tmp_path: Path) -> None:
    """R41: a wrong check character never reaches the register; haste is asked to wait."""
    with (
        NodeProcess(tmp_path / "region" / "node") as node,
        httpx.Client(base_url=node.address, timeout=60) as asking,
    ):
        wrong = asking.post("/v1/lookup", json={"number": "7K3M Q9TX 4HVD 2RPA A"})
        assert wrong.status_code == 400
        assert asking.post("/v1/lookup", content=b"x" * 500).status_code == 413
        assert asking.post("/v1/lookup", content=b"[]").status_code == 400
        number = format_certificate_number(bytes(10))
        answers = [asking.post("/v1/lookup", json={"number": number})]
        assert answers[0].json()["status"] == "UNKNOWN"
        while answers[-1].status_code == 200 and len(answers) < TRIES * TRIES:
            answers.append(asking.post("/v1/lookup", json={"number": number}))
        assert answers[-1].status_code == 429
        assert int(answers[-1].headers["retry-after"]) > 0
        told = (tmp_path / "region" / "node.log").read_text(encoding="utf-8")
        assert number.split()[0] not in told.replace("0000-", "")


def _id_in(record: SentRecord) -> bytes:
    payload = decode_payload(RecordType.CERTIFICATE_ISSUED, record.payload or b"")
    found = payload.facts.certificate_id
    assert isinstance(found, bytes)
    return found
