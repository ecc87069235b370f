"""A place to drop a file on, or to choose one."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import colour, metrics, px
from ui.widgets.buttons import SecondaryButton
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel
from ui.widgets.painting import painting


class DropArea(QWidget):
    """Dashed while it waits, in the accent while a file hangs over it."""

    dropped = Signal(object)  # Path
    asked = Signal()  # the button: choose a file

    def __init__(self, icon: str = "upload", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setMinimumHeight(px(220))
        self._over = False
        self.words = TextLabel("", "section")
        self.line = TextLabel("", "small", "muted", wrap=True)
        self.button = SecondaryButton("", "file")
        self.button.clicked.connect(self.asked)
        centre = Qt.AlignmentFlag.AlignHCenter
        for label in (self.words, self.line):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        pad = metrics().card_padding if icon else metrics().gap
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(metrics().gap_small)
        column.addStretch(1)
        if icon:
            column.addWidget(IconBadge(icon, "accent", size=56, shape="disc"), 0, centre)
            column.addSpacing(metrics().gap_wide)
        column.addWidget(self.words)
        column.addWidget(self.line)
        column.addSpacing(metrics().gap_small)
        column.addWidget(self.button, 0, centre)
        column.addStretch(1)

    def show_words(self, words: str, line: str, act: str) -> None:
        """What to drop, its limits, and the button's words."""
        self.words.setText(words)
        self.line.setText(line)
        self.button.setText(act)
        self.setAccessibleName(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file from this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Nothing hangs over it any more."""
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over the first file."""
        self._set_over(False)
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.dropped.emit(Path(url.toLocalFile()))
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Quiet ground with a dashed line."""
        with painting(self) as painter:
            pen = QPen(colour("accent" if self._over else "strong_line"), px(2))
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(colour("accent_ground" if self._over else "ground"))
            inset = px(1)
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(rect, metrics().card_radius, metrics().card_radius)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()
