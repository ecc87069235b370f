"""The kept files of certificates held against what they were the day they were made."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate_number import format_certificate_number
from app.domain.errors import UserError
from app.domain.log_check import Difference, Finding
from app.seal.keys import key_id
from app.storage import certificate_files
from app.storage.tables import CertificateFileRow, CertificateRow
from app.usecases.desk_keys import DeskKeys


def kept_files(session: Session, keys: DeskKeys) -> Iterator[Difference | None]:
    """One for each kept file: what is wrong with it, or None; one file in memory at a time."""
    from app.certificate.kept_file import is_whole_file

    issuers = _unlocking(keys)
    for certificate_id in session.scalars(select(CertificateFileRow.certificate_id)).all():
        row = session.get_one(CertificateFileRow, certificate_id)
        number = format_certificate_number(certificate_id)
        if certificate_files.is_as_made(row) and is_whole_file(row.pdf, number):
            yield None
        else:
            issued = session.get(CertificateRow, certificate_id)
            is_here = issued is not None and issued.kid in issuers
            yield Difference(Finding.FILE if is_here else Finding.FILE_LEFT, None, number)
        session.expunge(row)


def _unlocking(keys: DeskKeys) -> set[bytes]:
    """The seals of those who unlock this desk; none where the key file cannot be read."""
    try:
        return {key_id(entry.seal_public) for entry in keys.entries()}
    except (UserError, OSError):
        return set()
