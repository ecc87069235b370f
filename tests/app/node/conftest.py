"""One node for the tests that only ask, and a seal that is enrolled at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.sync.client import NodeClient
from tests.node_process import NodeProcess
from tests.signed_log import SignedLog


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NodeProcess]:
    """A running node with a throw-away authority."""
    folder: Path = tmp_path_factory.mktemp("node") / "folder"
    with NodeProcess(folder) as running:
        yield running


@pytest.fixture
def client(node: NodeProcess) -> Iterator[NodeClient]:
    """A client of the node."""
    with NodeClient(node.address) as calling:
        yield calling


@pytest.fixture
def enrolled(node: NodeProcess, client: NodeClient) -> SignedLog:
    """A log whose seal is enrolled and has a session on `client`."""
    log = SignedLog()
    client.enrol(node.invite(), log.key)
    from app.domain.clock import SystemClock

    client.open_session(log.key, SystemClock().now())
    return log
