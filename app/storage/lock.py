"""One Intyga at a desk: a lock the operating system lets go of when the program dies."""

import sys
from pathlib import Path
from typing import IO

from app.storage.errors import DeskInUse


class DeskLock:
    """Held from construction to `release`, or to the end of the process."""

    def __init__(self, path: Path) -> None:
        """Take the lock file at `path`. Raises DeskInUse when another process or desk holds it."""
        self._file = path.open("a+b")
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            raise DeskInUse(path) from error

    def release(self) -> None:
        """Let the desk go; the file stays, for removing it would let two in."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
