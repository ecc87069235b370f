"""The whole log proved again, what the rows say held against it, and the rows made again."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.log_check import LASTING, Difference, LogVerdict, damage
from app.storage import epochs
from app.storage.log_proof import LogProof
from app.storage.tables import BlobRow, CertificateFileRow, ReceiptRow, RecordRow
from app.usecases.backups import Backups
from app.usecases.desk import Desk
from app.usecases.desk_keys import DeskKeys
from app.usecases.file_check import kept_files
from app.usecases.log_mending import Mending
from app.usecases.log_rows import Said, differences

Progress = Callable[[int, int], None]


class CheckStopped(UserError):
    """The check was stopped by the person; it had changed nothing."""


class RecordsDamaged(UserError):
    """Signed bytes are at fault, so nothing may be made again from them; `found` names them."""

    def __init__(self, found: tuple[Difference, ...]) -> None:
        super().__init__()
        self.found = found
        self.count = len(found)
        self.records = ", ".join(
            one.record.hex()[:16] if one.record else one.about for one in found[:5]
        )


class LogCheck:
    """Checks everything on this computer; makes rows again where the records are whole."""

    def __init__(self, desk: Desk, backups: Backups) -> None:
        self._desk, self._backups = desk, backups

    def verify(
        self,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> LogVerdict:
        """Prove every record, receipt and photo, and hold the rows against what they say.

        Changes nothing. Raises CheckStopped.
        """
        with self._desk.database.reading() as session:
            return _check(session, self._desk.keys, progress, cancelled)[0]

    def rebuild(self) -> tuple[LogVerdict, Path | None]:
        """Make the rows that are projections again: what was found before, and the copy of before.

        None for the copy where there was nothing to do. Raises RecordsDamaged, BackupNotWritten.
        """
        before = self.verify()
        found = damage(before.differences)
        if found:
            raise RecordsDamaged(found)
        if all(one.finding in LASTING for one in before.differences):
            return before, None
        copy = self._backups.keep_now()
        mend(self._desk)
        return before, copy

    def mend_behind(self) -> None:
        """Make the rows of records that came back when the file was restored."""
        mend_behind(self._desk)


def mend(desk: Desk) -> None:
    """Bring the rows to what the records say, where all of them hold. Raises RecordsDamaged."""
    with desk.database.transaction() as session:
        verdict, said = _check(session, desk.keys, lambda _done, _total: None, lambda: False)
        found = damage(verdict.differences)
        if found:
            raise RecordsDamaged(found)
        Mending(session, said, desk.protocol).mend()
        epochs.leave_rows_behind(session, behind=False)
    desk.announce(Touched.PEOPLE, Touched.CASES, Touched.CERTIFICATES, Touched.COMPANIES)


def mend_behind(desk: Desk) -> None:
    """Make the rows of records that came back; damage elsewhere leaves them for a rebuild."""
    with desk.database.reading() as session:
        if not epochs.rows_are_behind(session):
            return
    try:
        mend(desk)
    except RecordsDamaged:
        return


def _check(
    session: Session, keys: DeskKeys, progress: Progress, cancelled: Callable[[], bool]
) -> tuple[LogVerdict, Said]:
    total = sum(
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (RecordRow, ReceiptRow, BlobRow, CertificateFileRow)
    )
    proof, said, done = LogProof(session), Said(), 0
    for told in proof.told():
        said.take(told)
        done = _step(done, total, progress, cancelled)
    for _one in (*proof.read_receipts(), *proof.read_blobs()):
        done = _step(done, total, progress, cancelled)
    files, damaged = 0, list[Difference]()
    for one in kept_files(session, keys):
        files += 1
        damaged += [one] if one else []
        done = _step(done, total, progress, cancelled)
    found = (*proof.differences, *damaged, *differences(session, said))
    progress(total, total)
    return LogVerdict(proof.records, proof.receipts, proof.photos, found, files), said


def _step(done: int, total: int, progress: Progress, cancelled: Callable[[], bool]) -> int:
    if cancelled():
        raise CheckStopped
    if done % 50 == 0:
        progress(done, total)
    return done + 1
