"""The node's own routes on loopback in this process: for tests that neither kill nor read a log."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import uvicorn

from app.node.__main__ import now
from app.node.application import WholeNode
from app.node.database import NodeDatabase
from app.node.enrolment import Invited
from app.node.keys import load_or_create
from tests.node_process import own_port

PER = Invited("Per Nyström", 10511, "Testcenter", ("CNC-1",))


class NodeThread:
    """The node's own routes on loopback, in this process: started and stopped in milliseconds."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, own_port(self)
        self.start()

    def start(self) -> None:
        """Serve until stopped."""
        keys = load_or_create(self.folder, "", "")
        self._database = NodeDatabase(f"sqlite:///{self.folder / 'node.db'}")
        self._whole = whole = WholeNode(self._database, keys, self.folder, now)
        self._enrolment = whole.enrolment
        config = uvicorn.Config(
            whole.starlette, port=self.port, log_level="critical", access_log=False
        )
        server = self._server = uvicorn.Server(config)
        whole.routes.waiting.is_ending = lambda: server.should_exit
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.005)
            if not self._thread.is_alive():
                raise RuntimeError("the node ended before it served")

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def invite(self, invited: Invited = PER) -> str:
        """A one-time code."""
        return self._enrolment.invite(invited)

    @property
    def database(self) -> NodeDatabase:
        """What it holds, for a test to look at or to add to."""
        return self._database

    @property
    def waiting(self) -> set[bytes]:
        """The seals that wait for news just now."""
        return self._whole.routes.waiting.seals

    def end(self) -> None:
        """Ask it to end, as a service is; what is under way is answered."""
        self._server.should_exit = True

    def stop(self) -> None:
        """End and let go of the file."""
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()
        self._database.close()

    def back_up(self, place: Path) -> None:
        """A copy as a backup program would make it, while the node serves."""
        with (
            closing(sqlite3.connect(self.folder / "node.db")) as source,
            closing(sqlite3.connect(place)) as target,
        ):
            source.backup(target)

    def restore(self, place: Path) -> None:
        """Go on from a backup, as if nothing had been since."""
        self.stop()
        for leftover in self.folder.glob("node.db*"):
            leftover.unlink()
        shutil.copy(place, self.folder / "node.db")
        self.start()
