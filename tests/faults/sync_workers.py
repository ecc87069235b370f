"""A node and a desk in processes of their own, both to be killed while they sync."""

from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import select

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from app.storage.tables import ReceiptRow, RecordRow
from app.sync.client import NodeRefused, NodeUnreachable, NotTheNode
from app.workspace import Workspace
from tests.app.sync.region import PHRASE, reach, sync, write_links
from tests.desk_work import MARIA, desks, unlock
from tests.node_thread import NodeThread


def serve(folder: Path, told: Connection) -> None:
    """Be the node: tell where it answers, end when told to."""
    node = NodeThread(folder)
    told.send(node.address)
    told.recv()
    node.stop()


def sync_on_and_on(home: Path, address: str, told: Connection) -> None:
    """Write and sync until told to end; tells (records, receipts) kept after every step."""
    laptop = unlock(desks(home, SystemClock()), DeskKind.REAL, MARIA, PHRASE)
    reach(laptop, address)
    while not told.poll():
        write_links(laptop, 3)
        told.send(kept(laptop))
        with suppress(NodeUnreachable, NotTheNode, NodeRefused):
            sync(laptop)
        told.send(kept(laptop))
    laptop.close()


def kept(laptop: Workspace) -> tuple[set[bytes], set[bytes]]:
    """The records in the desk's file, and those of them with the node's receipt."""
    with laptop.desk.database.reading() as session:
        records = set(session.scalars(select(RecordRow.hash)))
        receipted = select(ReceiptRow.record_hash).where(ReceiptRow.raw.is_not(None))
        return records, set(session.scalars(receipted))
