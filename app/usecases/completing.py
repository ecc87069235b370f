"""A partial certificate that a retest completed: what it says stands on in the one after it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate_status import CertificateState, StatusReason
from app.storage import cases as rows
from app.storage.certificate_tables import CertificateChangeRow
from app.storage.tables import CaseRow, CertificateRow


def completing_certificate(session: Session, row: CertificateRow) -> CertificateRow | None:
    """The certificate that stands in its place because more was shown in a retest.

    The first of those after it that no later retest completed in turn. None for one that was not
    replaced, or replaced for another reason.
    """
    return _first_after(session, row) if _is_completed(session, row) else None


def _is_completed(session: Session, row: CertificateRow) -> bool:
    changed = select(CertificateChangeRow.id).where(
        CertificateChangeRow.certificate_id == row.id,
        CertificateChangeRow.reason == StatusReason.COMPLETED,
    )
    return row.state == CertificateState.REPLACED and session.scalar(changed) is not None


def _first_after(session: Session, row: CertificateRow) -> CertificateRow | None:
    """Case by case, as one retest follows the other."""
    before = {row.case_id}
    while before:
        later = select(CaseRow.id).where(CaseRow.retest_of.in_(before))
        before = set(session.scalars(later))
        issued = [rows.certificate_of(session, case_id) for case_id in before]
        for one in issued:
            if one is not None and not _is_completed(session, one):
                return one
    return None
