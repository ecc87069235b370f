"""A certificate found wrong offline, stopped by the region, signed by a stolen seal: who knows."""

import base64
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import httpx
import pytest

from app.domain.case import Step
from app.domain.certificate_status import CertificateState, StatusAct, StatusReason
from app.seal import cbor
from app.seal.codes import BadSeal, BundleTooLarge, Code, ListRolledBack, NodeNotAuthorised
from app.seal.trust import Trust
from app.seal.verifying import Answer, Verdict, verify
from app.storage import trust as lists
from app.sync.client import NodeUnreachable
from app.usecases.seal_standing import SealNotBelieved
from app.usecases.status_acts import Knowing, StoppedByRegion
from app.workspace import Workspace
from tests import browser as chrome
from tests.app.sync.region import PHRASE, Prepared, copied_laptop, copied_node, reach, sync
from tests.conftest import missing
from tests.desk_work import CaseWalk
from tests.node_process import NodeProcess

WRONG, REVIEW = StatusReason.FOUND_WRONG, StatusReason.UNDER_REVIEW


class Outside:
    """Anybody with the node's public lists, as they are now."""

    def __init__(self, node: NodeProcess) -> None:
        self._node = node

    def trust(self) -> Trust:
        """Roots and lists of this moment."""
        kept = json.loads((self._node.folder / "keys.json").read_bytes())
        with httpx.Client(base_url=self._node.address, timeout=60) as asking:
            held = asking.get("/trust").content, asking.get("/status/bundle").content
        return Trust.load([base64.b64decode(root) for root in kept["roots"]], *held)

    def check(self, text: str) -> Verdict:
        """The answer anybody gets."""
        return verify(text, self.trust(), date.today())


@pytest.fixture(scope="module")
def issued(
    prepared: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Prepared, bytes, str]:
    """The region with a certificate registered, made once; its id and code."""
    folder = tmp_path_factory.mktemp("issued")
    with copied_node(prepared, folder) as node:
        laptop = copied_laptop(prepared, folder)
        reach(laptop, node.address)
        sync(laptop)
        case_id = prepared.case_id
        CaseWalk(laptop, case_id, PHRASE).to(Step.CERTIFICATE)
        certificate = laptop.certificates.issue(case_id)
        laptop.cases.close(case_id)
        sync(laptop)
        text = laptop.certificates.facts(certificate).qr_text
        laptop.close()
    return Prepared(node.folder, folder / "laptop", case_id), certificate, text


@pytest.fixture
def at_node(issued: tuple[Prepared, bytes, str], tmp_path: Path) -> Iterator[NodeProcess]:
    """That region's node, running."""
    with copied_node(issued[0], tmp_path) as running:
        yield running


@pytest.fixture
def desk(
    issued: tuple[Prepared, bytes, str], tmp_path: Path, at_node: NodeProcess
) -> Iterator[Workspace]:
    """That laptop, reaching the node."""
    workspace = copied_laptop(issued[0], tmp_path)
    reach(workspace, at_node.address)
    yield workspace
    workspace.close()


@pytest.fixture
def certificate(issued: tuple[Prepared, bytes, str]) -> bytes:
    """Its id."""
    return issued[1]


@pytest.fixture
def text(issued: tuple[Prepared, bytes, str]) -> str:
    """Its code."""
    return issued[2]


def knowing(desk: Workspace, certificate: bytes) -> Knowing | None:
    """How far the newest change has come, as the panel says."""
    known = desk.status_acts.standing(certificate).known
    return None if known is None else known.how


def test_found_wrong_offline_it_waits_and_is_revoked_everywhere_after_the_sync(
    desk: Workspace, at_node: NodeProcess, certificate: bytes, text: str
) -> None:
    """R40 R42 R43: here at once, elsewhere once the node has it, in a real browser too."""
    outside = Outside(at_node)
    assert outside.check(text).answer is Answer.VALID
    at_node.stop()
    desk.status_acts.revoke(certificate, WRONG, "Provbiten var inte hans.", PHRASE)
    with pytest.raises(NodeUnreachable):
        sync(desk)
    assert knowing(desk, certificate) is Knowing.WAITING
    assert desk.syncing.status().changes_waiting == 1
    assert "status_unsent" in [one.kind for one in desk.today.view().attention]
    assert desk.verification.check_text(text).answer is Answer.REVOKED
    at_node.start()
    reach(desk, at_node.address)
    assert outside.check(text).answer is Answer.VALID
    sync(desk)
    assert knowing(desk, certificate) is Knowing.LISTED
    assert desk.syncing.status().changes_waiting == 0
    assert outside.check(text).answer is Answer.REVOKED
    assert _in_browser(at_node, text) == "REVOKED"


def _in_browser(node: NodeProcess, text: str) -> str | None:
    program = chrome.find_chromium()
    if program is None:
        missing("Chromium", "python3 dev.py test installs it, or: apt-get install chromium")
    with chrome.chromium(program or "", None) as browser:
        page = browser.new_page(locale="sv-SE")
        page.goto(f"{node.address}/v#{text.partition('#')[2]}")
        page.wait_for_selector("[data-answer]")
        return page.get_attribute("[data-answer]", "data-answer")


