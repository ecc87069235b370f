"""What needs an act: one row a thing, the most pressing first."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.today import Attention
from ui.models.attention_words import attention_look, attention_words, leads_to
from ui.widgets.attention import Attention as AttentionRow
from ui.widgets.card import Card, Hairline
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel


class AttentionCard(Card):
    """One row a thing, the most pressing first; says so when there is nothing."""

    asked = Signal(str, object)  # the screen that leads on, and its subject

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("attention")
        self._lines: tuple[Attention, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.show_lines(())

    def show_lines(self, lines: Sequence[Attention]) -> None:
        """Show these."""
        self._lines = tuple(lines)
        self.set_title(self.tr("Kräver åtgärd"))
        self.count.setVisible(bool(lines))
        if lines:
            self.show_count(len(lines), "warn")
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, line in enumerate(self._lines):
            if at:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(self._row(line))
        if not lines:
            self._rows.addWidget(_Nothing(self.tr("Inget just nu.")))

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_lines(self._lines)

    def _row(self, line: Attention) -> AttentionRow:
        words = attention_words(line)
        row = AttentionRow(*attention_look(line), *words)
        row.setObjectName(f"attention_{line.kind}")
        row.followed.connect(lambda: self.asked.emit(*leads_to(line)))
        return row


class _Nothing(QWidget):
    """Nothing needs an act."""

    def __init__(self, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(IconLabel("check-circle", "ok"))
        column.addWidget(TextLabel(words, "body", "muted", wrap=True))
