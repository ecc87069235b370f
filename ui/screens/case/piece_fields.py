"""The test piece and the batch it comes from, as they are marked (R30)."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.free_text import LONGEST_LINE
from app.usecases.practical_sheet import Piece
from ui.language import tr
from ui.theme import metrics
from ui.widgets.fields import Field


class PieceFields(QWidget):
    """Two lines that may stay empty."""

    def __init__(self) -> None:
        super().__init__()
        self.number, self.batch = QLineEdit(), QLineEdit()
        self._fields = (Field("", self.number), Field("", self.batch))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap)
        for edit, name in ((self.number, "piece_number"), (self.batch, "piece_batch")):
            edit.setObjectName(name)
            edit.setMaxLength(LONGEST_LINE)
        for field in self._fields:
            row.addWidget(field, 1)

    @property
    def piece(self) -> Piece:
        """What is written."""
        return Piece(self.number.text(), self.batch.text())

    def clear(self) -> None:
        """Nothing written."""
        self.number.clear()
        self.batch.clear()

    def retranslate(self) -> None:
        """Set the labels."""
        self._fields[0].set_label(tr("Provstycke, om det är märkt"))
        self._fields[1].set_label(tr("Batch eller charge"))
