"""A line cut while a desk enrols: the same code, seal and secret end in a desk all the same."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind, EnrolmentRequest
from app.sync.client import NodeRefused, NodeUnreachable
from app.workspace import Desks
from tests.app.sync.region import PHRASE, assert_agree, reach, sync
from tests.cutting_proxy import ENROLLING, CuttingProxy
from tests.desk_work import MARIA, desks, unlock
from tests.node_process import NodeProcess


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeProcess]:
    """One node for all cuts."""
    with NodeProcess(tmp_path_factory.mktemp("cut") / "region" / "node") as running:
        yield running


def request_for(found: Desks, node: NodeProcess) -> EnrolmentRequest:
    """An invitation, compared by eye."""
    compared = found.probe(node.address).root_fingerprint
    return EnrolmentRequest(node.address, node.invite(), compared, MARIA, PHRASE)


@pytest.mark.parametrize(
    ("direction", "byte"),
    [
        *(("cut_up", 40), ("cut_up", 300), ("cut_up", ENROLLING)),
        *(("cut_down", 30), ("cut_down", 500), ("cut_down", 1100), ("cut_down", 1500)),
    ],
)
def test_enrolling_again_after_a_cut_is_safe(
    region: NodeProcess, tmp_path: Path, direction: str, byte: int
) -> None:
    """Whether the node took the code or not, nothing is spent: the second try succeeds."""
    found = desks(tmp_path / "home", SystemClock())
    request = request_for(found, region)
    with CuttingProxy(region.port) as proxy:
        setattr(proxy, direction, byte)
        with pytest.raises(NodeUnreachable):
            found.enrol(replace(request, node_url=proxy.address))
        assert proxy.cuts == 1
        assert found.existing() == ()
        found.enrol(replace(request, node_url=proxy.address))
    laptop = unlock(found, DeskKind.REAL, MARIA, PHRASE)
    assert laptop.assessor.profiles == ("CNC-1",)
    reach(laptop, region.address)
    assert sync(laptop).lacking == 0
    laptop.close()


def test_a_node_killed_while_it_enrols_takes_the_same_seal_again(tmp_path: Path) -> None:
    """The code was used just before kill -9; its owner gets in, nobody else does."""
    node = NodeProcess(tmp_path / "region" / "node")
    with node:
        found = desks(tmp_path / "home", SystemClock())
        request = request_for(found, node)
        with CuttingProxy(node.port) as proxy:
            proxy.cut_down = 900
            with pytest.raises(NodeUnreachable):
                found.enrol(replace(request, node_url=proxy.address))
        node.kill()
        with pytest.raises(NodeUnreachable):
            found.enrol(request)
        node.start()
        found.enrol(request)
        with pytest.raises(NodeRefused) as refused:
            desks(tmp_path / "other", SystemClock()).enrol(request)
        assert refused.value.code == "code_used"
        laptop = unlock(found, DeskKind.REAL, MARIA, PHRASE)
        sync(laptop)
        assert_agree(laptop, node)
        laptop.close()
