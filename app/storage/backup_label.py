"""What a copy says of itself behind its pages: whose desk, how far it goes, whether it is whole."""

import os
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Annotated
from uuid import UUID

import msgspec
from sqlalchemy import func, select, text

from app.domain.errors import UserError
from app.seal.vault import Recovery
from app.storage.database import Database
from app.storage.tables import RecordRow

_LINE, _NEWER = b"intyga-copy 1\n", b"intyga-copy "
_LENGTH, _LARGEST = 4, 1 << 20
_PAGE, _READ = 4096, 1 << 20
_SHORT = sha256().digest_size

Hash = Annotated[bytes, msgspec.Meta(min_length=_SHORT, max_length=_SHORT)]


class NotABackup(UserError):
    """The file is no copy of any desk, or its end is missing."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class CutBackup(UserError):
    """A copy that is not whole: bytes are missing or are not those that were written."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class NewerBackup(UserError):
    """A newer Intyga made the copy."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class LabelledPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who unlocks the desk, as the key file shows it."""

    id: UUID
    name: str
    roles: tuple[str, ...]
    seal_public: bytes


class LabelledDesk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose copy it is, and the lock that the printed code opens, None when there is no code.

    No secret is in it that the key file beside the desk would not show: nothing wrapped by a PIN.
    """

    name: str
    centre: str
    kind: str
    people: tuple[LabelledPerson, ...] = ()
    recovery: Recovery | None = None


class LabelledState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far the copy goes; `mark`: of the desk's key, `version`: of its tables."""

    mark: bytes
    records: int
    newest: datetime | None
    version: str


class BackupLabel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The label; `size` and `sha256` are of the pages before it."""

    desk: LabelledDesk
    state: LabelledState
    made: datetime
    size: int
    sha256: Hash


def state_of(database: Database) -> LabelledState:
    """How far a desk's file goes."""
    with database.reading() as session:
        return LabelledState(
            database.mark,
            session.scalar(select(func.count()).select_from(RecordRow)) or 0,
            session.scalar(select(func.max(RecordRow.written))),
            str(session.scalar(text("SELECT version_num FROM alembic_version"))),
        )


def write_label(copy: Path, state: LabelledState, desk: LabelledDesk, made: datetime) -> None:
    """Put the label behind the pages of a copy that is proved and closed. Raises OSError."""
    with copy.open("rb+") as file:
        digest = _digest(file)
        label = BackupLabel(desk, state, made, file.tell(), digest)
        raw = msgspec.json.encode(label)
        file.write(raw + len(raw).to_bytes(_LENGTH, "big") + _LINE)


def read_label(path: Path) -> BackupLabel | None:
    """What the file says of itself; None for a copy of before there were labels.

    Reads the end alone. Raises NotABackup, NewerBackup, OSError.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        tail = len(_LINE) + _LENGTH
        if size < _PAGE:
            raise NotABackup(path)
        file.seek(size - tail)
        length, line = int.from_bytes(file.read(_LENGTH), "big"), file.read()
        if line != _LINE:
            if line.startswith(_NEWER):
                raise NewerBackup(path)
            if size % _PAGE:
                raise NotABackup(path)
            return None
        if length > min(_LARGEST, size - tail):
            raise NotABackup(path)
        file.seek(size - tail - length)
        return _read(file.read(length), size - tail - length, path)


def copy_pages(
    backup: Path,
    label: BackupLabel | None,
    target: Path,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Copy the pages without the label to `target`, proved where there is one; on the disk then.

    `tell` gets how many bytes of how many, and may raise to stop. Raises CutBackup, OSError.
    """
    total = backup.stat().st_size if label is None else label.size
    found, done = sha256(), 0
    with backup.open("rb") as whole, target.open("wb") as copy:
        while done < total and (piece := whole.read(min(_READ, total - done))):
            tell(done, total)
            copy.write(piece)
            found.update(piece)
            done += len(piece)
        copy.flush()
        os.fsync(copy.fileno())
    tell(done, total)
    if label is not None and found.digest() != label.sha256:
        raise CutBackup(backup)


def _read(raw: bytes, pages: int, path: Path) -> BackupLabel:
    try:
        label = msgspec.json.decode(raw, type=BackupLabel)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CutBackup(path) from error
    if label.size != pages:
        raise CutBackup(path)
    return label


def _digest(file: IO[bytes]) -> bytes:
    found = sha256()
    while piece := file.read(_READ):
        found.update(piece)
    return found.digest()
