"""A card on the quiet ground: head with title and count, body, footer above a full hairline."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import colour, metrics, tone_ground, tone_word
from ui.theme_roles import TONES, Tone
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, painting, strip
from ui.widgets.pill import CountPill


class Hairline(QFrame):
    """A full line of one pixel across its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line in the theme's line colour."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), colour("line"))


class Card(QFrame):
    """Title row (made when a title is set), `body` layout, and a footer row made on demand.

    `strip` gives the one card that matters most its colour at the left edge; `ground` a quiet tone
    instead of the card's own ground.
    """

    def __init__(
        self,
        title: str = "",
        *,
        strip: Tone | None = None,
        ground: Tone | None = None,
        padded: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._strip, self._ground = strip, ground
        m = metrics()
        side = m.card_padding if padded else 0
        self._side = m.card_padding
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(m.card_strip if strip else 0, 0, 0, 0)
        self._column.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(side, side if not title else 0, side, side)
        self.body.setSpacing(m.gap)
        self._column.addLayout(self.body, 1)
        self.count = CountPill(parent=self)
        self.count.hide()
        self.heading = TextLabel("", "section", parent=self)
        self.heading.hide()
        self._head: QHBoxLayout | None = None
        self._foot: QHBoxLayout | None = None
        if title:
            self.set_title(title)

    @property
    def head(self) -> QHBoxLayout:
        """The title row; widgets added come after the title, to the right."""
        if self._head is None:
            self._head = self._build_head()
        return self._head

    @property
    def foot(self) -> QHBoxLayout:
        """The footer row, made at the first use, above a full hairline."""
        if self._foot is None:
            self._foot = self._build_foot()
        return self._foot

    def set_title(self, title: str) -> None:
        """What stands at the top of the card."""
        assert self.head is not None
        self.heading.setText(title)
        self.setAccessibleName(title)

    def show_count(self, count: int, tone: Tone = "neutral") -> None:
        """A number in a pill after the title."""
        self.count.show_state(str(count), tone)

    def set_strip(self, tone: Tone | None) -> None:
        """Give or take the colour strip at the left."""
        self._strip = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rounded ground with a line around it."""
        with painting(self) as painter:
            rect, radius = QRectF(self.rect()), metrics().card_radius
            if self._ground is None:
                box(painter, rect, radius, colour("card"), colour("line"))
            else:
                box(painter, rect, radius, tone_ground(self._ground))
            if self._strip is not None:
                tint = colour(TONES[self._strip].full)
                if self._strip == "warn":
                    tint = tone_word("warn")
                strip(painter, rect, radius, metrics().card_strip, tint)

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        m = metrics()
        row.setContentsMargins(self._side, m.gap_small, self._side, 0)
        row.setSpacing(m.gap)
        row.addWidget(self.heading)
        row.addWidget(self.count)
        row.addStretch(1)
        self.heading.setMinimumHeight(m.control)
        self.heading.show()
        padding = self.body.contentsMargins()
        padding.setTop(0)
        self.body.setContentsMargins(padding)
        self._column.insertLayout(0, row)
        return row

    def _build_foot(self) -> QHBoxLayout:
        m = metrics()
        row = QHBoxLayout()
        row.setContentsMargins(self._side, m.gap_tiny, self._side, m.gap_tiny)
        row.setSpacing(m.gap)
        holder = QWidget()
        holder.setLayout(row)
        holder.setMinimumHeight(m.card_foot)
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column.addWidget(Hairline())
        self._column.addWidget(holder)
        return row
