"""Files for another laptop on disk: written whole or not at all, read with a limit."""

from pathlib import Path

from app.reports import whole_file
from app.seal.handover import MAX_FILE, NotAHandover
from app.usecases.asking import HandoverFile


def write_file(path: Path, file: HandoverFile) -> None:
    """Write the file; one that was there is replaced whole. Raises NotWritten."""
    whole_file.write_file(path, file.content)


def read_file(path: Path) -> bytes:
    """The file's bytes. Raises NotAHandover for what is too large or cannot be read."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise NotAHandover
        return path.read_bytes()
    except OSError as error:
        raise NotAHandover from error
