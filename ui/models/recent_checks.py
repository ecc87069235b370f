"""The checks made at this desk, as rows; nothing personal is kept."""

from app.usecases.verification import RecentCheck
from ui.figures import clock_time
from ui.language import marked, tr
from ui.models.answer_words import recent_state
from ui.models.rows import Cell, RowsModel


class RecentChecks(RowsModel[RecentCheck]):
    """Number, time, answer."""

    heads = (marked("Bevisnummer"), marked("Tid"), marked("Svar"))

    def cell(self, row: RecentCheck, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.number or tr("utan nummer"), key=True)
            case 1:
                return Cell(clock_time(row.at))
            case _:
                return Cell(state=recent_state(row.answer))

    def id_of(self, row: RecentCheck) -> object:
        """The check itself."""
        return row
