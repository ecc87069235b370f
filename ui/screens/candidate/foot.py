"""Below the test: back, mark, hand in, next; shorter words in a narrow window."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.screens.candidate.sizes import Letters, logical_width, side_margin
from ui.theme import colour, metrics, sized_font
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.painting import painting

_COMPACT = 900  # pixels at 100 %


class Foot(QFrame):
    """One row of buttons of 56."""

    back = Signal()
    mark = Signal()
    hand_in = Signal()
    next = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("candidate_foot")
        self.back_button = SecondaryButton("", "chevron-left", size="control_touch")
        self.mark_button = SecondaryButton("", "flag", size="control_touch")
        self.hand_in_button = SecondaryButton("", size="control_touch")
        self.next_button = PrimaryButton("", chevron=True, size="control_touch")
        self._is_marked = self._is_last = False
        self._build()
        self.back_button.clicked.connect(self.back)
        self.mark_button.clicked.connect(self.mark)
        self.hand_in_button.clicked.connect(self.hand_in)
        self.next_button.clicked.connect(self._on_next)

    def show_place(self, *, first: bool, last: bool, marked: bool) -> None:
        """What can be done from here; after the last question comes handing in."""
        self._is_marked, self._is_last = marked, last
        self.back_button.setEnabled(not first)
        self.hand_in_button.setVisible(not last)
        self.retranslate()

    def dress(self, letters: Letters) -> None:
        """Size of the words."""
        for button in self._buttons():
            weight = 600 if button is self.next_button else 500
            button.setFont(sized_font(letters.control, weight))
            button.updateGeometry()

    def retranslate(self) -> None:
        """Words in the language in force, as many as there is room for."""
        compact = logical_width(self) < _COMPACT
        back = self.tr("Föregående")
        self.back_button.setText("" if compact else back)
        self.back_button.setAccessibleName(back)
        long, short = self._mark_words()
        self.mark_button.setText(short if compact else long)
        self.mark_button.setAccessibleName(long)
        self.hand_in_button.setText(self.tr("Lämna in …"))
        last = self.tr("Lämna in …")
        self.next_button.setText(last if self._is_last else self.tr("Nästa fråga"))
        for button in self._buttons():
            button.updateGeometry()

    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key passes, in order."""
        return self._buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room, shorter words."""
        super().resizeEvent(event)
        self._row.setContentsMargins(side_margin(self), 0, side_margin(self), 0)
        self.retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card's ground with a line above."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), colour("card"))
            painter.fillRect(0, 0, self.width(), 1, colour("line"))

    def _on_next(self) -> None:
        if self._is_last:
            self.hand_in.emit()
        else:
            self.next.emit()

    def _mark_words(self) -> tuple[str, str]:
        if self._is_marked:
            return self.tr("Ta bort markeringen"), self.tr("Avmarkera")
        return self.tr("Markera och återkom senare"), self.tr("Markera")

    def _buttons(self) -> tuple[SecondaryButton | PrimaryButton, ...]:
        return (self.back_button, self.mark_button, self.hand_in_button, self.next_button)

    def _build(self) -> None:
        names = ("back", "mark", "hand_in", "next")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(metrics().gap)
        for button, name in zip(self._buttons(), names, strict=True):
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._row.addWidget(button)
        self._row.insertStretch(3, 1)
