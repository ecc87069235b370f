"""What a certificate of this desk counts as today: its own file, the status list, the day."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateFacts
from app.domain.certificate_status import CertificateState, ShownState, on_day, stronger
from app.seal import status as listed_status
from app.seal.carrier import read_text
from app.seal.codes import BadSeal
from app.seal.payloads import CertificateStatus, decode_payload
from app.seal.receipts import received_at
from app.seal.records import RecordType
from app.seal.status import SealState, SealStatus, StatusList, good_mark
from app.seal.trust import Trust
from app.seal.verifying import certificate_hash
from app.storage import conflicts, trust
from app.storage.certificate_tables import CertificateChangeRow
from app.storage.tables import CertificateRow, ReceiptRow, RecordRow
from app.usecases.desk import Desk
from app.usecases.shared_place import as_shared, to_replace

Shown = Callable[[CertificateRow], ShownState]
"""Gives the state of one certificate as everybody may be told it today."""

_LISTED = {
    listed_status.CertificateState.VALID: CertificateState.ISSUED,
    listed_status.CertificateState.SUSPENDED: CertificateState.SUSPENDED,
    listed_status.CertificateState.REVOKED: CertificateState.REVOKED,
    listed_status.CertificateState.REPLACED: CertificateState.REPLACED,
}
_WITHDRAWN = (
    CertificateState.SUSPENDED,
    CertificateState.REVOKED,
    CertificateState.NOT_BELIEVED,
)
_SAYS_THE_SAME = {CertificateState.VOIDED: CertificateState.REVOKED}


def shown_states(desk: Desk, session: Session) -> Shown:
    """The list and the day read once, for any number of certificates."""
    held, today = held_status(session), desk.clock.now().date()
    reviewed, shared = conflicts.under_review(session), to_replace(session)

    def shown(row: CertificateRow) -> ShownState:
        told = _reviewed(_shown(session, held, row, today), row, reviewed)
        return as_shared(told, row, shared)

    return shown


def held_status(session: Session) -> StatusList | None:
    """The status list this desk holds; None where there is none, or none that is believed."""
    kept = trust.kept(session, trust.TRUST_LIST), trust.kept(session, trust.STATUS)
    return _read(trust.roots(session), *kept)


def is_withdrawn(session: Session, row: CertificateRow) -> bool:
    """Whether this desk or the region stopped or revoked it, or no seal stands behind it."""
    is_reviewed = row.id in conflicts.under_review(session) | to_replace(session)
    shown = _shown(session, held_status(session), row, row.issued)
    return is_reviewed or shown.state in _WITHDRAWN


def change_record(session: Session, change: CertificateChangeRow) -> RecordRow | None:
    """The signed record of a change, written with it; several of one moment in their order."""
    row = session.get_one(CertificateRow, change.certificate_id)
    same = select(CertificateChangeRow.id).where(
        CertificateChangeRow.certificate_id == row.id, CertificateChangeRow.at == change.at
    )
    place = list(session.scalars(same.order_by(CertificateChangeRow.id))).index(change.id)
    written = select(RecordRow).where(
        RecordRow.case_id == row.case_id,
        RecordRow.type == RecordType.CERTIFICATE_STATUS,
        RecordRow.written == change.at,
    )
    found = [r for r in session.scalars(written.order_by(RecordRow.seq)) if _is_about(r, row.id)]
    return found[place] if place < len(found) else None


def last_change(session: Session, certificate_id: bytes) -> CertificateChangeRow | None:
    """The newest change made at this desk, None before the first."""
    newest = (
        select(CertificateChangeRow)
        .where(CertificateChangeRow.certificate_id == certificate_id)
        .order_by(CertificateChangeRow.id.desc())
        .limit(1)
    )
    return session.scalar(newest)


@lru_cache(maxsize=2)
def _read(
    roots: tuple[bytes, ...], trust_list: bytes | None, status: bytes | None
) -> StatusList | None:
    """Proved once for the same bytes: a list of certificates asks at every key."""
    try:
        return Trust.load(roots, trust_list, status).status
    except BadSeal:
        return None


def _reviewed(shown: ShownState, row: CertificateRow, reviewed: frozenset[bytes]) -> ShownState:
    """Under review from the node's word on, although the list held here is older."""
    if row.id not in reviewed or shown.state is not CertificateState.ISSUED:
        return shown
    return ShownState(CertificateState.SUSPENDED, by_region=True)


def _shown(
    session: Session, held: StatusList | None, row: CertificateRow, today: date
) -> ShownState:
    own = CertificateState(row.state)
    seal = held.seals.get(row.kid) if held else None
    if held is None or seal is None:
        return ShownState(on_day(own, row.valid_to, today))
    day = held.issued.date()
    if not own.is_final and not _is_believed(seal, row):
        return ShownState(CertificateState.NOT_BELIEVED, by_region=True, listed=day)
    listed = _LISTED[seal.certificate(row.status_index)]
    if _SAYS_THE_SAME.get(own, own) is listed:
        return ShownState(on_day(own, row.valid_to, today), listed=day)
    if stronger(own, listed) is own or _lags(session, held, row):
        return ShownState(on_day(own, row.valid_to, today))
    return ShownState(listed, by_region=True, listed=day)


def _is_believed(seal: SealStatus, row: CertificateRow) -> bool:
    """As a verifier asks: whether a withdrawn or stolen seal still stands behind it."""
    if seal.state is SealState.WITHDRAWN:
        return seal.since is not None and row.issued < seal.since
    if seal.state is SealState.COMPROMISED:
        facts = msgspec.json.decode(row.snapshot, type=CertificateFacts)
        text = facts.qr_text
        return bool(text) and good_mark(certificate_hash(read_text(text)[0])) in seal.good
    return True


def _lags(session: Session, held: StatusList, row: CertificateRow) -> bool:
    """Whether the list was signed before the node had this desk's last word."""
    change = last_change(session, row.id)
    record = None if change is None else change_record(session, change)
    if record is None:
        return change is not None
    receipt = session.get(ReceiptRow, record.hash)
    return receipt is None or receipt.raw is None or received_at(receipt.raw) > held.issued


def _is_about(record: RecordRow, certificate_id: bytes) -> bool:
    """Whether a record is of this certificate; one whose payload the node keeps may be."""
    if record.payload is None:
        return True
    said = decode_payload(record.type, record.payload)
    return isinstance(said, CertificateStatus) and said.certificate == certificate_id
