"""The criteria of one area as rated: number, text, rating, what was seen or measured."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from app.usecases.practical import CriterionSheet
from ui.figures import decimal
from ui.language import language, marked, tr
from ui.models.rows import Cell, Index, RowsModel
from ui.widgets.cells import CellRole, CellState

NUMBER, TEXT, RATING = range(3)


class CaseCriteria(RowsModel[CriterionSheet]):
    """One row a criterion; what was seen stands under it."""

    heads = ("", marked("Kriterium"), marked("Bedömning"))
    _required = 0

    def show_criteria(self, rows: Sequence[CriterionSheet], required: int) -> None:
        """Show these criteria of an area that requires the level `required`."""
        self._required = required
        self.show_rows(rows)

    def id_of(self, row: CriterionSheet) -> str:
        """The criterion's id."""
        return row.criterion.id

    def cell(self, row: CriterionSheet, column: int) -> Cell:
        """What stands in a cell."""
        if column == RATING:
            return Cell(state=self._state(row))
        if column == NUMBER:
            return Cell(row.number)
        return Cell(row.criterion.text.in_language(language()), key=True)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The note and the value too, under the text."""
        if role == CellRole.DETAIL and index.column() == TEXT:
            return _detail(self.rows[index.row()]) or None
        return super().data(index, role)

    def _state(self, row: CriterionSheet) -> CellState:
        rating = row.seen.rating
        if not rating:
            return CellState("minus", "neutral", tr("Ej bedömt"))
        words = tr("{rating} av {required}").format(rating=rating, required=self._required)
        if rating >= self._required and row.within is not False:
            return CellState("check-circle", "ok", words)
        return CellState("half-circle", "warn", words)


def _detail(row: CriterionSheet) -> str:
    measured, seen = row.criterion.measured, row.seen
    parts = []
    if measured is not None and seen.measured:
        verdict = tr("inom toleransen") if row.within else tr("utanför toleransen")
        parts.append(f"{decimal(seen.measured)} {measured.unit}, {verdict}.")
    if seen.note.strip():
        parts.append(seen.note.strip())
    return " ".join(parts)
