"""The region's bookings at the desk: only the node's own words, for this centre, once."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.domain.bookings import BookingState
from app.seal.booking_word import Booked, BookingWord, sign_booking
from app.seal.keys import SigningKey
from app.storage import desk_facts
from app.storage.tables import BookingRow
from app.sync import roster
from app.workspace import Workspace

NODE = SigningKey.generate()
DAY = date(2026, 5, 4)
KARIN = Booked("CNC-1", "Karin Lindqvist", date(1987, 5, 21), "Hällsjö Mekaniska AB", "")


def told(desk: Workspace, *words: bytes) -> list[tuple[str, str]]:
    """Names and states once the feed has said this."""
    with desk.desk.database.transaction() as session:
        desk_facts.put(session, desk_facts.NODE_PUBLIC, NODE.public.hex())
        for raw in words:
            roster.take(session, raw)
        return [(row.name, row.state) for row in session.scalars(select(BookingRow))]


def word(desk: Workspace, booked: Booked | None = KARIN, centre: str = "") -> BookingWord:
    return BookingWord(UUID(int=7), centre or desk.centre, DAY, booked)


def test_a_booking_is_kept_once_and_a_withdrawn_one_names_nobody(desk: Workspace) -> None:
    """R56: also when the first word comes again after the last."""
    first, gone = sign_booking(NODE, word(desk)), sign_booking(NODE, word(desk, None))
    assert told(desk, first, first) == [("Karin Lindqvist", BookingState.WAITING)]
    assert told(desk, gone, first) == [("", BookingState.WITHDRAWN)]


def test_a_forged_word_and_another_centre_s_do_nothing(desk: Workspace) -> None:
    forged = sign_booking(SigningKey.generate(), word(desk))
    far = sign_booking(NODE, word(desk, centre="Testcenter Ystad"))
    assert told(desk, forged, far, b"", forged[:-1]) == []
