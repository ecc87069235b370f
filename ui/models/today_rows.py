"""Today's booked cases as rows; after them whom rotas and the region expect."""

from app.usecases.roster import BookingLine
from app.usecases.rota import Expected
from app.usecases.today import TodayLine
from ui.figures import clock_time
from ui.language import language, marked, tr
from ui.models.case_words import case_state, step_words
from ui.models.erased_words import shown_name
from ui.models.order_rows import time_words
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState

DayLine = TodayLine | BookingLine | Expected


class TodayRows(RowsModel[DayLine]):
    """Time, person, role, what comes next, state."""

    heads = (marked("Tid"), marked("Person"), marked("Roll"), marked("Moment"), marked("Läge"))

    def cell(self, row: DayLine, column: int) -> Cell:
        """What stands in a cell."""
        if isinstance(row, BookingLine):
            return _booked(row, column)
        if isinstance(row, Expected):
            return _expected(row, column)
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

    def id_of(self, row: DayLine) -> object:
        """The case, the booking of the region's, or order and person of a rota."""
        return row.case_id if isinstance(row, TodayLine) else row.id


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


def _expected(row: Expected, column: int) -> Cell:
    match column:
        case 0:
            return Cell(time_words(row.slot.begins), key=True)
        case 1:
            return Cell(row.name, key=True)
        case 2:
            return Cell(row.role.in_language(language()))
        case 3:
            parts = (tr("Ta upp"), row.company, row.slot.machine)
            return Cell(" · ".join(part for part in parts if part))
        case _:
            return Cell(state=CellState("calendar", "neutral", tr("I schemat")))
