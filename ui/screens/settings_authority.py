"""Settings: what one may judge here and until when, and the secrecy agreement (R1, R2, R5)."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from app.usecases.authority import Authority, AuthorityView
from app.usecases.secrecy import Secrecy, SecrecyView
from ui.background import Background
from ui.figures import day
from ui.language import tr
from ui.screens.secrecy_box import SecrecyBox
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.note_line import NoteLine


class AuthorityCard(Card):
    """Reads itself when shown; one act while the agreement is not signed."""

    def __init__(
        self, authority: Authority, secrecy: Secrecy, background: Background, *, passphrase: bool
    ) -> None:
        super().__init__(" ")
        self.setObjectName("settings_authority")
        self._authority, self._secrecy, self._background = authority, secrecy, background
        self._passphrase = passphrase
        self._view: AuthorityView | None = None
        self._agreement: SecrecyView | None = None
        self._facts = Facts()
        self._state = NoteLine("lock", "warn")
        self._state.setObjectName("secrecy_state")
        self.sign = SecondaryButton("", "pen")
        self.sign.setObjectName("secrecy_read")
        self.sign.clicked.connect(self.read)
        foot = QHBoxLayout()
        foot.addWidget(self._state, 1)
        foot.addWidget(self.sign)
        self.body.addWidget(self._facts)
        self.body.addLayout(foot)
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

    def read(self) -> None:
        """Show the agreement; sign it with the desk's secret."""
        if self._agreement is None:
            return
        box = SecrecyBox(
            self, self._agreement, self._secrecy, self._background, passphrase=self._passphrase
        )
        box.signed.connect(self._load)
        box.open()

    def _load(self) -> None:
        authority, secrecy = self._authority, self._secrecy
        self._background.run(self, lambda: (authority.view(), secrecy.view()), self._on_found)

    def _on_found(self, found: tuple[AuthorityView, SecrecyView]) -> None:
        self._view, self._agreement = found
        self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Behörighet och sekretess"))
        self.sign.setText(self.tr("Läs och skriv under"))
        view, agreement = self._view, self._agreement
        self.sign.setVisible(agreement is not None and agreement.signed is None)
        if view is None or agreement is None:
            self._facts.show_rows(())
            self._state.show_words("")
            return
        self._facts.show_rows([_own(view), *_centre(view)])
        if agreement.signed is None:
            words = self.tr("Sekretessförbindelsen är inte undertecknad. Frågorna är låsta.")
            self._state.show_words(words, "warn", "lock")
        else:
            words = self.tr("Sekretessförbindelsen undertecknad {day}")
            self._state.show_words(words.format(day=day(agreement.signed)), "ok", "check-circle")


def _own(view: AuthorityView) -> tuple[str, str]:
    own = view.assessor
    if own.accredited_to is None:
        return own.name, tr("Ingen ackreditering: kan övervaka prov, inte bedöma")
    profiles = ", ".join(own.profiles)
    words = tr("{profiles} · gäller till {day}")
    return own.name, words.format(profiles=profiles, day=day(own.accredited_to))


def _centre(view: AuthorityView) -> list[tuple[str, str]]:
    if not view.scopes:
        return [(view.centre, tr("Inget besked ännu: synka för att hämta det"))]
    words = tr("{profiles} · gäller till {day}")
    return [
        (
            f"{view.centre}, {scope.site}" if scope.site else view.centre,
            words.format(profiles=", ".join(scope.profiles), day=day(scope.last_day)),
        )
        for scope in view.scopes
    ]
