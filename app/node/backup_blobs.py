"""The files that records name, beside the backups: they never change, so each is copied once."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOBS = "blobs"
_NAME_LENGTH = 64
_READ = 2**20


@dataclass(frozen=True, slots=True)
class Copied:
    """How many files were new to the other folder, and how many were damaged and left out."""

    new: int
    damaged: int


def copy_missing(source: Path, target: Path) -> Copied:
    """Copy each whole file that the other folder lacks, proved by its name. Raises OSError."""
    new = damaged = 0
    for file in _whole(source):
        place = target / file.relative_to(source)
        if place.exists() and place.stat().st_size == file.stat().st_size:
            continue
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _copy(file, place):
            new += 1
        else:
            damaged += 1
    return Copied(new, damaged)


def _whole(folder: Path) -> Iterator[Path]:
    """`ab/cd/<hash>`; parts of files still on their way are none of them."""
    for file in folder.glob("??/??/*"):
        if len(file.name) == _NAME_LENGTH and file.is_file():
            yield file


def _copy(file: Path, place: Path) -> bool:
    part = place.with_name(f"{place.name}.part")
    try:
        with file.open("rb") as read, part.open("wb") as written:
            part.chmod(0o600)
            shutil.copyfileobj(read, written, _READ)
            written.flush()
            os.fsync(written.fileno())
        with part.open("rb") as copied:
            if hashlib.file_digest(copied, "sha256").hexdigest() != place.name:
                return False
        part.replace(place)
        return True
    finally:
        part.unlink(missing_ok=True)
