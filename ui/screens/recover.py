"""Forgotten PIN: the printed code, a new PIN, and in words what comes back and what does not."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.desks import PRACTICE_PIN, AssessorCard, DeskKind
from app.domain.errors import UserError
from ui.appearance import Appearance
from ui.door import Door, Entrance, refusal
from ui.figures import countdown
from ui.language import tr
from ui.messages import message
from ui.screens.new_secret import NewSecret
from ui.screens.welcome import WelcomeHead
from ui.theme import metrics, px, sized_font
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.error_bar import ErrorBar
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine

_WIDE, _CARD, _HIGH, _LOW = 860, 900, 500, 280
_NO_LIMIT = 16_777_215
_OF_CODE = ("MistypedRecoveryCode", "WrongRecoveryCode")


class Recover(QWidget):
    """What happens at the left, what is written at the right; nothing is lost by going back."""

    recovered = Signal(object)  # Workspace
    left = Signal()

    def __init__(
        self, door: Door, appearance: Appearance, entrance: Entrance, card: AssessorCard
    ) -> None:
        super().__init__()
        self.setObjectName("recover")
        self._door, self._appearance, self._card = door, appearance, card
        self._entrance, self._wait = entrance, 0
        self.head = WelcomeHead(appearance)
        self.head.show_place(entrance.centre, entrance.desk)
        self.back = LinkButton("", "chevron-left", chevron=False)
        self.back.setObjectName("recover_back")
        self.errors = ErrorBar()
        self._title = TextLabel("", "title", wrap=True)
        self._person = TextLabel(card.name, "body", "muted", wrap=True)
        self._lines = [NoteLine(icon, "accent", " ", style="body") for icon in self._icons()]
        self.code = QLineEdit()
        self.code.setObjectName("recover_code")
        self.code.setFont(sized_font(17, 600))
        self._field = Field("", self.code)
        self.secret = NewSecret(passphrase=entrance.needs_passphrase)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.act = PrimaryButton("", "lock", size="control_touch")
        self.act.setObjectName("recover_now")
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second)
        self._build()
        self.back.clicked.connect(self.left)
        self.act.clicked.connect(self._on_act)
        self.code.returnPressed.connect(self.secret.setFocus)
        self.code.textChanged.connect(lambda _text: self._field.show_wrong(""))
        for part in (self.code.textChanged, self.secret.changed):
            part.connect(self._refresh)
        self.secret.entered.connect(self._on_act)
        self.setFocusProxy(self.code if entrance.has_recovery else self.back)
        self._retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fields under the words where there is no room beside them."""
        super().resizeEvent(event)
        is_wide = self.width() >= px(_WIDE)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(right if is_wide else down)
        high = _HIGH if self._entrance.has_recovery else _LOW
        self._card_on_view.setMaximumHeight(px(high) if is_wide else _NO_LIMIT)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _on_act(self) -> None:
        if not self.act.isEnabled() or not self.secret.is_right():
            return
        self.errors.clear()
        self._show_busy(busy=True)
        who = (self._entrance.kind, self._card.id)
        codes = (self.code.text(), self.secret.secret)
        self._door.recover(self, who, codes, self._on_recovered, self._on_refused)

    def _on_recovered(self, workspace: object) -> None:
        practice = self._entrance.kind is DeskKind.PRACTICE
        self._appearance.change(practice=practice, last_assessor=str(self._card.id))
        self.recovered.emit(workspace)

    def _on_refused(self, error: UserError) -> None:
        """At the field it concerns; a wait is counted down."""
        self._show_busy(busy=False)
        refused = refusal(error)
        if refused is not None and refused.wait:
            self._wait = refused.wait
            self._second.start()
            self._say_wait()
        elif type(error).__name__ in _OF_CODE:
            self._field.show_wrong(message(error).in_one())
            self.code.setFocus()
        else:
            self.errors.show_message(message(error))
        self._refresh()

    def _on_second(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._second.stop()
        self._say_wait()
        self._refresh()

    def _say_wait(self) -> None:
        words = tr("För många försök. Försök igen om {time}.")
        self._field.show_wrong(words.format(time=countdown(self._wait)) if self._wait > 0 else "")

    def _show_busy(self, *, busy: bool) -> None:
        self._progress.setVisible(busy)
        for part in (self.code, self.secret, self.back):
            part.setEnabled(not busy)
        self.act.setText(tr("Öppnar …") if busy else tr("Återställ och lås upp"))
        self._refresh()

    def _refresh(self) -> None:
        busy = not self.back.isEnabled()
        ready = bool(self.code.text().strip()) and self.secret.is_written
        self.act.setEnabled(ready and not busy and self._wait <= 0)

    def _icons(self) -> tuple[str, ...]:
        return ("check", "key", "server") if self._entrance.has_recovery else ("info", "info")

    def _retranslate(self) -> None:
        phrased = self._entrance.needs_passphrase
        self._title.setText(tr("Glömt lösenfrasen?") if phrased else tr("Glömt PIN-koden?"))
        self.back.setText(tr("Tillbaka"))
        for line, words in zip(self._lines, self._said(), strict=True):
            line.show_words(words)
        self._field.set_label(tr("Återställningskod från pappret"))
        self._field.set_hint(tr("Sju grupper om fyra tecken. Mellanslag spelar ingen roll."))
        self.secret.retranslate()
        self.act.setText(tr("Återställ och lås upp"))
        self._refresh()

    def _said(self) -> tuple[str, ...]:
        if not self._entrance.has_recovery:
            return self._said_without()
        opens = tr("Koden öppnar allt som finns på datorn, för dig. Ingen annans kod ändras.")
        spent = tr("Den gäller en gång: gör en ny i Inställningar efteråt.")
        if self._entrance.kind is DeskKind.PRACTICE:
            seal = tr("Din plomb går inte att få tillbaka. Övningsbordet ger dig en ny genast.")
        else:
            seal = tr(
                "Din plomb går inte att få tillbaka. Du får en ny och kan läsa och exportera "
                "genast. Signera och skicka kan du när noden har gett dig en ny engångskod."
            )
        return (opens, spent, seal)

    def _said_without(self) -> tuple[str, ...]:
        first = tr(
            "Ingen återställningskod är gjord på den här datorn, eller så är den använd. Därför "
            "kan PIN-koden inte bytas här."
        )
        if self._entrance.kind is DeskKind.PRACTICE:
            pin = tr("På övningsbordet är PIN-koden {pin} från början. Inget riktigt går förlorat.")
            return (first, pin.format(pin=PRACTICE_PIN))
        if len(self._entrance.assessors) > 1:
            way = tr(
                "En kollega som låser upp här kommer åt ärendena, kan skicka det som väntar, och "
                "kan ta bort dig och lägga till dig igen med en ny engångskod."
            )
        else:
            way = tr(
                "Det som är skickat finns hos noden. Ring samordnaren innan du ansluter på nytt: "
                "det som inte är skickat går bara att läsa med PIN-koden."
            )
        return (first, way)

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(56), m.gap_wide, px(56), m.gap_wide)
        column.setSpacing(m.gap_small)
        column.addWidget(self.head)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._lay_card(), 100)
        row.addStretch(1)
        column.addLayout(row, 100)
        column.addStretch(1)

    def _lay_card(self) -> Card:
        card, m = Card(), metrics()
        card.setMaximumWidth(px(_CARD))
        card.body.setContentsMargins(px(32), m.gap_wide, px(32), m.gap_wide)
        card.body.addWidget(self.back)
        card.body.addWidget(self.errors)
        words = QVBoxLayout()
        words.setSpacing(m.gap)
        words.addWidget(self._title)
        words.addWidget(self._person)
        for line in self._lines:
            words.addWidget(line)
        words.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(m.gap_huge)
        self._columns.addLayout(words, 5)
        fields = self._lay_fields()
        self._columns.addWidget(fields, 5)
        if not self._entrance.has_recovery:
            fields.hide()
        card.body.addLayout(self._columns, 1)
        self._card_on_view = card
        return card

    def _lay_fields(self) -> QWidget:
        holder, m = QWidget(), metrics()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap)
        column.addWidget(self._field)
        column.addWidget(self.secret)
        column.addStretch(1)
        column.addWidget(self._progress)
        column.addWidget(self.act)
        return holder
