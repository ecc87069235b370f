"""A row of groups that goes on under itself where the window is narrow or the letters large."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import metrics


class FlowRow(QWidget):
    """Groups stay together; on one line the last of them stands at the right."""

    def __init__(self, groups: Sequence[Sequence[QWidget]]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(metrics().gap)
        self._holders = [_together(group) for group in groups]
        self._lines: list[list[int]] = []
        for holder in self._holders:
            holder.installEventFilter(self)
        self._arrange(self._broken(1 << 20))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest group alone."""
        widest = max(holder.sizeHint().width() for holder in self._holders)
        return QSize(widest, self._grid.minimumSize().height())

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(self._wide(range(len(self._holders))), self._grid.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line anew."""
        super().resizeEvent(event)
        self._flow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words need another room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._flow()
        return super().eventFilter(watched, event)

    def _flow(self) -> None:
        lines = self._broken(self.width())
        if lines != self._lines:
            self._arrange(lines)
            self.updateGeometry()

    def _broken(self, width: int) -> list[list[int]]:
        lines: list[list[int]] = [[]]
        for at in range(len(self._holders)):
            if lines[-1] and self._wide([*lines[-1], at]) > width:
                lines.append([])
            lines[-1].append(at)
        return lines

    def _wide(self, groups: Sequence[int] | range) -> int:
        gaps = metrics().gap_wide * (len(groups) - 1)
        return sum(self._holders[at].sizeHint().width() for at in groups) + gaps

    def _arrange(self, lines: list[list[int]]) -> None:
        self._lines = lines
        while self._grid.takeAt(0) is not None:
            pass
        for row, line in enumerate(lines):
            holder = QHBoxLayout()
            holder.setSpacing(metrics().gap_wide)
            for at in line:
                if len(lines) == 1 and at and at == len(self._holders) - 1:
                    holder.addStretch(1)
                holder.addWidget(self._holders[at])
            if len(lines) > 1 or len(self._holders) == 1:
                holder.addStretch(1)
            self._grid.addLayout(holder, row, 0)


def _together(group: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(metrics().gap_small)
    for widget in group:
        row.addWidget(widget)
    return holder
