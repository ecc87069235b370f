"""Files that are there whole or not at all, alone or several together."""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from app.domain.errors import UserError
from app.seal.export_word import Manifest

__all__ = ["Manifest", "NotWritten", "Parts", "fill_file", "manifest_path", "write_file"]
Told = TypeVar("Told")
_CODES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.ENOENT: "gone",
    errno.ENODEV: "gone",
    errno.ENXIO: "gone",
    errno.EIO: "gone",
}


class NotWritten(UserError):
    """The file could not be written: its `name` and the system's own `reason`.

    `code`: `full` for a disk without room, `gone` for a place that is no longer there, else "".
    """

    def __init__(self, name: str, reason: str, code: str = "") -> None:
        super().__init__()
        self.name = name
        self.reason = reason
        self.code = code


def manifest_path(path: Path) -> Path:
    """Where the manifest of the export at `path` is."""
    return path.with_name(f"{path.name}.manifest.json")


class Parts:
    """Files made beside their places, on the disk, and moved there once all are whole."""

    def __init__(self) -> None:
        self._made: list[tuple[Path, Path]] = []

    def make(self, path: Path, write: Callable[[Path], Told]) -> tuple[Told, str]:
        """Let `write` fill the file that is to stand at `path`: what it told, and the SHA-256."""
        part = path.with_name(f".{path.name}.part")
        self._made.append((part, path))
        told = write(part)
        with part.open("rb+") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        return told, sha256

    def move(self) -> None:
        """Put every file in its place, first the one made first: it may be open elsewhere."""
        while self._made:
            part, path = self._made[0]
            part.replace(path)
            del self._made[0]

    def drop(self) -> None:
        """Leave nothing behind of what was not moved."""
        for part, _ in self._made:
            with suppress(OSError):
                part.unlink()


@contextmanager
def whole_files(path: Path) -> Iterator[Parts]:
    """Files that stand in their places after the `with`, or none of them.

    Whatever is raised leaves what was there; an OSError becomes NotWritten about `path`.
    """
    parts = Parts()
    try:
        yield parts
        parts.move()
    except OSError as error:
        code = _CODES.get(error.errno or 0, "")
        raise NotWritten(path.name, error.strerror or str(error), code) from error
    finally:
        parts.drop()


def write_file(path: Path, content: bytes) -> None:
    """The bytes at `path`, whole or not at all. Raises NotWritten."""
    fill_file(path, lambda part: part.write_bytes(content))


def fill_file(path: Path, write: Callable[[Path], int]) -> None:
    """What `write` puts into a file beside `path`, whole or not at all. Raises NotWritten."""
    with whole_files(path) as parts:
        parts.make(path, write)
