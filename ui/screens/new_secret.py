"""Choosing a new PIN or passphrase: written twice, told where it is too short or not alike."""

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.desks import SHORTEST_PASSPHRASE, SHORTEST_PIN
from ui.language import tr
from ui.theme import metrics
from ui.widgets.fields import Field


class NewSecret(QWidget):
    """Two fields; the secret is read when both are right."""

    changed = Signal()
    entered = Signal()

    def __init__(self, *, passphrase: bool) -> None:
        super().__init__()
        self._phrased = passphrase
        self.edit, self.again = QLineEdit(), QLineEdit()
        self._field, self._again = Field("", self.edit), Field("", self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        for name, edit, field in (
            ("new_secret", self.edit, self._field),
            ("new_secret_again", self.again, self._again),
        ):
            edit.setObjectName(name)
            edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.textChanged.connect(lambda _text, field=field: field.show_wrong(""))
            edit.textChanged.connect(lambda _text: self.changed.emit())
            column.addWidget(field)
            if not passphrase:
                figures = QRegularExpression(rf"\d{{0,{SHORTEST_PIN}}}")
                edit.setValidator(QRegularExpressionValidator(figures, edit))
        self.edit.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)
        self.setFocusProxy(self.edit)
        self.retranslate()

    @property
    def secret(self) -> str:
        """What was chosen."""
        return self.edit.text()

    @property
    def is_written(self) -> bool:
        """Whether both fields say something."""
        return bool(self.edit.text() and self.again.text())

    def is_right(self) -> bool:
        """Whether it is long enough and the same twice; says so at the field if not."""
        least = SHORTEST_PASSPHRASE if self._phrased else SHORTEST_PIN
        if len(self.secret) < least:
            self._field.show_wrong(tr("Minst %n tecken.", least))
            self.edit.setFocus()
            return False
        if self.secret != self.again.text():
            self._again.show_wrong(tr("De två är inte lika. Skriv igen."))
            self.again.setFocus()
            return False
        return True

    def retranslate(self) -> None:
        """Words in the language in force."""
        if self._phrased:
            self._field.set_label(tr("Välj en ny lösenfras"))
            self._again.set_label(tr("Lösenfrasen en gång till"))
            self._field.set_hint(tr("Minst 12 tecken."))
        else:
            self._field.set_label(tr("Välj en ny PIN-kod"))
            self._again.set_label(tr("PIN-koden en gång till"))
            self._field.set_hint(tr("Sex siffror. Undvik födelsedag och 123456."))
