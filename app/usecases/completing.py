"""A partial certificate that a retest completed: what it says stands on in the full one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateKind
from app.domain.certificate_status import CertificateState, StatusReason
from app.storage import cases as rows
from app.storage.certificate_tables import CertificateChangeRow
from app.storage.tables import CaseRow, CertificateRow


def completing_certificate(session: Session, row: CertificateRow) -> CertificateRow | None:
    """The full certificate that is in its place because everything was shown in a retest.

    None for one that was not replaced, or replaced for another reason.
    """
    if row.state != CertificateState.REPLACED:
        return None
    is_completed = session.scalar(
        select(CertificateChangeRow.id).where(
            CertificateChangeRow.certificate_id == row.id,
            CertificateChangeRow.reason == StatusReason.COMPLETED,
        )
    )
    return None if is_completed is None else _full_after(session, row)


def _full_after(session: Session, row: CertificateRow) -> CertificateRow | None:
    """The newest of the retests that follow its case."""
    before, found = {row.case_id}, None
    while before:
        later = session.scalars(select(CaseRow.id).where(CaseRow.retest_of.in_(before))).all()
        for case_id in later:
            issued = rows.certificate_of(session, case_id)
            if issued is not None and issued.kind == CertificateKind.FULL:
                found = issued
        before = set(later)
    return found
