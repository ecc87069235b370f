"""A real desk enrolled at a node in this process, for tests of what two seals do together."""

import shutil
from pathlib import Path

from app.domain.clock import SystemClock
from app.domain.desks import DeskKind, EnrolmentRequest
from app.node.enrolment import Invited
from app.node.keys import load_or_create
from app.workspace import Desks, Workspace
from tests.app.storage.test_pepper import Kept
from tests.desk_work import QUICK, unlock
from tests.empty_node import lay_out
from tests.node_thread import NodeThread

CENTRE = "Testcenter Värnamo"
MARIA = Invited("Maria Sandberg", 10472, CENTRE, ("CNC-1",))
ELIN = Invited("Elin Sjöberg", 10520, CENTRE, ("CNC-1",), ("assessor", "reviewer"))
PIN, OTHER_PIN = "482913", "739154"


def region(folder: Path) -> NodeThread:
    """A new region's node, serving."""
    load_or_create(folder, "Nod Jönköping", "intyga.example")
    lay_out(folder)
    return NodeThread(folder)


class RealDesk:
    """A laptop with a keyring, enrolled by Maria unless somebody else is said."""

    def __init__(self, home: Path, node: NodeThread, invited: Invited = MARIA) -> None:
        self.kept, self.home, self.invited = Kept(), home, invited
        self.desks = Desks(home, SystemClock(), self.kept, QUICK)
        fingerprint = self.desks.probe(node.address).root_fingerprint
        code = node.invite(invited)
        self.desks.enrol(EnrolmentRequest(node.address, code, fingerprint, "", PIN))

    def copied(self, home: Path) -> "RealDesk":
        """The same laptop as it stands, in a folder of its own; nobody has it open."""
        copy = object.__new__(RealDesk)
        shutil.copytree(self.home, home)
        copy.kept, copy.home, copy.invited = self.kept, home, self.invited
        copy.desks = Desks(home, SystemClock(), copy.kept, QUICK)
        return copy

    def unlock(self, name: str = "", pin: str = PIN) -> Workspace:
        """The desk open for whoever enrolled it, or the one of that name."""
        return unlock(self.desks, DeskKind.REAL, name or self.invited.assessor, pin)
