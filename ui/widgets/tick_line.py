"""A tick box whose words wrap: the whole line answers."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ui.icons import draw_icon
from ui.theme import colour, font, metrics, px
from ui.widgets.painting import box, focus_ring, painting
from ui.widgets.tile_drawing import draw_wrapped, wrapped_height


class TickLine(QCheckBox):
    """A box to tick and a text of any length beside it."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = words
        self._wrong = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_words(words)

    @property
    def words(self) -> str:
        """What one ticks."""
        return self._words

    def show_words(self, words: str) -> None:
        """Other words, as on a change of language."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def show_wrong(self, wrong: bool) -> None:
        """Whether it is missing: its box is drawn in the tone of what is wrong."""
        self._wrong = wrong
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole line answers."""
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """At least 36; more when the words wrap."""
        return max(px(36), wrapped_height(font("body"), self._words, self._room(width)) + px(14))

    def sizeHint(self) -> QSize:
        """A usual width and the height its words need there."""
        return QSize(px(420), self.heightForWidth(max(px(220), self.width())))

    def minimumSizeHint(self) -> QSize:
        """The words always have their room."""
        return QSize(px(160), self.heightForWidth(max(px(160), self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, tick, words, focus."""
        with painting(self) as painter:
            rect, side = QRectF(self.rect()), px(20)
            if self.underMouse() and self.isEnabled():
                box(painter, rect, metrics().radius, colour("ground"))
            square = QRectF(px(6), px(7) + px(1), side, side)
            border = colour("bad" if self._wrong else "control_border")
            if not self.isEnabled():
                painter.setOpacity(0.7)
            if self.isChecked():
                box(painter, square, px(5), colour("accent"))
                inner = square.adjusted(px(3), px(3), -px(3), -px(3))
                draw_icon(painter, "check", inner, colour("on_accent"))
            else:
                box(painter, square, px(5), colour("card"), border, px(2) if self._wrong else 1)
            painter.setOpacity(1)
            place = QRectF(px(38), px(7), self._room(self.width()), rect.height())
            draw_wrapped(painter, place, self._words, font("body"), colour("text"))
            if self.hasFocus():
                focus_ring(painter, rect, metrics().radius)

    def _room(self, width: int) -> int:
        return width - px(38 + 8)
