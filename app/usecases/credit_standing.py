"""Whether what a case's credits rest on still stands on the day of the signature (R33)."""

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import AreaOutcome, CertificateFacts
from app.domain.certificate_status import CertificateState
from app.domain.credits import CreditKind
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.seal.verifying import Answer, verify
from app.storage import cases as rows
from app.storage.tables import CaseRow, CertificateRow, CreditRow
from app.usecases.certificate_standing import Shown, shown_states
from app.usecases.completing import completing_certificate
from app.usecases.desk import Desk
from app.usecases.evidence import credited

# Its last day was looked at when the credit was given; only a withdrawal undoes what it says.
_STANDS = (CertificateState.ISSUED, CertificateState.EXPIRED)
_HOLDS = (Answer.VALID, Answer.EXPIRED, Answer.GENUINE_STATUS_UNCERTAIN)
_SHOWN = (AreaOutcome.SHOWN, AreaOutcome.CREDITED)


class CreditNotInForce(UserError):
    """The certificate that an area is credited from has been withdrawn since."""

    def __init__(self, area: Text, number: str) -> None:
        super().__init__()
        self.area = area
        self.number = number


def credit_hindrance(
    desk: Desk, session: Session, case: CaseRow, protocol: Protocol
) -> CreditNotInForce | None:
    """The first credit of the case that may no longer count, None where all stand."""
    counting = credited(session, case, protocol)
    if not counting:
        return None
    held = select(CreditRow).where(CreditRow.case_id == case.id).order_by(CreditRow.area_id)
    shown = shown_states(desk, session)
    for row in session.scalars(held):
        if row.area_id in counting and not _stands(desk, session, protocol, row, shown):
            return CreditNotInForce(protocol.area(row.area_id).name, row.source)
    return None


def _stands(desk: Desk, session: Session, protocol: Protocol, row: CreditRow, shown: Shown) -> bool:
    if row.kind == CreditKind.EXTERNAL:
        text = (row.document or b"").decode()
        answer = verify(text, desk.trust(), desk.clock.now().date()).answer
        return answer in _HOLDS or (desk.is_practice and answer is Answer.PRACTICE)
    found = select(CertificateRow).where(CertificateRow.number == row.source)
    source = session.scalar(found)
    if source is None:  # kept for a retest from a case that gave no certificate
        return True
    newest = rows.certificate_of(session, source.case_id) or source
    newest = completing_certificate(session, newest) or newest
    if shown(newest).state not in _STANDS:
        return False
    return newest.id == source.id or _still_shown(desk, session, protocol, row.area_id, newest)


def _still_shown(
    desk: Desk, session: Session, protocol: Protocol, area_id: str, newest: CertificateRow
) -> bool:
    """Whether what replaced the source says so too: a name was changed, or a decision."""
    then = desk.protocol(rows.case(session, newest.case_id).protocol_hash)
    facts = msgspec.json.decode(newest.snapshot, type=CertificateFacts)
    shared = protocol.area(area_id).shared_id
    lines = zip(then.areas, facts.areas, strict=True)
    return any(area.shared_id == shared and line.outcome in _SHOWN for area, line in lines)
