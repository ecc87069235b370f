"""A company's conversations as rows: which, when, who led it, how far, where it stands."""

from uuid import UUID

from app.usecases.conversations import ConversationLine
from ui.figures import iso_day
from ui.language import marked
from ui.models.conversation_words import conversation_state
from ui.models.rows import Cell, RowsModel


class ConversationRows(RowsModel[ConversationLine]):
    """Number, day, led by, answered, state."""

    heads = (
        marked("Nr"),
        marked("Dag"),
        marked("Leddes av"),
        marked("Besvarat"),
        marked("Läge"),
    )

    def cell(self, row: ConversationLine, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(str(row.number), key=True)
            case 1:
                return Cell(iso_day(row.day))
            case 2:
                return Cell(row.led_by)
            case 3:
                return Cell(f"{row.answered}/{row.total}")
            case _:
                return Cell(state=conversation_state(row.state))

    def id_of(self, row: ConversationLine) -> UUID:
        """The conversation."""
        return row.id
