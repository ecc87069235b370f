"""A low tile for one step of a scale: number and name on one line."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from ui.theme import colour, font, px, sized_font, tone_word
from ui.widgets.painting import painting
from ui.widgets.tile_drawing import draw_wrapped, mark_tile, tick, tile_frame, wrapped_height


class StepTile(QRadioButton):
    """Number and name; tiles with one parent exclude each other."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self.number, self._name = number, name
        self.setAccessibleName(f"{number} {name}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, name: str) -> None:
        """Another name, as on a change of language."""
        self._name = name
        self.setAccessibleName(f"{self.number} {name}")
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole tile answers."""
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        """Names wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """At least 44, a touch target with gloves."""
        return max(px(44), wrapped_height(self._letters(), self._name, self._room(width)) + px(16))

    def sizeHint(self) -> QSize:
        """A usual width."""
        return QSize(px(150), self.heightForWidth(px(150)))

    def minimumSizeHint(self) -> QSize:
        """As narrow as it stays readable."""
        return QSize(px(96), self.heightForWidth(max(px(96), self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, number, name, tick."""
        with painting(self) as painter:
            tile_frame(painter, self, "accent")
            chosen, middle = self.isChecked(), self.height() / 2
            square = QRectF(px(8), middle - px(11), px(22), px(22))
            mark_tile(
                painter, square, str(self.number), font("caption"), "accent" if chosen else None
            )
            room = QRectF(px(37), 0, self._room(self.width()), self.height())
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
            word = tone_word("accent") if chosen else colour("text")
            draw_wrapped(painter, room, self._name, self._letters(), word, flags)
            if chosen:
                tick(painter, self.width() - px(5), middle, px(14), colour("accent"))

    def _letters(self) -> QFont:
        return sized_font(14, 500)

    def _room(self, width: int) -> int:
        return width - px(37 + 16)
