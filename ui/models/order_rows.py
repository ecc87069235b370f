"""People of an order as rows: who, where they work, on what basis, when, how far."""

from uuid import UUID

from app.domain.group_order import BasisKind
from app.domain.rota import Slot
from app.usecases.group_orders import OrderPersonLine
from app.usecases.person_lines import Standing
from ui.figures import iso_day, short_day
from ui.language import marked, tr
from ui.models.case_words import standing_state, step_words
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState

_BASIS = {
    BasisKind.AGREEMENT: marked("Avtal"),
    BasisKind.CONSENT: marked("Samtycke"),
}
_MOVES = (Standing.RUNNING, Standing.PAUSED)


class OrderRows(RowsModel[OrderPersonLine]):
    """Name, employee number, department, basis for results, day, standing."""

    heads = (
        marked("Namn"),
        marked("Anst.nr"),
        marked("Avdelning"),
        marked("Underlag"),
        marked("Tid"),
        marked("Läge"),
    )

    def cell(self, row: OrderPersonLine, column: int) -> Cell:
        """What stands in a cell; of a protected person only that they are protected."""
        match column:
            case 0:
                return person_cell(row)
            case 1:
                return Cell(row.person.employee_number)
            case 2:
                return Cell(row.person.department)
            case 3:
                return Cell(state=_basis(row))
            case 4:
                return Cell(slot_words(row.slot))
            case _:
                return Cell(state=standing_cell(row))

    def id_of(self, row: OrderPersonLine) -> UUID:
        """The person."""
        return row.person.person_id


def person_cell(row: OrderPersonLine) -> Cell:
    """The name, or that the person is protected."""
    if row.person.is_protected:
        return Cell(state=CellState("lock", "neutral", tr("Skyddad person")))
    return Cell(row.person.name, key=True)


def standing_cell(row: OrderPersonLine) -> CellState:
    """How far somebody is, with the step while they are under way."""
    if row.standing is None:
        if row.slot is not None:
            return CellState("calendar", "neutral", tr("I schemat"))
        return CellState("minus", "neutral", tr("Inget ärende än"))
    state = standing_state(row.standing)
    if row.standing in _MOVES and row.step is not None:
        return CellState(state.icon, state.tone, f"{state.words} · {step_words(row.step)}")
    return state


def slot_words(slot: Slot | None) -> str:
    """`tors 19 nov 08:00`, or nothing."""
    return f"{short_day(slot.day)} {time_words(slot.begins)}" if slot else ""


def time_words(minutes: int) -> str:
    """Minutes after midnight as `08:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def basis_words(kind: BasisKind) -> str:
    """What the basis is."""
    return tr(_BASIS[kind])


def _basis(row: OrderPersonLine) -> CellState:
    basis = row.person.basis
    if basis is None:
        return CellState("warning", "warn", tr("Saknas"))
    return CellState("check", "ok", f"{basis_words(basis.kind)} {iso_day(basis.day)}")
