"""A region and a laptop enrolled in it, prepared once and copied; and whether the two agree."""

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind, EnrolmentRequest
from app.node.enrolment import Invited
from app.seal.payloads import Incident
from app.seal.receipts import open_receipt
from app.seal.records import RecordType
from app.storage import desk_facts, log
from app.storage.tables import ReceiptRow, RecordRow
from app.usecases.people import NewPerson
from app.usecases.syncing import RunResult
from app.workspace import Workspace
from tests.desk_work import MARIA, desks, unlock
from tests.node_process import NodeProcess
from tests.node_thread import NodeThread

PHRASE = "fyra gröna svarvar"
PERSON, NUMBER = "Karin Lindqvist", "199006022397"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A node's folder and a home whose real desk is enrolled there; nothing is sent yet."""

    node: Path
    home: Path
    case_id: UUID


def prepare(folder: Path) -> Prepared:
    """Enrol a desk with a one-time code and open a case there."""
    node, home = NodeProcess(folder / "region" / "node"), folder / "home"
    found = desks(home, SystemClock())
    with node:
        compared = found.probe(node.address).root_fingerprint
        found.enrol(EnrolmentRequest(node.address, node.invite(), compared, MARIA, PHRASE))
    laptop = unlock(found, DeskKind.REAL, MARIA, PHRASE)
    laptop.secrecy.sign(PHRASE)
    person = laptop.people.register(NewPerson(PERSON, NUMBER))
    case_id = laptop.cases.open(person, "CNC-1")
    laptop.close()
    return Prepared(node.folder, home, case_id)


def enrol_beside(node: NodeThread, home: Path) -> None:
    """One more laptop of the region, with a seal of its own."""
    found = desks(home, SystemClock())
    compared = found.probe(node.address).root_fingerprint
    invited = Invited(MARIA, 10511, "Testcenter Värnamo", ("CNC-1",))
    code = node.invite(invited)
    found.enrol(EnrolmentRequest(node.address, code, compared, MARIA, PHRASE))


def copied_node(prepared: Prepared, folder: Path) -> NodeProcess:
    """The region's node on a copy of its files."""
    shutil.copytree(prepared.node, folder / "region" / "node")
    return NodeProcess(folder / "region" / "node")


def copied_laptop(prepared: Prepared, folder: Path) -> Workspace:
    """The laptop on a copy of its files."""
    home = shutil.copytree(prepared.home, folder / "laptop")
    return unlock(desks(home, SystemClock()), DeskKind.REAL, MARIA, PHRASE)


def reach(laptop: Workspace, address: str) -> None:
    """Let the laptop find its node at another address."""
    with laptop.desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.NODE_URL, address)


def sync(laptop: Workspace) -> RunResult:
    """One run without anybody watching."""
    return laptop.syncing.run(lambda _: None, lambda: False)


def write_links(laptop: Workspace, count: int) -> None:
    """More signed facts, written at once."""
    desk = laptop.desk
    with desk.database.transaction() as session:
        for _ in range(count):
            told = Incident(kind="interrupted", at=desk.clock.now())
            log.append(session, desk.signer, RecordType.INCIDENT, "", told)


def assert_agree(laptop: Workspace, node: NodeProcess | NodeThread, *others: Workspace) -> None:
    """Nothing lost, nothing double, every record with a receipt of this node.

    `others`: every other laptop that has sent to it.
    """
    own = _hashes(laptop)
    assert Counter(hashes_at(node)) == sum(map(_hashes, others), own)
    for one in (laptop, *others):
        _assert_receipted(one, _hashes(one))


def _hashes(laptop: Workspace) -> Counter[bytes]:
    with laptop.desk.database.reading() as session:
        return Counter(session.scalars(select(RecordRow.hash)))


def _assert_receipted(laptop: Workspace, own: Counter[bytes]) -> None:
    public = bytes.fromhex(_fact(laptop, desk_facts.NODE_PUBLIC))
    with laptop.desk.database.reading() as session:
        receipts = {row.record_hash: row.raw for row in session.scalars(select(ReceiptRow))}
    assert receipts.keys() == own.keys()
    for record, raw in receipts.items():
        assert open_receipt(raw or b"", public).record_hash == record
    assert laptop.syncing.status().waiting == 0


def hashes_at(node: NodeProcess | NodeThread) -> list[bytes]:
    """What stands in the node's own file, read past the node."""
    with closing(sqlite3.connect(node.folder / "node.db")) as database:
        return [row[0] for row in database.execute("SELECT hash FROM records")]


def _fact(laptop: Workspace, name: str) -> str:
    with laptop.desk.database.reading() as session:
        return desk_facts.need(session, name)
