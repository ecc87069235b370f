"""Above everything in a window that only looks: who writes, since when, and the ways on."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.language import tr
from ui.theme import colour, metrics, px
from ui.theme_roles import TONES
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.painting import painting


class ReadingBar(QFrame):
    """One line as wide as the window; it never goes away while the window only looks."""

    forward_asked = Signal()
    refresh_asked = Signal()
    write_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reading_bar")
        m = metrics()
        self.words = TextLabel("", "strong", wrap=True)
        self.words.setObjectName("reading_words")
        self.forward = LinkButton("", chevron=False)
        self.refresh = LinkButton("", "sync", chevron=False)
        self.write = PrimaryButton("")
        for name, button, asked in (
            ("forward", self.forward, self.forward_asked),
            ("refresh", self.refresh, self.refresh_asked),
            ("write", self.write, self.write_asked),
        ):
            button.setObjectName(f"reading_{name}")
            button.clicked.connect(asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(m.gap_wide, px(6), m.gap_wide, px(6))
        row.setSpacing(m.gap_wide)
        row.addWidget(IconLabel("eye", "accent", px(20)))
        row.addWidget(self.words, 1)
        for button in (self.forward, self.refresh, self.write):
            row.addWidget(button)

    def show_writer(self, who: str, since: str, *, is_free: bool) -> None:
        """Who writes, or that nobody does any more."""
        if is_free:
            words = tr("Det andra fönstret är stängt. Här är bordet fortfarande öppet för läsning.")
        elif who:
            words = tr("Öppnad för läsning: det andra fönstret skriver. {who}, sedan {since}.")
        else:
            words = tr("Öppnad för läsning: det andra fönstret skriver.")
        self.words.setText(words.format(who=who, since=since))
        self.setAccessibleName(self.words.text())
        self.forward.setText(tr("Visa det fönstret"))
        self.refresh.setText(tr("Uppdatera"))
        self.write.setText(tr("Skriv här i stället"))
        self.forward.setVisible(not is_free)
        self.refresh.setVisible(not is_free)
        self.write.setVisible(is_free)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet ground in the accent, a line under it."""
        pair = TONES["accent"]
        with painting(self) as painter:
            rect = QRectF(self.rect())
            painter.fillRect(rect, colour(pair.ground))
            painter.fillRect(QRectF(0, rect.bottom() - 1, rect.width(), 1), colour(pair.word))
