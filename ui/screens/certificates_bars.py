"""Around the list of certificates: what waits to be issued, what is narrowed, what is chosen."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import metrics
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel, TextLabel


class ReadyBar(Card):
    """How many signed decisions wait for their certificate, with the act; hidden at none."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(ground="accent", padded=False)
        self.setObjectName("ready_bar")
        self._count = 0
        self._words = TextLabel("", "strong", wrap=True)
        self.act = SecondaryButton("", "pen")
        self.act.setObjectName("issue_many")
        self.act.clicked.connect(self.asked)
        m = metrics()
        row = QHBoxLayout()
        row.setContentsMargins(m.card_padding, m.gap_small, m.gap, m.gap_small)
        row.setSpacing(m.gap)
        row.addWidget(IconLabel("certificate", "accent"))
        row.addWidget(self._words, 1)
        row.addWidget(self.act)
        self.body.addLayout(row)
        self.hide()

    def show_waiting(self, count: int) -> None:
        """So many wait."""
        self._count = count
        self._words.setText(self.tr("%n beslut väntar på bevis", "", count))
        self.act.setText(self.tr("Utfärda flera (%n)", "", count))
        self.setVisible(count > 0)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_waiting(self._count)


class NarrowedBar(QWidget):
    """What the list is narrowed to, and the way back to all; hidden while it shows all."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("narrowed_bar")
        self._words = ElidedLabel("", "small")
        self._words.setObjectName("narrowed_words")
        self.clear = LinkButton("", chevron=False)
        self.clear.setObjectName("narrowed_clear")
        self.clear.clicked.connect(self.cleared)
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics().card_padding, 0, metrics().gap_small, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self.clear)
        self.hide()

    def show_words(self, words: str) -> None:
        """Narrowed to this; nothing hides the bar."""
        self._words.setText(self.tr("Visar bara: {words}").format(words=words))
        self.clear.setText(self.tr("Visa alla"))
        self.setVisible(bool(words))


class ListFoot(QWidget):
    """How many there are and how many are chosen; choose all; the coordinator's files."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[int, int, bool] = (0, 0, False)
        self.words = TextLabel("", "small", "muted")
        self.words.setObjectName("certificates_count")
        self.all = LinkButton("", chevron=False)
        self.all.setObjectName("certificates_all")
        self.export = LinkButton("", "download", chevron=False)
        self.export.setObjectName("certificates_export")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap)
        row.addWidget(self.words)
        row.addWidget(self.all)
        row.addStretch(1)
        row.addWidget(self.export)

    def show_counts(self, total: int, chosen: int, *, is_cut: bool) -> None:
        """`is_cut`: there are more than the list shows."""
        self._shown = (total, chosen, is_cut)
        words = self.tr("%n bevis", "", total)
        if is_cut:
            words = self.tr("De %n första. Sök eller visa färre.", "", total)
        if chosen > 1:
            words = self.tr("%n av {total} valda", "", chosen).format(total=total)
        self.words.setText(words)
        self.all.setText(self.tr("Välj alla i listan"))
        self.all.setVisible(total > 1 and chosen < total)
        self.export.setText(self.tr("Exportera till samordnaren"))

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            total, chosen, is_cut = self._shown
            self.show_counts(total, chosen, is_cut=is_cut)
