"""How far a restore is, that it can be stopped, and its failures in words of its own."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.errors import UserError
from app.storage.backup import DamagedBackup
from app.storage.errors import DamagedDatabase, DamagedRecord, DiskFull
from app.usecases.backup_file import BackupNotRead

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class RestoreStopped(UserError):
    """Stopped by the person before anything was changed."""


class NoRoomToRestore(DiskFull):
    """No room beside the desk for the copy: nothing was changed."""


class RestoreStep(StrEnum):
    """What a restore does before it asks."""

    COPYING = "copying"
    PROVING = "proving"
    TAKING_OVER = "taking_over"


@dataclass(frozen=True, slots=True)
class RestoreProgress:
    """How far it is; `total` is 0 where nobody knows."""

    step: RestoreStep
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Steps:
    """Tells how far it is and asks whether to go on."""

    tell: Callable[[RestoreProgress], None] = lambda _progress: None
    is_stopped: Callable[[], bool] = lambda: False

    def at(self, step: RestoreStep) -> None:
        """A step begins. Raises RestoreStopped."""
        self.check()
        self.tell(RestoreProgress(step))

    def copied(self, done: int, total: int) -> None:
        """So many bytes are copied. Raises RestoreStopped."""
        self.check()
        self.tell(RestoreProgress(RestoreStep.COPYING, done, total))

    def check(self) -> None:
        """Raises RestoreStopped where the person said so."""
        if self.is_stopped():
            raise RestoreStopped


@contextmanager
def in_restore_words(backup: Path) -> Iterator[None]:
    """Failures as a restore tells them: that nothing was changed is said with each."""
    try:
        yield
    except NoRoomToRestore:
        raise
    except DiskFull as error:
        raise NoRoomToRestore(error.path) from error
    except OSError as error:
        if error.errno in _FULL:
            raise NoRoomToRestore(backup) from error
        raise BackupNotRead(backup.name, error.strerror or str(error)) from error
    except (DamagedDatabase, DamagedRecord) as error:
        raise DamagedBackup(backup) from error
