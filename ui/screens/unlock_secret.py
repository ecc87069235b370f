"""The PIN or passphrase: dots and keypad, tries left, the wait after too many, calm while busy."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from app.domain.desks import PRACTICE_PIN, SHORTEST_PASSPHRASE
from ui.figures import countdown
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.pin_pad import PinPad
from ui.widgets.yielding import yielding


class UnlockSecret(QWidget):
    """Takes the secret of the assessor chosen; says what was wrong where it was given."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._practice = self._phrased = self._busy = False
        self._wait = 0
        self._title = TextLabel("", "section")
        self._person = TextLabel("", "body", "muted", wrap=True)
        self.note = TextLabel("", "state", "muted", wrap=True)
        self.note.setObjectName("secret_note")
        self.pad = PinPad()
        self.phrase = QLineEdit()
        self.phrase.setObjectName("passphrase")
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._phrase_field = Field("", self.phrase)
        self.button = PrimaryButton("", "lock", size="control_touch")
        self.button.setObjectName("unlock_button")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._build()
        self.pad.entered.connect(self._on_given)
        self.pad.changed.connect(lambda _count: self._refresh())
        self.phrase.textChanged.connect(lambda _text: self._refresh())
        self.phrase.returnPressed.connect(self._on_button)
        self.button.clicked.connect(self._on_button)
        self._retranslate()

    def show_desk(self, *, practice: bool, passphrase: bool) -> None:
        """Which desk the secret is for, and whether it is a PIN or a passphrase."""
        self._practice, self._phrased = practice, passphrase
        self.pad.setVisible(not passphrase)
        self._phrase_field.setVisible(passphrase)
        self._filler.setVisible(passphrase)
        self._retranslate()

    def show_person(self, name: str) -> None:
        """Whose secret is asked for; what was written for another is forgotten."""
        self._person.setText(name)
        self._clear()
        self._say_hint()
        (self.phrase if self._phrased else self.pad).setFocus()

    def show_busy(self, *, busy: bool) -> None:
        """Calm while the key is worked out; nothing can be given meanwhile."""
        self._busy = busy
        self._progress.setVisible(busy)
        if busy:
            self.note.set_tone("muted")
            self.note.setText(self.tr("Låser upp …"))
        else:
            self._clear()
        self._refresh()

    def show_wrong(self, left: int) -> None:
        """It was not the one; `left` more tries before one has to wait."""
        self._clear()
        wrong = self.tr("Fel lösenfras.") if self._phrased else self.tr("Fel PIN-kod.")
        self.note.set_tone("bad")
        if left:
            self.note.setText(f"{wrong} {self.tr('%n försök kvar.', '', left)}")
        else:
            self.note.setText(f"{wrong} {self.tr('Nästa försök får vänta en stund.')}")
        (self.phrase if self._phrased else self.pad).setFocus()

    def show_wait(self, seconds: int) -> None:
        """Nothing is taken for `seconds`; 0 ends the wait."""
        self._wait = seconds
        if seconds:
            words = self.tr("För många försök. Försök igen om {time}.")
            self.note.set_tone("bad")
            self.note.setText(words.format(time=countdown(seconds)))
        elif not self._busy:
            self._say_hint()
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_given(self, secret: str) -> None:
        if not self._busy and not self._wait and secret:
            self.given.emit(secret)

    def _on_button(self) -> None:
        if self.button.isEnabled():
            self._on_given(self.phrase.text() if self._phrased else self.pad.pin)

    def _refresh(self) -> None:
        free = not self._busy and not self._wait
        enough = (
            len(self.phrase.text()) >= SHORTEST_PASSPHRASE if self._phrased else bool(self.pad.pin)
        )
        self.pad.setEnabled(free)
        self.phrase.setEnabled(free)
        self.button.setEnabled(free and enough)

    def _clear(self) -> None:
        self.pad.clear()
        self.phrase.clear()

    def _say_hint(self) -> None:
        self.note.set_tone("warn" if self._practice else "muted")
        hint = self.tr("PIN-koden är {pin} från början").format(pin=PRACTICE_PIN)
        self.note.setText(hint if self._practice else "")

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Lösenfras") if self._phrased else self.tr("PIN-kod"))
        self._phrase_field.set_label(self.tr("Lösenfras"))
        self.button.setText(self.tr("Lås upp övning") if self._practice else self.tr("Lås upp"))
        self.pad.retranslate()
        if not self._busy and not self._wait:
            self._say_hint()
        self._refresh()

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap_tiny)
        for label in (self._title, self._person, self.note):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._title)
        column.addWidget(self._person)
        column.addSpacing(m.gap_tiny)
        column.addWidget(yielding(self.pad, 262), 1)
        column.addWidget(self._phrase_field)
        self._filler = QWidget()
        column.addWidget(self._filler, 1)
        self.note.setMinimumHeight(px(28))
        column.addWidget(self.note)
        self._progress.hide()
        column.addWidget(self._progress)
        column.addSpacing(m.gap_tiny)
        column.addWidget(self.button)
