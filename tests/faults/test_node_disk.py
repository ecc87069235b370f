"""No room on the node's disk: nothing is acknowledged that is not kept, and it goes on."""

import shutil
import sys
from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.node.backup_list import BackupList
from app.seal.records import record_hash
from app.sync.client import NodeClient, NodeUnreachable
from app.sync.wire import Head, HelloRequest, SentRecord
from tests.node_process import NodeProcess
from tests.signed_log import SignedLog

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="small file systems on Linux")


def test_a_node_whose_disk_is_full_acknowledges_nothing_it_does_not_keep(small_disk: Path) -> None:
    """R59: told as a node that cannot take it now; with room again the same run goes through."""
    with NodeProcess(small_disk / "region" / "node") as node, NodeClient(node.address) as client:
        log = SignedLog()
        client.enrol(node.invite(), log.key)
        client.open_session(log.key, SystemClock().now())
        node.back_up(small_disk / "backups")
        ballast = small_disk / "ballast"
        ballast.write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - 192 * 1024))
        records = [log.person(f"Person {n}")[1] for n in range(1_000)]
        kept = acknowledged_until_full(client, records)
        assert client.identity().name
        assert node.says("backup", small_disk / "backups").returncode == 1
        assert len(BackupList(node.folder).here()) == 1
        node.kill()
        ballast.unlink()
        node.start()
        client.open_session(log.key, SystemClock().now())
        head = Head(log.key.kid, log.epoch, len(records), log.hashes[-1])
        lacks = client.hello(HelloRequest((head,), 0)).lacks
        lacking = {log.hashes[seq] for one in lacks for seq in range(one.from_seq, one.to_seq + 1)}
        assert not lacking & kept
        for start in range(0, len(records), 100):
            client.send_records(records[start : start + 100])
        assert client.hello(HelloRequest((head,), 0)).lacks == ()


def acknowledged_until_full(client: NodeClient, records: list[SentRecord]) -> set[bytes]:
    """Send on until the node says that it cannot; what has a receipt."""
    kept: set[bytes] = set()
    for start in range(0, len(records), 20):
        chunk = records[start : start + 20]
        try:
            answers = client.send_records(chunk).results
        except NodeUnreachable:
            return kept
        assert all(answer.receipt for answer in answers)
        kept |= {record_hash(one.raw) for one in chunk}
    raise AssertionError(f"{len(kept)} records fitted")
