"""Many certificates handed out: printed in order, saved each in its file, or put in one file."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateFacts
from app.domain.certificate_number import format_certificate_number
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.file_name import file_name
from app.storage import certificates as rows
from app.storage.errors import DamagedDatabase, DeskBusy, DeskClosed, DiskFailed, DiskFull
from app.storage.tables import PersonRow
from app.usecases.batch_report import (
    BatchProgress,
    BatchStep,
    Cancelled,
    CopyReport,
    RefusedCopy,
    Tell,
)
from app.usecases.certificates import note_copy
from app.usecases.desk import Desk
from app.usecases.protected_reading import note_read

STOPS = (DiskFull, DiskFailed, DamagedDatabase, DeskBusy, DeskClosed)
"""What stops a whole batch: everything after it would meet the same."""

_HandOut = Callable[[bytes, bytes], bool]
"""Hands out a certificate (id, PDF); False where there was a copy before that is kept."""


class HasPdf(Protocol):
    """A certificate's file."""

    @property
    def pdf(self) -> bytes:
        """Its bytes."""
        ...

    @property
    def has_badge(self) -> bool:
        """Whether it is the whole file, not the page alone."""
        ...


class Files(Protocol):
    """Where the certificates' files come from."""

    def pdf(self, certificate_id: bytes) -> HasPdf:
        """The file of a certificate, the same bytes every time."""
        ...


class _Cancelled(Exception):
    """Leaves the making of one file for many."""


