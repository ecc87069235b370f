"""Rows of any list as a table model: heads, and one cell at a time from a row's own value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.language import tr
from ui.widgets.cells import CellRole, CellState, Matches

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text or its state; `key` marks the column by which a row is known."""

    text: str = ""
    state: CellState | None = None
    key: bool = False
    matches: Matches = ()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """A list that is replaced as a whole; children say what a cell shows."""

    heads: tuple[str, ...] = ()  # Swedish, marked
    right: tuple[int, ...] = ()  # columns with figures

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_of(self, row_id: object) -> int:
        """Where a row stands, -1 when it is not here."""
        return next((n for n, row in enumerate(self._rows) if self.id_of(row) == row_id), -1)

    def cell(self, row: Row, column: int) -> Cell:
        """What stands in a cell."""
        raise NotImplementedError

    def id_of(self, row: Row) -> object:
        """What a row is, for whoever chooses it."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are heads."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The head's word in the language in force."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self.right else None
        return tr(self.heads[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the table asks of a cell."""
        row, column = self._rows[index.row()], index.column()
        if role == CellRole.ID:
            return self.id_of(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in self.right else None
        return _answer(self.cell(row, column), role)


def _answer(cell: Cell, role: int) -> object:
    if role == CellRole.STATE:
        return cell.state
    if role == CellRole.KEY:
        return cell.key
    if role == CellRole.MATCHES:
        return cell.matches or None
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return cell.text or (cell.state.words if cell.state else "")
    return None
