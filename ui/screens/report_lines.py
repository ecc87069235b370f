"""The lines of a report in a box."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.batch_words import ReportLine
from ui.theme import metrics
from ui.widgets.note_line import NoteLine


class ReportLines(QWidget):
    """One line a thing; hidden while there is nothing to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("batch_report")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics().gap_tiny)
        self.hide()

    @property
    def text(self) -> str:
        """Everything that is told."""
        return "\n".join(line.words.text() for line in self.findChildren(NoteLine))

    def show_lines(self, lines: Sequence[ReportLine]) -> None:
        """Tell these instead."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for line in lines:
            is_quiet = line.tone == "neutral"
            note = NoteLine(line.icon, line.tone, line.words, style="body" if is_quiet else "state")
            self._column.addWidget(note)
        self.setVisible(bool(lines))
