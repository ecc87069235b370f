"""Asks once before something is lost, in words that say what; never blocks the program."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics, px
from ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from ui.widgets.labels import TextLabel


class ConfirmBox(QDialog):
    """A question, what it means, and two answers; Escape is no."""

    def __init__(
        self, parent: QWidget, question: str, meaning: str, act: str, *, danger: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName("confirm_box")
        self.setWindowTitle(question)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.yes = DangerButton(act) if danger else PrimaryButton(act)
        self.yes.setObjectName("confirm_yes")
        self.no = SecondaryButton(tr("Avbryt"))
        self.no.setObjectName("confirm_no")
        self._build(question, meaning, danger=danger)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)

    def _build(self, question: str, meaning: str, *, danger: bool) -> None:
        m = metrics()
        self.setMinimumWidth(px(440))
        self.setMaximumWidth(m.reading_max)
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.card_padding)
        column.setSpacing(m.gap)
        column.addWidget(TextLabel(question, "heading", wrap=True))
        column.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        column.addSpacing(m.gap)
        row = QHBoxLayout()
        row.setSpacing(m.gap)
        first, last = (self.yes, self.no) if danger else (self.no, self.yes)
        row.addWidget(first)
        row.addStretch(1)
        row.addWidget(last)
        column.addLayout(row)
        (self.no if danger else self.yes).setFocus()


def ask(
    parent: QWidget,
    question: str,
    meaning: str,
    act: str,
    on_yes: Callable[[], object],
    *,
    danger: bool = False,
) -> ConfirmBox:
    """Open the question; `on_yes` runs if the answer is `act`. Returns at once."""
    opened = ConfirmBox(parent.window(), question, meaning, act, danger=danger)
    opened.accepted.connect(on_yes)
    opened.open()
    return opened
