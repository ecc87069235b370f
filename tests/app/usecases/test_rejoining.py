"""The PIN forgotten at a real desk: the data is read at once, the node takes in the new seal."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind
from app.storage import desk_facts, log
from app.sync.client import NodeRefused, NodeUnreachable
from app.usecases.colleagues import NoNodeHere, OtherCentre
from app.usecases.desk import NoAccreditation
from app.usecases.people import NewPerson
from app.usecases.rejoining import OtherPerson
from app.usecases.restores import NewKeys
from app.workspace import Desks, Workspace
from tests.app.sync.region import NUMBER, PERSON, sync
from tests.cutting_proxy import ENROLLING, CuttingProxy
from tests.desk_work import QUICK, practice_desk
from tests.factories import FixedClock
from tests.node_thread import NodeThread
from tests.real_desk import ELIN, MARIA, OTHER_PIN, PIN, RealDesk, region

REAL = DeskKind.REAL
NEW_PIN = "648201"


@pytest.fixture
def node(tmp_path: Path) -> Iterator[NodeThread]:
    """A region's node."""
    running = region(tmp_path / "region")
    yield running
    running.stop()


@pytest.fixture
def real(node: NodeThread, tmp_path: Path) -> RealDesk:
    """Maria's laptop."""
    return RealDesk(tmp_path / "desks", node)


@pytest.fixture
def code(real: RealDesk) -> str:
    """Her code on paper; something signed is not sent."""
    opened = real.unlock()
    opened.secrecy.sign(PIN)
    opened.people.register(NewPerson(PERSON, NUMBER))
    new = opened.recovery.make(PIN)
    opened.recovery.keep(new)
    opened.close()
    return new.code


@pytest.fixture
def recovered(real: RealDesk, code: str) -> Iterator[Workspace]:
    """Maria in again by the code."""
    maria = real.desks.assessors(REAL)[0].id
    opened = real.desks.recover(REAL, maria, code, NEW_PIN)
    yield opened
    opened.close()


def test_the_data_is_read_at_once_and_nothing_is_signed_or_sent_by_a_seal_nobody_knows(
    recovered: Workspace,
) -> None:
    """R51, R1: the truth until the node has taken in the new seal."""
    assert recovered.rejoining.is_waiting()
    assert [line.name for line in recovered.people.search("").lines] == [PERSON]
    assert recovered.assessor.profiles == ()
    with pytest.raises(NoAccreditation):
        recovered.desk.accreditation()
    with pytest.raises(NodeRefused) as refused:
        sync(recovered)
    assert refused.value.code == "unknown_seal"
    with recovered.desk.database.reading() as session:
        assert len(log.waiting(session)) >= 2


def test_a_new_code_from_the_node_lets_the_same_person_sign_and_send_what_the_old_seal_signed(
    recovered: Workspace, node: NodeThread
) -> None:
    """R51, R56: nothing that waited is lost."""
    recovered.rejoining.join(node.invite(MARIA))
    assert not recovered.rejoining.is_waiting()
    assert recovered.assessor.profiles == ("CNC-1",)
    assert recovered.desk.accreditation()
    result = sync(recovered)
    assert (result.lacking, result.refused) == (0, 0)
    with recovered.desk.database.reading() as session:
        assert not log.waiting(session)


def test_a_colleague_at_the_same_desk_sends_it_without_waiting_for_the_new_seal(
    real: RealDesk, node: NodeThread
) -> None:
    """R56: what is signed is sent by whoever is let in at the node."""
    opened = real.unlock()
    opened.colleagues.add(PIN, node.invite(ELIN), OTHER_PIN)
    opened.secrecy.sign(PIN)
    new = opened.recovery.make(PIN)
    opened.recovery.keep(new)
    opened.close()
    maria = next(c.id for c in real.desks.assessors(REAL) if c.name == MARIA.assessor)
    real.desks.recover(REAL, maria, new.code, NEW_PIN).close()
    colleague = real.unlock("Elin Sjöberg", OTHER_PIN)
    sync(colleague)
    with colleague.desk.database.reading() as session:
        left = log.waiting(session)
    assert len(left) <= 1
    colleague.close()
    again = real.unlock(MARIA.assessor, NEW_PIN)
    try:
        again.rejoining.join(node.invite(MARIA))
        result = sync(again)
        assert (result.lacking, result.refused) == (0, 0)
        status = again.syncing.status()
        assert (status.waiting, status.refused) == (0, 0)
    finally:
        again.close()


