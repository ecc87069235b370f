"""A certificate's facts read back: the row is a projection, the signed record the fact (I1, I4)."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateFacts
from app.domain.erasure import erasure_in
from app.domain.errors import UserError
from app.seal.codes import BadSeal
from app.seal.issued_facts import IssuedFacts
from app.seal.payloads import CertificateIssued, decode_payload
from app.seal.records import RecordType, check_payload, open_record
from app.storage import certificates as rows
from app.storage.errors import DamagedRecord
from app.storage.tables import CertificateRow, RecordRow, SealRow


class CertificateErased(UserError):
    """The certificate's person is erased: it stands with number and state, and has no page."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number


def issued_facts(session: Session, certificate_id: bytes) -> CertificateFacts:
    """Every printed fact, proved against the record that was signed when it was issued.

    A payload that the node keeps and the desk no longer does cannot be compared. Raises
    UnknownCertificate, CertificateErased, and DamagedRecord when row and record differ or the
    record is gone.
    """
    row = rows.certificate(session, certificate_id)
    try:
        facts = msgspec.json.decode(row.snapshot, type=CertificateFacts)
        said = _said(session, row)
    except (msgspec.DecodeError, UnicodeDecodeError, BadSeal) as error:
        raise DamagedRecord(certificate_id) from error
    if erasure_in(facts.name) is not None:
        raise CertificateErased(row.number)
    if said is not None and said != IssuedFacts.of(facts):
        raise DamagedRecord(certificate_id)
    return facts


def _said(session: Session, row: CertificateRow) -> IssuedFacts | None:
    """What the certificate's record says; None when its payload is kept elsewhere only."""
    seal = session.get_one(SealRow, row.kid)
    records = session.scalars(
        select(RecordRow).where(
            RecordRow.case_id == row.case_id,
            RecordRow.type == RecordType.CERTIFICATE_ISSUED,
            RecordRow.kid == row.kid,
        )
    ).all()
    for record in records:
        if record.payload is None or record.salt is None:
            return None
        check_payload(open_record(record.raw, seal.public), record.salt, record.payload)
        issued = decode_payload(record.type, record.payload)
        if isinstance(issued, CertificateIssued) and issued.facts.certificate_id == row.id:
            return issued.facts
    raise DamagedRecord(row.id)
