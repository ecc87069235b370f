"""A choice of a few words in one frame: SV EN, light dark auto."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui.theme import colour, metrics, px, sized_font
from ui.widgets.painting import box, focus_ring, painting


class _Segment(QRadioButton):
    """One of the words; a radio button to screen readers and arrow keys."""

    def __init__(self, words: str, letters: QFont, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setFont(letters)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole segment answers."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Room for the words."""
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(px(46), width + 2 * px(14)), metrics().control - px(8))

    def minimumSizeHint(self) -> QSize:
        """Never shortened."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen one on the accent's quiet ground."""
        with painting(self) as painter:
            rect, radius = QRectF(self.rect()).adjusted(0, px(4), 0, -px(4)), px(6)
            if self.isChecked():
                box(painter, rect, radius, colour("accent_ground"))
            elif self.underMouse():
                box(painter, rect, radius, colour("ground"))
            painter.setPen(colour("accent_text" if self.isChecked() else "muted"))
            letters = QFont(self.font())
            if self.isChecked():
                letters.setWeight(QFont.Weight.DemiBold)
            painter.setFont(letters)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())
            if self.hasFocus():
                focus_ring(painter, rect, radius)


class SegmentedChoice(QFrame):
    """Words side by side, exactly one of them chosen."""

    chosen = Signal(str)  # the key

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        name: str = "",
        sizes: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`choices` as (key, words); `sizes` gives each its own letter size, as for A A A."""
        super().__init__(parent)
        self._segments: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(metrics().control)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(4), 0, px(4), 0)  # above and below the word answers too
        row.setSpacing(px(2))
        for at, (key, words) in enumerate(choices):
            segment = _Segment(words, sized_font(sizes[at] if sizes else 14, 500), self)
            segment.setObjectName(key)
            segment.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._segments[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self._group.buttonToggled.connect(self._lead_tab)

    @property
    def key(self) -> str:
        """The key chosen, or an empty text."""
        return next((key for key, one in self._segments.items() if one.isChecked()), "")

    def choose(self, key: str) -> None:
        """Show `key` as chosen; says nothing to `chosen`."""
        self._segments[key].setChecked(True)

    def choose_none(self) -> None:
        """Show none as chosen: nothing has been said yet."""
        self._group.setExclusive(False)
        for segment in self._segments.values():
            segment.setChecked(False)
        self._group.setExclusive(True)

    def set_words(self, key: str, words: str, spoken: str = "") -> None:
        """Other words for a key, as on a change of language; `spoken` for screen readers."""
        self._segments[key].setText(words)
        self._segments[key].setAccessibleName(spoken or words)
        self._segments[key].updateGeometry()

    def _lead_tab(self) -> None:
        """Tab leads to the one chosen, arrows to the others; to each while none is."""
        chosen = self.key
        for key, one in self._segments.items():
            is_reached = chosen in ("", key)
            way = Qt.FocusPolicy.StrongFocus if is_reached else Qt.FocusPolicy.ClickFocus
            one.setFocusPolicy(way)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame around the words."""
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, metrics().radius + px(2), colour("card"), colour("strong_line"))
