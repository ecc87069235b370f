"""Several certificates in one file: step from one answer to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.usecases.verification import Checked
from ui.theme import metrics
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import TextLabel


class MoreStep(QWidget):
    """`2 av 5` between two arrows; hidden for a single one."""

    chosen = Signal(object)  # Checked

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verify_more")
        self._all: tuple[Checked, ...] = ()
        self._at = 0
        self.back = QuietButton("", "chevron-left")
        self.back.setObjectName("verify_more_back")
        self.onward = QuietButton("", "chevron-right")
        self.onward.setObjectName("verify_more_onward")
        self._words = TextLabel("", "state")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_small)
        row.addWidget(self.back)
        row.addWidget(self._words)
        row.addWidget(self.onward)
        self.back.clicked.connect(lambda: self._step(-1))
        self.onward.clicked.connect(lambda: self._step(1))
        self.hide()

    def show_all(self, checked: Sequence[Checked]) -> None:
        """All answers of a file, the one on view first."""
        self._all, self._at = tuple(checked), 0
        self.setVisible(len(self._all) > 1)
        self.retranslate()

    def retranslate(self) -> None:
        """The words in the language in force."""
        self._words.setText(
            self.tr("Bevis {at} av {all} i filen").format(at=self._at + 1, all=len(self._all))
        )
        self.back.setAccessibleName(self.tr("Förra beviset i filen"))
        self.onward.setAccessibleName(self.tr("Nästa bevis i filen"))

    def _step(self, by: int) -> None:
        if self._all:
            self._at = (self._at + by) % len(self._all)
            self.retranslate()
            self.chosen.emit(self._all[self._at])
