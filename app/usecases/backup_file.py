"""What a file chosen as a copy says of itself, before anybody has given a secret."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.domain.desks import DeskKind
from app.domain.errors import UserError
from app.storage.backup import made_at
from app.storage.backup_label import BackupLabel, read_label
from app.storage.errors import NewerDatabase
from app.storage.upgrade import LATEST


class BackupNotRead(UserError):
    """The file could not be read: its `name` and the system's own `reason`."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__()
        self.name = name
        self.reason = reason


class OtherDesk(UserError):
    """The copy is of another desk than the one here."""

    def __init__(self, desk: str, centre: str) -> None:
        super().__init__()
        self.desk = desk
        self.centre = centre


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a desk's file goes: its records, and when the newest was signed."""

    records: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A file that looks like a copy; `label` is None for one of before copies said what they are.

    `made`: when, as far as it or its name tells.
    """

    path: Path
    size: int
    made: datetime | None
    label: BackupLabel | None

    @property
    def desk(self) -> str:
        """What the computer was called, "" where it does not say."""
        return self.label.desk.name if self.label else ""

    @property
    def centre(self) -> str:
        """The test centre, "" where it does not say."""
        return self.label.desk.centre if self.label else ""

    @property
    def kind(self) -> DeskKind | None:
        """Practice or real, None where it does not say."""
        return DeskKind(self.label.desk.kind) if self.label else None

    @property
    def reached(self) -> Reached | None:
        """How far it goes by its own word; proved only when it is opened."""
        return Reached(self.label.state.records, self.label.state.newest) if self.label else None

    @property
    def people(self) -> tuple[tuple[UUID, str], ...]:
        """Who unlocked the desk when it was made."""
        return tuple((one.id, one.name) for one in self.label.desk.people) if self.label else ()

    @property
    def has_code(self) -> bool:
        """Whether a printed recovery code opens it on another computer."""
        return self.label is not None and self.label.desk.recovery is not None


def look_at(path: Path) -> CopyFile:
    """What the file says. Raises NotABackup, CutBackup, NewerBackup, NewerDatabase, BackupNotRead.

    Only its end is read.
    """
    try:
        if not path.is_file():
            raise BackupNotRead(path.name, "")
        label = read_label(path)
        size = path.stat().st_size
    except OSError as error:
        raise BackupNotRead(path.name, error.strerror or str(error)) from error
    if label is not None and label.state.version > LATEST:
        raise NewerDatabase(label.state.version, LATEST)
    return CopyFile(path, size, label.made if label else made_at(path), label)
