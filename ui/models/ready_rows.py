"""Signed decisions that wait for their certificate, as rows; what hinders one stands under it."""

from PySide6.QtCore import Qt

from app.domain.reason_words import KIND_WORDS
from app.usecases.batch import ReadyCase
from ui.language import language, marked, tr
from ui.messages import message
from ui.models.rows import Cell, Index, RowsModel
from ui.widgets.cells import CellRole, CellState


class ReadyRows(RowsModel[ReadyCase]):
    """Person, company, role, kind, whether it can be issued."""

    heads = (
        marked("Person"),
        marked("Företag"),
        marked("Roll"),
        marked("Sort"),
        marked("Läge"),
    )

    def cell(self, row: ReadyCase, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.name or tr("Skyddad person"), key=True)
            case 1:
                return Cell(row.company)
            case 2:
                return Cell(row.role.in_language(language()))
            case 3:
                return Cell(KIND_WORDS[row.kind].in_language(language()))
            case _:
                return Cell(state=_state(row))

    def id_of(self, row: ReadyCase) -> object:
        """The case."""
        return row.case_id

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What hinders it, in words, under the row."""
        if role == CellRole.DETAIL and index.column() == 0:
            hindrance = self._rows[index.row()].hindrance
            return None if hindrance is None else message(hindrance).in_one()
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what can be issued can be chosen."""
        flags = super().flags(index)
        if self._rows[index.row()].hindrance is not None:
            flags &= ~Qt.ItemFlag.ItemIsSelectable
        return flags


def _state(row: ReadyCase) -> CellState:
    if row.hindrance is None:
        return CellState("check-circle", "ok", tr("Redo"))
    return CellState("clock", "warn", tr("Väntar"))
