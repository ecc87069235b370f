"""The real desk: enrolled at a real node, the secret long enough, cut off and taken up again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind, EnrolmentRequest
from app.seal.vault import WrongSecret
from app.seal.vault_file import VaultFile
from app.storage.pepper import PepperMissing
from app.sync.client import NodeRefused, NodeUnreachable
from app.sync.enrolment import RootMismatch
from app.workspace import DeskExists, Desks, SecretTooShort
from tests.app.storage.test_pepper import Kept
from tests.cutting_proxy import ENROLLING, CuttingProxy
from tests.desk_work import MARIA, QUICK, unlock
from tests.factories import FixedClock
from tests.node_process import NodeProcess

REAL = DeskKind.REAL
PHRASE = "fyra gröna svarvar"


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeProcess]:
    """A region's node."""
    with NodeProcess(tmp_path_factory.mktemp("region") / "node") as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home."""
    return tmp_path / "desks"


@pytest.fixture
def found(home: Path) -> Desks:
    """A computer without keyring; the node's time is the real one."""
    return Desks(home, SystemClock(), Kept(usable=False), QUICK)


@pytest.fixture
def request_(node: NodeProcess, found: Desks) -> EnrolmentRequest:
    """An invitation, the fingerprint compared by eye."""
    fingerprint = found.probe(node.address).root_fingerprint
    return EnrolmentRequest(node.address, node.invite(), fingerprint, "", PHRASE)


def test_an_enrolled_desk_is_accredited_by_the_region(
    found: Desks, request_: EnrolmentRequest
) -> None:
    """Name, centre, profiles and trust are the node's word."""
    found.enrol(request_)
    assert found.existing() == (REAL,)
    assert [card.name for card in found.assessors(REAL)] == [MARIA]
    assert found.needs_passphrase(REAL)
    workspace = unlock(found, REAL, MARIA, PHRASE)
    assert (workspace.kind, workspace.centre) == (REAL, "Testcenter Värnamo")
    assert workspace.assessor.profiles == ("CNC-1",)
    assert workspace.assessor.number == 10472
    assert workspace.desk.trust().trust_list is not None
    assert workspace.people.search("").total == 0
    workspace.close()
    with pytest.raises(WrongSecret):
        unlock(found, REAL, MARIA, "fyra gröna svarvar!")


def test_a_short_secret_is_refused_before_the_code_is_used(
    found: Desks, request_: EnrolmentRequest
) -> None:
    """Without a keyring twelve characters; the code still works afterwards."""
    with pytest.raises(SecretTooShort) as caught:
        found.enrol(replace(request_, secret="123456"))
    assert caught.value.least == 12
    found.enrol(request_)


def test_another_root_than_the_one_compared_is_refused(
    found: Desks, request_: EnrolmentRequest
) -> None:
    """Nothing is sent to a node that is not the one somebody looked at."""
    with pytest.raises(RootMismatch):
        found.enrol(replace(request_, root_fingerprint_confirmed="0000 0000"))
    assert found.existing() == ()


def test_an_attempt_cut_off_uses_the_same_seal_again(
    found: Desks, request_: EnrolmentRequest, home: Path, node: NodeProcess
) -> None:
    """The code was taken, the answer lost: the same code and secret end in a desk."""
    with CuttingProxy(node.port, ENROLLING) as proxy, pytest.raises(NodeUnreachable):
        found.enrol(replace(request_, node_url=proxy.address))
    kept = VaultFile(home / "real.new" / "vault.json").read().entries[0].seal_public
    found.enrol(request_)
    workspace = unlock(found, REAL, MARIA, PHRASE)
    assert workspace.desk.signer.key.public == kept
    workspace.close()


def test_a_used_code_is_refused_by_the_node(
    found: Desks, request_: EnrolmentRequest, tmp_path: Path
) -> None:
    """One code, one seal."""
    found.enrol(request_)
    other = Desks(tmp_path / "other", SystemClock(), Kept(usable=False), QUICK)
    with pytest.raises(NodeRefused) as caught:
        other.enrol(request_)
    assert caught.value.code == "code_used"


def test_a_second_real_desk_is_not_made_over_the_first(
    found: Desks, request_: EnrolmentRequest
) -> None:
    """Unsent work lives there."""
    found.enrol(request_)
    with pytest.raises(DeskExists):
        found.enrol(request_)


def test_with_a_keyring_a_pin_is_enough_and_worth_nothing_elsewhere(
    tmp_path: Path, request_: EnrolmentRequest
) -> None:
    """The files alone, on another computer, open with no PIN at all."""
    here = Desks(tmp_path / "here", SystemClock(), Kept(), QUICK)
    assert not here.needs_passphrase(REAL)
    here.enrol(replace(request_, secret="482913"))
    unlock(here, REAL, MARIA, "482913").close()
    elsewhere = Desks(tmp_path / "here", FixedClock(), Kept(), QUICK)
    with pytest.raises(PepperMissing):
        unlock(elsewhere, REAL, MARIA, "482913")
