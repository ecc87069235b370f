"""The entries of one register, as rows."""

from datetime import date

from PySide6.QtCore import Qt

from app.usecases.disputes import EntryLine
from ui.figures import iso_day
from ui.language import language, marked, tr
from ui.models.dispute_words import entry_state
from ui.models.erased_words import shown_name
from ui.models.rows import Cell, Index, RowsModel
from ui.theme_roles import Tone
from ui.widgets.cells import CellRole

NUMBER, ABOUT, DEADLINE, STATE = range(4)


class DisputeRows(RowsModel[EntryLine]):
    """Number, what it is about, when an answer is due, where it stands."""

    heads = (
        marked("Nummer"),
        marked("Gäller"),
        marked("Svar senast"),
        marked("Läge"),
    )
    _today = date.min

    def show_register(self, lines: tuple[EntryLine, ...], today: date) -> None:
        """Show these, with deadlines as they are on the day `today`."""
        self._today = today
        self.show_rows(lines)

    def cell(self, row: EntryLine, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.number, key=True)
            case 1:
                return Cell(about_words(row))
            case 2:
                return Cell(iso_day(row.deadline) if row.is_open and row.deadline else "–")
            case _:
                return Cell(state=entry_state(row))

    def id_of(self, row: EntryLine) -> object:
        """The entry."""
        return row.id

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A deadline that is over or near stands out."""
        row = self.rows[index.row()]
        if role == CellRole.TONE and index.column() == DEADLINE:
            return deadline_tone(row, self._today)
        return super().data(index, role)


def about_words(row: EntryLine) -> str:
    """Whose case and which role; what has no case says so."""
    if row.role is None:
        return tr("Utan ärende")
    name = shown_name(row.name) or tr("Skyddad person")
    return f"{name} · {row.role.in_language(language())}"


def deadline_tone(row: EntryLine, today: date) -> Tone | None:
    """Bad once it is over, warning in its last seven days."""
    if not row.is_open or row.deadline is None:
        return None
    left = (row.deadline - today).days
    return "bad" if left < 0 else "warn" if left <= 7 else None
