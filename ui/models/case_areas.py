"""The decision's areas: theory, practical, what is required, the outcome, the reason."""

from PySide6.QtCore import Qt

from app.domain.certificate import AreaOutcome
from app.domain.reason_words import OUTCOME_WORDS
from app.usecases.decisions import AreaRow
from ui.figures import permille
from ui.language import language, marked, tr
from ui.models.rows import Cell, Index, RowsModel
from ui.theme_roles import Tone
from ui.widgets.cells import CellRole, CellState

NUMBER, NAME, THEORY, PRACTICAL, REQUIRED, OUTCOME = range(6)
_STATES: dict[AreaOutcome, tuple[str, Tone]] = {
    AreaOutcome.SHOWN: ("check-circle", "ok"),
    AreaOutcome.CREDITED: ("star", "accent"),
    AreaOutcome.NOT_YET: ("half-circle", "warn"),
    AreaOutcome.NOT_ASSESSED: ("minus", "neutral"),
    AreaOutcome.SAFETY: ("stop-octagon", "bad"),
}
_ROW_TONES: dict[AreaOutcome, Tone] = {AreaOutcome.NOT_YET: "warn", AreaOutcome.SAFETY: "bad"}


class CaseAreas(RowsModel[AreaRow]):
    """One row an area; the opened one carries its reason as a detail."""

    heads = (
        "",
        marked("Område"),
        marked("Teori"),
        marked("Praktik"),
        marked("Krav"),
        marked("Utfall"),
    )
    right = (THEORY, PRACTICAL, REQUIRED)
    _opened = ""

    def open_row(self, area_id: str) -> None:
        """Show the reason of this area, and of no other."""
        self._opened = area_id
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, OUTCOME))

    def id_of(self, row: AreaRow) -> str:
        """The area's id."""
        return row.id

    def cell(self, row: AreaRow, column: int) -> Cell:
        """What stands in a cell."""
        texts = (
            str(row.number),
            row.name.in_language(language()),
            "–" if row.theory_permille is None else permille(row.theory_permille),
            "–" if row.practical_level is None else str(row.practical_level),
            _required(row),
        )
        if column == OUTCOME:
            return Cell(state=_state(row))
        return Cell(texts[column], key=column == NAME)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The outcome's tone, the reason, the figures that hold the area down."""
        row, column = self.rows[index.row()], index.column()
        opened = row.id == self._opened
        if role == CellRole.TONE:
            return _tone(row, column)
        if role == CellRole.ROW_TONE:
            return _ROW_TONES.get(row.outcome) if opened else None
        if role == CellRole.DETAIL:
            return _detail(row) if opened and column == NAME else None
        return super().data(index, role)


def _detail(row: AreaRow) -> str:
    """The reason, and beside an override what the rules said and why they were not followed."""
    words = row.words.in_language(language()).replace(" %", "\N{NO-BREAK SPACE}%")
    if row.override is None:
        return words
    rules = tr("Reglerna gav nivå {level}. Skäl: {reason}").format(
        level=row.override.computed, reason=row.override.reason
    )
    return f"{words} {rules}"


def _required(row: AreaRow) -> str:
    level = tr("nivå {level}").format(level=row.required_level)
    return level if row.cut_permille is None else f"{permille(row.cut_permille)} · {level}"


def _state(row: AreaRow) -> CellState:
    icon, tone = _STATES[row.outcome]
    words = OUTCOME_WORDS[row.outcome].in_language(language())
    if row.override is not None:
        return CellState("people", tone, tr("{outcome}, ändrat").format(outcome=words))
    return CellState(icon, tone, words)


def _tone(row: AreaRow, column: int) -> Tone | None:
    """The figure that holds the area down stands out."""
    low_theory = (
        row.theory_permille is not None
        and row.cut_permille is not None
        and row.theory_permille < row.cut_permille
    )
    low_practical = row.practical_level is not None and row.practical_level < row.required_level
    if (column == THEORY and low_theory) or (column == PRACTICAL and low_practical):
        return "bad" if row.outcome is AreaOutcome.SAFETY else "warn"
    return None
