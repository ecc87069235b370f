"""Big tiles to choose one of: ratings, people, desks; radio buttons to the keyboard."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import colour, font, metrics, px, sized_font, tone_word
from ui.theme_roles import TONES, Tone
from ui.widgets.icon_label import initials
from ui.widgets.painting import box, painting
from ui.widgets.tile_drawing import (
    draw_wrapped,
    largest_that_fits,
    mark_tile,
    tick,
    tile_frame,
    wrapped_height,
)


class _Tile(QRadioButton):
    """A radio button whose whole face is the tile; tiles with one parent exclude each other."""

    def __init__(self, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole tile answers."""
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        """Texts wrap."""
        return True

    def sizeHint(self) -> QSize:
        """A usual width and the height its texts need there."""
        return QSize(px(220), self.heightForWidth(px(220)))

    def minimumSizeHint(self) -> QSize:
        """As narrow as it stays readable."""
        return QSize(px(112), self.heightForWidth(px(220)))


class RatingTile(_Tile):
    """One step of the scale: number, name, what it means."""

    _side = 14

    def __init__(
        self,
        number: int,
        name: str,
        description: str = "",
        tone: Tone = "accent",
        parent: QWidget | None = None,
        *,
        letters: int = 12,
    ) -> None:
        """`letters`: how large the description is, in pixels at 100 %."""
        super().__init__(f"{number} {name}", parent)
        self._letters = letters
        self.number, self._name, self._description, self._tone = number, name, description, tone
        self.setAccessibleDescription(description)

    def show_words(self, name: str, description: str) -> None:
        """Other words, as on a change of language."""
        self._name, self._description = name, description
        self.setAccessibleName(f"{self.number} {name}")
        self.setAccessibleDescription(description)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: Tone) -> None:
        """The tone shown when chosen: ok when it meets what is required, warn when not."""
        self._tone = tone
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Number, name and description under each other, at least 108."""
        room = width - 2 * px(self._side)
        name = wrapped_height(largest_that_fits(self._name, room), self._name, room)
        words = wrapped_height(sized_font(self._letters), self._description, room)
        return max(px(108), px(12 + 24 + 8) + name + px(2) + words + px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, number, tick, name, description."""
        with painting(self) as painter:
            tile_frame(painter, self, self._tone)
            side, chosen = px(self._side), self.isChecked()
            square = QRectF(side, px(13), px(24), px(24))
            mark_tile(
                painter,
                square,
                str(self.number),
                font("caption"),
                self._tone if chosen else None,
            )
            word = tone_word(self._tone) if chosen else colour("text")
            if chosen:
                tick(painter, self.width() - side, square.center().y(), px(22), word)
            room = QRectF(side, square.bottom() + px(7), self.width() - 2 * side, self.height())
            letters = largest_that_fits(self._name, int(room.width()))
            draw_wrapped(painter, room, self._name, letters, word)
            name = wrapped_height(letters, self._name, int(room.width()))
            room.moveTop(room.top() + name + px(2))
            draw_wrapped(
                painter, room, self._description, sized_font(self._letters), colour("muted")
            )


class PersonTile(_Tile):
    """Somebody to choose: initials, name, a line, a state in words."""

    def __init__(
        self,
        name: str,
        line: str,
        state: str = "",
        tone: Tone = "neutral",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._name, self._line, self._state = name, line, state
        self._tone, self._icon = tone, icon
        self.setAccessibleDescription(f"{line}. {state}")

    def minimumSizeHint(self) -> QSize:
        """Room for a name and a state."""
        return QSize(px(252), px(100))

    def heightForWidth(self, width: int) -> int:
        """Always 100 high."""
        return px(100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, disc, texts, tick."""
        with painting(self) as painter:
            tile_frame(painter, self, "accent")
            self._draw_disc(painter)
            chosen, left = self.isChecked(), px(80)
            width = self.width() - left - px(16) - (px(28) if chosen else 0)
            for y, text, letters, tint in (
                (16, self._name, font("section"), colour("text")),
                (38, self._line, font("small"), colour("muted")),
            ):
                painter.setFont(letters)
                painter.setPen(tint)
                self._draw_line(painter, QRectF(left, px(y), width, px(20)), text)
            if chosen:
                tick(painter, self.width() - px(15), px(24), px(18), colour("accent"))
            self._draw_state(painter, left)

    def _draw_disc(self, painter: QPainter) -> None:
        chosen = self.isChecked()
        disc = QRectF(px(16), px(20), px(48), px(48))
        box(painter, disc, px(24), colour("accent" if chosen else "track"))
        painter.setPen(colour("on_accent" if chosen else "muted"))
        painter.setFont(sized_font(16, 600))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), initials(self._name))

    def _draw_state(self, painter: QPainter, left: int) -> None:
        tint = tone_word(self._tone)
        if self._icon:
            draw_icon(painter, self._icon, QRectF(left, px(64), px(16), px(16)), tint)
        painter.setPen(tint)
        painter.setFont(font("state"))
        room = QRectF(left + px(22), px(62), self.width() - left - px(30), px(20))
        self._draw_line(painter, room, self._state)

    def _draw_line(self, painter: QPainter, room: QRectF, text: str) -> None:
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, int(room.width()))
        if shown != text:
            self.setToolTip(f"{self._name}. {self._line}. {self._state}")
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)


class ChoiceTile(_Tile):
    """An icon and a few words, 56 high; chosen in its tone."""

    def __init__(
        self, icon: str, words: str, tone: Tone = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._icon, self._words, self._tone = icon, words, tone

    def show_words(self, words: str) -> None:
        """Other words, as on a change of language."""
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def heightForWidth(self, width: int) -> int:
        """56, more when the words wrap."""
        room = width - px(48 + 44)
        return max(px(56), wrapped_height(font("section"), self._words, room) + px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, icon, words, tick."""
        with painting(self) as painter:
            tile_frame(painter, self, self._tone)
            chosen, middle = self.isChecked(), self.height() / 2
            word = tone_word(self._tone) if chosen else colour("text")
            icon_tint = word if chosen else colour("muted")
            side = metrics().icon_button
            draw_icon(
                painter, self._icon, QRectF(px(17), round(middle - side / 2), side, side), icon_tint
            )
            room = QRectF(px(48), 0, self.width() - px(48 + 44), self.height())
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
            letters = sized_font(15, 600 if chosen else 500)
            draw_wrapped(painter, room, self._words, letters, word, flags)
            if chosen:
                tick(painter, self.width() - px(15), middle, px(18), colour(TONES[self._tone].word))
