"""A second assessor joins a real desk with a code from a real node, and leaves it again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.domain.desks import DeskKind, SecretTooShort
from app.node.tables import FeedRow
from app.seal.payloads import LogOpened, decode_payload
from app.seal.vault import WrongSecret
from app.seal.vault_file import VaultFile
from app.storage import desk_facts
from app.storage.tables import AssessorRow, DeskFact, FeedEntryRow, RecordRow
from app.sync.client import NodeRefused, NodeUnreachable
from app.usecases.colleagues import AlreadyHere, NoNodeHere, OtherCentre, StillSignedIn
from app.usecases.second_person import UnknownColleague
from app.workspace import Workspace
from tests.cutting_proxy import ENROLLING, CuttingProxy
from tests.node_thread import NodeThread
from tests.real_desk import ELIN, OTHER_PIN, PIN, RealDesk, region

REAL = DeskKind.REAL


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeThread]:
    """A region's node."""
    running = region(tmp_path_factory.mktemp("region"))
    yield running
    running.stop()


@pytest.fixture
def real(node: NodeThread, tmp_path: Path) -> RealDesk:
    """Maria's laptop."""
    return RealDesk(tmp_path / "desks", node)


@pytest.fixture
def at_work(real: RealDesk) -> Iterator[Workspace]:
    """Maria signed in."""
    opened = real.unlock()
    yield opened
    opened.close()


def test_a_colleague_joins_and_both_work_each_with_their_own_seal(
    at_work: Workspace, real: RealDesk, node: NodeThread
) -> None:
    """R51, R7: own log-in, own seal, the same data; the log is opened for the new seal."""
    assert at_work.colleagues.add(PIN, node.invite(ELIN), OTHER_PIN) == "Elin Sjöberg"
    assert [one.name for one in at_work.second_persons.others()] == ["Elin Sjöberg"]
    maria = at_work.desk.signer.kid
    with at_work.desk.database.reading() as session:
        opened = [
            decode_payload(row.type, row.payload)
            for row in session.scalars(select(RecordRow).order_by(RecordRow.written))
        ]
    assert [one.assessor for one in opened if isinstance(one, LogOpened)][-1] == "Elin Sjöberg"
    at_work.close()
    elin = real.unlock("Elin Sjöberg", OTHER_PIN)
    assert elin.desk.signer.kid != maria
    assert elin.assessor.roles == ("assessor", "reviewer")
    assert elin.assessor.profiles == ("CNC-1",)
    assert elin.second_persons.confirm(elin.second_persons.others()[0].id, PIN)
    elin.close()
    with pytest.raises(WrongSecret):
        real.unlock("Elin Sjöberg", PIN)


def test_the_node_takes_what_both_seals_have_signed(
    at_work: Workspace, real: RealDesk, node: NodeThread
) -> None:
    """Whoever syncs sends the records of everybody at the desk."""
    at_work.colleagues.add(PIN, node.invite(ELIN), OTHER_PIN)
    at_work.close()
    elin = real.unlock("Elin Sjöberg", OTHER_PIN)
    elin.syncing.run(lambda _progress: None, lambda: False)
    status = elin.syncing.status()
    assert (status.waiting, status.acknowledged) == (0, 2)
    elin.close()


def test_what_the_node_tells_one_seal_waits_for_it_while_another_syncs(
    at_work: Workspace, real: RealDesk, node: NodeThread
) -> None:
    """R43: a renewal or a region's stop told to Maria alone is not passed over by Elin's run."""
    at_work.colleagues.add(PIN, node.invite(ELIN), OTHER_PIN)
    maria = at_work.desk.signer.kid
    with node.database.transaction() as session:
        now = at_work.desk.clock.now()
        session.add(FeedRow(kid=maria, type="test", content=b"to Maria", written=now))
        session.add(FeedRow(kid=None, type="test", content=b"to all", written=now))
    at_work.close()
    for name, pin, told in (
        ("Elin Sjöberg", OTHER_PIN, {b"to all"}),
        ("Maria Sandberg", PIN, {b"to Maria", b"to all"}),
    ):
        opened = real.unlock(name, pin)
        opened.syncing.run(lambda _progress: None, lambda: False)
        with opened.desk.database.reading() as session:
            kept = select(FeedEntryRow.content).where(FeedEntryRow.type == "test")
            assert set(session.scalars(kept)) == told
        opened.close()


def test_only_the_one_signed_in_lets_somebody_in(at_work: Workspace, node: NodeThread) -> None:
    """The code is not used: it works afterwards."""
    code = node.invite(ELIN)
    with pytest.raises(WrongSecret):
        at_work.colleagues.add("000000", code, OTHER_PIN)
    with pytest.raises(SecretTooShort):
        at_work.colleagues.add(PIN, code, "123")
    assert at_work.colleagues.add(PIN, code, OTHER_PIN) == "Elin Sjöberg"


