"""A second person confirms: pick the colleague, who gives their own PIN or passphrase."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.screens.case.work import CaseWork
from ui.screens.unlock_people import accreditation_state, role_words
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pin_pad import PinPad
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.tiles import PersonTile

if TYPE_CHECKING:
    from app.domain.desks import AssessorCard

_TILE_STEP = 108


class SecondBox(Box):
    """Stays open until the colleague's secret was right, or one gives up.

    `confirmed` carries the `SecondPerson`, who goes with the use case that needs them.
    """

    confirmed = Signal(object)  # SecondPerson

    def __init__(
        self,
        parent: QWidget,
        work: CaseWork,
        question: str,
        meaning: str,
        act: str,
        *,
        role: str = "",
        profile: str = "",
        only: UUID | None = None,
    ) -> None:
        """`meaning`: one line on what they confirm.

        `role`, `profile`: what they need, if any; `only`: the one colleague it has to be.
        """
        super().__init__(parent, question, PrimaryButton(act, "pen"), tr("Avbryt"))
        self.setObjectName("second_box")
        self._work, self._words, self._role, self._profile = work, act, role, profile
        self._busy, self._only = False, only
        self._tiles: dict[UUID, PersonTile] = {}
        self._people = QVBoxLayout()
        self.pad, self.phrase = PinPad(), QLineEdit()
        self.phrase.setObjectName("second_secret")
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field(tr("Kollegans lösenfras"), self.phrase)
        passphrase = work.desk.takes_passphrase
        (self.pad if passphrase else self._field).hide()
        self._secret: QWidget = self.phrase if passphrase else self.pad
        self._wrong = NoteLine("warning", "bad")
        self._wrong.setObjectName("second_wrong")
        self.act.setObjectName("second_confirm")
        self._content = QWidget()
        self._build(meaning)
        self.pad.entered.connect(self._on_given)
        self.phrase.returnPressed.connect(self._on_act)
        self.act.clicked.connect(self._on_act)
        self.size_at(720)
        persons = work.desk.second_persons
        work.background.run(self, persons.others, self._on_others, self._on_wrong)

    @property
    def chosen(self) -> UUID | None:
        """The colleague picked."""
        return next((key for key, tile in self._tiles.items() if tile.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures go to the PIN wherever the keyboard is."""
        if event.text().isdecimal() and self.pad.isVisible():
            self.pad.setFocus()
            self.pad.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _on_others(self, others: "Sequence[AssessorCard]") -> None:
        fit = [one for one in others if self._fits(one)]
        if not fit:
            self._show_nobody(anybody=bool(others))
            return
        for one in fit:
            words, tone, icon = accreditation_state(one.accredited_to, self._work.today())
            tile = PersonTile(one.name, role_words(one.roles, one.profiles), words, tone, icon)
            tile.setObjectName(f"second_{one.id}")
            # one radio button alone would let itself be unchosen by a second click
            tile.clicked.connect(lambda _on=False, tile=tile: tile.setChecked(True))
            tile.clicked.connect(self._on_chosen)
            self._tiles[one.id] = tile
            self._people.addWidget(tile)
        self._people.addStretch(1)
        self._listed.setMinimumHeight(px(min(len(fit), 3) * _TILE_STEP))
        self._content.show()
        self.act.setEnabled(True)
        first = next(iter(self._tiles.values()))
        first.setChecked(len(fit) == 1)
        (self._secret if first.isChecked() else first).setFocus()
        self.grow()

    def _fits(self, one: "AssessorCard") -> bool:
        if self._only not in (None, one.id):
            return False
        has_role = not self._role or self._role in one.roles
        last = one.accredited_to
        covers = not self._profile or (
            self._profile in one.profiles and last is not None and last >= self._work.today()
        )
        return has_role and covers

    def _show_nobody(self, *, anybody: bool) -> None:
        words = (
            tr("Ingen annan vid den här datorn kan bekräfta det här.")
            if anybody
            else tr("Ingen annan arbetar vid den här datorn.")
        )
        how = tr("Lägg till en kollega under Inställningar, Personer vid datorn.")
        empty = EmptyState("people", f"{words} {how}")
        empty.setObjectName("second_nobody")
        self.body.addWidget(empty)
        self.act.hide()
        self.leave.setFocus()
        self.grow()

    def _on_chosen(self) -> None:
        self._wrong.show_words("")

    def _on_act(self) -> None:
        self._on_given(self.phrase.text() or self.pad.pin)

    def _on_given(self, secret: str) -> None:
        colleague = self.chosen
        if self._busy or not self._tiles:
            return
        if colleague is None:
            self._wrong.show_words(tr("Välj vem som bekräftar."))
            self.pad.clear()
            next(iter(self._tiles.values())).setFocus()
            return
        if not secret:
            self._secret.setFocus()
            return
        self._show_busy(busy=True)
        persons = self._work.desk.second_persons
        self._work.background.run(
            self, lambda: persons.confirm(colleague, secret), self._on_confirmed, self._on_wrong
        )

    def _on_confirmed(self, second: object) -> None:
        self.confirmed.emit(second)
        self.accept()

    def _on_wrong(self, error: UserError) -> None:
        """Say why it was not taken; what was written is forgotten."""
        self._show_busy(busy=False)
        self.pad.clear()
        self.phrase.clear()
        self._wrong.show_words(message(error).in_one())
        self.grow()
        self._secret.setFocus()

    def _show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._wrong.show_words("")
        self.act.setText(tr("Kontrollerar…") if busy else self._words)

    def _build(self, meaning: str) -> None:
        m = metrics()
        self.body.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        self._people.setSpacing(m.gap_small)
        holder = QWidget()
        holder.setLayout(self._people)
        self._people.setContentsMargins(0, 0, m.gap_small, 0)
        self._listed = QuietScroll(holder, 108)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(m.gap_small)
        left.addWidget(TextLabel(tr("Vem bekräftar?"), "state"))
        left.addWidget(self._listed, 1)
        right.setSpacing(m.gap_small)
        right.addWidget(self._field)
        right.addWidget(self.pad, 1)
        right.addWidget(self._wrong)
        if self._field.isVisibleTo(self):
            right.addStretch(1)
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(m.gap_huge)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.body.addWidget(self._content)
        self._content.hide()
        self.act.setEnabled(False)
