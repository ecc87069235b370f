"""Line and node failing at any point: nothing lost, nothing double, every record with a receipt."""

import random
import shutil
import threading
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.case import Step
from app.sync import lines
from app.sync.client import NodeUnreachable
from app.sync.run import Cancelled, Progress
from app.usecases.syncing import SyncRunning
from app.usecases.theory import Theory
from app.workspace import Workspace
from tests.app.sync.region import (
    PHRASE,
    Prepared,
    assert_agree,
    hashes_at,
    reach,
    sync,
    write_links,
)
from tests.cutting_proxy import CuttingProxy
from tests.desk_work import CaseWalk
from tests.lying_proxy import Answer, LyingProxy
from tests.node_process import NodeProcess

CUTS = 12


@pytest.mark.parametrize("direction", ["cut_up", "cut_down"])
def test_a_line_cut_at_any_byte_costs_nothing(
    laptop: Workspace, node: NodeProcess, direction: str
) -> None:
    """R56: requests and answers cut short anywhere; this run or the next heals."""
    sync(laptop)
    chance, most = random.Random(7), 1500 if direction == "cut_up" else 700
    with CuttingProxy(node.port) as proxy:
        reach(laptop, proxy.address)
        for _ in range(CUTS):
            write_links(laptop, 3)
            setattr(proxy, direction, chance.randrange(1, most))
            with suppress(NodeUnreachable):
                sync(laptop)
            setattr(proxy, direction, None)
            sync(laptop)
            assert_agree(laptop, node)
        assert proxy.cuts >= CUTS // 2


def test_a_node_killed_between_two_chunks_gets_the_rest_later(
    laptop: Workspace, node: NodeProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it acknowledged before kill -9 is there afterwards; others had not begun."""
    monkeypatch.setattr(lines, "LINES", 2)
    write_links(laptop, 450)
    with pytest.raises(NodeUnreachable):
        laptop.syncing.run(lambda _: node.kill(), lambda: False)
    acknowledged = laptop.syncing.status().acknowledged
    assert 0 < acknowledged <= len(hashes_at(node))
    node.start()
    assert sync(laptop).sent == laptop.syncing.status().acknowledged - acknowledged
    assert_agree(laptop, node)


def test_an_answer_lost_after_the_node_stored_is_asked_for_again(
    laptop: Workspace, node: NodeProcess, liar: LyingProxy
) -> None:
    """The node holds the records, this desk has no receipt: it sends them again, they stay one."""

    def die(_: Answer) -> Answer:
        node.kill()
        return Answer(200, b"", headers=(("Content-Length", "900"),))

    liar.lies["/v1/records"] = die
    with pytest.raises(NodeUnreachable):
        sync(laptop)
    assert laptop.syncing.status().acknowledged == 0
    assert hashes_at(node)
    liar.lies.clear()
    node.start()
    sync(laptop)
    assert_agree(laptop, node)


def test_a_node_restored_from_an_older_backup_gets_what_it_forgot(
    laptop: Workspace, node: NodeProcess, tmp_path: Path
) -> None:
    """The laptop sends what the node lacks, never what it believes it has not sent."""
    sync(laptop)
    node.stop()
    backup = shutil.copytree(node.folder, tmp_path / "backup")
    node.start()
    write_links(laptop, 250)
    sync(laptop)
    node.stop()
    shutil.rmtree(node.folder)
    shutil.copytree(backup, node.folder)
    node.start()
    before = len(hashes_at(node))
    assert sync(laptop).sent == 250
    assert len(hashes_at(node)) == before + 250
    assert_agree(laptop, node)


def test_answers_are_given_while_a_run_is_under_way(
    laptop: Workspace, node: NodeProcess, prepared: Prepared
) -> None:
    """No lock errors on either side; what was signed meanwhile goes with the next run."""
    CaseWalk(laptop, prepared.case_id, PHRASE).to(Step.THEORY)
    write_links(laptop, 300)
    errors: list[Exception] = []
    answered = threading.Event()

    def keep_syncing() -> None:
        try:
            while not answered.is_set():
                sync(laptop)
        except Exception as error:
            errors.append(error)

    syncing = threading.Thread(target=keep_syncing)
    syncing.start()
    try:
        _answer_everything(laptop.theory, laptop.theory.start(prepared.case_id))
    finally:
        answered.set()
        syncing.join(60)
    assert errors == []
    sync(laptop)
    assert_agree(laptop, node)


def test_only_one_run_at_a_time(laptop: Workspace, node: NodeProcess) -> None:
    """The second is refused, the first goes on."""
    refused: list[Exception] = []

    def meanwhile(_: Progress) -> None:
        assert laptop.syncing.status().running
        try:
            sync(laptop)
        except SyncRunning as error:
            refused.append(error)

    laptop.syncing.run(meanwhile, lambda: False)
    assert len(refused) == 1
    assert not laptop.syncing.status().running
    assert_agree(laptop, node)


def test_a_run_stopped_midway_keeps_what_is_acknowledged(
    laptop: Workspace, node: NodeProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after the first chunk of one line; the next run sends only the rest."""
    monkeypatch.setattr(lines, "LINES", 1)
    write_links(laptop, 450)
    sent: list[int] = []
    with pytest.raises(Cancelled):
        laptop.syncing.run(lambda p: sent.append(p.sent), lambda: bool(sent))
    assert laptop.syncing.status().acknowledged == sent[-1] == len(hashes_at(node))
    total = laptop.syncing.status().waiting
    assert total
    assert sync(laptop).sent == total
    assert_agree(laptop, node)


def _answer_everything(theory: Theory, sitting: UUID) -> None:
    for question in theory.paper(sitting).questions:
        theory.answer(sitting, question.id, ())
        theory.heartbeat(sitting)
