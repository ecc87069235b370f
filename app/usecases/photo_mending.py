"""Photos that are damaged or gone here, fetched whole from the copies of this desk."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.domain.change import Touched
from app.domain.errors import UserError
from app.storage import desk_facts, photo_trouble
from app.storage.backup import backups_in
from app.storage.backup_label import copy_pages
from app.storage.database import Database
from app.storage.photo_trouble import Troubled
from app.storage.tables import BlobRow
from app.usecases.backup_file import look_at
from app.usecases.backups import SECOND, Backups
from app.usecases.desk import Desk
from app.usecases.restore_steps import in_restore_words

__all__ = ["Mended", "PhotoMending", "Troubled"]


@dataclass(frozen=True, slots=True)
class Mended:
    """How many photos are whole again, and those that no copy has."""

    found: int
    left: tuple[Troubled, ...]


class PhotoMending:
    """Looks through the copies, the newest first, until all are found."""

    def __init__(self, desk: Desk, backups: Backups) -> None:
        self._desk, self._backups = desk, backups

    def mend(self, stopped: Callable[[], bool] = lambda: False) -> Mended:
        """Put back what a copy has whole. Raises NoRoomToRestore, OpenForReading, DiskFull.

        A copy that cannot be opened is passed by; what was found before a stop stays.
        """
        before = self._lacking()
        wanted = {one.sha256 for one in before}
        for path in self._copies():
            if not wanted or stopped():
                break
            wanted -= self._take(path, wanted)
        left = self._lacking()
        if len(left) != len(before):
            self._desk.announce(Touched.LOG)
        return Mended(len(before) - len(left), left)

    def _lacking(self) -> tuple[Troubled, ...]:
        with self._desk.database.reading() as session:
            return photo_trouble.troubled(session)

    def _copies(self) -> list[Path]:
        with self._desk.database.reading() as session:
            second = desk_facts.get(session, SECOND)
        places = [self._backups.folder, *([Path(second)] if second else [])]
        found = {one.path.name: one for place in places for one in backups_in(place)}
        return [one.path for one in sorted(found.values(), reverse=True)]

    def _take(self, path: Path, wanted: Iterable[str]) -> set[str]:
        taken: set[str] = set()
        try:
            with self._opened(path) as copy:
                for name in sorted(wanted):
                    if self._put_back(copy, name):
                        taken.add(name)
        except UserError as error:
            if type(error).__name__ == "NoRoomToRestore":
                raise
        return taken

    def _put_back(self, copy: Database, name: str) -> bool:
        with copy.reading() as session:
            row = session.get(BlobRow, name)
        if row is None or sha256(row.content).hexdigest() != name:
            return False
        whole = BlobRow(sha256=name, media=row.media, content=row.content, added=row.added)
        with self._desk.database.transaction() as session:
            session.merge(whole)
            photo_trouble.mended(session, name)
        return True

    @contextmanager
    def _opened(self, path: Path) -> Iterator[Database]:
        """The copy's pages beside it, where a stick may be read-only; gone afterwards."""
        part = self._backups.folder / "desk-mend.part"
        try:
            with in_restore_words(path):
                file = look_at(path)
                copy_pages(path, file.label, part)
                copy = self._desk.database.open_copy(part)
            try:
                yield copy
            finally:
                copy.close()
        finally:
            for left in part.parent.glob(f"{part.name}*"):
                left.unlink(missing_ok=True)
