"""The files of a package folder, and nothing that does not belong in one."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from app.protocols.faults import Fault, Problem

LARGEST_FILE = 5 * 1024 * 1024

_KNOWN = re.compile(
    r"protocol\.yaml|texts\.yaml|items/[a-z0-9-]+\.yaml|pictures/[a-z0-9-]+\.svg|README\.md"
)
_NEEDED = ("protocol.yaml", "texts.yaml")
_FOLDERS = ("", "items", "pictures")


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """File name within the package → content."""

    yaml: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)


def read_folder(folder: Path, faults: list[Fault]) -> FolderFiles:
    """The package's files by name; adds faults for what is missing, too large or out of place."""
    files = FolderFiles()
    for name, path in _named(folder):
        if not _KNOWN.fullmatch(name) or path.is_symlink() or not path.is_file():
            faults.append(Fault(name, "$", Problem.FILE_UNEXPECTED))
        elif path.stat().st_size > LARGEST_FILE:
            faults.append(Fault(name, "$", Problem.FILE_TOO_LARGE, f"{LARGEST_FILE >> 20} MB"))
        elif name.endswith(".yaml"):
            files.yaml[name] = path.read_bytes()
        elif name.endswith(".svg"):
            files.pictures[name] = path.read_bytes()
    for name in _NEEDED:
        if name not in files.yaml and not (folder / name).exists():
            faults.append(Fault(name, "$", Problem.FILE_MISSING))
    return files


def _named(folder: Path) -> list[tuple[str, Path]]:
    """Name within the package and path of every file of the known folders, in order of name."""
    found = [
        path
        for name in _FOLDERS
        if (folder / name).is_dir()
        for path in (folder / name).iterdir()
        if not (name == "" and path.name in _FOLDERS)
    ]
    return sorted((path.relative_to(folder).as_posix(), path) for path in found)
