"""A certificate's file: made once by whoever issued it, kept, and given out as it is (I4)."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.domain.certificate_number import format_certificate_number
from app.domain.change import Touched
from app.storage import certificate_files as files
from app.storage import certificates as rows
from app.storage import endorsements
from app.storage.errors import DamagedRecord, DiskFailed, DiskFull
from app.storage.tables import CertificateRow
from app.usecases.desk import Desk
from app.usecases.issued import CertificateErased, issued_facts
from app.usecases.practice_paper import endorsement_of

if TYPE_CHECKING:
    from app.certificate.finished import FileKeys, WantedFile
    from app.usecases.file_workers import FileWorkers

_FEW = 4
"""So many are made sooner here than two processes are started."""


class FileStanding(StrEnum):
    """How the file of a certificate stands at this desk.

    `signed`: kept, with signature and badge. `unsigned`: kept, with badge alone: there was no
    certificate for the key when it was made. `waiting`: made at the next look, whoever issued it
    is signed in. `page_only`: not made yet, and only the one who issued it can.
    """

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    WAITING = "waiting"
    PAGE_ONLY = "page_only"


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """The PDF as it is handed out; a page drawn for want of a file has neither of the two."""

    pdf: bytes
    is_signed: bool
    has_badge: bool


class CertificateFiles:
    """Makes what is lacking, keeps it, and gives what is kept."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def pdf(self, certificate_id: bytes) -> CertificateFile:
        """The kept file; made and kept now where its issuer is signed in, else the page alone.

        What cannot be kept is not handed out: on a full disk it is the page alone too. Raises
        UnknownCertificate, DamagedRecord.
        """
        from app.certificate.page import draw_certificate

        with self._desk.database.reading() as session:
            facts = issued_facts(session, certificate_id)
            row = rows.certificate(session, certificate_id)
            held = _kept(session, row)
        if held is not None:
            return _file(held)
        if self._is_ours(row):
            with suppress(DiskFull, DiskFailed):
                return self.make(certificate_id)
        return CertificateFile(draw_certificate(facts), is_signed=False, has_badge=False)

    def make(self, certificate_id: bytes) -> CertificateFile:
        """Make and keep the file of a certificate this seal issued; one kept already stays.

        Of another's it is the page, as `pdf` gives it. Raises UnknownCertificate, DamagedRecord,
        DiskFull, DiskFailed, and what drawing raises.
        """
        from app.certificate.finished import finished_pdf

        with self._desk.database.reading() as session:
            is_ours = self._is_ours(rows.certificate(session, certificate_id))
            wanted = self._wanted(session, certificate_id)
        if not is_ours:
            return self.pdf(certificate_id)
        made = self._keep(certificate_id, finished_pdf(wanted, self._keys()))
        self._desk.announce(Touched.CERTIFICATES)
        return _file(made)

    def make_all(
        self,
        ids: Sequence[bytes],
        progress: Callable[[int], object],
        cancelled: Callable[[], bool],
        workers: "FileWorkers | None" = None,
    ) -> tuple[bytes, ...]:
        """Make the files that are lacking, in two processes; the ids whose file is kept then.

        `progress` gets how many of `ids` are done; `workers`: those that load already. A
        certificate whose file cannot be made, or of another's seal, is left out. Raises DiskFull,
        DiskFailed; what is stored by then stays.
        """
        with self._desk.database.reading() as session:
            kept = files.which_are_kept(session, ids)
        lacking = [one for one in dict.fromkeys(ids) if one not in kept]
        before = len(ids) - len(lacking)
        progress(before)
        with closing(self._made(lacking, workers)) as made:
            for done, (order, pdf) in enumerate(made, before + 1):
                if pdf is not None:
                    self._keep(order.facts.certificate_id, pdf)
                    kept.add(order.facts.certificate_id)
                progress(done)
                if cancelled():
                    break
            else:
                progress(len(ids))
        self._desk.announce(Touched.CERTIFICATES)
        return tuple(one for one in ids if one in kept)

    def standing(self, certificate_id: bytes) -> FileStanding:
        """How the file stands; nothing is drawn. Raises UnknownCertificate."""
        from app.certificate.kept_file import is_signed

        with self._desk.database.reading() as session:
            row = rows.certificate(session, certificate_id)
            held = _kept(session, row)
        if held is not None:
            return FileStanding.SIGNED if is_signed(held) else FileStanding.UNSIGNED
        return FileStanding.WAITING if self._is_ours(row) else FileStanding.PAGE_ONLY

    def workers(self, count: int) -> "AbstractContextManager[FileWorkers | None]":
        """Processes for so many files, loading from now on; None where they would not pay."""
        from app.usecases.file_workers import FileWorkers

        return FileWorkers(self._keys()) if count > _FEW else nullcontext()

    def _made(
        self, lacking: Sequence[bytes], started: "FileWorkers | None"
    ) -> Generator[tuple["WantedFile", bytes | None], None, None]:
        from app.usecases.file_workers import made_here

        if started is not None:
            yield from started.made(self._orders(lacking))
            return
        with self.workers(len(lacking)) as workers:
            if workers is not None:
                yield from workers.made(self._orders(lacking))
                return
        keys = self._keys()
        for order in self._orders(lacking):
            yield order, made_here(order, keys)

    def _orders(self, ids: Sequence[bytes]) -> Iterator["WantedFile"]:
        """What is to be made, read one at a time; another's, erased and damaged ones are left."""
        for certificate_id in ids:
            try:
                with self._desk.database.reading() as session:
                    if self._is_ours(rows.certificate(session, certificate_id)):
                        order = self._wanted(session, certificate_id)
                    else:
                        continue
            except (rows.UnknownCertificate, CertificateErased, DamagedRecord):
                continue
            yield order

    def _wanted(self, session: Session, certificate_id: bytes) -> "WantedFile":
        from app.certificate.finished import WantedFile

        facts = issued_facts(session, certificate_id)
        index = rows.certificate(session, certificate_id).status_index
        return WantedFile(facts, index, self._desk.clock.now())

    def _keep(self, certificate_id: bytes, pdf: bytes) -> bytes:
        """Keep the file, or give the one that somebody else has kept meanwhile."""
        with self._desk.database.transaction() as session:
            held = _kept(session, rows.certificate(session, certificate_id))
            if held is None:
                files.keep(session, certificate_id, pdf, self._desk.clock.now())
        return pdf if held is None else held

    def _keys(self) -> "FileKeys":
        from app.certificate.finished import FileKeys

        seal = self._desk.signer.key
        with self._desk.database.reading() as session:
            leaf, issuer = files.paper_of(session, seal.kid) or (b"", b"")
            of_seal = endorsement_of if self._desk.is_practice else endorsements.of_seal
            endorsement = of_seal(session, seal.kid)
        return FileKeys(seal.public, seal.raw, endorsement, leaf, issuer)

    def _is_ours(self, row: CertificateRow) -> bool:
        """Whether the seal that issued it is the one signed in."""
        return row.kid == self._desk.signer.kid


def _kept(session: Session, row: CertificateRow) -> bytes | None:
    """The file in the row; one that is damaged or another's is as none."""
    from app.certificate.kept_file import is_whole_file

    held = files.kept(session, row.id)
    return held if held and is_whole_file(held, format_certificate_number(row.id)) else None


def _file(pdf: bytes) -> CertificateFile:
    from app.certificate.kept_file import has_badge, is_signed

    return CertificateFile(pdf, is_signed(pdf), has_badge(pdf))
