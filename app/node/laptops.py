"""The laptops of the region: what each has sent, when last, what is missing amid it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.node.tables import EnrolledSeal, StoredRecord


@dataclass(frozen=True, slots=True)
class Laptop:
    """One enrolled seal: what it has sent, when last, and until when it is accredited.

    `missing`: links of its chains that are not here although later ones are.
    """

    assessor: str
    number: int
    centre: str
    state: str
    accredited_to: date | None
    records: int
    last: datetime | None
    missing: int = 0


def read_laptops(session: Session) -> tuple[Laptop, ...]:
    """Every enrolled seal, by assessor."""
    sent = (
        select(
            StoredRecord.kid,
            func.count().label("count"),
            func.max(StoredRecord.received).label("last"),
        )
        .group_by(StoredRecord.kid)
        .subquery()
    )
    found = session.execute(
        select(EnrolledSeal, sent.c.count, sent.c.last)
        .join(sent, sent.c.kid == EnrolledSeal.kid, isouter=True)
        .order_by(EnrolledSeal.assessor, EnrolledSeal.kid)
    )
    missing = _missing(session)
    return tuple(
        Laptop(
            s.assessor,
            s.number,
            s.centre,
            s.state,
            s.accredited_to,
            count or 0,
            last,
            missing.get(s.kid, 0),
        )
        for s, count, last in found
    )


def _missing(session: Session) -> dict[bytes, int]:
    """Of each seal, how many links its chains lack below their last one here."""
    row = StoredRecord
    lacking = func.max(row.seq) + 1 - func.count(row.seq.distinct())
    chains = select(row.kid, lacking.label("lacking")).group_by(row.kid, row.epoch).subquery()
    found = select(chains.c.kid, func.sum(chains.c.lacking)).group_by(chains.c.kid)
    return {kid: int(count) for kid, count in session.execute(found) if count}
