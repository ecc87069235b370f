"""Companies found, as rows, with the letters sought marked."""

from collections.abc import Sequence
from uuid import UUID

from app.usecases.companies import ListedCompany
from ui.figures import number
from ui.language import marked, tr
from ui.models.people_rows import bare
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState, matches


class CompanyRows(RowsModel[ListedCompany]):
    """Name, number, people, orders, how well it is known."""

    heads = (
        marked("Företag"),
        marked("Organisationsnummer"),
        marked("Personer"),
        marked("Order"),
        marked("Läge"),
    )
    right = (2, 3)
    _sought: tuple[str, ...] = ()

    def show_found(self, rows: Sequence[ListedCompany], sought: str) -> None:
        """Show what a search found."""
        self._sought = tuple(bare(sought).split())
        self.show_rows(rows)

    def cell(self, row: ListedCompany, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.name, key=True, matches=matches(row.name, self._sought, bare))
            case 1:
                return Cell(f"{row.number[:6]}-{row.number[6:]}" if row.number else "")
            case 2:
                return Cell(number(row.employees) if row.employees else "")
            case 3:
                return Cell(number(row.orders) if row.orders else "")
            case _:
                return Cell(state=_state(row))

    def id_of(self, row: ListedCompany) -> UUID:
        """The company."""
        return row.id


def _state(row: ListedCompany) -> CellState:
    if row.is_complete:
        return CellState("check-circle", "ok", tr("Registrerat"))
    return CellState("info", "neutral", tr("Bara namnet"))
