"""A process with the product loaded that becomes whatever command it is asked for, in a child."""

import gc
import json
import os
import random
import runpy
import socket
import sys
from contextlib import suppress

_MOST = 2**20
Wanted = tuple[list[str], dict[str, str]]


def wait_for_work(asked: socket.socket) -> Wanted | None:
    """Fork for every command that is asked for; returns in the child, None at the end."""
    while True:
        message, files, _, _ = socket.recv_fds(asked, _MOST, 3)
        _reap()
        if not message:
            return None
        if os.fork() == 0:
            asked.close()
            return _minded(json.loads(message), *files)
        for file in files:
            os.close(file)


def _minded(wanted: Wanted, told: int, out: int, err: int) -> Wanted:
    """A second fork is the command; the first waits for it and tells how it ended."""
    child = os.fork()
    if child:
        with socket.socket(fileno=told) as telling:
            telling.send(json.dumps(child).encode())
            _, status = os.waitpid(child, 0)
            telling.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())
        os._exit(0)
    for file, place in ((out, 1), (err, 2)):
        os.dup2(file, place)
    for file in (told, out, err):
        os.close(file)
    return wanted


def _reap() -> None:
    """Let go of the children that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def load() -> None:
    """Import what the commands import, and open no file, thread or connection."""
    import app.commands.authority
    import app.node.__main__
    import app.workspace  # noqa: F401

    del sys.modules["app.node.__main__"]
    gc.freeze()


def become(wanted: Wanted) -> None:
    """Be `python -m MODULE …` from here on, to the end of the process."""
    given, environment = wanted
    os.environ.clear()
    os.environ.update(environment)
    random.seed()
    sys.argv = given
    runpy.run_module(given[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    load()
    work = wait_for_work(socket.socket(fileno=int(sys.argv[1])))
    if work is not None:
        become(work)
