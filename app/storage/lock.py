"""One Intyga writes at a desk: a lock the operating system lets go of when the program dies."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from app.storage.errors import DeskInUse


class Holder(msgspec.Struct, frozen=True):
    """Who has the desk open, since when."""

    who: str
    since: datetime


class DeskLock:
    """Held from construction to `release`, or to the end of the process."""

    def __init__(self, path: Path) -> None:
        """Take the lock file at `path`. Raises DeskInUse when another process or desk holds it."""
        self._path, self._file = path, path.open("a+b")
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            known = holder(path)
            if known is None:
                raise DeskInUse(path) from error
            raise DeskInUse(path, known.who, known.since) from error

    def note(self, holder: Holder) -> None:
        """Say who has it, for whoever comes second; a full disk is no reason not to begin."""
        try:
            _beside(self._path).write_bytes(msgspec.json.encode(holder))
        except OSError:
            return

    @contextmanager
    def unless_kept(self) -> Iterator["DeskLock"]:
        """Let the desk go again unless what is done meanwhile ends well."""
        try:
            yield self
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let the desk go; the file stays, for removing it would let two in."""
        with suppress(OSError):
            _beside(self._path).unlink(missing_ok=True)
        self._file.close()


def holder(path: Path) -> Holder | None:
    """What the one who holds the lock has said of itself; None where nothing is said."""
    try:
        return msgspec.json.decode(_beside(path).read_bytes(), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None


def is_free(path: Path) -> bool:
    """Whether nobody holds the lock at this moment."""
    with path.open("a+b") as file:
        try:
            _take(file)
        except OSError:
            return False
    return True


def _beside(path: Path) -> Path:
    """Not in the lock file itself: what is locked cannot be read everywhere."""
    return path.with_name(path.name + ".by")


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
