"""The candidate's answers: tiles of 100 with a letter, one or several to choose."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ui.theme import colour, px, sized_font
from ui.widgets.painting import painting
from ui.widgets.tile_drawing import draw_wrapped, mark_tile, tick, tile_frame, wrapped_height


class OptionLook:
    """How an answer looks and how much room it takes; the button itself is radio or tick box."""

    def __init__(self, button: QAbstractButton, letter: str, text: str, pixels: int) -> None:
        self._button, self.letter, self.text, self.pixels = button, letter, text, pixels
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Another wording, as on a change of language."""
        self.text = text
        self._button.setAccessibleName(f"{self.letter}: {text}")
        self._button.updateGeometry()
        self._button.update()

    def set_pixels(self, pixels: int) -> None:
        """The size of the text at 100 %, 18 to 32."""
        self.pixels = pixels
        self._button.updateGeometry()
        self._button.update()

    def height_for(self, width: int) -> int:
        """At least 72 so that four fit on a small screen; more when the text wraps."""
        return max(px(72), wrapped_height(self._font(), self.text, self._room(width)) + px(32))

    def least(self) -> QSize:
        """The narrowest, with the height the text needs at the width there is."""
        narrowest = px(260)
        return QSize(narrowest, self.height_for(max(narrowest, self._button.width())))

    def holds(self, pos: QPoint) -> bool:
        """Whether the point is on the tile."""
        return self._button.rect().contains(pos)

    def draw(self) -> None:
        """Frame, letter, text, tick."""
        button = self._button
        with painting(button) as painter:
            tile_frame(painter, button, "accent")
            chosen, middle = button.isChecked(), button.height() / 2
            square = QRectF(px(24), middle - px(22), px(44), px(44))
            mark_tile(
                painter, square, self.letter, sized_font(17, 600), "accent" if chosen else None
            )
            room = QRectF(px(92), 0, self._room(button.width()), button.height())
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
            word = colour("accent_text" if chosen else "text")
            draw_wrapped(painter, room, self.text, self._font(), word, flags)
            if chosen:
                tick(painter, button.width() - px(24), middle, px(30), colour("accent"))

    def _font(self) -> QFont:
        return sized_font(self.pixels, 600)

    def _room(self, width: int) -> int:
        return width - px(92 + 68)


class _Drawn:
    """A button that looks like an answer; stands before the Qt class it dresses."""

    look: OptionLook

    def hitButton(self, pos: QPoint) -> bool:
        """The whole tile answers."""
        return self.look.holds(pos)

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """See OptionLook."""
        return self.look.height_for(width)

    def sizeHint(self) -> QSize:
        """As in the pictures: 100 high."""
        return QSize(px(480), max(px(100), self.look.height_for(px(480))))

    def minimumSizeHint(self) -> QSize:
        """The text always has its room."""
        return self.look.least()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """See OptionLook."""
        self.look.draw()


class OptionTile(_Drawn, QRadioButton):
    """One answer of which exactly one is right."""

    def __init__(
        self, letter: str, text: str, pixels: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look = OptionLook(self, letter, text, pixels)


class OptionTick(_Drawn, QCheckBox):
    """One answer of which several may be right."""

    def __init__(
        self, letter: str, text: str, pixels: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look = OptionLook(self, letter, text, pixels)
