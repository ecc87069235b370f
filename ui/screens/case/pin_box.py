"""Asks for the assessor's PIN or passphrase before something is signed; says what it signs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import UserError
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pin_pad import PinPad


class PinBox(Box):
    """Stays open until the secret was right or one gives up; never keeps what was written."""

    given = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        question: str,
        meaning: str,
        act: str,
        *,
        passphrase: bool,
        busy: str = "",
    ) -> None:
        """`passphrase`: asked for instead of a PIN where desks have one; `busy`: said meanwhile."""
        super().__init__(parent, question, PrimaryButton(act, "pen"), tr("Avbryt"))
        self.setObjectName("pin_box")
        self._busy = False
        self._words, self._busy_words = act, busy or tr("Signerar…")
        self.pad = PinPad()
        self.phrase = QLineEdit()
        self.phrase.setObjectName("secret")
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field(tr("Lösenfras"), self.phrase)
        (self.pad if passphrase else self._field).hide()
        self._secret: QWidget = self.phrase if passphrase else self.pad
        self._wrong = NoteLine("warning", "bad")
        self._wrong.setObjectName("pin_wrong")
        self.act.setObjectName("sign_now")
        self.body.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        for part in (self.pad, self._field, self._wrong):
            self.body.addWidget(part)
        self.pad.entered.connect(self._on_given)
        self.act.clicked.connect(self._on_sign)
        self.phrase.returnPressed.connect(self._on_sign)
        self.size_at(400)
        self._secret.setFocus()

    def show_wrong(self, error: UserError) -> None:
        """Say why it was not taken; what was written is forgotten."""
        self._show_busy(busy=False)
        self.pad.clear()
        self.phrase.clear()
        self._wrong.show_words(message(error).in_one())
        self.grow()
        self._secret.setFocus()

    def _on_sign(self) -> None:
        self._on_given(self.phrase.text() or self.pad.pin)

    def _on_given(self, secret: str) -> None:
        if secret and not self._busy:
            self._show_busy(busy=True)
            self.given.emit(secret)

    def _show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._wrong.show_words("")
        self.act.setText(self._busy_words if busy else self._words)
