"""A desk's file with a key, opened fresh for every test."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.database import Database
from app.storage.upgrade import open_desk
from tests.stored_desk import KEY


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the desk's file stands."""
    return tmp_path / "desk.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    """An empty desk."""
    opened = open_desk(file, KEY)
    yield opened
    opened.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 3 MB of room; needs root."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
