"""The folder of files by hash: parts that grow, whole ones that appear at once and never change."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

_PARTS = "parts"
_KEPT = timedelta(days=7)
_READ = 2**20


class BlobFiles:
    """`ab/cd/<hash>` for a whole file, `parts/<seal>-<hash>` for what a seal has sent of one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def size(self, sha256: bytes) -> int | None:
        """How long the whole file is, None when it is not here."""
        return _size(self._whole(sha256))

    def sent(self, kid: bytes, sha256: bytes) -> int:
        """How much of the file is here from this seal."""
        return _size(self._part(kid, sha256)) or 0

    def append(self, kid: bytes, sha256: bytes, offset: int, chunk: bytes) -> None:
        """Write a chunk where the part ends; on the disk when this returns.

        Raises OSError, with the part as long as it was.
        """
        part = self._part(kid, sha256)
        _make(part.parent)
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            try:
                _write(file.fileno(), offset, chunk)
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    file.truncate(offset)
                raise

    def finish(self, kid: bytes, sha256: bytes) -> bool:
        """Put the part in its place if it is the file; else it is dropped, and False."""
        part, whole = self._part(kid, sha256), self._whole(sha256)
        try:
            is_right = _is(part, sha256)
        except FileNotFoundError:
            return whole.exists()
        if not is_right:
            part.unlink(missing_ok=True)
            return False
        _make(whole.parent)
        with suppress(FileNotFoundError):  # two at once with the same part: one is enough
            part.replace(whole)
        _keep_name(whole.parent)
        return whole.exists()

    def is_sound(self, sha256: bytes) -> bool:
        """Whether the whole file has its hash; a damaged one is set aside, to be sent anew."""
        path = self._whole(sha256)
        try:
            if _is(path, sha256):
                return True
            path.replace(path.with_suffix(".damaged"))
        except FileNotFoundError:
            pass
        return False

    def remove(self, sha256: bytes) -> None:
        """Take the file away, what was set aside of it and what is on its way of it."""
        whole = self._whole(sha256)
        for file in (whole, whole.with_suffix(".damaged")):
            file.unlink(missing_ok=True)
        for part in self._folder.glob(f"{_PARTS}/*-{sha256.hex()}"):
            part.unlink(missing_ok=True)

    def whole(self) -> Iterator[bytes]:
        """The hash of every file that is sound."""
        named = map(_named, self._folder.glob("??/??/*"))
        return (sha256 for sha256 in named if sha256 is not None and self.is_sound(sha256))

    def sweep(self, now: datetime) -> None:
        """Remove parts that nobody has gone on with for a week."""
        before = (now - _KEPT).timestamp()
        for part in self._folder.glob(f"{_PARTS}/*"):
            with suppress(OSError):
                if part.stat().st_mtime < before:
                    part.unlink()

    def _whole(self, sha256: bytes) -> Path:
        name = sha256.hex()
        return self._folder / name[:2] / name[2:4] / name

    def _part(self, kid: bytes, sha256: bytes) -> Path:
        return self._folder / _PARTS / f"{kid.hex()}-{sha256.hex()}"


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _write(descriptor: int, offset: int, chunk: bytes) -> None:
    """All of it: a disk that gets full may take the beginning without a word."""
    os.lseek(descriptor, offset, os.SEEK_SET)
    left = memoryview(chunk)
    while left:
        left = left[os.write(descriptor, left) :]


def _is(path: Path, sha256: bytes) -> bool:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_READ):
            found.update(piece)
    return found.digest() == sha256


def _named(path: Path) -> bytes | None:
    try:
        return bytes.fromhex(path.name)
    except ValueError:
        return None


def _make(folder: Path) -> None:
    """The folder, its name on the disk too."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _keep_name(folder.parent)


def _keep_name(folder: Path) -> None:
    with suppress(OSError):  # no such thing on some systems; the content is synced all the same
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
