"""What is done and what is left of a step, at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics, px
from ui.widgets.card import Card
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel


@dataclass(frozen=True, slots=True)
class Point:
    """A thing to do, whether it is done, whether something about it is to be minded."""

    words: str
    done: bool
    warned: bool = False


class Checklist(Card):
    """Points with an icon for done, left, or done with a warning."""

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("checklist")
        self._rows: list[tuple[IconLabel, TextLabel]] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(metrics().gap)
        self.body.addLayout(self._column)

    def show_points(self, points: Sequence[Point]) -> None:
        """Show the points in order."""
        while len(self._rows) < len(points):
            self._add_row()
        for (icon, words), point in zip(self._rows, points, strict=True):
            if point.warned:
                icon.set_icon("warning", "warn")
            elif point.done:
                icon.set_icon("check-circle", "ok")
            else:
                icon.set_icon("circle", "neutral")
            words.setText(point.words)
            words.set_tone("text" if point.done else "muted")
            state = tr("klart") if point.done else tr("kvar")
            words.setAccessibleName(f"{point.words}: {state}")
        left = sum(not point.done for point in points)
        self.count.setVisible(bool(left))
        if left:
            self.show_count(left, "warn")

    def _add_row(self) -> None:
        icon, words = IconLabel("circle", "neutral", px(18)), TextLabel("", "body", wrap=True)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self._rows.append((icon, words))
        self._column.addWidget(holder)
