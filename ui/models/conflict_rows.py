"""The conflicts this desk knows of, as rows."""

from app.usecases.conflicts import ConflictLine
from ui.language import marked
from ui.models.conflict_words import about_words, short_words, state_of
from ui.models.rows import Cell, RowsModel


class ConflictRows(RowsModel[ConflictLine]):
    """Whom it is about, what there are two of, where it stands."""

    heads = (marked("Vem"), marked("Vad"), marked("Läge"))

    def cell(self, row: ConflictLine, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(about_words(row), key=True)
            case 1:
                return Cell(short_words(row.kind))
            case _:
                return Cell(state=state_of(row))

    def id_of(self, row: ConflictLine) -> bytes:
        """The conflict."""
        return row.id
