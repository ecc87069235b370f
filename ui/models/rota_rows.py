"""The rota as rows: day, time, who, where, with whom, and what collides in words."""

from collections.abc import Mapping
from uuid import UUID

from app.domain.rota import Clash, ClashKind
from app.usecases.rota import RotaLine
from ui.figures import short_day
from ui.language import marked, tr
from ui.models.order_rows import time_words
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState

_CLASHES = {
    ClashKind.ASSESSOR: marked("Samma bedömare: {name}"),
    ClashKind.MACHINE: marked("Samma maskin: {name}"),
    ClashKind.PERSON: marked("Två tider samtidigt"),
    ClashKind.OUTSIDE: marked("Utanför orderns dagar"),
}


class RotaRows(RowsModel[RotaLine]):
    """Day, time, name, machine, assessor, collisions."""

    heads = (
        marked("Dag"),
        marked("Tid"),
        marked("Namn"),
        marked("Maskin"),
        marked("Bedömare"),
        marked("Krockar"),
    )

    def cell(self, row: RotaLine, column: int) -> Cell:
        """What stands in a cell; of a protected person only that they are protected."""
        slot = row.slot
        match column:
            case 0:
                return Cell(short_day(slot.day))
            case 1:
                return Cell(f"{time_words(slot.begins)}–{time_words(slot.ends)}")
            case 2 if row.is_protected:
                return Cell(state=CellState("lock", "neutral", tr("Skyddad person")))
            case 2:
                return Cell(row.name, key=True)
            case 3:
                return Cell(slot.machine)
            case 4:
                return Cell(slot.assessor)
            case _:
                return Cell(state=self._state(row))

    def id_of(self, row: RotaLine) -> UUID:
        """The person."""
        return row.person_id

    def _state(self, row: RotaLine) -> CellState | None:
        if not row.clashes:
            return None
        names = {line.person_id: line.name for line in self.rows}
        return CellState("warning", "warn", clash_words(row.clashes[0], names))


def clash_words(clash: Clash, names: Mapping[UUID, str]) -> str:
    """What collides; somebody of another order or protected is not named."""
    who = names.get(clash.with_whom, "") if clash.with_whom else ""
    return tr(_CLASHES[clash.kind]).format(name=who or tr("någon annan"))
