"""A real node in a process of its own, to be asked, stopped, killed and started again."""

import json
import signal
import socket
import time
import urllib.request
import weakref
from pathlib import Path
from typing import Self

from tests.programs import ROOT, Ended, Program, run, start

__all__ = ["ROOT", "NodeProcess", "free_port", "own_port"]
_START_SECONDS = 120.0


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def own_port(owner: object) -> int:
    """A port nobody else is given while `owner` lives, also while nothing listens on it.

    A bound socket that does not listen holds it: whoever says the number may listen, as servers
    do that may start again at once (SO_REUSEADDR); whoever asks for any port gets another.
    """
    holding = socket.socket()
    holding.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holding.bind(("127.0.0.1", 0))
    weakref.finalize(owner, holding.close)
    port: int = holding.getsockname()[1]
    return port


class NodeProcess:
    """`python -m app.node`, on loopback unless told otherwise; same folder and port each time."""

    def __init__(self, folder: Path, database: str | None = None, host: str = "127.0.0.1") -> None:
        self.folder, self._database, self._host = folder, database, host
        self.port = own_port(self)
        self._process: Program | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def access(self) -> str:
        """The key to its pages."""
        key: str = json.loads((self.folder / "keys.json").read_bytes())["access"]
        return key

    @property
    def pid(self) -> int:
        """The process, to look at its memory."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with (self.folder.parent / "node.log").open("ab") as told:
            self._process = start("app.node", self._serving(), told)
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.folder.parent / "node.log").read_text())
            time.sleep(0.01)

    def _serving(self) -> list[str]:
        return self._arguments("serve", "--host", self._host, "--port", self.port)

    def stop(self) -> None:
        """Ask it to end and wait."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """kill -9, as a power cut would."""
        self._end(signal.SIGKILL)

    def invite(
        self, assessor: str = "Maria Sandberg", number: int = 10472, profiles: str = "CNC-1"
    ) -> str:
        """A one-time code from the command line, as a region would make it."""
        options = ["--assessor", assessor, "--number", str(number), "--profiles", profiles]
        return self._told("invite", "--centre", "Testcenter Värnamo", *options).strip()

    def write_trust(self, folder: Path) -> None:
        """Roots and lists in a folder, as somebody without a desk would get them."""
        self._told("trust", str(folder))

    def take_stock(self) -> None:
        """Make again what it shows, from the records and files that are there."""
        self._told("rebuild")

    def back_up(self, place: Path) -> None:
        """A backup from the command line, while it serves."""
        self._told("backup", str(place))

    def restore(self, file: Path) -> None:
        """Go back to a backup; only while it is stopped."""
        self._told("restore", str(file))

    def says(self, *arguments: str | Path) -> Ended:
        """One command at its folder, and what became of it."""
        return run("app.node", *self._arguments(*arguments))

    def _told(self, *arguments: str) -> str:
        done = self.says(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _arguments(self, *more: str | Path | int) -> list[str]:
        chosen = ["--database", self._database] if self._database else []
        return ["--folder", str(self.folder), *chosen, *map(str, more)]

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.end(how)
            self._process = None
