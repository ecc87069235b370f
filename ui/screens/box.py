"""A box over the window: heading, errors, content, two buttons; grows with what it says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.messages import message
from ui.theme import look, metrics, px
from ui.widgets.buttons import Button, SecondaryButton
from ui.widgets.error_bar import ErrorBar
from ui.widgets.labels import TextLabel


class Box(QDialog):
    """`body` is the place for what it asks; `act` is what it does, Escape leaves it.

    `row` holds the buttons, for a box that needs one more.
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
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.card_padding)
        column.setSpacing(m.gap_wide)
        column.addWidget(TextLabel(heading, "heading", wrap=True))
        column.addWidget(self.errors)
        self.body = QVBoxLayout()
        self.body.setSpacing(m.gap_wide)
        column.addLayout(self.body, 1)
        self.row = QHBoxLayout()
        self.row.addWidget(self.leave)
        self.row.addStretch(1)
        self.row.addWidget(self.act)
        column.addLayout(self.row)

    def show_error(self, error: UserError) -> None:
        """Say what went wrong, above what was asked."""
        self.errors.show_message(message(error))
        self.grow()

    def size_at(self, width: int, height: int = 0) -> None:
        """So wide, and so high or as high as it needs, in pixels at 100 %; within the window."""
        window = self.parentWidget()
        assert window is not None
        around = window.size()
        self.resize(min(px(width), around.width()), min(px(height), around.height()))
        self.grow()

    def size_within(self, width: int, height: int) -> None:
        """As `size_at`, but no larger than the window below; for a box whose body scrolls."""
        below = self.parentWidget()
        room, share = below.size() if below else self.size(), look().scale / 100
        margin = 2 * metrics().gap_wide
        wide, high = int((room.width() - margin) / share), int((room.height() - margin) / share)
        self.size_at(min(width, wide), min(height, high))

    def grow(self) -> None:
        """Make room for what is said now; never smaller than it was."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        needed = max(layout.heightForWidth(self.width()), layout.minimumSize().height())
        if needed > self.height():
            self.resize(self.width(), needed)
