"""A drawing over the whole place, larger and smaller by keys, buttons, wheel; its words below."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.labels import TextLabel
from ui.widgets.svg_picture import SvgPicture

STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)


class SvgZoom(QWidget):
    """Opens with the whole drawing in view; + − 0 and Escape."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("svg_zoom")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._step = 0
        self.picture = SvgPicture(padding=24)
        self._area = QScrollArea()
        self._area.setWidget(self.picture)
        self._area.setCornerWidget(QWidget())
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().installEventFilter(self)
        QScroller.grabGesture(
            self._area.viewport(), QScroller.ScrollerGestureType.LeftMouseButtonGesture
        )
        self._words = TextLabel("", "lead", wrap=True)
        self.smaller = SecondaryButton("", "minus", size="control_touch")
        self.larger = SecondaryButton("", "plus", size="control_touch")
        self.whole = SecondaryButton("", size="control_touch")
        self.close_button = PrimaryButton("", "x", size="control_touch")
        self._build()
        self.retranslate()

    @property
    def factor(self) -> float:
        """How much larger than the whole drawing in view."""
        return STEPS[self._step]

    def show_picture(self, svg: bytes, words: str) -> None:
        """Show a drawing from the beginning, with what it shows in words."""
        self.picture.show_picture(svg, words)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._go_to(0)
        self.setFocus()

    def zoom(self, step: int) -> None:
        """One step larger (1) or smaller (-1)."""
        self._go_to(self._step + step)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.whole.setText(tr("Hela bilden"))
        self.close_button.setText(tr("Tillbaka till frågan"))
        self.smaller.setAccessibleName(tr("Mindre"))
        self.larger.setAccessibleName(tr("Större"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and − change the size, 0 shows the whole, Escape goes back, arrows move."""
        key, text = event.key(), event.text()
        if text in ("+", "="):
            self.zoom(1)
        elif text == "-":
            self.zoom(-1)
        elif text == "0":
            self._go_to(0)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in _ARROWS:
            right, down = _ARROWS[Qt.Key(key)]
            self._move(right, down)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel changes the size."""
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the drawing in proportion to the place."""
        super().resizeEvent(event)
        self._go_to(self._step)

    def _go_to(self, step: int) -> None:
        self._step = max(0, min(len(STEPS) - 1, step))
        room = self._area.maximumViewportSize() - QSize(px(4), px(4))
        self.picture.resize(self.picture.fitted(room) * self.factor)
        self.smaller.setEnabled(self._step > 0)
        self.larger.setEnabled(self._step < len(STEPS) - 1)

    def _move(self, right: int, down: int) -> None:
        across, along = self._area.horizontalScrollBar(), self._area.verticalScrollBar()
        across.setValue(across.value() + right * px(80))
        along.setValue(along.value() + down * px(80))

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.gap_huge)
        column.setSpacing(m.gap_wide)
        column.addWidget(self._area, 1)
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.setSpacing(m.gap)
        for button, name in (
            (self.smaller, "zoom_smaller"),
            (self.larger, "zoom_larger"),
            (self.whole, "zoom_whole"),
        ):
            button.setObjectName(name)
            row.addWidget(button)
        self.close_button.setObjectName("zoom_close")
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.smaller.clicked.connect(lambda: self.zoom(-1))
        self.larger.clicked.connect(lambda: self.zoom(1))
        self.whole.clicked.connect(lambda: self._go_to(0))
        self.close_button.clicked.connect(self.closed)


_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
