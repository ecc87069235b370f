"""Who uses the node's folder: many may serve from it at once, a restore wants it alone."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.domain.errors import UserError


class InUse(UserError):
    """Another process of the node is using the folder."""


@contextmanager
def shared(place: Path) -> Iterator[None]:
    """Hold the lock file with others who share it. Raises InUse."""
    with _held(place, alone=False):
        yield


@contextmanager
def exclusive(place: Path) -> Iterator[None]:
    """Hold the lock file alone; the system lets go of it when the program dies. Raises InUse."""
    with _held(place, alone=True):
        yield


@contextmanager
def _held(place: Path, *, alone: bool) -> Iterator[None]:
    with place.open("a+b") as file:
        try:
            _take(file, alone=alone)
        except OSError as error:
            raise InUse from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes], *, alone: bool) -> None:
        """Windows knows no shared lock of a file's bytes: there one process serves."""
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes], *, alone: bool) -> None:
        how = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        fcntl.flock(file.fileno(), how | fcntl.LOCK_NB)
