"""Who opens the copy: PIN where the desk is, the printed code where nobody can open it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.door import refusal
from ui.figures import countdown
from ui.language import tr
from ui.messages import message
from ui.restore_door import Chosen
from ui.screens.new_secret import NewSecret
from ui.theme import metrics
from ui.widgets.buttons import LinkButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel

_OF_CODE = ("MistypedRecoveryCode", "WrongRecoveryCode", "NoRecoveryCode")


class RestoreKey(QWidget):
    """`key` is what was written; `changed` whenever it may be enough, `entered` on Enter."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen: Chosen | None = None
        self._by_code = False
        self._wait = 0
        self._why = TextLabel("", "body", "muted", wrap=True)
        self._why.setObjectName("restore_why_code")
        self.who = QComboBox()
        self.who.setObjectName("restore_who")
        self.pin, self.code = QLineEdit(), QLineEdit()
        self.pin.setObjectName("restore_pin")
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.code.setObjectName("restore_code")
        self._who = Field("", self.who)
        self._pin, self._code = Field("", self.pin), Field("", self.code)
        self._new = QWidget()
        self._new_column = QVBoxLayout(self._new)
        self._new_column.setContentsMargins(0, 0, 0, 0)
        self.secret = NewSecret(passphrase=False)
        self._new_column.addWidget(self.secret)
        self.other = LinkButton("")
        self.other.setObjectName("restore_other_way")
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second)
        self._build()

    @property
    def is_enough(self) -> bool:
        """Whether something is written everywhere, and there is no wait."""
        chosen = self._chosen
        if chosen is None or self._wait > 0 or self._is_shut:
            return False
        if chosen.is_here and not self._by_code:
            return bool(self.pin.text())
        return bool(self.code.text().strip()) and (chosen.is_here or self.secret.is_written)

    @property
    def _is_shut(self) -> bool:
        """Nothing written here could open it."""
        return self._chosen is not None and not self._chosen.is_here and not self._chosen.has_code

    def show_chosen(self, chosen: Chosen) -> None:
        """The people and the way there is for this file."""
        self._chosen, self._by_code = chosen, not chosen.is_here
        self.who.clear()
        for id_, name in chosen.people:
            self.who.addItem(name, id_)
        old, self.secret = self.secret, NewSecret(passphrase=chosen.takes_passphrase)
        self._new_column.replaceWidget(old, self.secret)
        old.hide()
        old.deleteLater()
        self.secret.changed.connect(self.changed)
        self.secret.entered.connect(self.entered)
        for field in (self.pin, self.code):
            field.clear()
        self._show_way()

    def key(self) -> object | None:
        """PinKey, CodeKey or NewKeys; None where something is not right and says so."""
        from app.usecases.restores import CodeKey, NewKeys, PinKey

        chosen = self._chosen
        if chosen is None or not self.is_enough:
            return None
        if not self._by_code:
            return PinKey(self.who.currentData(), self.pin.text())
        if chosen.is_here:
            return CodeKey(self.code.text())
        if not self.secret.is_right():
            return None
        return NewKeys(self.who.currentData(), self.code.text(), self.secret.secret)

    def show_refused(self, error: UserError) -> bool:
        """Say at the field what is wrong with what was written; False for another error."""
        refused = refusal(error)
        field = self._code if self._by_code else self._pin
        if refused is not None and refused.wait:
            self._wait = refused.wait
            self._second.start()
            self._say_wait()
        elif refused is not None:
            wrong = tr("Stämmer inte. %n försök kvar.", refused.left)
            self.pin.clear()
            self._pin.show_wrong(wrong if refused.left else tr("Stämmer inte."))
        elif type(error).__name__ in _OF_CODE:
            field.show_wrong(message(error).in_one())
        else:
            return False
        field.setFocus()
        return True

    def retranslate(self) -> None:
        """Words in the language in force."""
        chosen = self._chosen
        self._who.set_label(tr("Vem återställer?"))
        phrased = chosen is not None and chosen.takes_passphrase
        self._pin.set_label(tr("Din lösenfras") if phrased else tr("Din PIN-kod"))
        self._code.set_label(tr("Återställningskod från pappret"))
        self._code.set_hint(tr("Koden som gällde när kopian gjordes: sju grupper om fyra tecken."))
        self.secret.retranslate()
        self.other.setText(
            tr("Använd PIN-koden i stället")
            if self._by_code
            else tr("Använd återställningskoden i stället")
        )
        self._why.setText(self._why_words())

    def _why_words(self) -> str:
        chosen = self._chosen
        if chosen is None or chosen.is_here:
            return ""
        if not chosen.has_code:
            return tr(
                "Kopian kan inte öppnas här: PIN-koden hör ihop med datorn där kopian gjordes, och "
                "ingen återställningskod fanns då. Välj en nyare kopia eller ring samordnaren: det "
                "som är skickat finns hos noden."
            )
        return tr(
            "PIN-koden från den andra datorn går inte att använda här: halva nyckeln ligger i "
            "den datorns nyckelring. Därför behövs pappret med återställningskoden."
        )

    def _show_way(self) -> None:
        chosen = self._chosen
        assert chosen is not None
        by_pin = not self._by_code
        self._who.setVisible((by_pin or not chosen.is_here) and not self._is_shut)
        self._pin.setVisible(by_pin)
        self._code.setVisible(self._by_code and not self._is_shut)
        self._new.setVisible(not chosen.is_here and not self._is_shut)
        self.other.setVisible(chosen.is_here and chosen.has_code)
        self._why.setVisible(not chosen.is_here)
        self.setFocusProxy(self.pin if by_pin else self.code)
        self.retranslate()
        self.changed.emit()

    def _on_other(self) -> None:
        self._by_code = not self._by_code
        self._show_way()
        self.setFocus()

    def _on_code_entered(self) -> None:
        chosen = self._chosen
        if chosen is not None and not chosen.is_here:
            self.secret.setFocus()
        else:
            self.entered.emit()

    def _on_second(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._second.stop()
        self._say_wait()
        self.changed.emit()

    def _say_wait(self) -> None:
        words = tr("För många försök. Försök igen om {time}.")
        field = self._code if self._by_code else self._pin
        field.show_wrong(words.format(time=countdown(self._wait)) if self._wait > 0 else "")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        for part in (self._why, self._who, self._pin, self._code, self._new, self.other):
            column.addWidget(part)
        self.pin.textEdited.connect(lambda _text: self._pin.show_wrong(""))
        self.code.textEdited.connect(lambda _text: self._code.show_wrong(""))
        for field in (self.pin, self.code):
            field.textChanged.connect(lambda _text: self.changed.emit())
        self.pin.returnPressed.connect(self.entered)
        self.code.returnPressed.connect(self._on_code_entered)
        self.other.clicked.connect(self._on_other)
