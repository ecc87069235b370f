"""A certificate's new state, written once: row, reason, the case's history and a signed record."""

from sqlalchemy.orm import Session

from app.domain.certificate_status import CertificateState, StatusReason
from app.seal.payloads import CertificateStatus, ListedStatus
from app.seal.records import RecordType
from app.storage import cases as case_rows
from app.storage import log
from app.storage.certificate_tables import CertificateChangeRow
from app.storage.tables import CertificateRow
from app.usecases.desk import Desk

_LISTED = {
    CertificateState.ISSUED: ListedStatus.VALID,
    CertificateState.SUSPENDED: ListedStatus.SUSPENDED,
    CertificateState.REPLACED: ListedStatus.REPLACED,
    CertificateState.REVOKED: ListedStatus.REVOKED,
    CertificateState.VOIDED: ListedStatus.REVOKED,
}
_EVENTS = {CertificateState.ISSUED: "lifted"}


def write_status(
    desk: Desk,
    session: Session,
    certificate: CertificateRow,
    state: CertificateState,
    reason: StatusReason,
    note: str = "",
    replaced_by: bytes | None = None,
) -> None:
    """Give a certificate another state in the caller's transaction (R42, R43).

    The reason class is signed and travels; `note` stays in this file. A voided one travels as
    revoked with reason misprint. Raises ClockBehind.
    """
    case = case_rows.case(session, certificate.case_id)
    certificate.state = state
    status = _LISTED[state]
    record = log.append(
        session,
        desk.signer,
        RecordType.CERTIFICATE_STATUS,
        str(certificate.person_id),
        CertificateStatus(certificate.id, status, reason, replaced_by),
        protocol_hash=case.protocol_hash,
        case_id=case.id,
    )
    written = log.read(session, record)
    assert written is not None
    session.add(
        CertificateChangeRow(
            certificate_id=certificate.id,
            status=status,
            reason=reason,
            note=note,
            at=written.written,
            by_id=desk.assessor.id,
        )
    )
    kind, actor = _EVENTS.get(state, state.value), desk.assessor.name
    case_rows.add_event(session, case, written.written, kind, actor, certificate.number)
