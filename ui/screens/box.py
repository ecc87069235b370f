"""A box over the window: heading, errors, content, two buttons; grows with what it says."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.messages import message
from ui.theme import look, metrics, px
from ui.widgets.buttons import Button, SecondaryButton
from ui.widgets.error_bar import ErrorBar
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.wrapped import Wrapped

_LEAST = 72


class Box(QDialog):
    """`body` is the place for what it asks; `act` is what it does, Escape leaves it.

    Never higher than the window: what is asked scrolls there, heading and buttons stay. `row`
    holds the buttons, for a box that needs one more.
    """

    def __init__(self, parent: QWidget, heading: str, act: Button, leave: str) -> None:
        super().__init__(parent.window())
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(heading)
        self.errors = ErrorBar()
        self.act = act
        self.leave = SecondaryButton(leave)
        self.leave.clicked.connect(self.reject)
        self._make_frame(heading)

    def show_error(self, error: UserError) -> None:
        """Say what went wrong, above what was asked."""
        self.errors.show_message(message(error))
        self.grow()

    def size_at(self, width: int, height: int = 0) -> None:
        """So wide, and so high or as high as it needs, in pixels at 100 %; within the window."""
        around = self._window().size()
        self.resize(min(px(width), around.width()), min(px(height), self._highest()))
        self.grow()

    def size_within(self, width: int, height: int) -> None:
        """As `size_at`, but with a margin to the window; for a box whose body scrolls."""
        room, share = self._window().size(), look().scale / 100
        margin = 2 * metrics().gap_wide
        wide, high = int((room.width() - margin) / share), int((room.height() - margin) / share)
        self.size_at(min(width, wide), min(height, high))

    def grow(self) -> None:
        """Make room for what is said now, as far as the window goes; never smaller than it was."""
        self.resize(self.width(), min(max(self.height(), self._needed()), self._highest()))

    def showEvent(self, event: QShowEvent) -> None:
        """Room for what was put into it after it was sized."""
        self.grow()
        super().showEvent(event)

    def _needed(self) -> int:
        """The height at which nothing scrolls."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self._scroll.updateGeometry()
        around = layout.heightForWidth(self.width()) if layout.hasHeightForWidth() else -1
        if around < 0:
            around = layout.sizeHint().height()
        if self.body.hasHeightForWidth():
            inside = self.body.heightForWidth(self.width())
        else:
            inside = self.body.sizeHint().height()
        inside = max(inside, self.body.minimumSize().height())
        return around - self._scroll.sizeHint().height() + inside

    def _highest(self) -> int:
        return self._window().height() - px(16)

    def _window(self) -> QWidget:
        """The window below, also of a box over a box."""
        over = self.parentWidget()
        assert over is not None
        while isinstance(over, QDialog) and (below := over.parentWidget()) is not None:
            over = below.window()
        return over

    def _make_frame(self, heading: str) -> None:
        m = metrics()
        column, head, inner = QVBoxLayout(self), QVBoxLayout(), Wrapped()
        column.setContentsMargins(0, m.gap_huge, 0, m.card_padding)
        column.setSpacing(m.gap_wide)
        head.setSpacing(m.gap_wide)
        head.addWidget(TextLabel(heading, "heading", wrap=True))
        head.addWidget(self.errors)
        self.body, self.row = QVBoxLayout(inner), QHBoxLayout()
        self.body.setSpacing(m.gap_wide)
        self._scroll = _BodyScroll(inner)
        self.row.addWidget(self.leave)
        self.row.addStretch(1)
        self.row.addWidget(self.act)
        for part in (head, self.body, self.row):
            part.setContentsMargins(m.gap_huge, 0, m.gap_huge, 0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.row)


class _BodyScroll(QuietScroll):
    """Never narrower than what stands in it, and low: it goes up and down."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__(inner, _LEAST)
        self._inner = inner

    def sizeHint(self) -> QSize:
        """The least."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as its content needs; as high as that, where it is less than the least."""
        needed = self._inner.minimumSizeHint()
        return QSize(needed.width(), min(needed.height(), super().minimumSizeHint().height()))
