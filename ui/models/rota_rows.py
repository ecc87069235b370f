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

_SENTENCES = {
    ClashKind.ASSESSOR: marked("{assessor} har {name} samtidigt, {hours}."),
    ClashKind.MACHINE: marked("{machine} är tagen {hours} av {name}."),
    ClashKind.PERSON: marked("{name} har en annan tid samtidigt, {hours}."),
    ClashKind.OUTSIDE: marked("Dagen ligger utanför orderns dagar."),
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

    def id_of(self, row: RotaLine) -> object:
        """Person and turn: somebody may have several places."""
        return row.place

    def said(self, row: RotaLine) -> str:
        """Everything that collides with a place, in whole sentences; "" for nothing."""
        names = self._names()
        return " ".join(clash_sentence(row, clash, names) for clash in row.clashes)

    def _state(self, row: RotaLine) -> CellState | None:
        if not row.clashes:
            return None
        first, others = clash_words(row.clashes[0], self._names()), len(row.clashes) - 1
        words = tr("{first} och %n till", others).format(first=first) if others else first
        return CellState("warning", "warn", words)

    def _names(self) -> Mapping[UUID, str]:
        return {line.person_id: line.name for line in self.rows}


def clash_words(clash: Clash, names: Mapping[UUID, str]) -> str:
    """What collides; somebody of another order or protected is not named."""
    return tr(_CLASHES[clash.kind]).format(name=_name(clash.with_whom, names))


def clash_sentence(row: RotaLine, clash: Clash, names: Mapping[UUID, str]) -> str:
    """What collides and when, with whom."""
    at, slot = clash.at, row.slot
    hours = f"{time_words(at.begins)}–{time_words(at.ends)}" if at is not None else ""
    return tr(_SENTENCES[clash.kind]).format(
        name=_name(clash.with_whom or row.person_id, names),
        hours=hours,
        machine=slot.machine,
        assessor=slot.assessor,
    )


def _name(person: UUID | None, names: Mapping[UUID, str]) -> str:
    return (names.get(person, "") if person else "") or tr("någon annan")
