"""A company's plan as rows: what is planned, what could be; and for whom a measure is."""

from datetime import date
from uuid import UUID

from app.domain.development import DevelopmentStep
from app.domain.matrix import MatrixRow
from app.usecases.company_plan import MeasureLine, Proposal, TakerLine
from ui.figures import iso_day
from ui.language import language, marked, tr
from ui.models.matrix_words import STEP_WORDS, person_words
from ui.models.rows import Cell, RowsModel
from ui.theme_roles import Tone
from ui.widgets.cells import CellState

PlanEntry = MeasureLine | Proposal

_STEP_STATES: dict[DevelopmentStep, tuple[str, Tone]] = {
    DevelopmentStep.GAP: ("flag", "warn"),
    DevelopmentStep.PLANNED: ("calendar", "accent"),
    DevelopmentStep.DONE: ("check", "ok"),
    DevelopmentStep.RETEST: ("sync", "accent"),
    DevelopmentStep.CERTIFIED: ("certificate", "ok"),
}


class PlanRows(RowsModel[PlanEntry]):
    """Area, measure, for how many, who sees to it, until when, how far."""

    heads = (
        marked("Område"),
        marked("Åtgärd"),
        marked("För"),
        marked("Ansvarig"),
        marked("Senast"),
        marked("Läge"),
    )
    right = (2,)
    today = date.max

    def cell(self, row: PlanEntry, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                name = row.area_name.in_language(language())
                if isinstance(row, MeasureLine) and row.former is not None:
                    return Cell(name, CellState("info", "neutral", name), key=True)
                return Cell(name, key=True)
            case 1:
                return Cell(measure_text(row))
            case 2:
                return Cell(str(_count(row)))
            case 3:
                return Cell("" if isinstance(row, Proposal) else row.measure.responsible)
            case 4:
                due = None if isinstance(row, Proposal) else row.measure.due
                return Cell(iso_day(due) if due else "")
            case _:
                return Cell(state=state_of(row, self.today))

    def id_of(self, row: PlanEntry) -> object:
        """The measure's id, or the area of a proposal."""
        return row.area if isinstance(row, Proposal) else row.measure.id


class TakerRows(RowsModel[TakerLine]):
    """Name, the step reached, the day it was done."""

    heads = (marked("Namn"), marked("Steg"), marked("Genomförd"))

    def cell(self, row: TakerLine, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(person_words(row.name), key=True)
            case 1:
                step = row.development.reached
                icon, tone = _STEP_STATES[step]
                return Cell(state=CellState(icon, tone, tr(STEP_WORDS[step])))
            case _:
                return Cell(iso_day(row.done) if row.done else "")

    def id_of(self, row: TakerLine) -> UUID:
        """The person."""
        return row.person_id


class NameRows(RowsModel[MatrixRow]):
    """Whom a measure may be for: name and department."""

    heads = (marked("Namn"), marked("Avdelning"))

    def cell(self, row: MatrixRow, column: int) -> Cell:
        """What stands in a cell."""
        if column == 0:
            return Cell(person_words(row.person.name), key=True)
        return Cell(row.person.department)

    def id_of(self, row: MatrixRow) -> UUID:
        """The person."""
        return row.person.person_id


def measure_text(row: PlanEntry) -> str:
    """ "Kurs i mätteknik, 2 dagar"."""
    if isinstance(row, Proposal):
        parts = (row.text.in_language(language()), row.length.in_language(language()))
    else:
        parts = (row.measure.text, row.measure.length)
    return ", ".join(filter(None, parts))


def state_of(row: PlanEntry, today: date) -> CellState:
    """Proposed, planned, late, or done."""
    if isinstance(row, Proposal):
        return CellState("info", "neutral", tr("Förslag"))
    if row.is_done:
        return CellState("check-circle", "ok", tr("Genomförd"))
    asked = row.measure.asked_on
    if asked is not None and asked < today:
        return CellState("warning", "warn", tr("Att följa upp"))
    return CellState("calendar", "accent", tr("Planerad"))


def _count(row: PlanEntry) -> int:
    return len(row.people) if isinstance(row, Proposal) else len(row.takers)
