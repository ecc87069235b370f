"""The areas as a reviewer judges them: the share, one's own word, then what would be signed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from app.domain.reason_words import OUTCOME_WORDS
from app.usecases.reviews import AreaCompared, AreaEvidence
from ui.figures import permille
from ui.language import language, marked, tr
from ui.models.rows import Cell, Index, RowsModel
from ui.widgets.cells import CellRole, CellState

NUMBER, NAME, THEORY, ALONE, RESULT = range(5)


class ReviewAreas(RowsModel[AreaEvidence]):
    """One row an area; the last column is empty until everything is judged."""

    heads = (
        "",
        marked("Område"),
        marked("Teori"),
        marked("Din bedömning"),
        marked("Beslutet"),
    )
    right = (THEORY,)
    _alone: Mapping[str, bool] = {}
    _compared: Mapping[str, AreaCompared] = {}

    def show_judged(self, alone: Mapping[str, bool], compared: Mapping[str, AreaCompared]) -> None:
        """Show one's own words so far, and beside them the result where it is told."""
        self._alone, self._compared = dict(alone), dict(compared)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, RESULT))

    def id_of(self, row: AreaEvidence) -> str:
        """The area's id."""
        return row.id

    def cell(self, row: AreaEvidence, column: int) -> Cell:
        """What stands in a cell."""
        if column == ALONE:
            return Cell(state=self._own(row))
        if column == RESULT:
            return self._result(row)
        share = "–" if row.theory_permille is None else permille(row.theory_permille)
        texts = (str(row.number), row.name.in_language(language()), share)
        return Cell(texts[column], key=column == NAME)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row where two words differ stands out."""
        if role == CellRole.ROW_TONE:
            compared = self._compared.get(self.rows[index.row()].id)
            return "warn" if compared is not None and not compared.agrees else None
        return super().data(index, role)

    def _own(self, row: AreaEvidence) -> CellState:
        if not row.can_be_judged:
            return CellState("minus", "neutral", tr("Bedöms inte"))
        if row.id not in self._alone:
            return CellState("circle", "neutral", tr("Väntar"))
        if self._alone[row.id]:
            return CellState("check-circle", "ok", tr("Räcker"))
        return CellState("half-circle", "warn", tr("Räcker inte"))

    def _result(self, row: AreaEvidence) -> Cell:
        compared = self._compared.get(row.id)
        if compared is None:
            return Cell("")
        words = OUTCOME_WORDS[compared.outcome].in_language(language())
        if compared.agrees:
            return Cell(state=CellState("check", "ok", words))
        return Cell(state=CellState("warning", "warn", words))
