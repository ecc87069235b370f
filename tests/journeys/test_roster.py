"""A booking of the region's coordinator: on Today, taken up by keyboard, one case, said so."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView
from sqlalchemy import select

from app.seal.booking_word import Booked, BookingWord
from app.seal.order_payloads import OrderPlaced
from app.seal.payloads import decode_payload
from app.seal.records import RecordType
from app.storage import bookings
from app.storage.tables import BookingRow, RecordRow
from tests.day import Day
from tests.pages import TodayPage


def test_who_the_region_booked_is_registered_and_has_one_case(day: Day) -> None:
    """R50, R56: the form is filled in, and taking up twice is one case and one record."""
    booked = Booked("CNC-1", "Ove Fransson", None, "Hällsjö Mekaniska AB", "Förmiddag")
    word = BookingWord(UUID(int=7), day.desk.centre, day.clock.now().date(), booked)
    with day.desk.desk.database.transaction() as session:
        bookings.keep_word(session, b"word", word)
    day.shell.window.go("people")
    day.shell.window.go("today")
    day.settle()
    page = TodayPage(day.shell, day.qtbot)
    *_, last = page.cells("today_table")
    assert last[1:] == [
        "Ove Fransson",
        "CNC-operatör",
        "Ta upp · Hällsjö Mekaniska AB · Förmiddag",
        "Från regionen",
    ]
    table = page.find(QTableView, "today_table")
    table.setFocus()
    day.qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    day.qtbot.keyClick(table, Qt.Key.Key_Return)
    day.settle()
    name = day.shell.window.findChild(QLineEdit, "register_name")
    assert name is not None
    assert name.text() == "Ove Fransson"
    day.qtbot.keyClick(name, Qt.Key.Key_Return)
    day.settle()
    assert day.shell.window.here == "case"
    with day.desk.desk.database.reading() as session:
        row = session.scalars(select(BookingRow)).one()
        placed = RecordRow.type == RecordType.ORDER_PLACED
        raw = session.scalars(select(RecordRow.payload).where(placed)).one()
    order = decode_payload(RecordType.ORDER_PLACED, raw or b"")
    assert isinstance(order, OrderPlaced)
    assert (order.case, order.company) == (str(row.case_id), "Hällsjö Mekaniska AB")
    assert day.desk.roster.take_up(row.id) == row.case_id
    assert day.desk.today.view().from_region == ()
