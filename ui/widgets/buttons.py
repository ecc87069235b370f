"""Buttons that draw themselves from the theme: one filled accent a page, the rest quiet."""

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.icons import draw_icon
from ui.theme import colour, metrics, px, sized_font
from ui.widgets.painting import box, focus_ring, painting

Size = Literal["control", "control_main", "control_touch"]


class Button(QPushButton):
    """A text with an icon before it or a chevron after it, centred."""

    _padding = 18
    _weight = 500
    _icon_gap = 10

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        chevron: bool = False,
        size: Size = "control",
        icon_size: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """`icon_size` in pixels at 100 %; 0 takes the usual one."""
        super().__init__(text, parent)
        self._icon, self._chevron, self._size = icon, chevron, size
        self._icon_side = px(icon_size)
        self.setFont(sized_font(14 if size == "control" else 16, self._weight))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def set_icon_name(self, icon: str) -> None:
        """Another icon from resources/icons, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for text, icon and padding."""
        return QSize(self._content_width() + 2 * px(self._padding), self._height())

    def minimumSizeHint(self) -> QSize:
        """As the size hint: a button is never shortened."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Back to rest."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, content, focus."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            if not self.isEnabled():
                painter.setOpacity(0.55)
            fill, border, word, icon = self._colours()
            box(painter, rect, metrics().radius, fill, border)
            x = self._start(rect)
            if self._icon:
                draw_icon(painter, self._icon, self._square(x, rect), icon)
                x += self._icon_size() + (px(self._icon_gap) if self._shown() else 0)
            painter.setPen(word)
            painter.setFont(self.font())
            text = QRectF(x, 0, self._text_width() + 2, rect.height())
            painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), self._shown())
            if self._chevron:
                end = x + self._text_width() + self._chevron_gap()
                draw_icon(painter, "chevron-right", self._square(end, rect), icon)
            if self.hasFocus():
                painter.setOpacity(1)
                self._draw_focus(painter, rect)

    def _draw_focus(self, painter: QPainter, rect: QRectF) -> None:
        focus_ring(painter, rect, metrics().radius)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        raise NotImplementedError

    def _start(self, rect: QRectF) -> float:
        return (rect.width() - self._content_width()) / 2

    def _shown(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _square(self, x: float, rect: QRectF) -> QRectF:
        side = self._icon_size()
        return QRectF(x, round((rect.height() - side) / 2), side, side)

    def _height(self) -> int:
        height: int = getattr(metrics(), self._size)
        return height

    def _icon_size(self) -> int:
        if self._icon_side:
            return self._icon_side
        return metrics().icon if self._size == "control" else metrics().icon_button

    def _text_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._shown())

    def _content_width(self) -> int:
        width = self._text_width()
        if self._icon:
            width += self._icon_size() + (px(self._icon_gap) if self._shown() else 0)
        if self._chevron:
            width += self._icon_size() + self._chevron_gap()
        return width

    def _chevron_gap(self) -> int:
        return px(self._icon_gap - 5)  # the chevron has room of its own at its left


class PrimaryButton(Button):
    """The one main act of a page: filled accent."""

    _weight = 600
    _padding = 24

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        word = colour("on_accent")
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        return colour("accent_hover" if active else "accent"), None, word, word

    def _draw_focus(self, painter: QPainter, rect: QRectF) -> None:
        inner = rect.adjusted(px(3), px(3), -px(3), -px(3))
        box(painter, inner, metrics().radius - px(2), None, colour("on_accent"), px(2))


class SecondaryButton(Button):
    """Any other act: a line around it, its icon in the accent."""

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        ground = colour("accent_ground" if active else "card")
        return ground, colour("strong_line"), colour("text"), colour("accent")


class DangerButton(Button):
    """An act that destroys or stops; stands apart, never beside the main act."""

    _weight = 600

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        ground = colour("bad_ground" if active else "card")
        return ground, colour("bad"), colour("bad"), colour("bad")


class QuietButton(Button):
    """A small act without a frame: clear, close, erase."""

    _padding = 10
    _weight = 400

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        return colour("track") if active else None, None, colour("muted"), colour("muted")


class LinkButton(Button):
    """Goes somewhere: words in the accent, usually with a chevron."""

    _padding = 2
    _weight = 600
    _icon_gap = 6

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        chevron: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon, chevron=chevron, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _height(self) -> int:
        return px(32)

    def _draw_focus(self, painter: QPainter, rect: QRectF) -> None:
        focus_ring(painter, rect, px(4))

    def _start(self, rect: QRectF) -> float:
        return px(self._padding)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        word = colour("accent" if active else "accent_text")
        return None, None, word, word


def for_gloves(widget: QWidget) -> None:
    """Every button in `widget` as high as a gloved finger needs."""
    for button in widget.findChildren(Button):
        button.setMinimumHeight(metrics().finger)
