"""A stick between desk and node: written here, answered there, read back."""

from pathlib import Path

from app.usecases.bundles import Answered, Written
from app.workspace import Workspace
from tests.node_process import NodeProcess

BUNDLE, ANSWER = "ut.intyga", "svar.intyga"


def write(laptop: Workspace, path: Path) -> Written:
    """The file for the node."""
    return laptop.bundles.write(path, lambda _: None, lambda: False)


def read(laptop: Workspace, path: Path) -> Answered:
    """The node's answer."""
    return laptop.bundles.read(path, lambda _: None, lambda: False)


def answer(node: NodeProcess, bundle: Path, out: Path) -> str:
    """What `python3 -m app.node bundle IN OUT` says."""
    return node._told("bundle", str(bundle), str(out))