def test_what_the_region_decides_is_told_with_its_reason_and_its_list(
    desk: Workspace, at_node: NodeProcess, certificate: bytes, text: str
) -> None:
    """R43: stopped and lifted by the region; the assessor cannot lift what the region stopped."""
    number = desk.status_acts.standing(certificate).number
    _order(at_node, number, "suspended", "under_review")
    sync(desk)
    standing = desk.status_acts.standing(certificate)
    assert standing.shown.state is CertificateState.SUSPENDED
    assert (standing.shown.by_region, standing.reason) == (True, REVIEW)
    assert standing.shown.listed == standing.list_day
    assert desk.certificates.list()[0].state == "suspended"
    assert desk.verification.check_text(text).answer is Answer.SUSPENDED
    hindered = {way.act: way.hindrance for way in standing.ways}
    assert isinstance(hindered[StatusAct.LIFT], StoppedByRegion)
    assert hindered[StatusAct.REVOKE] is None
    with pytest.raises(StoppedByRegion):
        desk.status_acts.lift(certificate, "", PHRASE)
    _order(at_node, number, "valid", "lifted")
    sync(desk)
    assert desk.certificates.list()[0].state == "issued"
    events = desk.status_acts.history(certificate)
    assert [(e.state, e.reason) for e in events if e.kind == "region"] == [
        (CertificateState.SUSPENDED, REVIEW),
        (CertificateState.ISSUED, StatusReason.LIFTED),
    ]


def test_a_lifted_stop_is_not_taken_for_the_regions_while_the_list_lags(
    desk: Workspace, at_node: NodeProcess, certificate: bytes
) -> None:
    """R40: an older list says suspended; this desk knows why."""
    desk.status_acts.suspend(certificate, REVIEW, "", PHRASE)
    sync(desk)
    assert knowing(desk, certificate) is Knowing.LISTED
    at_node.stop()
    desk.status_acts.lift(certificate, "", PHRASE)
    shown = desk.status_acts.standing(certificate).shown
    assert (shown.state, shown.by_region) == (CertificateState.ISSUED, False)
    assert knowing(desk, certificate) is Knowing.WAITING
    at_node.start()
    reach(desk, at_node.address)
    sync(desk)
    assert desk.status_acts.standing(certificate).shown.state is CertificateState.ISSUED
    assert knowing(desk, certificate) is Knowing.LISTED


@pytest.mark.parametrize(
    ("since", "answer", "state"),
    [
        ("2100-01-01", Answer.VALID, CertificateState.ISSUED),
        ("2020-01-01", Answer.NOT_ACCREDITED, CertificateState.NOT_BELIEVED),
    ],
)
def test_of_a_stolen_seal_only_what_came_before_is_believed(
    desk: Workspace,
    at_node: NodeProcess,
    certificate: bytes,
    text: str,
    since: str,
    answer: Answer,
    state: CertificateState,
) -> None:
    """R43: by everybody, and the desk says it plainly and signs nothing more with that seal."""
    with closing(sqlite3.connect(at_node.folder / "node.db")) as database:
        database.execute("UPDATE seals SET state = 'compromised', since = ?", (since,))
        database.commit()
    outside = Outside(at_node)
    assert outside.check(text).answer is answer
    raw = httpx.get(f"{at_node.address}/status/bundle", timeout=60).content
    with desk.desk.database.transaction() as session:
        lists.keep(session, lists.STATUS, raw, desk.desk.clock.now())
    assert desk.verification.check_text(text).answer is answer
    assert desk.status_acts.standing(certificate).shown.state is state
    assert "seal_doubted" in [one.kind for one in desk.today.view().attention]
    ways = desk.status_acts.ways(certificate)
    assert [way.act for way in ways if way.hindrance is None] == []
    assert not ways or SealNotBelieved in [type(way.hindrance) for way in ways]
    if answer is Answer.NOT_ACCREDITED:
        assert outside.check(text).code is Code.E_KEY_COMPROMISED


def test_a_hostile_list_leaves_the_one_held_alone(
    desk: Workspace, at_node: NodeProcess, certificate: bytes, text: str
) -> None:
    """R43: a compressed bomb, a cut one, an older one, one by nobody: refused, and said why."""
    older = httpx.get(f"{at_node.address}/status/bundle", timeout=60).content
    desk.status_acts.revoke(certificate, WRONG, "", PHRASE)
    sync(desk)
    held = Outside(at_node).trust()
    newest = httpx.get(f"{at_node.address}/status/bundle", timeout=60).content
    assert newest != older
    parts = cbor.decode(newest)
    assert isinstance(parts, list)
    bomb = zlib.compress(bytes(64 * 2**20))
    statement = cbor.decode(parts[1])
    assert isinstance(statement, list)
    exploding = cbor.encode([1, cbor.encode([statement[0], {}, bomb, statement[3]]), parts[2]])
    refused = (BadSeal, BundleTooLarge, ListRolledBack, NodeNotAuthorised)
    offered = (older, newest[:-1], newest[: len(newest) // 2], exploding, bomb, b"", b"\xa0")
    for raw in offered:
        with pytest.raises(refused):
            held.with_status(raw)
    with pytest.raises(ListRolledBack):
        held.with_status(older)
    assert held.with_status(newest).status == held.status
    assert verify(text, held, date.today()).answer is Answer.REVOKED


def _order(node: NodeProcess, number: str, state: str, reason: str) -> None:
    done = node.says("status", number, state, "--reason", reason, "--by", "Eva Lind")
    assert done.returncode == 0, done.stderr
