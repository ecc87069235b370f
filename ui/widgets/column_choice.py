"""Which columns a table shows: all of them while there is room, the important ones else."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject

from ui.theme import px
from ui.widgets.cells import ColumnWidth
from ui.widgets.table import HairlineTable


class ColumnChoice(QObject):
    """Watches a table's width; a column whose narrow width is 0 pixels hides below `enough`."""

    def __init__(
        self,
        table: HairlineTable,
        wide: Sequence[ColumnWidth],
        narrow: Sequence[ColumnWidth],
        enough: int,
    ) -> None:
        """`enough` in pixels at 100 %: from there on the wide columns stand."""
        super().__init__(table)
        self._table, self._enough = table, enough
        self._choices = {True: tuple(wide), False: tuple(narrow)}
        self._shown: bool | None = None
        table.installEventFilter(self)
        self._choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose anew when the table gets another width."""
        if event.type() == QEvent.Type.Resize:
            self._choose()
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        is_wide = self._table.width() >= px(self._enough)
        if is_wide == self._shown:
            return
        self._shown = is_wide
        columns = self._choices[is_wide]
        for at, column in enumerate(columns):
            self._table.setColumnHidden(at, not column.pixels)
        self._table.set_columns(columns)
