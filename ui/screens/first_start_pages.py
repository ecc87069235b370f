"""The pages of joining a region; each keeps what was written and says what is wrong with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from app.domain.desks import SHORTEST_PASSPHRASE, SHORTEST_PIN
from app.domain.errors import UserError
from ui.door import Node
from ui.messages import message
from ui.theme import metrics, px, sized_font
from ui.widgets.card import Card
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from ui.messages import Message

_CODES = ("bad_code", "code_used", "code_expired")


class _Page(QWidget):
    """A title, a line, and what children add under them."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = TextLabel("", "title", wrap=True)
        self._line = TextLabel("", "body", "muted", wrap=True)
        self._line.setMaximumWidth(metrics().reading_max)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(metrics().gap_wide)
        self.column.addWidget(self._title)
        self.column.addWidget(self._line)

    @property
    def is_ready(self) -> bool:
        """Whether one may go on."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _field(self, name: str, *, hidden: bool = False) -> tuple[Field, QLineEdit]:
        """A field one writes in; `changed` and Enter are told on."""
        edit = QLineEdit()
        edit.setObjectName(name)
        if hidden:
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        field = Field("", edit)
        field.setMaximumWidth(px(480))
        edit.textChanged.connect(lambda _text: field.show_wrong(""))
        edit.textChanged.connect(lambda _text: self.changed.emit())
        edit.returnPressed.connect(self.entered)
        self.column.addWidget(field)
        return field, edit

    def _retranslate(self) -> None:
        """Every fixed word."""


class AddressPage(_Page):
    """Where the node is."""

    def __init__(self) -> None:
        super().__init__()
        self._address, self._edit = self._field("enrol_address")
        self._edit.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.column.addStretch(1)
        self.setFocusProxy(self._edit)
        self._retranslate()

    @property
    def address(self) -> str:
        """As written, with the scheme where it was left out."""
        written = self._edit.text().strip()
        return written if "://" in written else f"https://{written}"

    @property
    def is_ready(self) -> bool:
        """Whether something is written."""
        return bool(self._edit.text().strip())

    def show_wrong(self, said: "Message") -> None:
        """Why nobody answered there."""
        self._address.show_wrong(said.in_one())
        self._edit.setFocus()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Var finns regionens nod?"))
        self._line.setText(
            self.tr("Adressen står på pappret från regionen. Inget skickas förrän du har jämfört.")
        )
        self._address.set_label(self.tr("Nodens adress"))
        self._edit.setPlaceholderText("https://nod.example.se")


class ComparePage(_Page):
    """The node's fingerprint, big enough to compare by eye."""

    def __init__(self) -> None:
        super().__init__()
        self._name = TextLabel("", "strong", wrap=True)
        self._print = TextLabel("", "display", wrap=True)
        self._print.setFont(sized_font(28, 600))
        self._print.setObjectName("node_fingerprint")
        card = Card(ground="accent")
        card.body.addWidget(self._name)
        card.body.addWidget(self._print)
        self.column.addWidget(card)
        self.same = QCheckBox()
        self.same.setObjectName("fingerprint_same")
        self.same.toggled.connect(lambda _on: self.changed.emit())
        self.column.addWidget(self.same)
        self._other = TextLabel("", "small", "warn", wrap=True)
        self.column.addWidget(self._other)
        self.column.addStretch(1)
        self.setFocusProxy(self.same)
        self._retranslate()

    @property
    def is_ready(self) -> bool:
        """Whether the two were compared."""
        return self.same.isChecked()

    def show_node(self, node: Node) -> None:
        """What the node says it is."""
        self._name.setText(f"{node.name} · {node.address}")
        if self._print.text() != node.fingerprint:
            self.same.setChecked(False)
        self._print.setText(node.fingerprint)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Är det rätt nod?"))
        self._line.setText(
            self.tr("Jämför fingeravtrycket tecken för tecken med det på pappret från regionen.")
        )
        self.same.setText(self.tr("Jag har jämfört: alla tecken är lika"))
        self._other.setText(
            self.tr("Är något tecken ett annat? Gå tillbaka, anslut inte, och ring samordnaren.")
        )


class CodePage(_Page):
    """The one-time code and one's own secret, twice."""

    def __init__(self, *, passphrase: bool) -> None:
        super().__init__()
        self._phrased = passphrase
        self._code, self._code_edit = self._field("enrol_code")
        self._secret, self._secret_edit = self._field("enrol_secret", hidden=True)
        self._again, self._again_edit = self._field("enrol_again", hidden=True)
        if not passphrase:
            figures = QRegularExpression(rf"\d{{0,{SHORTEST_PIN}}}")
            for edit in (self._secret_edit, self._again_edit):
                edit.setValidator(QRegularExpressionValidator(figures, edit))
        self.column.addStretch(1)
        self.setFocusProxy(self._code_edit)
        self._retranslate()

    @property
    def code(self) -> str:
        """The one-time code as written."""
        return self._code_edit.text().strip()

    @property
    def secret(self) -> str:
        """The PIN or passphrase chosen."""
        return self._secret_edit.text()

    @property
    def is_ready(self) -> bool:
        """Whether all three are written."""
        return bool(self.code and self.secret and self._again_edit.text())

    def is_right(self) -> bool:
        """Whether the secret is long enough and the same twice; says so at the field if not."""
        least = SHORTEST_PASSPHRASE if self._phrased else SHORTEST_PIN
        if len(self.secret) < least:
            words = self.tr("Minst %n tecken.", "", least)
            self._secret.show_wrong(words)
            self._secret_edit.setFocus()
            return False
        if self.secret != self._again_edit.text():
            self._again.show_wrong(self.tr("De två är inte lika. Skriv igen."))
            self._again_edit.setFocus()
            return False
        return True

    def takes(self, error: UserError) -> bool:
        """Whether the error is about what is written here."""
        return str(getattr(error, "code", "")) in _CODES or hasattr(error, "least")

    def show_refusal(self, error: UserError) -> None:
        """What the node said of the code, or the desk of the secret, at its field."""
        if hasattr(error, "least"):
            self._secret.show_wrong(message(error).in_one())
            self._secret_edit.setFocus()
        else:
            self._code.show_wrong(message(error).in_one())
            self._code_edit.setFocus()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Din kod och din hemlighet"))
        self._line.setText(
            self.tr("Engångskoden gäller en gång. Hemligheten väljer du; ingen annan får se den.")
        )
        self._code.set_label(self.tr("Engångskod från samordnaren"))
        if self._phrased:
            self._secret.set_label(self.tr("Välj en lösenfras"))
            self._again.set_label(self.tr("Lösenfrasen en gång till"))
            self._secret.set_hint(
                self.tr("Minst 12 tecken. Datorn saknar nyckelring, så en PIN-kod räcker inte.")
            )
        else:
            self._secret.set_label(self.tr("Välj en PIN-kod"))
            self._again.set_label(self.tr("PIN-koden en gång till"))
            self._secret.set_hint(self.tr("Sex siffror. Undvik födelsedag och 123456."))
