"""A running region and a laptop enrolled in it, each test's own copies."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from app.sync import lines
from app.workspace import Workspace
from tests.app.sync.region import Prepared, copied_laptop, copied_node, reach
from tests.lying_proxy import LyingProxy
from tests.node_process import NodeProcess
from tests.node_thread import NodeThread

Node: TypeAlias = NodeProcess | NodeThread


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """A laden machine sends no chunk twice; such a call, after its run, would meet what follows."""
    monkeypatch.setattr(lines, "PATIENCE", 600.0)


@pytest.fixture
def node(request: pytest.FixtureRequest, prepared: Prepared, tmp_path: Path) -> Iterator[Node]:
    """The region's node, running: a process of its own, or with `near_node` in this one."""
    if request.node.get_closest_marker("near_node") is None:
        with copied_node(prepared, tmp_path) as process:
            yield process
        return
    thread = NodeThread(shutil.copytree(prepared.node, tmp_path / "region"))
    yield thread
    thread.stop()


@pytest.fixture
def laptop(prepared: Prepared, tmp_path: Path, node: Node) -> Iterator[Workspace]:
    """The enrolled laptop, unlocked, with a case opened and nothing sent."""
    workspace = copied_laptop(prepared, tmp_path)
    reach(workspace, node.address)
    yield workspace
    workspace.close()


@pytest.fixture
def liar(node: Node, laptop: Workspace) -> Iterator[LyingProxy]:
    """A proxy the laptop reaches the node through; honest until told otherwise."""
    with LyingProxy(node.address) as proxy:
        reach(laptop, proxy.address)
        yield proxy


@pytest.fixture
def far_node(prepared: Prepared, tmp_path: Path) -> NodeProcess:
    """The region's node where no wire leads: not running, its files at hand."""
    return copied_node(prepared, tmp_path)


@pytest.fixture
def offline(prepared: Prepared, tmp_path: Path) -> Iterator[Workspace]:
    """The enrolled laptop without a network."""
    workspace = copied_laptop(prepared, tmp_path)
    reach(workspace, "http://127.0.0.1:9")
    yield workspace
    workspace.close()
