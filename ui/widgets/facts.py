"""Facts in few words: rows of label and value, a big figure with its label."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import metrics, px, sized_font
from ui.theme_roles import Tone
from ui.widgets.card import Card, Hairline
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel


class Facts(QWidget):
    """Label to the left, value to the right, hairlines between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show (label, value) in order."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for label, value in rows:
            self._column.addWidget(Hairline())
            self._column.addWidget(self._row(label, value))

    def _row(self, label: str, value: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, px(5), 0, px(5))
        line.setSpacing(metrics().gap)
        shown = TextLabel(value, "small", wrap=True)
        shown.setFont(sized_font(13, 500))
        shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.addWidget(TextLabel(label, "small", "muted"))
        line.addWidget(shown, 1)
        return row


class Fact(QWidget):
    """A label with its value under it."""

    def __init__(self, label: str = "", value: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = TextLabel(label, "label", "muted")
        self.value = TextLabel(value, "body", wrap=True)
        self.value.setFont(sized_font(15, 400))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        column.addWidget(self.label)
        column.addWidget(self.value)
        column.addStretch(1)

    def show_fact(self, label: str, value: str) -> None:
        """Other words, another value."""
        self.label.setText(label)
        self.value.setText(value)
        self.setAccessibleName(f"{label}: {value}")


class FigureCard(Card):
    """An icon and a label, a big figure, a line under it."""

    def __init__(self, icon: str, tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self._icon = IconLabel(icon, tone)
        self._label = TextLabel("", "state", tone)
        self._figure = TextLabel("")
        self._figure.setFont(sized_font(24, 600))
        self._line = TextLabel("", "small", "muted")
        self._line.setFont(sized_font(12))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.setSpacing(metrics().gap_small)
        head.addWidget(self._icon)
        head.addWidget(self._label)
        head.addStretch(1)
        side = metrics().gap_wide
        self.body.setContentsMargins(side, px(13), side, px(10))
        self.body.setSpacing(px(3))
        self.body.addLayout(head)
        self.body.addWidget(self._figure)
        self.body.addWidget(self._line)

    def show_figure(self, label: str, figure: str, line: str, tone: Tone | None = None) -> None:
        """Show a figure; `tone` colours its label and icon."""
        self._label.setText(label)
        self._figure.setText(figure)
        self._line.setText(line)
        self.setAccessibleName(f"{label}: {figure}, {line}")
        if tone is not None:
            self._label.set_tone(tone)
            self._icon.set_tone(tone)
