"""What was shown in an earlier case and still counts in a retest, and until when (R34)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import add_months
from app.domain.certificate import AreaOutcome
from app.domain.credits import CreditKind, banked_to
from app.domain.former_area import same_area
from app.domain.protocol import Area, Protocol
from app.domain.result import AreaResult, Result
from app.storage import cases as rows
from app.storage.tables import CaseRow, CreditRow, DecisionRow
from app.usecases.certificate_standing import is_withdrawn


@dataclass(frozen=True, slots=True)
class Earlier:
    """A decided case that leaves something to take again."""

    case: CaseRow
    decision: DecisionRow
    result: Result


@dataclass(frozen=True, slots=True)
class Banked:
    """One area that need not be taken again up to and including `last_day`."""

    area: str
    kind: CreditKind
    level: int | None
    source: str
    issued: date
    document: bytes | None
    last_day: date

    def counts_on(self, day: date) -> bool:
        """Whether it still counts."""
        return day <= self.last_day

    def credit(self, case_id: UUID, assessor_id: UUID, at: datetime) -> CreditRow:
        """It as a credit of the retest's case."""
        return CreditRow(
            case_id=case_id,
            area_id=self.area,
            kind=self.kind,
            level=self.level,
            source=self.source,
            issued=self.issued,
            document=self.document,
            credited_by=assessor_id,
            at=at,
        )


def banked_of(
    session: Session, earlier: Earlier, then: Protocol, now: Protocol
) -> tuple[Banked, ...]:
    """What of the earlier case meets today's version, lapsed or not; nothing of a revoked one.

    `then` is the version the earlier case was decided on, `now` the one a retest is taken on: areas
    are the same where their shared id is.
    """
    certificate = rows.certificate_of(session, earlier.case.id)
    if certificate is not None and is_withdrawn(session, certificate):
        return ()
    source = then.profile if certificate is None else certificate.number
    found = []
    for result in earlier.result.areas:
        area = same_area(then.area(result.area), now)
        if area is not None and result.is_passed and _meets(result, area):
            carried = session.get(CreditRow, (earlier.case.id, result.area))
            found.append(_banked(earlier, result, area, now, source, carried))
    return tuple(found)


def drop_lapsed(session: Session, case: CaseRow, protocol: Protocol, today: date) -> list[str]:
    """Take away what was kept for a retest and counts no longer when it begins; which areas."""
    held = select(CreditRow).where(
        CreditRow.case_id == case.id, CreditRow.kind == CreditKind.BANKED
    )
    lapsed = [
        row
        for row in session.scalars(held)
        if banked_to(row.issued, protocol.rules.banked_months) < today
    ]
    for row in lapsed:
        session.delete(row)
    session.flush()
    return [row.area_id for row in lapsed]


def _meets(result: AreaResult, area: Area) -> bool:
    return result.level is None or result.level >= area.required_level


def _banked(
    earlier: Earlier,
    result: AreaResult,
    area: Area,
    now: Protocol,
    source: str,
    carried: CreditRow | None,
) -> Banked:
    """What was shown then; or, where that was a credit, the credit itself with its own day."""
    if result.outcome is AreaOutcome.CREDITED and carried is not None:
        kind, rules = CreditKind(carried.kind), now.rules
        months = rules.banked_months if kind is CreditKind.BANKED else rules.credit_age_months
        return Banked(
            area.id,
            kind,
            carried.level,
            carried.source,
            carried.issued,
            carried.document,
            add_months(carried.issued, months),
        )
    shown = earlier.decision.signed.date()
    last = banked_to(shown, now.rules.banked_months)
    return Banked(area.id, CreditKind.BANKED, result.level, source, shown, None, last)
