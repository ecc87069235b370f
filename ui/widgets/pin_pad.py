"""A PIN by keypad or keyboard: dots for what is entered, never the figures."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import colour, metrics, px, sized_font
from ui.widgets.buttons import QuietButton, SecondaryButton
from ui.widgets.painting import box, focus_ring, painting


class PinDots(QWidget):
    """One dot a figure: filled when entered."""

    def __init__(self, length: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length, self._filled = length, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_filled(self, filled: int) -> None:
        """How many figures are entered."""
        self._filled = filled
        self.update()

    def sizeHint(self) -> QSize:
        """Dots of 16 every 32."""
        return QSize(px(32 * self._length), px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dots, centred."""
        with painting(self) as painter:
            left = (self.width() - px(32) * (self._length - 1) - px(16)) / 2
            for at in range(self._length):
                dot = QRectF(left + at * px(32), (self.height() - px(16)) / 2, px(16), px(16))
                if at < self._filled:
                    box(painter, dot, px(8), colour("accent"))
                else:
                    box(painter, dot, px(8), None, colour("control_border"), px(3) / 2)


class _Key(SecondaryButton):
    """A key of 64, for gloves."""

    def __init__(self, figure: str) -> None:
        super().__init__(figure)
        self.setFont(sized_font(22, 500))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(44))
        self.setObjectName(f"key_{figure}")

    def sizeHint(self) -> QSize:
        """As in the pictures: 101 × 64."""
        return QSize(px(101), px(64))

    def minimumSizeHint(self) -> QSize:
        """A touch target with gloves."""
        return QSize(px(56), px(44))


class PinPad(QWidget):
    """Keypad 0–9, clear and back; the keyboard works wherever the pad has focus."""

    entered = Signal(str)  # the PIN, once all figures are there
    changed = Signal(int)  # how many figures there are

    def __init__(self, length: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length = length
        self._pin = ""
        self.dots = PinDots(length)
        self._clear = QuietButton("")
        self._back = QuietButton("", "backspace", icon_size=22)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("pin_pad")
        self._build()
        self.retranslate()

    @property
    def pin(self) -> str:
        """The figures entered so far."""
        return self._pin

    def clear(self) -> None:
        """Forget what is entered."""
        self._set("")

    def retranslate(self) -> None:
        """Words in the language in force."""
        self._clear.setText(tr("Rensa"))
        self._back.setAccessibleName(tr("Ta bort senaste siffran"))
        self._back.setToolTip(tr("Ta bort senaste siffran"))
        self.setAccessibleName(tr("PIN-kod"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures, Backspace, Delete."""
        if event.text().isdecimal():
            self._add(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._set(self._pin[:-1])
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(self._pin) > 3:
            self.entered.emit(self._pin)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the keyboard's place around the dots."""
        if self.hasFocus():
            with painting(self) as painter:
                side = max(0, (self.dots.width() - self.dots.sizeHint().width()) // 2 - px(8))
                rect = QRectF(self.dots.geometry()).adjusted(side, -px(6), -side, px(6))
                focus_ring(painter, rect, metrics().radius)

    def _add(self, figure: str) -> None:
        if len(self._pin) < self._length:
            self._set(self._pin + figure)
            if len(self._pin) == self._length:
                self.entered.emit(self._pin)

    def _set(self, pin: str) -> None:
        self._pin = pin
        self.dots.show_filled(len(pin))
        self.changed.emit(len(pin))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(6), 0, 0)
        column.setSpacing(px(20))
        column.addWidget(self.dots)
        grid = QGridLayout()
        grid.setSpacing(metrics().gap_small)
        for at, figure in enumerate("123456789"):
            grid.addWidget(self._key(figure), at // 3, at % 3)
        grid.addWidget(self._clear, 3, 0)
        grid.addWidget(self._key("0"), 3, 1)
        grid.addWidget(self._back, 3, 2)
        column.addLayout(grid, 1)
        for button, act in ((self._clear, self.clear), (self._back, self._drop)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.clicked.connect(act)

    def _drop(self) -> None:
        self._set(self._pin[:-1])

    def _key(self, figure: str) -> _Key:
        key = _Key(figure)
        key.clicked.connect(lambda _on=False: self._add(figure))
        return key
