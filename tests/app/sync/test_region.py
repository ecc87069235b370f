"""The main job between a real desk and its region: from a case to a certificate that is VALID."""

import socket
from datetime import date
from pathlib import Path

import httpx
import pytest

from app.domain.case import Step
from app.node.keys import load_or_create
from app.seal.trust import Trust
from app.seal.verifying import verify
from app.sync.client import NodeRefused, NodeUnreachable
from app.usecases.syncing import NotEnrolled, WaitReason
from app.usecases.verification import Answer
from app.workspace import Workspace
from tests.app.commands.command_line import run_app
from tests.app.sync.region import (
    NUMBER,
    PERSON,
    PHRASE,
    Prepared,
    assert_agree,
    copied_laptop,
    reach,
    sync,
    write_links,
)
from tests.desk_work import CaseWalk, practice_desk
from tests.factories import FixedClock
from tests.node_process import NodeProcess


def test_a_certificate_is_valid_in_its_region_and_unknown_elsewhere(
    laptop: Workspace, node: NodeProcess, prepared: Prepared, tmp_path: Path, desk_home: Path
) -> None:
    """R40 R43: genuine before the first status list, VALID with it, UNKNOWN_ISSUER elsewhere."""
    CaseWalk(laptop, prepared.case_id, PHRASE).to(Step.CERTIFICATE)
    certificate = laptop.certificates.issue(prepared.case_id)
    text = laptop.certificates.facts(certificate).qr_text
    assert laptop.verification.check_text(text).answer is Answer.GENUINE_STATUS_UNCERTAIN

    result = sync(laptop)
    assert (result.refused, result.lacking, result.lists_refused) == (0, 0, "")
    assert_agree(laptop, node)
    checked = laptop.verification.check_text(text)
    assert checked.answer is Answer.VALID
    assert checked.status_date is not None
    proof = laptop.syncing.status().proof
    assert proof is not None
    assert (proof.stored, proof.lacking) == (laptop.syncing.status().acknowledged, 0)

    paper = tmp_path / "bevis.pdf"
    paper.write_bytes(laptop.certificates.pdf(certificate))
    node.write_trust(tmp_path / "trust")
    assert run_app("verify", paper, "--trust", tmp_path / "trust").returncode == 0

    other = load_or_create(tmp_path / "other", "Nod Kronoberg", "other.example")
    elsewhere = Trust.load(other.roots, other.trust_list)
    assert verify(text, elsewhere, date.today()).answer is Answer.UNKNOWN_ISSUER
    practice = practice_desk(desk_home, FixedClock())
    assert practice.verification.check_text(text).answer is Answer.UNKNOWN_ISSUER
    practice.close()


def test_the_overview_and_the_export_show_what_has_arrived(
    laptop: Workspace, node: NodeProcess, prepared: Prepared
) -> None:
    """I14: rows and hash are stated, and the same as the file's own."""
    CaseWalk(laptop, prepared.case_id, PHRASE).to(Step.CERTIFICATE)
    laptop.certificates.issue(prepared.case_id)
    sync(laptop)
    with httpx.Client(base_url=node.address, follow_redirects=True, timeout=60) as browser:
        page = browser.get("/", params={"key": node.access})
        assert page.status_code == 200
        listed = browser.get("/certificates")
        assert PERSON in listed.text
        assert NUMBER not in page.text + listed.text
        export = browser.get("/export/certificates.csv")
        assert export.headers["X-Row-Count"] == "1"
        assert PERSON in export.text


def test_the_node_s_log_holds_no_person(
    laptop: Workspace, node: NodeProcess, prepared: Prepared
) -> None:
    """I12: facts and counts only."""
    CaseWalk(laptop, prepared.case_id, PHRASE).to(Step.CERTIFICATE)
    laptop.certificates.issue(prepared.case_id)
    sync(laptop)
    node.stop()
    told = (node.folder.parent / "node.log").read_text("utf-8")
    assert "records.taken stored=" in told
    for secret in (PERSON, "Karin", NUMBER, NUMBER[2:8], "Maria", "Värnamo", node.access):
        assert secret not in told


def test_without_a_network_everything_waits_and_says_why(laptop: Workspace) -> None:
    """R62: what waits, since when, and why."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        reach(laptop, f"http://127.0.0.1:{deaf.getsockname()[1]}")
        before = laptop.syncing.status()
        with pytest.raises(NodeUnreachable):
            sync(laptop)
    after = laptop.syncing.status()
    assert (before.reason, after.reason) == (WaitReason.NOT_TRIED, WaitReason.UNREACHABLE)
    assert after.waiting >= before.waiting > 0
    assert after.oldest is not None
    assert PERSON in [row.name for row in after.rows]
    assert laptop.syncing.failures() == 1


def test_the_practice_desk_sends_nothing(desk_home: Path, clock: FixedClock) -> None:
    """It belongs to no node."""
    practice = practice_desk(desk_home, clock)
    with pytest.raises(NotEnrolled):
        sync(practice)
    assert practice.syncing.status().reason is WaitReason.NOT_ENROLLED
    practice.close()


def test_a_node_that_does_not_know_the_seal_refuses_by_name(
    prepared: Prepared, tmp_path: Path
) -> None:
    """Another region's node at the same address: nothing is sent, the reason is told."""
    laptop = copied_laptop(prepared, tmp_path)
    with NodeProcess(tmp_path / "other" / "node") as stranger:
        reach(laptop, stranger.address)
        with pytest.raises(NodeRefused) as refused:
            sync(laptop)
    assert refused.value.code == "unknown_seal"
    status = laptop.syncing.status()
    assert (status.reason, status.last_try and status.last_try.detail) == (
        WaitReason.REFUSED,
        "unknown_seal",
    )
    assert status.acknowledged == 0
    laptop.close()


def test_many_records_go_in_chunks_and_progress_is_told(
    laptop: Workspace, node: NodeProcess
) -> None:
    """At most 200 a chunk; the end is told exactly."""
    write_links(laptop, 450)
    told: list[tuple[int, int]] = []
    result = laptop.syncing.run(lambda p: told.append((p.sent, p.total)), lambda: False)
    assert told[-1] == (result.sent, result.sent)
    assert len(told) >= 3
    assert_agree(laptop, node)
    assert sync(laptop).sent == 0
