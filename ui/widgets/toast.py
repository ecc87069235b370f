"""A short word on what was done, low in the window, with undo where that is possible."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from ui.language import tr
from ui.theme import colour, metrics, px
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, painting

SECONDS = 8


class Toast(QFrame):
    """Lies over its parent; goes by itself, stays while the mouse or the keyboard is in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._undo_act: Callable[[], object] | None = None
        self.words = TextLabel("", "key")
        self.undo = LinkButton("", chevron=False)
        self.undo.setObjectName("toast_undo")
        self.undo.clicked.connect(self._on_undo)
        self._close = QuietButton("", "x")
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics().gap_wide, px(6), px(6), px(6))
        row.setSpacing(metrics().gap)
        for part in (IconLabel("check-circle", "ok", px(20)), self.words, self.undo, self._close):
            row.addWidget(part)
        self._over = parent
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Show `text` for some seconds, with an offer to undo."""
        self._undo_act = undo
        self.words.setText(text)
        self.undo.setText(tr("Ångra"))
        self.undo.setVisible(undo is not None)
        self._close.setAccessibleName(tr("Stäng"))
        self._close.setToolTip(tr("Stäng"))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(SECONDS * 1000)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window as it changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with a strong line."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, metrics().card_radius, colour("card"), colour("control_border"))

    def _on_undo(self) -> None:
        self.hide()
        if self._undo_act is not None:
            self._undo_act()

    def _on_time(self) -> None:
        here = QApplication.focusWidget()
        if self.underMouse() or (here is not None and self.isAncestorOf(here)):
            self._timer.start(SECONDS * 1000)
        else:
            self.hide()

    def _place(self) -> None:
        self.adjustSize()
        m, left = metrics(), (self._over.width() - self.width()) // 2
        over_the_foot = m.gap_huge + m.card_foot + m.gap_wide  # a card's acts stay in reach
        self.move(left, self._over.height() - self.height() - over_the_foot)
