"""Code, text and file, one under the other on a line, each with what became of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.models.layer_words import LayerRow
from ui.theme import colour, metrics, px
from ui.widgets.icon_label import IconBadge, IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.painting import painting

_DISC = 36


class LayerList(QWidget):
    """A disc, the layer's name and a sentence a row; spoken as one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("answer_layers")
        self._title = TextLabel("", "section")
        self._note = TextLabel("", "small", "muted", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        m = metrics()
        inner = QVBoxLayout(self)
        inner.setContentsMargins(m.gap_huge, m.gap_wide, m.gap_huge, m.gap)
        inner.setSpacing(m.gap)
        inner.addWidget(self._title)
        inner.addLayout(self._rows)
        inner.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(m.gap_small)
        row.addWidget(IconLabel("info"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._note, 1)
        inner.addLayout(row)

    def show_layers(self, title: str, rows: Sequence[LayerRow], note: str) -> None:
        """Show these."""
        self._title.setText(title)
        self._note.setText(note)
        emptied(self._rows)
        for number, row in enumerate(rows):
            self._rows.addWidget(_Row(row, last=number == len(rows) - 1))


class _Row(QWidget):
    """One layer; a line leads down to the next."""

    def __init__(self, row: LayerRow, *, last: bool) -> None:
        super().__init__()
        self._last = last
        self.setAccessibleName(f"{row.title}: {row.words}")
        badge = IconBadge(row.icon, row.tone, size=_DISC, shape="disc")
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(TextLabel(row.title, "key"))
        is_alarm = row.tone == "bad"
        words.addWidget(TextLabel(row.words, "small", "bad" if is_alarm else "muted", wrap=True))
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0 if last else px(18))
        line.setSpacing(metrics().gap_wide)
        line.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line below the disc."""
        if not self._last:
            with painting(self) as painter:
                below = px(_DISC) + px(3)
                high = self.height() - below - px(3)
                painter.fillRect(px(_DISC // 2) - 1, below, px(2), high, colour("line"))


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout, now and not at the next turn of events."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if inner is not None:
            emptied(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()