def test_an_attempt_cut_off_before_the_node_answered_uses_the_same_seal(
    at_work: Workspace, real: RealDesk, node: NodeThread
) -> None:
    """The code was taken, the answer lost: again with the same code and PIN."""
    code = node.invite(ELIN)
    with CuttingProxy(node.port, ENROLLING) as proxy:
        _point(at_work, proxy.address)
        with pytest.raises(NodeUnreachable):
            at_work.colleagues.add(PIN, code, OTHER_PIN)
    kept = VaultFile(real.home / "real" / "joining.json").read().entries[0].seal_public
    _point(at_work, node.address)
    at_work.colleagues.add(PIN, code, OTHER_PIN)
    vault = VaultFile(real.home / "real" / "vault.json").read()
    assert vault.entries[-1].seal_public == kept
    assert not VaultFile(real.home / "real" / "joining.json").read().entries


def test_an_attempt_cut_off_before_the_key_file_was_written_is_taken_up_again(
    at_work: Workspace, real: RealDesk, node: NodeThread
) -> None:
    """Rows were written, the key file not: nothing stands twice afterwards."""
    code = node.invite(ELIN)
    folder = real.home / "real"
    vault, joining = VaultFile(folder / "vault.json"), VaultFile(folder / "joining.json")
    before = vault.read()
    with CuttingProxy(node.port, ENROLLING) as proxy:
        _point(at_work, proxy.address)
        with pytest.raises(NodeUnreachable):
            at_work.colleagues.add(PIN, code, OTHER_PIN)
    _point(at_work, node.address)
    kept = joining.read()
    at_work.colleagues.add(PIN, code, OTHER_PIN)
    vault.write(before)
    joining.write(kept)
    at_work.colleagues.add(PIN, code, OTHER_PIN)
    assert [entry.name for entry in vault.read().entries] == ["Maria Sandberg", "Elin Sjöberg"]
    with at_work.desk.database.reading() as session:
        assert len(session.scalars(select(AssessorRow)).all()) == 2
        assert len(session.scalars(select(RecordRow)).all()) == 2


def test_two_who_join_with_the_same_pin_get_a_seal_each(
    at_work: Workspace, node: NodeThread
) -> None:
    """One attempt was cut off; the next person happens to choose the same PIN."""
    with CuttingProxy(node.port, ENROLLING) as proxy:
        _point(at_work, proxy.address)
        with pytest.raises(NodeUnreachable):
            at_work.colleagues.add(PIN, node.invite(replace(ELIN, number=10600)), OTHER_PIN)
    _point(at_work, node.address)
    assert at_work.colleagues.add(PIN, node.invite(ELIN), OTHER_PIN) == "Elin Sjöberg"


def test_a_used_code_is_refused(at_work: Workspace, node: NodeThread) -> None:
    code = node.invite(ELIN)
    at_work.colleagues.add(PIN, code, OTHER_PIN)
    with pytest.raises(NodeRefused) as refused:
        at_work.colleagues.add(PIN, code, "111222")
    assert refused.value.code == "code_used"


def test_somebody_of_another_centre_or_here_already_is_refused(
    at_work: Workspace, node: NodeThread
) -> None:
    with pytest.raises(OtherCentre):
        at_work.colleagues.add(PIN, node.invite(replace(ELIN, centre="Annat")), OTHER_PIN)
    at_work.colleagues.add(PIN, node.invite(ELIN), OTHER_PIN)
    with pytest.raises(AlreadyHere):
        at_work.colleagues.add(PIN, node.invite(ELIN), "111222")


def test_a_colleague_leaves_and_may_come_back_as_the_same_assessor(
    at_work: Workspace, real: RealDesk, node: NodeThread
) -> None:
    at_work.colleagues.add(PIN, node.invite(ELIN), OTHER_PIN)
    elin = at_work.colleagues.others()[0].id
    at_work.colleagues.remove(elin)
    assert not at_work.second_persons.others()
    assert [card.name for card in real.desks.assessors(REAL)] == ["Maria Sandberg"]
    with pytest.raises(UnknownColleague):
        at_work.colleagues.remove(elin)
    at_work.colleagues.add(PIN, node.invite(ELIN), "111222")
    assert at_work.colleagues.others()[0].id == elin
    at_work.close()
    real.unlock("Elin Sjöberg", "111222").close()


def test_the_one_signed_in_and_so_the_last_one_cannot_be_removed(at_work: Workspace) -> None:
    with pytest.raises(StillSignedIn):
        at_work.colleagues.remove(at_work.assessor.id)


def test_the_practice_desk_has_no_node_to_ask(desk: Workspace) -> None:
    with pytest.raises(NoNodeHere):
        desk.colleagues.add("123456", "AAAA-BBBB-CCCC", "123456")


def _point(workspace: Workspace, address: str) -> None:
    """Let the desk look for its node there."""
    with workspace.desk.database.transaction() as session:
        session.execute(
            update(DeskFact).where(DeskFact.name == desk_facts.NODE_URL).values(value=address)
        )
