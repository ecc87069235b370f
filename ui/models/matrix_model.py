"""The matrix as a table: a first row with what is required, then people by areas."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.matrix import Cell, Matrix, MatrixArea, MatrixRow, Stage
from app.domain.matrix_summary import RowFilter, RowOrder, ordered
from ui.language import language, tr
from ui.models.matrix_words import STAGE_WORDS, cell_text, cell_words, person_words

NAME, STAGE, FIRST_AREA = 0, 1, 2
CELL = Qt.ItemDataRole.UserRole + 1
"""The Cell of a person in an area, the Stage of a person, or the level required (int)."""
OWN = Qt.ItemDataRole.UserRole + 2
"""Whether a level required is the company's own."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """Row 0 is what is required; the others are the people shown, filtered and ordered."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = Matrix((), ())
        self.people: tuple[MatrixRow, ...] = ()
        self._filter = RowFilter()
        self._order: RowOrder | int = RowOrder.NAME
        self._descending = False

    @property
    def areas(self) -> tuple[MatrixArea, ...]:
        """The columns after name and stage."""
        return self.matrix.areas

    def show_matrix(self, matrix: Matrix) -> None:
        """Another matrix, filtered and ordered as before."""
        self.matrix = matrix
        self._choose()

    def narrow(self, chosen: RowFilter) -> None:
        """Show only rows that the filter lets through."""
        self._filter = chosen
        self._choose()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By name, by stage or by an area."""
        ways: dict[int, RowOrder | int] = {NAME: RowOrder.NAME, STAGE: RowOrder.STAGE}
        self._order = ways.get(column, column - FIRST_AREA)
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._choose()

    def person_at(self, row: int) -> MatrixRow | None:
        """Whose row it is; None for what is required."""
        return self.people[row - 1] if 0 < row <= len(self.people) else None

    def row_of(self, person: MatrixRow | None) -> int:
        """Where somebody stands now, 0 when they are not shown."""
        ids = [row.person.person_id for row in self.people]
        if person is None or person.person.person_id not in ids:
            return 0
        return ids.index(person.person.person_id) + 1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """What is required, and the people."""
        return 0 if parent.isValid() or not self.areas else len(self.people) + 1

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Name, stage, areas."""
        return 0 if parent.isValid() or not self.areas else len(self.areas) + FIRST_AREA

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The areas' names."""
        names = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation != Qt.Orientation.Horizontal or role not in names:
            return None
        if section < FIRST_AREA:
            return tr("Person") if section == NAME else tr("Läge")
        return self.areas[section - FIRST_AREA].name.in_language(language())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words to read, words to hear, and what to paint."""
        person = self.person_at(index.row())
        if person is None:
            return self._required(index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _written(person, index.column())
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._spoken(person, index.column())
            case _ if role == CELL:
                return _painted(person, index.column())
        return None

    def _required(self, column: int, role: int) -> object:
        if column < FIRST_AREA:
            words = tr("Krävd nivå") if column == NAME else tr("Ändra")
            return words if role == Qt.ItemDataRole.DisplayRole else None
        area = self.areas[column - FIRST_AREA]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(area.required)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return required_words(area)
            case _ if role == CELL:
                return area.required
            case _ if role == OWN:
                return area.is_own
        return None

    def _spoken(self, person: MatrixRow, column: int) -> str:
        if column >= FIRST_AREA:
            at = column - FIRST_AREA
            return cell_words(person, at, self.areas[at])
        return _written(person, column)

    def _choose(self) -> None:
        self.beginResetModel()
        shown = [row for row in self.matrix.rows if self._filter.lets(row)]
        order = self._order
        if isinstance(order, int) and order >= len(self.areas):
            order = RowOrder.NAME
        self.people = ordered(shown, order, descending=self._descending)
        self.endResetModel()


def required_words(area: MatrixArea) -> str:
    """ "Mätteknik: nivå 3 krävs. Företagets egen; profilens är 2"."""
    name = area.name.in_language(language())
    words = tr("{area}: nivå {level} krävs.").format(area=name, level=area.required)
    if not area.is_own:
        return words
    own = tr("Företagets egen nivå; profilens är {level}.").format(level=area.profile_level)
    return f"{words} {own}"


def people_in(rows: Sequence[MatrixRow]) -> str:
    """How many people are shown."""
    return tr("%n personer", len(rows))


def _written(person: MatrixRow, column: int) -> str:
    match column:
        case 0:
            return person_words(person.person.name)
        case 1:
            return tr(STAGE_WORDS[person.person.stage])
        case _:
            return cell_text(person.cells[column - FIRST_AREA])


def _painted(person: MatrixRow, column: int) -> Cell | Stage | None:
    if column == NAME:
        return None
    return person.person.stage if column == STAGE else person.cells[column - FIRST_AREA]
