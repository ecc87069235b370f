"""The node's own routes on loopback in this process: for tests that neither kill nor read a log."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import uvicorn

from app.node.__main__ import now
from app.node.database import NodeDatabase
from app.node.durability import Durability
from app.node.enrolment import Enrolment, Invited
from app.node.ingest import Ingest
from app.node.keys import load_or_create
from app.node.object_calls import ObjectCalls
from app.node.pages import Pages
from app.node.publication import Publication
from app.node.routes import Routes, build_app
from app.node.verification import VerificationPage
from tests.node_process import free_port

PER = Invited("Per Nyström", 10511, "Testcenter", ("CNC-1",))


class NodeThread:
    """The node's own routes on loopback, in this process: started and stopped in milliseconds."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.start()

    def start(self) -> None:
        """Serve until stopped."""
        keys = load_or_create(self.folder, "", "")
        self._database = NodeDatabase(f"sqlite:///{self.folder / 'node.db'}")
        parts = (self._database, keys, now)
        self._enrolment = Enrolment(*parts)
        app = build_app(
            Routes(
                keys, self._enrolment, Ingest(*parts), Publication(*parts, Durability(self.folder))
            ),
            Pages(*parts),
            [
                *VerificationPage(keys).all(),
                *ObjectCalls(self._enrolment, self._database).all(),
            ],
        )
        config = uvicorn.Config(app, port=self.port, log_level="critical", access_log=False)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.005)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def invite(self, invited: Invited = PER) -> str:
        """A one-time code."""
        return self._enrolment.invite(invited)

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
