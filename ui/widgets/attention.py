"""Something that needs an act: icon, what, why, and where to go."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import metrics, px
from ui.theme_roles import Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel


class Attention(QWidget):
    """Icon on its quiet square, a title, a line, a link."""

    followed = Signal()

    def __init__(
        self,
        icon: str,
        tone: Tone,
        title: str,
        line: str,
        link: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.link = LinkButton(link)
        self.link.setVisible(bool(link))
        self.link.setAutoDefault(True)  # by Enter too, though it stands in no dialog
        self.link.clicked.connect(self.followed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, metrics().gap_small, 0, metrics().gap_small)
        row.setSpacing(metrics().gap_wide)
        row.addWidget(IconBadge(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(3))
        words.addWidget(TextLabel(title, "strong", wrap=True))
        words.addWidget(TextLabel(line, "small", "muted", wrap=True))
        holder = QHBoxLayout()
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.link)
        holder.addStretch(1)
        words.addLayout(holder)
        words.addStretch(1)
        row.addLayout(words, 1)
