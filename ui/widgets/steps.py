"""The case's steps with their state; the current one stands out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.icons import draw_icon
from ui.theme import colour, px, sized_font
from ui.widgets.list_row import ListRow

StepState = Literal["done", "current", "todo", "waiting"]

_ICONS: dict[StepState, tuple[str, str]] = {
    "done": ("check-circle", "ok"),
    "current": ("half-circle", "accent"),
    "todo": ("circle", "strong_line"),
    "waiting": ("clock", "warn"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its key, its words, its state, the state in words for screen readers."""

    key: str
    words: str
    state: StepState
    spoken: str = ""
    reachable: bool = True


class _StepRow(ListRow):
    """One step: state icon and words."""

    def __init__(self, step: Step) -> None:
        super().__init__(40)
        self._step = step
        self.setObjectName(f"step_{step.key}")
        self.setAccessibleName(f"{step.words}. {step.spoken}" if step.spoken else step.words)
        self.setEnabled(step.reachable)

    def draw_content(self, painter: QPainter, rect: QRectF) -> None:
        """Icon, words; bold for the current one."""
        name, role = _ICONS[self._step.state]
        side = px(18)
        top = (rect.height() - side) / 2
        draw_icon(painter, name, QRectF(px(11), top, side, side), colour(role))
        role = {"current": "accent_text", "todo": "muted"}.get(self._step.state, "text")
        painter.setPen(colour(role))
        painter.setFont(sized_font(13, 600 if self.is_current else 500))
        place = QRectF(px(38), 0, rect.width() - px(44), rect.height())
        self.draw_line(painter, place, self._step.words)


class StepList(QWidget):
    """All steps in order; a click or Enter goes there."""

    chosen = Signal(str)  # the step's key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))

    def show_steps(self, steps: Sequence[Step], current: str = "") -> None:
        """Show `steps`; the row of `current` (or else of the step in state current) is lit."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lit = current or next((step.key for step in steps if step.state == "current"), "")
        for step in steps:
            row = _StepRow(step)
            row.set_current(step.key == lit)
            row.clicked.connect(lambda _on=False, key=step.key: self.chosen.emit(key))
            self._column.addWidget(row)
