"""What can go wrong with the desk's file that a person can do something about."""

from datetime import datetime
from pathlib import Path

from app.domain.errors import UserError


class DamagedDatabase(UserError):
    """The file cannot be read: bytes changed, cut short, or not this desk's key."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class NewerDatabase(UserError):
    """The file was written by a newer Intyga; versions are migration numbers."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__()
        self.found = found
        self.known = known


class DiskFull(UserError):
    """No room on the disk: what was being saved is not saved, everything before it is."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class DiskFailed(UserError):
    """The disk refused to read or write: what was being saved may not be saved."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


class DeskBusy(UserError):
    """Another unit of work held the file longer than this one could wait; try again."""


class DeskClosed(UserError):
    """The desk was locked or closed meanwhile: unlock it and ask again."""


class DeskInUse(UserError):
    """Another Intyga on this computer has the desk open: `who` since when, as far as known."""

    def __init__(self, path: Path, who: str = "", since: datetime | None = None) -> None:
        super().__init__()
        self.path = path
        self.who = who
        self.since = since
        self.reason = "held" if who and since else ""


class OpenForReading(UserError):
    """The desk is open here for looking only: another window writes."""


class DamagedRecord(UserError):
    """Bytes that were signed are no longer what they were; nothing else is touched by it."""

    def __init__(self, hash_: bytes) -> None:
        super().__init__()
        self.hash = hash_


class ClockBehind(UserError):
    """The clock is behind the newest signed fact: nothing can be signed until it is right (I11)."""

    def __init__(self, now: datetime, newest: datetime) -> None:
        super().__init__()
        self.now = now
        self.newest = newest


class UnknownProtocol(UserError):
    """No such protocol is installed here; `wanted` is a code or a hash."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted


class ProtocolRecalled(UserError):
    """The scheme owner has recalled the version: no new case may start on it."""

    def __init__(self, code: str, version: str, reason: str) -> None:
        super().__init__()
        self.code = code
        self.version = version
        self.reason = reason
