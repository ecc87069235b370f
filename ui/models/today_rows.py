"""Today's booked cases as rows, and after them whom the region has booked."""

from uuid import UUID

from app.usecases.roster import BookingLine
from app.usecases.today import TodayLine
from ui.figures import clock_time
from ui.language import language, marked, tr
from ui.models.case_words import case_state, step_words
from ui.models.erased_words import shown_name
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState


class TodayRows(RowsModel[TodayLine | BookingLine]):
    """Time, person, role, what comes next, state."""

    heads = (marked("Tid"), marked("Person"), marked("Roll"), marked("Moment"), marked("Läge"))

    def cell(self, row: TodayLine | BookingLine, column: int) -> Cell:
        """What stands in a cell."""
        if isinstance(row, BookingLine):
            return _booked(row, column)
        match column:
            case 0:
                return Cell(clock_time(row.time) if row.time else "", key=True)
            case 1:
                return Cell(shown_name(row.name) or tr("Skyddad person"), key=True)
            case 2:
                return Cell(row.role.in_language(language()))
            case 3:
                return Cell(step_words(row.step) if row.step else "")
            case _:
                return Cell(state=case_state(row.state))

    def id_of(self, row: TodayLine | BookingLine) -> UUID:
        """The case, or the booking of the region's."""
        return row.id if isinstance(row, BookingLine) else row.case_id


def _booked(row: BookingLine, column: int) -> Cell:
    match column:
        case 0:
            return Cell("", key=True)
        case 1:
            return Cell(row.name, key=True)
        case 2:
            return Cell(row.role.in_language(language()) if row.role else row.profile)
        case 3:
            return Cell(" · ".join(part for part in (tr("Ta upp"), row.company, row.note) if part))
        case _:
            return Cell(state=CellState("calendar", "neutral", tr("Från regionen")))
