"""Asks before something becomes of a certificate: why, what stays and what is lost."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.certificate_status import StatusAct, StatusReason
from app.usecases.status_acts import CertificateStanding
from ui.language import tr
from ui.models.status_words import ACT_ICONS, REASON_WORDS
from ui.screens.case.scrolled_box import ScrolledBox
from ui.screens.case.short_note import ShortNote
from ui.screens.case.status_meaning import Meaning, meaning
from ui.theme import metrics
from ui.widgets.buttons import Button, DangerButton, PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.tiles import ChoiceTile

_ENDS_IT = (StatusAct.REVOKE, StatusAct.VOID)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for. `name`: as it is to stand on a new certificate, else ""."""

    act: StatusAct
    reason: StatusReason
    note: str
    name: str = ""


class StatusBox(ScrolledBox):
    """Stays open until the act is signed; Escape leaves the certificate as it is."""

    given = Signal(object)  # Asked

    def __init__(self, parent: QWidget, standing: CertificateStanding, act: StatusAct) -> None:
        said = meaning(standing, act)
        super().__init__(parent, said.question, _button(act, said), tr("Tillbaka"))
        self.setObjectName("status_box")
        self.act.setObjectName("status_do")
        self._act, self._reasons = act, standing.reasons(act)
        self._show_meaning(standing, said)
        self.tiles: dict[StatusReason, ChoiceTile] = {}
        self.name = QLineEdit()
        self.name.setObjectName("status_name")
        self.name.setMaxLength(_LONGEST_NAME)
        self._name_field = Field(tr("Namn på det nya beviset"), self.name)
        self._wrong = NoteLine("warning", "bad")
        self._wrong.setObjectName("status_wrong")
        self.note = ShortNote(56)
        self.note.setObjectName("status_note")
        self._ask(standing)
        self.act.clicked.connect(self._on_act)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._on_act)
        self.size_at(560)
        first = self.tiles.get(self._reasons[0])
        (first or self.note).setFocus()

    def _show_meaning(self, standing: CertificateStanding, said: Meaning) -> None:
        whose = " · ".join(filter(None, (standing.name, standing.number)))
        self.asked.addWidget(TextLabel(whose, "key", wrap=True))
        for words in said.kept:
            self.asked.addWidget(NoteLine("check-circle", "ok", words, style="body"))
        for words in said.lost:
            self.asked.addWidget(NoteLine("warning", "warn", words, style="body"))

    def _ask(self, standing: CertificateStanding) -> None:
        if len(self._reasons) > 1:
            self.asked.addWidget(TextLabel(tr("Varför?"), "section"))
            self.asked.addWidget(self._choice())
            self.asked.addWidget(self._wrong)
        if self._act is StatusAct.REPLACE:
            self.name.setText(standing.person_name or standing.name)
            self._name_field.set_hint(
                tr("Som i legitimationen. Personen får det namnet här också.")
            )
            self.asked.addWidget(self._name_field)
        field = Field(tr("Egna ord (om du vill)"), self.note)
        field.set_hint(tr("Stannar på den här datorn. Bara skälet ovan skickas till noden."))
        if len(self._reasons) == 1:
            field.set_hint(tr("Stannar på den här datorn."))
        self.asked.addWidget(field)

    def _choice(self) -> QWidget:
        """Tiles with one parent exclude each other; arrows walk them."""
        choice = QWidget()
        column = QVBoxLayout(choice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_small)
        for reason in self._reasons:
            tile = self.tiles[reason] = ChoiceTile("flag", tr(REASON_WORDS[reason]))
            tile.setObjectName(f"status_reason_{reason}")
            tile.clicked.connect(lambda: self._wrong.show_words(""))
            column.addWidget(tile)
        return choice

    def _on_act(self) -> None:
        reason = self._chosen()
        if reason is None:
            self._wrong.show_words(tr("Välj varför, så att det går att förstå efteråt."))
            self.grow()
            self.tiles[self._reasons[0]].setFocus()
            return
        name = self.name.text().strip()
        if self._act is StatusAct.REPLACE and not name:
            self._name_field.show_wrong(tr("Skriv namnet som det ska stå på beviset."))
            self.grow()
            self.name.setFocus()
            return
        self.given.emit(Asked(self._act, reason, self.note.toPlainText().strip(), name))

    def _chosen(self) -> StatusReason | None:
        if len(self._reasons) == 1:
            return self._reasons[0]
        return next((reason for reason, tile in self.tiles.items() if tile.isChecked()), None)


def _button(act: StatusAct, said: Meaning) -> Button:
    kind = DangerButton if act in _ENDS_IT else PrimaryButton
    return kind(said.act, ACT_ICONS[act])
