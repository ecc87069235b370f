"""A desk's file with a key, opened fresh for every test."""

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
