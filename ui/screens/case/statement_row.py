"""One statement of the self-assessment with a tile for each step of the scale."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.protocol import ScaleStep
from app.usecases.self_assessment import Statement
from ui.screens.case.words import said
from ui.theme import colour, metrics
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, painting
from ui.widgets.step_tile import StepTile


class StatementRow(QWidget):
    """ "I can …" and the steps; the row one is at has the accent's quiet ground."""

    chosen = Signal(int)  # the step
    entered = Signal()  # the keyboard came here

    def __init__(self, statement: Statement, scale: Sequence[ScaleStep], level: int | None) -> None:
        super().__init__()
        self._current = False
        self.setObjectName(f"statement_{statement.id}")
        text = TextLabel(said(statement.text), "lead", wrap=True)
        self.tiles = [StepTile(step.code, said(step.name)) for step in scale]
        tiles = QHBoxLayout()
        tiles.setSpacing(metrics().gap_small)
        for tile in self.tiles:
            tile.setObjectName(f"level_{tile.number}")
            tile.setAccessibleDescription(said(statement.text))
            tile.setChecked(tile.number == level)
            tile.toggled.connect(lambda on, n=tile.number: self._on_toggled(n, on))
            tile.installEventFilter(self)
            tiles.addWidget(tile)
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap, m.gap, m.gap, m.gap)
        column.setSpacing(m.gap_small)
        column.addWidget(text)
        column.addLayout(tiles)

    def choose(self, level: int) -> None:
        """Choose a step, as by its key."""
        self.tiles[level - 1].setChecked(True)
        self.tiles[level - 1].setFocus()

    def take_focus(self) -> None:
        """To the tile chosen, or the first."""
        chosen = [tile for tile in self.tiles if tile.isChecked()]
        (chosen or self.tiles)[0].setFocus()

    def show_current(self, current: bool) -> None:
        """Whether this is the row one is at."""
        self._current = current
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the keyboard comes to one of the tiles."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of the current row."""
        if self._current:
            with painting(self) as painter:
                box(painter, QRectF(self.rect()), metrics().radius, colour("accent_ground"))

    def _on_toggled(self, level: int, on: bool) -> None:
        if on:
            self.chosen.emit(level)
