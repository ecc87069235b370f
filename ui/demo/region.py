"""A trial region: a real node process on loopback with a throw-away authority."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

_ADDRESS = re.compile(r"(http://[\d.:]+)/\?key=\w+")


class NodeDidNotStart(RuntimeError):
    """The node process ended before it answered."""


class TrialRegion:
    """Started on a free port in a folder; ends with the `with` block."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.overview = self.address = ""
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "node.log").open("ab") as told:
            self._process = subprocess.Popen(
                [*self._command(), "serve", "--port", "0"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=told,
                text=True,
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            found = _ADDRESS.search(line)
            if found:
                self.overview, self.address = found.group(0), found.group(1)
                return self
        raise NodeDidNotStart(str(self._folder / "node.log"))

    def __exit__(self, *_: object) -> None:
        if self._process is None:
            return
        os.kill(self._process.pid, signal.SIGTERM)
        self._process.wait(20)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def invite(self, assessor: str) -> str:
        """A one-time code, as the region would send it."""
        options = ["--assessor", assessor, "--number", "10472", "--centre", "Testcenter Värnamo"]
        done = subprocess.run(
            [*self._command(), "invite", *options], capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "app.node", "--folder", str(self._folder)]
