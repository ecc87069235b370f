"""A company's people in a project, one month, as rows."""

from uuid import UUID

from app.usecases.month_hours import PartMonth
from ui.language import marked, tr
from ui.models.hours_words import (
    EMPLOYMENTS,
    attest_state,
    minutes_of,
    period_words,
    proposal_of,
)
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState


class HoursRows(RowsModel[PartMonth]):
    """Name, standing at work, days, what is proposed, what is attested, by whom."""

    heads = (
        marked("Namn"),
        marked("Ställning"),
        marked("Deltar"),
        marked("Ur provtillfällen"),
        marked("Timmar"),
        marked("Attest"),
    )
    right = (3, 4)

    def cell(self, row: PartMonth, column: int) -> Cell:
        """What stands in a cell; of a protected person only that they are protected."""
        match column:
            case 0 if not row.part.name:
                return Cell(state=CellState("lock", "neutral", tr("Skyddad person")))
            case 0:
                return Cell(row.part.name, key=True)
            case 1:
                return Cell(tr(EMPLOYMENTS[row.part.status]))
            case 2:
                return Cell(period_words(row.part.period))
            case 3:
                return Cell(proposal_of(row))
            case 4:
                return Cell(minutes_of(row))
            case _:
                return Cell(state=attest_state(row))

    def id_of(self, row: PartMonth) -> UUID:
        """The part."""
        return row.part.id
