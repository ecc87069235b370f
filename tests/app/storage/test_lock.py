"""One Intyga at a desk: the second is told, and a killed first never keeps it shut."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.errors import DeskInUse
from app.storage.lock import DeskLock

ROOT = Path(__file__).parents[3]
HOLDER = """
import sys, time
from pathlib import Path
from app.storage.lock import DeskLock
lock = DeskLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.readline()
"""


def test_a_second_lock_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    """In one process as between two."""
    file = tmp_path / "desk.lock"
    first = DeskLock(file)
    with pytest.raises(DeskInUse) as caught:
        DeskLock(file)
    assert caught.value.path == file
    first.release()
    DeskLock(file).release()


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    """The operating system holds the lock, so kill -9 leaves nothing behind."""
    file = tmp_path / "desk.lock"
    command = [sys.executable, "-c", HOLDER, str(file)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(DeskInUse):
            DeskLock(file)
        process.kill()
        process.wait()
    DeskLock(file).release()
