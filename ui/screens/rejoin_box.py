"""After a recovery: the one-time code from the node, which takes in the new seal."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import UserError
from ui.background import Background
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from app.usecases.rejoining import Rejoining

_OF_CODE = ("bad_code", "code_used", "code_expired")


class RejoinBox(Box):
    """Stays open until the node has said yes; what was written stays while something is wrong."""

    joined = Signal()

    def __init__(self, parent: QWidget, rejoining: "Rejoining", background: Background) -> None:
        act = PrimaryButton(tr("Anmäl plomben"), "server")
        super().__init__(parent, tr("Anmäl din nya plomb till noden"), act, tr("Avbryt"))
        self.setObjectName("rejoin_box")
        self._rejoining, self._background, self._busy = rejoining, background, False
        self.act.setObjectName("rejoin_now")
        self.code = QLineEdit()
        self.code.setObjectName("rejoin_code")
        self.code.setPlaceholderText("K7QM-4T2P-9XWD")
        self._field = Field(tr("Engångskod från samordnaren"), self.code)
        meaning = tr(
            "Ring samordnaren och be om en ny engångskod i ditt namn. När noden har tagit emot "
            "plomben skickas det som väntar vid nästa synk."
        )
        self.body.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        self.body.addWidget(self._field)
        self.body.addStretch(1)
        self.code.textChanged.connect(lambda _text: self._field.show_wrong(""))
        self.code.returnPressed.connect(self._on_act)
        self.act.clicked.connect(self._on_act)
        self.size_at(520)
        self.code.setFocus()

    def _on_act(self) -> None:
        code = self.code.text().strip()
        if self._busy:
            return
        if not code:
            self._field.show_wrong(tr("Skriv koden."))
            self.code.setFocus()
            return
        self.errors.clear()
        self._show_busy(busy=True)
        self._background.network.run(
            self, lambda: self._rejoining.join(code), self._on_joined, self._on_refused
        )

    def _on_joined(self, _none: None) -> None:
        self.joined.emit()
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        self._show_busy(busy=False)
        if getattr(error, "code", "") in _OF_CODE:
            self._field.show_wrong(message(error).in_one())
            self.code.setFocus()
        else:
            self.show_error(error)

    def _show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.act.setEnabled(not busy)
        self.act.setText(tr("Ansluter…") if busy else tr("Anmäl plomben"))
