"""Files that are there whole or not at all, with a manifest of rows and hash beside them (I14)."""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from app.domain.errors import UserError


class NotWritten(UserError):
    """The file could not be written: its `name` and the system's own `reason`."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__()
        self.name = name
        self.reason = reason


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an export states about itself: rows, SHA-256 (hex) of the file, when (aware)."""

    rows: int
    sha256: str
    written_at: datetime


def manifest_path(path: Path) -> Path:
    """Where the manifest of the export at `path` is."""
    return path.with_name(f"{path.name}.manifest.json")


def write_whole(path: Path, at: datetime, write: Callable[[Path], int]) -> Manifest:
    """Lets `write` fill a file beside `path` and give its number of rows, then moves it there.

    Whatever `write` raises leaves `path` as it was; an OSError becomes NotWritten.
    """
    try:
        rows, sha256 = _moved_into_place(path, write)
        manifest = Manifest(rows, sha256, at)
        _moved_into_place(manifest_path(path), lambda part: _write_manifest(part, manifest))
    except OSError as error:
        raise NotWritten(path.name, error.strerror or str(error)) from error
    return manifest


def write_file(path: Path, content: bytes) -> None:
    """The bytes at `path`, whole or not at all. Raises NotWritten."""
    fill_file(path, lambda part: part.write_bytes(content))


def fill_file(path: Path, write: Callable[[Path], int]) -> None:
    """What `write` puts into a file beside `path`, whole or not at all. Raises NotWritten."""
    try:
        _moved_into_place(path, write)
    except OSError as error:
        raise NotWritten(path.name, error.strerror or str(error)) from error


def _moved_into_place(path: Path, write: Callable[[Path], int]) -> tuple[int, str]:
    part = path.with_name(f".{path.name}.part")
    try:
        rows = write(part)
        with part.open("rb+") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    return rows, sha256


def _write_manifest(part: Path, manifest: Manifest) -> int:
    part.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    return 0
