"""A certificate's file: made once by whoever issued it, kept, and given out as it is (I4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.usecases.desk import Desk


class FileStanding(StrEnum):
    """How the file of a certificate stands at this desk.

    `signed`: kept, with signature and badge. `unsigned`: kept, with badge alone: there was no
    certificate for the key when it was made. `waiting`: made at the next look, the issuer is
    signed in. `page_only`: not made yet, and only the one who issued it can.
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
        """The kept file; made and kept now where the issuer is signed in, else the page alone.

        Raises UnknownCertificate, DamagedRecord.
        """
        from app.certificate.page import draw_certificate
        from app.usecases.issued import issued_facts

        with self._desk.database.reading() as session:
            facts = issued_facts(session, certificate_id)
        return CertificateFile(draw_certificate(facts), is_signed=False, has_badge=False)

    def make(self, certificate_id: bytes) -> CertificateFile:
        """Make and keep the file right after issuing; one that is kept already stays."""
        return self.pdf(certificate_id)

    def make_all(
        self,
        ids: Sequence[bytes],
        progress: Callable[[int], object],
        cancelled: Callable[[], bool],
    ) -> tuple[bytes, ...]:
        """Make the files that are lacking, in two processes; the ids whose file is kept then.

        `progress` gets how many of `ids` are done. A certificate whose file cannot be made is
        left out. Raises DiskFull, DiskFailed; what is stored by then stays.
        """
        raise NotImplementedError

    def standing(self, certificate_id: bytes) -> FileStanding:
        """How the file stands, nothing drawn. Raises UnknownCertificate."""
        raise NotImplementedError
