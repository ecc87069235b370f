"""A booking of the region's is taken up: the person found or registered, then the case opens."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.errors import UserError
from app.usecases.people import People
from app.usecases.roster import BookingLine, Roster
from ui.background import Background
from ui.screen import Screen
from ui.screens.register_person import RegisterPerson


class TakeUp(QObject):
    """Enter on a booking; `opened` gives the case. Nobody is registered twice for it."""

    opened = Signal(object)  # case id

    def __init__(
        self, screen: Screen, roster: Roster, people: People, background: Background
    ) -> None:
        super().__init__(screen)
        self._screen, self._roster = screen, roster
        self._people, self._background = people, background
        self._is_under_way = False

    def begin(self, booking: BookingLine) -> None:
        """Open the case of whom the desk knows; else the form, with what the region has told."""
        self._ask(booking, None)

    def _ask(self, booking: BookingLine, person: UUID | None) -> None:
        if self._is_under_way:
            return
        self._is_under_way = True
        roster = self._roster
        self._background.run(
            self._screen,
            lambda: roster.take_up(booking.id, person),
            lambda case_id: self._on_answer(booking, case_id),
            self._on_refused,
        )

    def _on_answer(self, booking: BookingLine, case_id: UUID | None) -> None:
        self._is_under_way = False
        if case_id is not None:
            self.opened.emit(case_id)
            return
        box = RegisterPerson(self._screen, self._people, self._background)
        box.form.fill(booking.name, booking.birth_date, booking.company)
        box.registered.connect(lambda person: self._ask(booking, person))
        box.open()

    def _on_refused(self, error: UserError) -> None:
        self._is_under_way = False
        self._screen.show_error(error)
