"""Asks before a case leaves the straight way: what is kept, what is lost, and the reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.screens.case.short_note import ShortNote
from ui.widgets.buttons import Button
from ui.widgets.fields import Field
from ui.widgets.note_line import NoteLine


class CourseBox(Box):
    """Stays open until the act is done; Escape leaves everything as it is."""

    given = Signal(str)  # the reason

    def __init__(self, parent: QWidget, question: str, act: Button) -> None:
        super().__init__(parent, question, act, tr("Tillbaka"))
        self.setObjectName("course_box")
        self.act.setObjectName("course_do")
        self.reason = ShortNote(88)
        self.reason.setObjectName("course_reason")
        self.field = Field("", self.reason)
        self._needs_reason = True
        self.act.clicked.connect(self._on_act)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_act)

    def show_meaning(self, kept: Sequence[str], lost: Sequence[str]) -> None:
        """One line for each thing that stays, and for each that does not."""
        for words in kept:
            self.body.addWidget(NoteLine("check-circle", "ok", words, style="body"))
        for words in lost:
            self.body.addWidget(NoteLine("warning", "warn", words, style="body"))

    def ask_reason(self, label: str, *, needed: bool = True) -> None:
        """The field for the reason; open the box after this."""
        self._needs_reason = needed
        self.field.set_label(label if needed else tr("{label} (om du vill)").format(label=label))
        self.field.set_hint(tr("Sparas i ärendets historik."))
        self.body.addWidget(self.field)
        self.size_at(560)
        self.reason.setFocus()

    def show_wrong(self, error: UserError) -> None:
        """It was refused: say why and let it be tried again."""
        self.act.setEnabled(True)
        self.errors.show_message(message(error))
        self.grow()

    def _on_act(self) -> None:
        reason = self.reason.toPlainText().strip()
        if self._needs_reason and not reason:
            self.field.show_wrong(tr("Skriv varför, så att det går att förstå efteråt."))
            self.grow()
            self.reason.setFocus()
        elif self.act.isEnabled():
            self.act.setEnabled(False)
            self.given.emit(reason)
