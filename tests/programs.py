"""The product's commands as processes of their own, forked from one that has loaded it once."""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Protocol

ROOT = Path(__file__).resolve().parent.parent
CAN_FORK = hasattr(os, "fork")
_MOST = 2**20
Ended = subprocess.CompletedProcess[str]


class Ending(Protocol):
    """Where the end of a process is heard of."""

    def wait(self, timeout: float | None = None) -> int:
        """The exit status. Raises TimeoutExpired."""


class _Told:
    """The exit status as the process between tells it."""

    def __init__(self, told: socket.socket) -> None:
        self._told = told

    def wait(self, timeout: float | None = None) -> int:
        """The exit status. Raises TimeoutExpired."""
        self._told.settimeout(timeout)
        try:
            status: int = json.loads(self._told.recv(_MOST))
        except (BlockingIOError, TimeoutError) as error:
            raise subprocess.TimeoutExpired("", timeout or 0) from error
        self._told.close()
        return status


class Program:
    """A running `python -m MODULE …`: a process like any other, to wait for or to kill."""

    def __init__(self, pid: int, ending: Ending) -> None:
        self.pid, self._ending = pid, ending
        self._status: int | None = None

    def poll(self) -> int | None:
        """Its exit status, None while it runs."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self._status

    def wait(self, seconds: float | None = None) -> int:
        """Its exit status, once it has ended. Raises TimeoutExpired."""
        if self._status is None:
            self._status = self._ending.wait(seconds)
        return self._status

    def end(self, how: signal.Signals) -> int:
        """Send it a signal and wait."""
        if self.poll() is None:
            with suppress(ProcessLookupError):  # ended since
                os.kill(self.pid, how)
        return self.wait(120)


def start(module: str, arguments: list[str], told: IO[bytes]) -> Program:
    """Begin `python -m MODULE …` in the product's folder; its errors and log go to a file."""
    with Path(os.devnull).open("wb") as nowhere:
        return _start([module, *arguments], nowhere, told, {})


def run(module: str, *arguments: str | Path, **environment: str) -> Ended:
    """The finished command, its output as text."""
    given = [module, *map(str, arguments)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        status = _start(given, out, err, environment).wait()
        return subprocess.CompletedProcess(given, status, _read(out), _read(err))


def _start(given: list[str], out: IO[bytes], err: IO[bytes], more: Mapping[str, str]) -> Program:
    environment = {**os.environ, **more}
    if not CAN_FORK:
        command = [sys.executable, "-m", *given]
        plain = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=err)
        return Program(plain.pid, plain)
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with there:
        files = [there.fileno(), out.fileno(), err.fileno()]
        socket.send_fds(_loaded(), [json.dumps([given, environment]).encode()], files)
    return Program(json.loads(here.recv(_MOST)), _Told(here))


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


@cache
def _loaded() -> socket.socket:
    """The way to the process that has the product loaded; it ends with this one."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with there:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.loaded_product", str(there.fileno())],
            cwd=ROOT,
            pass_fds=(there.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def end() -> None:
        here.close()
        process.wait()

    atexit.register(end)
    return here
