"""The head of every page: title, one line of context, state pills at the right."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import metrics, px
from ui.theme_roles import Tone
from ui.widgets.labels import ElidedLabel
from ui.widgets.pill import Pill


class PageHead(QWidget):
    """Where one is, what is saved, what waits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_head")
        self.title = ElidedLabel("", "title")
        self.title.setObjectName("page_title")
        self.context = ElidedLabel("", "body", "muted")
        self.context.setObjectName("page_context")
        self.saved = Pill("", "ok", "check")
        self.saved.setObjectName("pill_saved")
        self.link = Pill("", "warn", "cloud-off")
        self.link.setObjectName("pill_link")
        self.saved.hide()
        self.link.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._build()

    def show_words(self, title: str, context: str) -> None:
        """Title and the one line under it."""
        self.title.setText(title)
        self.context.setText(context)

    def show_saved(self, text: str, tone: Tone = "ok", icon: str = "check") -> None:
        """The first pill; empty hides it."""
        self.saved.show_state(text, tone, icon)

    def show_link(self, text: str, tone: Tone = "warn", icon: str = "cloud-off") -> None:
        """The second pill: network and what waits; empty hides it."""
        self.link.show_state(text, tone, icon)

    def _build(self) -> None:
        grid = QGridLayout(self)
        self.setFixedHeight(metrics().page_head)
        grid.setContentsMargins(0, px(11), 0, px(1))
        grid.setHorizontalSpacing(metrics().gap_wide)
        grid.setVerticalSpacing(0)
        pills = QHBoxLayout()
        pills.setSpacing(metrics().gap_small)
        pills.addWidget(self.saved)
        pills.addWidget(self.link)
        self.title.setMinimumHeight(px(32))
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.context, 1, 0)
        grid.addLayout(pills, 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(1, 1)
