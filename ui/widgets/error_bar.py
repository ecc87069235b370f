"""An error where it happened: what, what is safe, what to do next; not modal."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.language import tr
from ui.messages import Message
from ui.theme import colour, metrics, px
from ui.theme_roles import TONES, Tone
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, painting


class ErrorBar(QFrame):
    """Hidden until something has gone wrong; stays until closed or answered."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error_bar")
        self._tone: Tone = "bad"
        self._act: Callable[[], object] | None = None
        self._icon = IconLabel("warning", "bad", px(20))
        self.what = TextLabel("", "strong", wrap=True)
        self.what.setObjectName("error_what")
        self.more = TextLabel("", "small", wrap=True)
        self.more.setObjectName("error_next")
        self._other: Callable[[], object] | None = None
        self._act_button, self._other_button = LinkButton(""), LinkButton("")
        self._act_button.setObjectName("error_act")
        self._other_button.setObjectName("error_other")
        self._close = QuietButton("", "x")
        self._close.setObjectName("error_close")
        self._build()
        self.hide()

    def show_message(
        self,
        said: Message,
        tone: Tone = "bad",
        act: tuple[str, Callable[[], object]] | None = None,
        other: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Show an error's words; `act` is an offer: its words and what it does; `other` too."""
        self._tone = tone
        self._icon.set_icon("warning", tone)
        self.what.setText(said.what)
        self.more.setText(" ".join(part for part in (said.safe, said.next_step) if part))
        self.more.setVisible(bool(self.more.text()))
        self._act = act[1] if act else None
        self._act_button.setText(act[0] if act else "")
        self._act_button.setVisible(act is not None)
        self._other = other[1] if other else None
        self._other_button.setText(other[0] if other else "")
        self._other_button.setVisible(other is not None)
        self._close.setAccessibleName(tr("Stäng meddelandet"))
        self._close.setToolTip(tr("Stäng meddelandet"))
        self.setAccessibleName(said.in_one())
        self.show()
        if other is not None:  # a choice, not a word by the way
            self._act_button.setFocus()
        self.update()

    def clear(self) -> None:
        """Take the error away: it has been answered."""
        self.hide()
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet ground in the tone, a line in its full colour."""
        pair = TONES[self._tone]
        with painting(self) as painter:
            rect = QRectF(self.rect())
            box(painter, rect, metrics().radius, colour(pair.ground), colour(pair.word))

    def _on_act(self) -> None:
        if self._act is not None:
            self._act()

    def _on_other(self) -> None:
        if self._other is not None:
            self._other()

    def _build(self) -> None:
        m = metrics()
        row = QHBoxLayout(self)
        row.setContentsMargins(m.gap_wide, m.gap_small, m.gap_small, m.gap_small)
        row.setSpacing(m.gap)
        words = QVBoxLayout()
        words.setSpacing(m.gap_tiny // 2)
        words.addWidget(self.what)
        words.addWidget(self.more)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self._act_button)
        row.addWidget(self._other_button)
        row.addWidget(self._close)
        self._act_button.clicked.connect(self._on_act)
        self._other_button.clicked.connect(self._on_other)
        self._close.clicked.connect(self.clear)
