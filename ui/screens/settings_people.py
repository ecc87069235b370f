"""Settings: who may unlock this computer; let a colleague in, take somebody away."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.background import Background
from ui.language import tr
from ui.messages import message
from ui.screens.settings_join import JoinBox
from ui.screens.unlock_people import role_words
from ui.theme import metrics
from ui.widgets.buttons import QuietButton, SecondaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.confirm_box import ask
from ui.widgets.error_bar import ErrorBar
from ui.widgets.icon_label import Avatar
from ui.widgets.labels import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from app.domain.desks import AssessorCard, SignedIn
    from app.usecases.colleagues import Colleagues


class PeopleCard(Card):
    """Reads itself when shown; one act, to add somebody."""

    def __init__(
        self,
        colleagues: "Colleagues",
        assessor: "SignedIn",
        background: Background,
        *,
        passphrase: bool,
        practice: bool,
    ) -> None:
        """`practice`: everybody is there from the beginning, and nobody is added or taken away."""
        super().__init__(" ")
        self.setObjectName("settings_people")
        self._colleagues, self._assessor, self._background = colleagues, assessor, background
        self._passphrase, self._practice = passphrase, practice
        self._others: Sequence[AssessorCard] = ()
        self.errors = ErrorBar()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._rows: list[QWidget] = []
        self._note = TextLabel("", "small", "muted", wrap=True)
        self.add = SecondaryButton("", "plus")
        self.add.setObjectName("people_add")
        self.add.setVisible(not practice)
        self.add.clicked.connect(self.let_in)
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(self.add)
        self.body.addWidget(self.errors)
        self.body.addLayout(self._lines)
        self.body.addLayout(foot)
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Read who works here now."""
        super().showEvent(event)
        self._load()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def let_in(self) -> None:
        """Ask for the code and the two secrets."""
        box = JoinBox(
            self, self._colleagues, self._background, self._assessor, passphrase=self._passphrase
        )
        box.joined.connect(self._load)
        box.open()

    def show_error(self, error: UserError) -> None:
        """Say what went wrong, in the card."""
        self.errors.show_message(message(error))

    def _load(self) -> None:
        self._background.run(self, self._colleagues.others, self._on_others)

    def _on_others(self, others: "Sequence[AssessorCard]") -> None:
        self._others = others
        self._retranslate()

    def _retranslate(self) -> None:
        self.set_title(tr("Personer vid datorn"))
        self.add.setText(tr("Lägg till bedömare"))
        if self._practice:
            self._note.setText(tr("Alla på övningsbordet har från början samma PIN-kod."))
        else:
            self._note.setText(tr("Var och en låser upp och signerar med sin egen kod."))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        me = self._assessor
        self._rows = [self._row(me.name, role_words(me.roles, me.profiles), None)]
        for one in self._others:
            self._rows += [
                Hairline(),
                self._row(one.name, role_words(one.roles, one.profiles), one),
            ]
        for row in self._rows:
            self._lines.addWidget(row)

    def _row(self, name: str, line: str, colleague: "AssessorCard | None") -> QWidget:
        row, m = QWidget(), metrics()
        avatar = Avatar(size=36)
        avatar.show_person(name)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, "strong"))
        words.addWidget(ElidedLabel(line, "small", "muted"))
        inner = QHBoxLayout(row)
        inner.setContentsMargins(0, m.gap_small, 0, m.gap_small)
        inner.setSpacing(m.gap)
        inner.addWidget(avatar)
        inner.addLayout(words, 1)
        if colleague is None:
            inner.addWidget(TextLabel(tr("Inloggad"), "small", "muted"))
        elif not self._practice:
            away = QuietButton(tr("Ta bort"), "trash")
            away.setObjectName(f"people_remove_{colleague.id}")
            away.setAccessibleName(tr("Ta bort {name}").format(name=name))
            away.clicked.connect(partial(self._on_remove, colleague))
            inner.addWidget(away)
        return row

    def _on_remove(self, colleague: "AssessorCard", _on: bool = False) -> None:
        ask(
            self,
            tr("Ta bort {name} från den här datorn?").format(name=colleague.name),
            tr(
                "Personen kan inte längre låsa upp här. Allt som är bedömt och signerat finns kvar."
            ),
            tr("Ta bort"),
            lambda: self._background.run(
                self,
                lambda: self._colleagues.remove(colleague.id),
                lambda _none: self._load(),
                self.show_error,
            ),
            danger=True,
        )
