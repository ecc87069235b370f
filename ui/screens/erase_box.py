"""Asks before a person's erasure is requested: why, what goes now, what the region decides."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.erasure import EraseGround
from app.domain.errors import UserError
from app.usecases.erasing import EraseRequests
from ui.background import Background
from ui.language import marked, tr
from ui.screens.case.pin_box import PinBox
from ui.screens.case.scrolled_box import ScrolledBox
from ui.theme import metrics
from ui.theme_roles import Tone
from ui.widgets.buttons import DangerButton
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.tiles import ChoiceTile

_GROUNDS = {
    EraseGround.ASKED: ("person", marked("Personen ber om det")),
    EraseGround.WITHDREW: ("undo", marked("Personen tar tillbaka sitt samtycke")),
    EraseGround.MISTAKE: ("warning", marked("Personen blev registrerad av misstag")),
}


class EraseBox(ScrolledBox):
    """One question; signed with the code, and nothing has happened until then."""

    requested = Signal()

    def __init__(
        self,
        parent: QWidget,
        person: tuple[UUID, str],
        requests: EraseRequests,
        background: Background,
        *,
        passphrase: bool,
    ) -> None:
        act = DangerButton(tr("Begär radering"), "trash")
        super().__init__(parent, tr("Begära att personen raderas?"), act, tr("Tillbaka"))
        self.setObjectName("erase_box")
        self.act.setObjectName("erase_do")
        self._person_id, name = person
        self._requests, self._background, self._passphrase = requests, background, passphrase
        self.tiles: dict[EraseGround, ChoiceTile] = {}
        self._wrong = NoteLine("warning", "bad")
        self._wrong.setObjectName("erase_wrong")
        self._say(name)
        self.act.clicked.connect(self._on_act)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_act)
        self.size_at(560)
        self.tiles[EraseGround.ASKED].setFocus()

    def _say(self, name: str) -> None:
        if name:
            self.asked.addWidget(TextLabel(name, "key", wrap=True))
        said: tuple[tuple[str, Tone, str], ...] = (
            (
                "trash",
                "warn",
                tr(
                    "Nu, på den här datorn: namnet visas inte längre, och personnummer, sökord, "
                    "företag och anteckningar tas bort. Det går inte att ångra."
                ),
            ),
            (
                "sync",
                "accent",
                tr(
                    "Vid nästa synkronisering: begäran går till regionen, som beslutar. Sedan "
                    "raderas resultat, svar och foton här, hos regionen och i varje testcenter."
                ),
            ),
            (
                "lock",
                "neutral",
                tr(
                    "Kvar blir bevisens nummer och läge, så att ett papper kan prövas, och timmar "
                    "i projekt utan namn."
                ),
            ),
        )
        for icon, tone, words in said:
            self.asked.addWidget(NoteLine(icon, tone, words, style="body"))
        self.asked.addWidget(TextLabel(tr("Varför?"), "section"))
        self.asked.addWidget(self._choice())
        self.asked.addWidget(self._wrong)

    def _choice(self) -> QWidget:
        """Tiles with one parent exclude each other; arrows walk them."""
        choice = QWidget()
        column = QVBoxLayout(choice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_small)
        for ground, (icon, words) in _GROUNDS.items():
            tile = self.tiles[ground] = ChoiceTile(icon, tr(words))
            tile.setObjectName(f"erase_ground_{ground}")
            tile.clicked.connect(lambda: self._wrong.show_words(""))
            column.addWidget(tile)
        return choice

    def _on_act(self) -> None:
        ground = next((one for one, tile in self.tiles.items() if tile.isChecked()), None)
        if ground is None:
            self._wrong.show_words(tr("Välj varför, så att regionen kan besluta."))
            self.grow()
            self.tiles[EraseGround.ASKED].setFocus()
            return
        self._sign(ground)

    def _sign(self, ground: EraseGround) -> None:
        box = PinBox(
            self,
            tr("Begär radering"),
            tr("Med din kod skriver du under att personen ska raderas."),
            tr("Begär radering"),
            passphrase=self._passphrase,
        )
        person, requests = self._person_id, self._requests

        def sign(secret: str) -> None:
            self._background.run(
                box,
                lambda: requests.request(person, ground, secret),
                lambda _none: done(),
                refused,
            )

        def refused(error: UserError) -> None:
            box.show_wrong(error)

        def done() -> None:
            box.accept()
            self.requested.emit()
            self.accept()

        box.given.connect(sign)
        box.open()
