"""A region that asks for P-256: from one-time code to valid answer."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.domain.case import Step
from app.domain.clock import SystemClock
from app.domain.desks import DeskKind, EnrolmentRequest
from app.node.keys import ask_for, load_or_create
from app.seal.claims import AccreditationClaims
from app.seal.cose import Purpose, open1
from app.seal.keys import ESP256, SigningKey, algorithm_of
from app.storage import seals
from app.sync.client import NodeClient, NodeRefused
from app.usecases.people import NewPerson
from app.workspace import Desks, Workspace
from tests import browser as chrome
from tests.app.storage.test_pepper import Kept
from tests.conftest import missing
from tests.desk_work import QUICK, CaseWalk
from tests.node_thread import NodeThread
from tests.real_desk import ELIN, OTHER_PIN, PIN, RealDesk


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeThread]:
    """A region whose seals are to be P-256."""
    folder = tmp_path_factory.mktemp("region")
    ask_for(folder, load_or_create(folder, "Nod Jönköping", "intyga.example"), "p256")
    running = NodeThread(folder)
    yield running
    running.stop()


@pytest.fixture
def desk(node: NodeThread, tmp_path: Path) -> Iterator[Workspace]:
    """A laptop enrolled there, Maria signed in."""
    opened = RealDesk(tmp_path / "desks", node).unlock()
    yield opened
    opened.close()


def issued(desk: Workspace) -> str:
    """The text in the code of a certificate issued after a whole day's work."""
    desk.secrecy.sign(PIN)
    person = desk.people.register(NewPerson("Karin Lindqvist", "199006022397"))
    walk = CaseWalk(desk, desk.cases.open(person, "CNC-1"), PIN).to(Step.CERTIFICATE)
    return desk.certificates.facts(desk.certificates.issue(walk.case_id)).qr_text


def in_browser(address: str) -> tuple[str, str]:
    """What the node's page says of a code in Chromium."""
    program = chrome.find_chromium()
    if program is None:
        missing("Chromium", "python3 dev.py test installs it, or: apt-get install chromium")
        return "", ""
    with chrome.chromium(program) as running:
        page = running.new_page()
        page.goto(address)
        band = page.wait_for_selector(".band")
        assert band is not None
        return band.get_attribute("data-answer") or "", band.get_attribute("data-code") or ""


def test_a_desk_enrols_with_the_seal_the_region_asks_for(desk: Workspace) -> None:
    """R1 R51: one key from enrolment on; its accreditation names the algorithm (key 9)."""
    key = desk.desk.signer.key
    assert key.algorithm == ESP256
    with desk.desk.database.reading() as session:
        row = seals.seal_of(session, desk.assessor.id)
        assert row is not None
        claims = AccreditationClaims.from_bytes(
            open1(row.accreditation or b"", Purpose.ACCREDITATION).payload
        )
    assert (claims.algorithm, claims.seal_public) == (ESP256, key.public)
    assert desk.assessor.profiles == ("CNC-1",)


def test_a_certificate_sealed_with_p256_is_valid_on_the_desk_and_in_a_browser(
    desk: Workspace, node: NodeThread
) -> None:
    """R40 R56: records, session and certificate by the same seal; whoever asks is told VALID."""
    text = issued(desk)
    assert desk.syncing.run(lambda _: None, lambda: False).lacking == 0
    assert desk.syncing.status().waiting == 0
    checked = desk.verification.check_text(text)
    assert (checked.answer, checked.code) == ("VALID", "OK")
    assert in_browser(f"{node.address}/v#{text.split('#')[1]}") == ("VALID", "OK")


def test_a_colleague_gets_the_same_kind_of_seal(desk: Workspace, node: NodeThread) -> None:
    desk.colleagues.add(PIN, node.invite(ELIN), OTHER_PIN)
    with desk.desk.database.reading() as session:
        publics = [seal.public for _, seal in seals.all_seals(session)]
    assert {algorithm_of(public) for public in publics} == {ESP256}
    assert desk.syncing.run(lambda _: None, lambda: False).lacking == 0


def test_a_seal_of_the_other_kind_is_refused_and_the_code_is_not_spent(node: NodeThread) -> None:
    code = node.invite()
    with NodeClient(node.address) as client, pytest.raises(NodeRefused) as refused:
        client.enrol(code, SigningKey.generate())
    assert refused.value.code == "other_algorithm"
    with NodeClient(node.address) as client:
        assert client.enrol(code, SigningKey.generate(ESP256)).accreditation is not None


def test_a_seal_that_is_no_point_of_the_curve_is_refused(node: NodeThread) -> None:
    """Nor is a proof by another key, or one of another length."""
    asked = {"code": node.invite(), "proof": "AA" * 43}
    for public in ("A" * 44, "A" * 43 + "=", "", "/" * 44):
        answer = httpx.post(
            f"{node.address}/v1/enrol", json={**asked, "seal_public": public}, timeout=60
        )
        assert answer.json()["code"] in ("bad_proof", "bad_message")


def test_seals_of_before_stay_when_the_region_asks_for_another_kind(tmp_path: Path) -> None:
    """Both kinds work side by side; only who is new gets the new kind."""
    folder = tmp_path / "region"
    keys = load_or_create(folder, "Nod", "intyga.example")
    running = NodeThread(folder)
    laptop = RealDesk(tmp_path / "old", running)
    running.stop()
    ask_for(folder, keys, "p256")
    assert json.loads((folder / "keys.json").read_bytes())["seal_algorithm"] == "p256"
    running.start()
    old, new = laptop.unlock(), RealDesk(tmp_path / "new", running, ELIN).unlock()
    assert old.syncing.run(lambda _: None, lambda: False).lacking == 0
    assert old.desk.signer.key.algorithm != new.desk.signer.key.algorithm
    for opened in (old, new):
        assert opened.syncing.run(lambda _: None, lambda: False).lacking == 0
        opened.close()
    running.stop()


def test_a_half_made_desk_gets_a_new_seal_when_the_region_has_changed_its_mind(
    tmp_path: Path,
) -> None:
    """The seal of an attempt cut off is kept only while the region would take it."""
    from app.sync.client import NodeUnreachable
    from tests.cutting_proxy import ENROLLING, CuttingProxy

    folder = tmp_path / "region"
    keys = load_or_create(folder, "Nod", "intyga.example")
    running = NodeThread(folder)
    found = Desks(tmp_path / "home", SystemClock(), Kept(), QUICK)
    compared = found.probe(running.address).root_fingerprint
    with CuttingProxy(running.port, ENROLLING) as proxy, pytest.raises(NodeUnreachable):
        found.enrol(EnrolmentRequest(proxy.address, running.invite(), compared, "", PIN))
    code = running.invite()
    running.stop()
    ask_for(folder, keys, "p256")
    running.start()
    found.enrol(EnrolmentRequest(running.address, code, compared, "", PIN))
    opened = found.unlock(DeskKind.REAL, found.assessors(DeskKind.REAL)[0].id, PIN)
    assert opened.desk.signer.key.algorithm == ESP256
    opened.close()
    running.stop()
