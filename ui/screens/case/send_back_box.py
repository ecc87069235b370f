"""What a reviewer tells the assessor when a case goes back; the note is compulsory (R7)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.overrides import SHORTEST_REASON
from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.override_box import reason_fault
from ui.theme import px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field, NoteField
from ui.widgets.labels import TextLabel


class SendBackBox(Box):
    """The note first, the reviewer's code after it."""

    given = Signal(str)

    def __init__(self, parent: QWidget, draft: str) -> None:
        act = PrimaryButton(tr("Vidare till din kod"), chevron=True)
        super().__init__(parent, tr("Skicka tillbaka till bedömaren"), act, tr("Avbryt"))
        self.setObjectName("send_back_box")
        self.act.setObjectName("send_back_on")
        self.note = NoteField()
        self.note.setObjectName("send_back_note")
        self.note.setFixedHeight(px(140))
        self.note.show_text(draft)
        self._field = Field(tr("Vad behöver bedömaren göra?"), self.note)
        self._field.set_hint(tr("Minst {least} tecken.").format(least=SHORTEST_REASON))
        meaning = tr("Bedömaren ser texten i ärendet. Inget som är bedömt ändras.")
        self.body.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        self.body.addWidget(self._field)
        self.act.clicked.connect(self._on_act)
        self.size_at(560)
        self.note.setFocus()

    def _on_act(self) -> None:
        note = self.note.toPlainText().strip()
        wrong = reason_fault(note)
        if wrong:
            self._field.show_wrong(wrong)
            self.grow()
            self.note.setFocus()
            return
        self.given.emit(note)
        self.accept()
