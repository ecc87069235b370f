"""What was said of a certificate before it came itself: it counts once the certificate is here."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node.tables import StoredRecord
from app.seal.codes import BadSeal
from app.seal.payloads import CertificateStatus, decode_payload
from app.seal.records import RecordType


def said_before(session: Session, kids: Collection[bytes], new: Collection[bytes]) -> list[bytes]:
    """The records of the seals `kids` that name one of the certificates `new`, in their order.

    Nothing of them has been shown yet: a revocation that overtook its certificate, on a line that
    holds up calls or to a node that was set back, must not leave it in force (R43).
    """
    wanted = (
        select(StoredRecord.hash, StoredRecord.payload)
        .where(
            StoredRecord.kid.in_(kids),
            StoredRecord.type == RecordType.CERTIFICATE_STATUS,
            StoredRecord.reason != "",
            StoredRecord.payload.is_not(None),
        )
        .order_by(StoredRecord.received, StoredRecord.epoch, StoredRecord.seq)
    )
    return [hash_ for hash_, payload in session.execute(wanted) if _names(payload, new)]


def still_unknown(session: Session) -> Sequence[bytes]:
    """Every status whose certificate was not here when it was looked at, in their order."""
    wanted = select(StoredRecord.hash).where(
        StoredRecord.type == RecordType.CERTIFICATE_STATUS,
        StoredRecord.reason == "unknown_certificate",
    )
    order = (StoredRecord.received, StoredRecord.kid, StoredRecord.epoch, StoredRecord.seq)
    return session.scalars(wanted.order_by(*order)).all()


def _names(payload: bytes | None, new: Collection[bytes]) -> bool:
    try:
        said = decode_payload(RecordType.CERTIFICATE_STATUS, payload or b"")
    except BadSeal:
        return False
    return isinstance(said, CertificateStatus) and said.certificate in new
