"""What becomes of planned bookings at the node: taken up, forgotten, let go with time."""

from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.bookings import KEPT_DAYS, BookingState
from app.node.booking_tables import PlannedBooking
from app.node.tables import EnrolledSeal, FeedRow
from app.seal.order_payloads import OrderPlaced
from app.seal.records import RecordHeader

ROSTER = "roster"


def take_up(session: Session, header: RecordHeader, payload: OrderPlaced) -> None:
    """A desk of the booking's centre says that the person came; another's word changes nothing."""
    row = session.get(PlannedBooking, payload.booking)
    seal = session.get(EnrolledSeal, header.kid)
    if row is None or seal is None or seal.centre != row.centre:
        return
    if row.taken is None or header.time.wall < row.taken:
        row.person, row.taken = payload.person, header.time.wall
    row.state = BookingState.TAKEN


def forget(session: Session, person: str) -> None:
    """The bookings by which an erased person came go, and what was told of them."""
    for row in session.scalars(select(PlannedBooking).where(PlannedBooking.person == person)).all():
        _untell(session, row)
        session.delete(row)
    session.flush()


def let_go(session: Session, today: date) -> int:
    """Bookings whose day is long past go, and what was told of them; how many."""
    past = PlannedBooking.day < today - timedelta(days=KEPT_DAYS)
    rows = session.scalars(select(PlannedBooking).where(past)).all()
    for row in rows:
        _untell(session, row)
        session.delete(row)
    session.flush()
    return len(rows)


def blank(session: Session, row: PlannedBooking) -> None:
    """Nobody is named by the booking any more, here and in what was told of it."""
    _untell(session, row)
    row.name = row.company = row.note = ""
    row.birth_date = None


def _untell(session: Session, row: PlannedBooking) -> None:
    """The entry's number and type stay, so that no desk misses or gets another under it."""
    told = FeedRow.type == ROSTER, FeedRow.content == row.word
    session.execute(update(FeedRow).where(*told).values(content=b""))
