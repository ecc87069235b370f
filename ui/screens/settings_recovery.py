"""Settings: the recovery code, whether there is one, and the way back to the node after its use."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.background import Background
from ui.figures import day
from ui.language import tr
from ui.messages import message
from ui.screens.case.pin_box import PinBox
from ui.screens.recovery_box import RecoveryBox
from ui.screens.rejoin_box import RejoinBox
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.confirm_box import ask
from ui.widgets.error_bar import ErrorBar
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine

if TYPE_CHECKING:
    from app.domain.recovery import RecoveryState
    from app.usecases.recovery_codes import NewCode, RecoveryCodes
    from app.usecases.rejoining import Rejoining


class RecoveryCard(Card):
    """Reads itself when shown; one act, to make a code."""

    def __init__(
        self,
        codes: "RecoveryCodes",
        rejoining: "Rejoining",
        background: Background,
        *,
        passphrase: bool,
    ) -> None:
        """`passphrase`: this desk is opened by one, not by a PIN."""
        super().__init__(" ")
        self.setObjectName("settings_recovery")
        self._codes, self._rejoining, self._background = codes, rejoining, background
        self._passphrase = passphrase
        self._state: RecoveryState | None = None
        self.errors = ErrorBar()
        self._line = NoteLine("info", "neutral")
        self._purpose = TextLabel("", "small", "muted", wrap=True)
        self.make = SecondaryButton("", "key")
        self.make.setObjectName("recovery_make")
        self.make.setEnabled(False)
        self.make.clicked.connect(self._on_make)
        self._waiting = QWidget()
        self._seal = NoteLine("warning", "warn")
        self._seal_words = TextLabel("", "small", "muted", wrap=True)
        self.rejoin = SecondaryButton("", "server")
        self.rejoin.setObjectName("rejoin_open")
        self.rejoin.clicked.connect(self._on_rejoin)
        self._build()
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what holds now."""
        super().showEvent(event)
        self._load()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _load(self) -> None:
        codes, rejoining = self._codes, self._rejoining
        self._background.run(
            self, lambda: (codes.state(), rejoining.is_waiting()), self._on_state, self._refused
        )

    def _on_state(self, read: "tuple[RecoveryState, bool]") -> None:
        self._state, is_waiting = read
        self._waiting.setVisible(is_waiting)
        self.make.setEnabled(True)
        self._retranslate()

    def _on_make(self) -> None:
        if self._state is None or self._state.made is None:
            self._ask_secret()
            return
        ask(
            self,
            tr("Göra en ny återställningskod?"),
            tr("Koden som finns på papper slutar gälla när den nya är sparad på papper."),
            tr("Gör en ny kod"),
            self._ask_secret,
        )

    def _ask_secret(self) -> None:
        self.errors.clear()
        box = PinBox(
            self,
            tr("Gör en återställningskod"),
            tr("Din egen kod visar att det är du. Återställningskoden visas en gång."),
            tr("Visa koden"),
            passphrase=self._passphrase,
            busy=tr("Gör koden…"),
        )
        codes = self._codes

        def made(new: "NewCode") -> None:
            box.accept()
            self._show_code(new)

        def make(secret: str) -> None:
            self._background.run(box, lambda: codes.make(secret), made, box.show_wrong)

        box.given.connect(make)
        box.open()

    def _show_code(self, new: "NewCode") -> None:
        box = RecoveryBox(self, self._codes, new, self._background)
        box.kept.connect(self._on_kept)
        box.open()

    def _on_kept(self) -> None:
        self._load()
        self.window().toast(tr("Återställningskoden gäller nu."))  # type: ignore[attr-defined]

    def _on_rejoin(self) -> None:
        box = RejoinBox(self, self._rejoining, self._background)
        box.joined.connect(self._on_joined)
        box.open()

    def _on_joined(self) -> None:
        self._load()
        words = tr("Noden har tagit emot din nya plomb.")
        self.window().toast(words)  # type: ignore[attr-defined]

    def _refused(self, error: UserError) -> None:
        self.errors.show_message(message(error))

    def _retranslate(self) -> None:
        self.set_title(tr("Återställningskod"))
        self._purpose.setText(
            tr("Öppnar datorn när en PIN-kod är glömd. Förvaras inlåst, aldrig med datorn.")
        )
        self._seal.show_words(tr("Noden känner inte din nya plomb än"))
        self._seal_words.setText(
            tr(
                "Be noden om en ny engångskod och skriv den här. Innan dess kan du läsa och "
                "exportera, men inte signera eller skicka. En kollega som låser upp här kan "
                "skicka det som väntar."
            )
        )
        self.rejoin.setText(tr("Skriv engångskoden"))
        state = self._state
        if state is None:
            self.make.setText(tr("Gör en kod"))
        elif state.made is None:
            self.make.setText(tr("Gör en kod"))
            lost = tr("Ingen kod finns: glöms PIN-koden går det som inte är skickat förlorat.")
            alone = tr(
                "Ingen kod finns: glömmer alla här sin kod är det som inte är skickat borta."
            )
            self._line.show_words(alone if state.others else lost, "warn", "warning")
        else:
            self.make.setText(tr("Gör en ny kod"))
            words = tr("Kod gjord {day} av {name}").format(day=day(state.made), name=state.by)
            self._line.show_words(words, "ok", "check-circle")

    def _build(self) -> None:
        m = metrics()
        self.body.addWidget(self.errors)
        self.body.addWidget(self._line)
        foot = QHBoxLayout()
        foot.setSpacing(m.gap)
        foot.addWidget(self._purpose, 1)
        foot.addWidget(self.make)
        self.body.addLayout(foot)
        column = QVBoxLayout(self._waiting)
        column.setContentsMargins(0, m.gap_small, 0, 0)
        column.setSpacing(m.gap_small)
        column.addWidget(Hairline())
        column.addWidget(self._seal)
        row = QHBoxLayout()
        row.setSpacing(m.gap)
        row.addWidget(self._seal_words, 1)
        row.addWidget(self.rejoin)
        column.addLayout(row)
        self._waiting.hide()
        self.body.addWidget(self._waiting)
