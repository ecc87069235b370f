"""Certificates of this desk whose place in the list another has too: each is to be replaced."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate_status import CertificateState, ShownState, StatusReason
from app.storage.tables import CertificateRow, FeedEntryRow
from app.sync.wire import REGION_STATUS, BadMessage, RegionStatus, decode


def to_replace(session: Session) -> frozenset[bytes]:
    """Those of which the region's newest word is that they share their place (R43).

    The list's bits may be about the other certificate there: of these it says nothing certain.
    """
    newest: dict[bytes, tuple[datetime, str]] = {}
    found = select(FeedEntryRow.content).where(FeedEntryRow.type == REGION_STATUS)
    for content in session.scalars(found.order_by(FeedEntryRow.cursor)):
        try:
            said = decode(content, RegionStatus)
        except BadMessage:
            continue
        before = newest.get(said.certificate)
        if before is None or before[0] <= said.at:
            newest[said.certificate] = said.at, said.reason
    reason = StatusReason.SHARED_PLACE
    return frozenset(one for one, (_, why) in newest.items() if why == reason)


def waiting(session: Session) -> list[CertificateRow]:
    """The certificates of this desk that somebody has to replace."""
    told = to_replace(session)
    if not told:
        return []
    found = select(CertificateRow).where(CertificateRow.id.in_(told))
    rows = session.scalars(found.order_by(CertificateRow.number))
    return [row for row in rows if not CertificateState(row.state).is_final]


def as_shared(shown: ShownState, row: CertificateRow, told: frozenset[bytes]) -> ShownState:
    """Stopped until it is replaced, whatever the list says of the two that have its place."""
    own, stays = CertificateState(row.state), (CertificateState.NOT_BELIEVED,)
    if row.id not in told or own.is_final or shown.state in stays:
        return shown
    return ShownState(CertificateState.SUSPENDED, by_region=True, listed=shown.listed)
