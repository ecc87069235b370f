"""Today's booked cases as rows."""

from uuid import UUID

from app.usecases.today import TodayLine
from ui.figures import clock_time
from ui.language import language, marked, tr
from ui.models.case_words import case_state, step_words
from ui.models.erased_words import shown_name
from ui.models.rows import Cell, RowsModel


class TodayRows(RowsModel[TodayLine]):
    """Time, person, role, what comes next, state."""

    heads = (marked("Tid"), marked("Person"), marked("Roll"), marked("Moment"), marked("Läge"))

    def cell(self, row: TodayLine, column: int) -> Cell:
        """What stands in a cell."""
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

    def id_of(self, row: TodayLine) -> UUID:
        """The case."""
        return row.case_id
