"""Asks for the assessor's PIN or passphrase before something is signed; says what it signs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.language import tr
from ui.messages import message
from ui.theme import metrics, px, sized_font
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel


class PinBox(QDialog):
    """Stays open until the secret was right or one gives up; never keeps what was written."""

    given = Signal(str)

    def __init__(self, parent: QWidget, question: str, meaning: str, act: str) -> None:
        super().__init__(parent)
        self.setObjectName("pin_box")
        self.setWindowTitle(question)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(440))
        self.secret = QLineEdit()
        self.secret.setObjectName("secret")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setFont(sized_font(20, 500))
        self._field = Field(tr("PIN-kod eller lösenfras"), self.secret)
        self.sign = PrimaryButton(act, "pen", size="control_main")
        self.sign.setObjectName("sign_now")
        self.cancel = SecondaryButton(tr("Avbryt"), size="control_main")
        self._act = act
        self._build(question, meaning)
        self.sign.clicked.connect(self._on_sign)
        self.secret.returnPressed.connect(self._on_sign)
        self.secret.textEdited.connect(lambda _text: self._field.show_wrong(""))
        self.cancel.clicked.connect(self.reject)
        self.secret.setFocus()

    def show_wrong(self, error: UserError) -> None:
        """Say under the field why it was not taken; what was written is forgotten."""
        self.sign.setEnabled(True)
        self.sign.setText(self._act)
        self.secret.clear()
        self._field.show_wrong(message(error).in_one())
        self.secret.setFocus()

    def _on_sign(self) -> None:
        written = self.secret.text()
        if not written or not self.sign.isEnabled():
            return
        self.sign.setEnabled(False)
        self.sign.setText(tr("Signerar…"))
        self.given.emit(written)

    def _build(self, question: str, meaning: str) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.card_padding)
        column.setSpacing(m.gap_wide)
        head = QHBoxLayout()
        head.setSpacing(m.gap_wide)
        head.addWidget(IconBadge("key", "accent", size=48, shape="disc"))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(TextLabel(question, "heading", wrap=True))
        words.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(self._field)
        row = QHBoxLayout()
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(self.sign)
        column.addLayout(row)
