"""Who works today, on which desk, and the PIN that opens it."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.desks import DeskKind
from app.domain.errors import UserError
from ui.appearance import Appearance
from ui.door import Door, Entrance, refusal
from ui.messages import message
from ui.screens.unlock_people import UnlockPeople
from ui.screens.unlock_secret import UnlockSecret
from ui.screens.welcome import Upright, WelcomeHead
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.error_bar import ErrorBar
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine

if TYPE_CHECKING:
    from app.domain.desks import AssessorCard

_WIDE = 1000
_CARD_HIGH = 560
_NO_LIMIT = 16_777_215
_RESTORED = ("DamagedDatabase", "DamagedVault", "PepperMissing", "SealMismatch")
"""What a copy mends, with the PIN or the printed code."""


class Unlock(QWidget):
    """Assessors at the left, their PIN at the right; the practice desk is unmistakable."""

    unlocked = Signal(object)  # Workspace
    set_up = Signal(object)  # DeskKind: there is none of this kind yet
    practice_changed = Signal(bool)
    forgot = Signal(object, object)  # Entrance, AssessorCard
    restore_asked = Signal(object)  # DeskKind

    def __init__(self, door: Door, appearance: Appearance, kind: DeskKind | None = None) -> None:
        """`kind`: the desk shown first, where there is one of it."""
        super().__init__()
        self.setObjectName("unlock")
        self._door, self._appearance = door, appearance
        self._entrances: dict[DeskKind, Entrance] = {}
        self._kind = kind or DeskKind.REAL
        self._person: UUID | None = None
        self._wait = 0
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second)
        self.head = WelcomeHead(appearance)
        self.people = UnlockPeople()
        self.secret = UnlockSecret()
        self.errors = ErrorBar()
        self._upright = Upright()
        self._foot = TextLabel("", "small", "muted", wrap=True)
        self.forgotten = LinkButton("")
        self.forgotten.setObjectName("forgot_secret")
        self.forgotten.setEnabled(False)
        self.restore = LinkButton("")
        self.restore.setObjectName("unlock_restore")
        self.told = NoteLine("check-circle", "ok", style="body")
        self.told.words.setObjectName("unlock_told")
        self._build()
        self.people.chosen.connect(self._on_person)
        self.people.desk_chosen.connect(self._on_desk)
        self.secret.given.connect(self._on_secret)
        self.forgotten.clicked.connect(self._on_forgotten)
        self.restore.clicked.connect(lambda: self.restore_asked.emit(self._kind))
        self._retranslate()

    def show_kind(self, kind: DeskKind) -> None:
        """Show the people of one desk; the practice desk says what its PIN is."""
        entrance = self._entrances[kind]
        self._kind, self._person = kind, None
        is_practice = kind is DeskKind.PRACTICE
        self.head.show_place(entrance.centre, entrance.desk)
        self.people.show_desk(entrance, tuple(self._entrances))
        self.secret.show_desk(practice=is_practice, passphrase=entrance.needs_passphrase)
        self.practice_changed.emit(is_practice)
        self.people.choose(self._remembered(entrance))
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask which desks there are."""
        super().showEvent(event)
        if not event.spontaneous():
            self._door.look(self, self._on_entrances)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The PIN under the people where there is no room beside them."""
        super().resizeEvent(event)
        is_wide = self.width() >= px(_WIDE)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(right if is_wide else down)
        self._upright.setVisible(is_wide)
        self._card_on_view.setMaximumHeight(px(_CARD_HIGH) if is_wide else _NO_LIMIT)

    def say(self, words: str) -> None:
        """What was just done, above the card; "" for nothing."""
        self.told.show_words(words)

    def show_error(self, error: UserError) -> None:
        """What keeps a desk from opening, above the card, and the way on."""
        act = None
        if type(error).__name__ in _RESTORED:
            act = (self.tr("Återställ"), lambda: self.restore_asked.emit(self._kind))
        self.errors.show_message(message(error), act=act)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self._kind in self._entrances:
                self.show_kind(self._kind)

    def _on_entrances(self, entrances: tuple[Entrance, ...]) -> None:
        self._entrances = {entrance.kind: entrance for entrance in entrances}
        if not entrances:
            self.set_up.emit(None)
            return
        kind = self._kind if self._kind in self._entrances else entrances[0].kind
        self.show_kind(kind)

    def _on_desk(self, kind: DeskKind) -> None:
        if kind in self._entrances:
            self._stop_waiting()
            self.show_kind(kind)
        else:
            self.set_up.emit(kind)

    def _on_person(self, card: "AssessorCard") -> None:
        self._person = card.id
        self.forgotten.setEnabled(True)
        self._stop_waiting()
        self.secret.show_person(card.name)

    def _on_secret(self, secret: str) -> None:
        if self._person is None:
            return
        self.errors.clear()
        self.secret.show_busy(busy=True)
        self.people.setEnabled(False)
        self.forgotten.setEnabled(False)
        who = (self._kind, self._person)

        def refused(error: UserError) -> None:
            self._on_refused(error)
            if type(error).__name__ == "DeskInUse":
                self._offer_look(error, who, secret)

        self._door.unlock(self, who, secret, self._on_unlocked, refused)

    def _offer_look(self, error: UserError, who: tuple[DeskKind, UUID], secret: str) -> None:
        """The other window first; or look here, by the secret just given."""

        def look() -> None:
            self.errors.clear()
            self.secret.show_busy(busy=True)
            self._door.open_for_reading(self, who, secret, self._on_unlocked, self._on_refused)

        forward = (self.tr("Visa det fönstret"), self._show_first)
        offer = (self.tr("Öppna för läsning"), look)
        self.errors.show_message(message(error), "warn", forward, offer)

    def _show_first(self) -> None:
        from ui.first_window import show_first

        show_first(self, self._door.window_name(self._kind), self._on_first)

    def _on_first(self, answered: bool) -> None:
        if answered:
            self.errors.clear()
            self.say(self.tr("Det andra fönstret är framme."))
        else:
            self.say(self.tr("Det andra fönstret svarar inte. Öppna här för läsning i stället."))

    def _on_forgotten(self) -> None:
        entrance = self._entrances[self._kind]
        chosen = next(card for card in entrance.assessors if card.id == self._person)
        self.forgot.emit(entrance, chosen)

    def _on_unlocked(self, workspace: object) -> None:
        self._appearance.change(
            practice=self._kind is DeskKind.PRACTICE, last_assessor=str(self._person)
        )
        self.unlocked.emit(workspace)

    def _on_refused(self, error: UserError) -> None:
        self.people.setEnabled(True)
        self.forgotten.setEnabled(True)
        self.secret.show_busy(busy=False)
        refused = refusal(error)
        if refused is None:
            self.show_error(error)
        elif refused.wait:
            self._wait = refused.wait
            self.secret.show_wait(self._wait)
            self._second.start()
        else:
            self.secret.show_wrong(refused.left)

    def _on_second(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self.secret.show_wait(self._wait)
        else:
            self._stop_waiting()

    def _stop_waiting(self) -> None:
        self._second.stop()
        self._wait = 0
        self.secret.show_wait(0)

    def _remembered(self, entrance: Entrance) -> UUID | None:
        known = {str(card.id): card.id for card in entrance.assessors}
        last = known.get(self._appearance.settings.last_assessor)
        return last or next(iter(known.values()), None)

    def _retranslate(self) -> None:
        self._foot.setText(
            self.tr("Fem försök, sedan en väntan som växer. Allt på datorn är krypterat.")
        )
        self.restore.setText(self.tr("Återställ från säkerhetskopia…"))
        shown = self._entrances.get(self._kind)
        phrased = shown is not None and shown.needs_passphrase
        self.forgotten.setText(
            self.tr("Glömt lösenfrasen?") if phrased else self.tr("Glömt PIN-koden?")
        )

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(56), m.gap_wide, px(56), m.gap_small)
        column.setSpacing(m.gap_small)
        column.addWidget(self.head)
        column.addStretch(1)
        column.addWidget(self.errors)
        column.addWidget(self._centred(self.told))
        column.addWidget(self._centred(self._card()), 1000)
        column.addWidget(self._centred(self._foot_row()))
        column.addStretch(1)

    def _foot_row(self) -> QWidget:
        """What keeps the desk safe, and the way on for whoever forgot."""
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_wide)
        row.addWidget(self._foot, 1)
        row.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignRight)
        return foot

    def _card(self) -> Card:
        card = Card()
        card.setMaximumHeight(px(_CARD_HIGH))
        m = metrics()
        card.body.setContentsMargins(px(32), m.gap_wide, px(32), m.gap_wide)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(28))
        self._columns.addWidget(self.people, 560)
        self._columns.addWidget(self._upright)
        self._columns.addWidget(self.secret, 324)
        card.body.addLayout(self._columns, 1)
        self._card_on_view = card
        return card

    def _centred(self, inner: QWidget) -> QWidget:
        inner.setMaximumWidth(px(1000))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        return holder
