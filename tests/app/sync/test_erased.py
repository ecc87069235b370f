"""A person erased by the region: the order reaches the desk, and nothing of them comes back."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from app.domain.change import Touched
from app.node.__main__ import now
from app.node.blobs import FOLDER, Blobs
from app.node.database import NodeDatabase
from app.node.erasures import Erasures, Standing
from app.node.keys import load_or_create
from app.node.ledger import Ledger
from app.node.tables import KnownPerson, StoredRecord
from app.seal.records import RecordType
from app.storage import desk_facts
from app.storage.tables import PersonRow, ReceiptRow, RecordRow
from app.usecases.people import NewPerson
from app.workspace import Workspace
from tests.app.sync.bundle_files import read, there
from tests.app.sync.region import PERSON, Prepared, assert_agree, copied_laptop, reach, sync
from tests.node_thread import NodeThread

pytestmark = pytest.mark.near_node


def person_of(laptop: Workspace) -> UUID:
    """The person of the prepared case."""
    with laptop.desk.database.reading() as session:
        return session.scalars(select(PersonRow.id).order_by(PersonRow.line)).all()[0]


class Counter:
    """The administrator's desk at the node's files."""

    def __init__(self, folder: Path) -> None:
        keys = load_or_create(folder, "", "")
        self.database = NodeDatabase(f"sqlite:///{folder / 'node.db'}", Ledger(folder, keys.node))
        blobs = Blobs(self.database, folder / FOLDER, now)
        self.erasures = Erasures(self.database, keys, blobs, now)

    def __enter__(self) -> "Counter":
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def left(self, person: UUID) -> set[str]:
        """The types of the person's records that still have content."""
        with self.database.reading() as session:
            wanted = select(StoredRecord.type).where(
                StoredRecord.subject == str(person), StoredRecord.payload.is_not(None)
            )
            assert session.get(KnownPerson, str(person)) is None
            return set(session.scalars(wanted))


def order(node: NodeThread, person: UUID) -> None:
    """The region decides."""
    with Counter(node.folder) as counter:
        counter.erasures.order(str(person))


def standing(node: NodeThread) -> list[tuple[int, int]]:
    """Told and done of each order."""
    with Counter(node.folder) as counter:
        found: tuple[Standing, ...] = counter.erasures.standing()
    return [(one.told, one.done) for one in found]


def instead() -> str:
    """What stands where a name was."""
    return f"Raderad enligt beslut {now():%Y-%m-%d}"


def name_at(laptop: Workspace, person: UUID) -> str:
    """What stands for the name at the desk."""
    return laptop.people.card(person).line.name


def test_an_order_is_obeyed_in_the_next_run_and_signed_for(
    laptop: Workspace, node: NodeThread
) -> None:
    """R53: the same run brings the desk's word back; twice is once."""
    person, heard = person_of(laptop), list[Touched]()
    sync(laptop)
    order(node, person)
    laptop.desk.announce_to(lambda change: heard.extend(change.touched))
    sync(laptop)
    assert {Touched.PEOPLE, Touched.CASES, Touched.CERTIFICATES} <= set(heard)
    assert name_at(laptop, person) == instead()
    assert standing(node) == [(1, 1)]
    heard.clear()
    sync(laptop)
    assert Touched.PEOPLE not in heard
    assert standing(node) == [(1, 1)]
    assert_agree(laptop, node)
    with Counter(node.folder) as counter:
        assert counter.left(person) == {RecordType.ERASE_DONE}
    assert laptop.log_check.verify().is_whole


def test_what_waited_when_the_order_was_given_is_gone_and_the_rest_arrives(
    laptop: Workspace, node: NodeThread
) -> None:
    """R59: unsent work on somebody else is never touched; of the erased only headers stay."""
    person = person_of(laptop)
    sync(laptop)
    laptop.people.rename(person, f"{PERSON} Ny")
    other = laptop.people.register(
        NewPerson("Bo Kvarström", birth_date=datetime(1980, 1, 2).date())
    )
    order(node, person)
    sync(laptop)
    assert_agree(laptop, node)
    assert name_at(laptop, person) == instead()
    assert name_at(laptop, other) == "Bo Kvarström"
    with Counter(node.folder) as counter:
        assert counter.left(person) == {RecordType.ERASE_DONE}
    with laptop.desk.database.reading() as session:
        row = session.scalars(select(RecordRow).where(RecordRow.subject == str(other))).one()
        assert row.payload is not None


def test_a_desk_set_back_to_before_the_order_is_erased_again(
    laptop: Workspace, node: NodeThread, prepared: Prepared, tmp_path: Path
) -> None:
    """An older image of the disk: what it sends is gone at the node, and the feed erases again."""
    person = person_of(laptop)
    sync(laptop)
    order(node, person)
    sync(laptop)
    laptop.close()
    again = copied_laptop(prepared, tmp_path / "again")
    reach(again, node.address)
    assert name_at(again, person) == PERSON
    sync(again)
    sync(again)
    assert name_at(again, person) == instead()
    with Counter(node.folder) as counter:
        assert counter.left(person) == {RecordType.ERASE_DONE}
    again.close()


def test_receipts_that_were_lost_come_again_as_gone(laptop: Workspace, node: NodeThread) -> None:
    """sync.md: the header is kept, the receipt says so, the payload is never brought back."""
    person = person_of(laptop)
    sync(laptop)
    order(node, person)
    sync(laptop)
    with laptop.desk.database.transaction() as session:
        session.execute(delete(ReceiptRow))
    sync(laptop)
    with laptop.desk.database.reading() as session:
        found = session.execute(
            select(RecordRow.type, ReceiptRow.result)
            .join(ReceiptRow, ReceiptRow.record_hash == RecordRow.hash)
            .where(RecordRow.subject == str(person))
        ).all()
    results = {type_: result for type_, result in found}
    assert results.pop(RecordType.ERASE_DONE) != "gone"
    assert set(results.values()) == {"gone"}
    assert_agree(laptop, node)


def test_an_order_comes_by_file_too(laptop: Workspace, node: NodeThread, tmp_path: Path) -> None:
    """R61: the answer on the stick erases as the wire does; the next stick says it is done."""
    person = person_of(laptop)
    first, second = tmp_path / "1", tmp_path / "2"
    first.mkdir()
    second.mkdir()
    read(laptop, there(laptop, node, first))
    order(node, person)
    read(laptop, there(laptop, node, second))
    assert name_at(laptop, person) == instead()
    with laptop.desk.database.reading() as session:
        assert desk_facts.get(session, desk_facts.cursor(laptop.desk.signer.key.kid)) != "0"
    there(laptop, node, first)
    assert standing(node) == [(1, 1)]
