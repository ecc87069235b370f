"""Which copy: those on this computer, or a file from anywhere."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.figures import number, short_day_and_time, size
from ui.language import tr
from ui.screens.choose_file import open_file
from ui.theme import colour, font, metrics, px
from ui.widgets.drop_area import DropArea
from ui.widgets.labels import TextLabel
from ui.widgets.list_row import ListRow
from ui.widgets.yielding import yielding

if TYPE_CHECKING:
    from app.usecases.restores import CopyFile


class CopyRow(ListRow):
    """One copy: when it was made, how much is in it."""

    def __init__(self, copy: "CopyFile") -> None:
        super().__init__(52)
        self.copy = copy
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language in force."""
        copy = self.copy
        self._when = short_day_and_time(copy.made.astimezone()) if copy.made else copy.path.name
        reached = copy.reached
        records = tr("%n poster", reached.records) if reached else ""
        if reached:
            records = records.replace(str(reached.records), number(reached.records))
        self._what = " · ".join(filter(None, (records, size(copy.size))))
        self.setAccessibleName(f"{self._when}, {self._what}")

    def draw_content(self, painter: QPainter, rect: QRectF) -> None:
        """Two lines."""
        inset, half = px(12), rect.height() / 2
        painter.setPen(colour("text"))
        painter.setFont(font("strong"))
        self.draw_line(
            painter, QRectF(inset, px(4), rect.width() - 2 * inset, half - px(4)), self._when
        )
        painter.setPen(colour("muted"))
        painter.setFont(font("small"))
        place = QRectF(inset, half, rect.width() - 2 * inset, half - px(4))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._what)


class RestoreChoose(QWidget):
    """The copies at the left, newest first; any file at the right."""

    chosen = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[CopyRow, ...] = ()
        self._title = TextLabel("", "section", wrap=True)
        self._none = TextLabel("", "body", "muted", wrap=True)
        self._none.hide()
        self.drop = DropArea("download")
        self.drop.button.setObjectName("restore_file")
        self.drop.dropped.connect(self.chosen)
        self.drop.asked.connect(self.ask_file)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = QVBoxLayout()
        left.setSpacing(metrics().gap_small)
        left.addWidget(self._title)
        left.addWidget(self._none)
        left.addWidget(yielding(self._area, 160), 1)
        self._filler = QWidget()
        left.addWidget(self._filler, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_huge)
        row.addLayout(left, 5)
        row.addWidget(self.drop, 5)
        self.setFocusProxy(self.drop.button)
        self.retranslate()

    def show_copies(self, copies: Sequence["CopyFile"]) -> None:
        """Those beside the desk."""
        holder = QWidget()
        holder.setObjectName("scrolled")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        self.rows = tuple(CopyRow(copy) for copy in copies)
        for at, row in enumerate(self.rows):
            row.setObjectName(f"restore_copy_{at}")
            row.clicked.connect(lambda _on=False, path=row.copy.path: self.chosen.emit(path))
            column.addWidget(row)
        column.addStretch(1)
        self._area.setWidget(holder)
        self._area.setVisible(bool(self.rows))
        self._filler.setVisible(not self.rows)
        self._none.setVisible(not self.rows)
        if self.rows:
            self.setFocusProxy(self.rows[0])
            self.rows[0].setFocus()

    def ask_file(self) -> None:
        """Ask for a file."""

        def chosen(path: Path) -> None:
            self.chosen.emit(path)

        open_file(self, tr("Välj säkerhetskopia"), "*.intyga-backup *.*", chosen)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self._title.setText(tr("Säkerhetskopior på den här datorn"))
        self._none.setText(
            tr("Inga finns bredvid arbetsbordet. Sätt i stickan med kopian och välj filen.")
        )
        self.drop.show_words(
            tr("Släpp en säkerhetskopia här"),
            tr("Filens namn slutar på .intyga-backup. Inget händer förrän du har sagt ja."),
            tr("Välj säkerhetskopia"),
        )
        for row in self.rows:
            row.retranslate()
