"""Settings: what one may judge here and until when, and the secrecy agreement (R1, R2, R5)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from app.usecases.authority import Authority, AuthorityView
from app.usecases.secrecy import Secrecy, SecrecyView
from ui.background import Background
from ui.figures import day
from ui.language import tr
from ui.screens.secrecy_box import SecrecyBox
from ui.screens.settings_accredit import AccreditBox
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.note_line import NoteLine

if TYPE_CHECKING:
    from app.usecases.accrediting import Accredited, Accrediting, Asked


class AuthorityCard(Card):
    """Reads itself when shown; one act while the agreement is not signed."""

    def __init__(
        self,
        authority: Authority,
        secrecy: Secrecy,
        background: Background,
        accrediting: "Accrediting | None" = None,
        *,
        passphrase: bool,
    ) -> None:
        """`accrediting`: None where there is nobody to ask (the practice desk)."""
        super().__init__(" ")
        self.setObjectName("settings_authority")
        self._authority, self._secrecy, self._background = authority, secrecy, background
        self._passphrase, self._accrediting = passphrase, accrediting
        self._view: AuthorityView | None = None
        self._agreement: SecrecyView | None = None
        self._facts = Facts()
        self._state = NoteLine("lock", "warn")
        self._state.setObjectName("secrecy_state")
        self.sign = SecondaryButton("", "pen")
        self.sign.setObjectName("secrecy_read")
        self.sign.clicked.connect(self.read)
        self.accredit = SecondaryButton("", "qr")
        self.accredit.setObjectName("accredit_open")
        self.accredit.clicked.connect(self.ask)
        self.accredit.setVisible(accrediting is not None)
        foot = QHBoxLayout()
        foot.addWidget(self._state, 1)
        foot.addWidget(self.sign)
        asking = QHBoxLayout()
        asking.addStretch(1)
        asking.addWidget(self.accredit)
        self.body.addWidget(self._facts)
        self.body.addLayout(asking)
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

    def ask(self) -> None:
        """Show the request as a code, and take the answer."""
        if self._accrediting is not None:
            self._background.run(self, self._accrediting.ask, self._on_asked)

    def _on_asked(self, asked: "Asked") -> None:
        if self._accrediting is None:
            return
        box = AccreditBox(self, asked, self._accrediting, self._background)
        box.accredited.connect(self._on_accredited)
        box.open()

    def _on_accredited(self, taken: "Accredited") -> None:
        self._load()
        words = tr("{name} är ackrediterad till {day}. Noden får veta det vid nästa synk.")
        told = words.format(name=taken.assessor, day=day(taken.last_day))
        self.window().toast(told)  # type: ignore[attr-defined]

    def _load(self) -> None:
        authority, secrecy = self._authority, self._secrecy
        self._background.run(self, lambda: (authority.view(), secrecy.view()), self._on_found)

    def _on_found(self, found: tuple[AuthorityView, SecrecyView]) -> None:
        self._view, self._agreement = found
        self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(self.tr("Behörighet och sekretess"))
        self.sign.setText(self.tr("Läs och skriv under"))
        self.accredit.setText(self.tr("Ackreditera med kod"))
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