def test_wrong_used_and_other_peoples_codes_are_refused(
    recovered: Workspace, node: NodeThread
) -> None:
    """R51: the seal is taken in for whom the code was made, and only here for the one at work."""
    with pytest.raises(NodeRefused):
        recovered.rejoining.join("AAAA-BBBB-CCCC")
    with pytest.raises(NodeRefused):
        recovered.rejoining.join("")
    with pytest.raises(OtherPerson) as other:
        recovered.rejoining.join(node.invite(ELIN))
    assert other.value.name == "Elin Sjöberg"
    assert recovered.rejoining.is_waiting()
    assert recovered.assessor.profiles == ()


def test_a_code_for_another_centre_is_refused(recovered: Workspace, node: NodeThread) -> None:
    """R4: the desk stays at its centre."""
    with pytest.raises(OtherCentre):
        recovered.rejoining.join(node.invite(replace(MARIA, centre="Testcenter Gislaved")))
    assert recovered.rejoining.is_waiting()


def test_without_the_node_it_waits_and_the_same_code_does_it_later(
    recovered: Workspace, node: NodeThread
) -> None:
    """R56: cut off before or after the node has answered, the same code is good again."""
    code = node.invite(MARIA)
    with CuttingProxy(node.port, ENROLLING) as proxy:
        with recovered.desk.database.transaction() as session:
            desk_facts.put(session, desk_facts.NODE_URL, proxy.address)
        with pytest.raises(NodeUnreachable):
            recovered.rejoining.join(code)
    with recovered.desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.NODE_URL, node.address)
    recovered.rejoining.join(code)
    assert recovered.assessor.profiles == ("CNC-1",)


def test_the_practice_desk_has_no_node_to_ask(desk_home: Path, clock: FixedClock) -> None:
    """A practice desk is accredited by itself."""
    desk = practice_desk(desk_home, clock)
    with pytest.raises(NoNodeHere):
        desk.rejoining.join("K7QM-4T2P-9XWD")
    desk.close()


@pytest.mark.parametrize("has_keyring", [True, False])
def test_a_copy_on_another_computer_is_read_at_once_and_sends_once_the_node_knows_the_new_seal(
    real: RealDesk, code: str, node: NodeThread, tmp_path: Path, has_keyring: bool
) -> None:
    """R60, R56: by the printed code, with a keyring or a passphrase; nothing is doubled."""
    opened = real.unlock()
    kept = opened.backups.keep_now()
    opened.close()
    secret = NEW_PIN if has_keyring else "en lång fras att minnas"
    there = Desks(tmp_path / "there", SystemClock(), real.kept if has_keyring else None, QUICK)
    copy = there.restores.look_at(kept)
    assert there.restores.takes_passphrase(REAL) is not has_keyring
    (maria, _name), *_ = copy.people
    done = there.restores.prepare_elsewhere(REAL, copy, NewKeys(maria, code, secret)).restore()
    assert (done.is_elsewhere, done.aside) == (True, None)
    moved = there.unlock(REAL, maria, secret)
    assert [line.name for line in moved.people.search("").lines] == [PERSON]
    assert moved.rejoining.is_waiting()
    moved.rejoining.join(node.invite(MARIA))
    result = sync(moved)
    assert (result.lacking, result.refused) == (0, 0)
    assert moved.log_check.verify().is_whole
    with moved.desk.database.reading() as session:
        assert not log.waiting(session)
    moved.close()