class Copies:
    """Copies of certificates one after the other: one in memory, each whole, each counted."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self._desk, self._files = desk, files

    def printers(self) -> tuple[str, ...]:
        """The printers of this computer, the default one first. Raises NoPrinterProgram."""
        from app.certificate.printing import printers

        return printers()

    def print(
        self, ids: Sequence[bytes], printer: str | None, progress: Tell, cancelled: Cancelled
    ) -> CopyReport:
        """One print job a certificate, in this order; stops at the first the printer refuses.

        A cancel stops between two jobs. What was handed to the printer is counted.
        """
        from app.certificate.printing import print_pdf

        def hand_out(one: bytes, pdf: bytes) -> bool:
            print_pdf(pdf, format_certificate_number(one), printer)
            return True

        return self._each(ids, (BatchStep.PRINTING, "printed"), hand_out, progress, cancelled)

    def file_names(self, ids: Sequence[bytes]) -> tuple[str, ...]:
        """What each is called in a folder: number, then the holder's name if not protected."""
        with self._desk.database.reading() as session:
            return tuple(
                file_name(format_certificate_number(one), _name(session, one), ".pdf")
                for one in ids
            )

    def there(self, ids: Sequence[bytes], folder: Path) -> tuple[str, ...]:
        """Names of files that `folder` has already, so that it can be asked about once."""
        return tuple(name for name in self.file_names(ids) if (folder / name).exists())

    def save_many(
        self,
        ids: Sequence[bytes],
        folder: Path,
        progress: Tell,
        cancelled: Cancelled,
        *,
        replace: bool = False,
    ) -> CopyReport:
        """Each in its own file in `folder`, whole or not there; stops where the disk refuses.

        `replace`: write over files of the same name; else they are kept and told of.
        """
        from app.reports.whole_file import write_file

        names = dict(zip(ids, self.file_names(ids), strict=True))

        def hand_out(one: bytes, pdf: bytes) -> bool:
            path = folder / names[one]
            if path.exists() and not replace:
                return False
            write_file(path, pdf)
            return True

        return self._each(ids, (BatchStep.SAVING, "saved"), hand_out, progress, cancelled)

    def save_one_pdf(
        self, ids: Sequence[bytes], path: Path, title: str, progress: Tell, cancelled: Cancelled
    ) -> CopyReport:
        """All pages in one file at `path`, in this order, a bookmark each; whole or not at all.

        For printing: signatures and badges stay with the single files. Raises NotWritten, and
        what a certificate's own file raises.
        """
        from app.certificate.merging import merge
        from app.reports.whole_file import fill_file

        ids = tuple(dict.fromkeys(ids))
        if not ids:
            return CopyReport()
        try:
            fill_file(path, lambda part: merge(self._parts(ids, progress, cancelled), part, title))
        except _Cancelled:
            return CopyReport(left=ids)
        try:
            for one in ids:
                self._note(one, "saved")
        except STOPS as error:  # the file is there all the same
            return CopyReport(ids, stopped=error)
        self._desk.announce(Touched.CERTIFICATES, Touched.CASES)
        return CopyReport(ids)

    def _parts(
        self, ids: Sequence[bytes], progress: Tell, cancelled: Cancelled
    ) -> Iterator[tuple[str, bytes]]:
        """Bookmark and file of each, one at a time."""
        with self._desk.database.reading() as session:
            names = [_name(session, one) for one in ids]
        progress(BatchProgress(BatchStep.SAVING, 0, len(ids)))
        for at, (one, name) in enumerate(zip(ids, names, strict=True), 1):
            if cancelled():
                raise _Cancelled
            number = format_certificate_number(one)
            yield f"{name} · {number}" if name else number, self._files.pdf(one).pdf
            progress(BatchProgress(BatchStep.SAVING, at, len(ids)))

    def _each(
        self,
        ids: Sequence[bytes],
        what: tuple[BatchStep, str],
        hand_out: _HandOut,
        progress: Tell,
        cancelled: Cancelled,
    ) -> CopyReport:
        """One after the other until all are handed out, one is cancelled or refused."""
        step, kind = what
        ids = tuple(dict.fromkeys(ids))
        report = _Tally()
        progress(BatchProgress(step, 0, len(ids)))
        while report.seen < len(ids) and report.stopped is None and not cancelled():
            try:
                self._one(ids[report.seen], kind, hand_out, report)
            except UserError as error:
                report.stopped = error
            progress(BatchProgress(step, report.seen, len(ids)))
        if report.done:
            self._desk.announce(Touched.CERTIFICATES, Touched.CASES)
        return report.told(ids)

    def _one(self, one: bytes, kind: str, hand_out: _HandOut, report: "_Tally") -> None:
        try:
            file = self._files.pdf(one)
        except STOPS:
            raise
        except UserError as error:
            report.refused.append(RefusedCopy(one, error))
            return
        if not hand_out(one, file.pdf):
            report.kept.append(one)
            return
        report.done.append(one)
        if kind == "saved" and not file.has_badge:
            report.pages_only.append(one)
        self._note(one, kind)

    def _note(self, one: bytes, kind: str) -> None:
        """Count the copy; that a protected person was read is written down too (R55)."""
        note_read(self._desk, one)
        with self._desk.database.transaction() as session:
            note_copy(self._desk, session, one, kind)


class _Tally:
    """What became of each so far."""

    def __init__(self) -> None:
        self.done: list[bytes] = []
        self.kept: list[bytes] = []
        self.refused: list[RefusedCopy] = []
        self.pages_only: list[bytes] = []
        self.stopped: UserError | None = None

    @property
    def seen(self) -> int:
        """How many are behind; one handed out is, even if it could not be counted."""
        return len(self.done) + len(self.kept) + len(self.refused)

    def told(self, ids: Sequence[bytes]) -> CopyReport:
        """As the report says it."""
        parts = (tuple(self.done), tuple(self.kept), tuple(self.refused), tuple(ids[self.seen :]))
        return CopyReport(*parts, self.stopped, tuple(self.pages_only))


def _name(session: Session, certificate_id: bytes) -> str:
    """The holder's name as printed; "" for a protected person."""
    row = rows.certificate(session, certificate_id)
    if session.get_one(PersonRow, row.person_id).protected:
        return ""
    return msgspec.json.decode(row.snapshot, type=CertificateFacts).name
