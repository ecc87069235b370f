"""Find anybody while typing; who they are and where they stand at the right."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.change import Change, Touched
from app.usecases.cases import Cases
from app.usecases.erasing import EraseCaseOpen, EraseRequests
from app.usecases.people import People
from app.usecases.person_card import PersonCard
from app.usecases.ties import Ties
from ui.actions import bind
from ui.background import Background
from ui.screen import Screen
from ui.screens.erase_box import EraseBox
from ui.screens.new_case import NewCase
from ui.screens.participation_section import ParticipationSection
from ui.screens.people_card import PersonPanel
from ui.screens.people_list import PeopleList
from ui.screens.register_person import RegisterPerson
from ui.screens.ties_section import TiesSection
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.confirm_box import ask
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import ElidedLabel
from ui.widgets.yielding import yielding


class PeopleScreen(Screen):
    """Search, rows, card; Enter opens the case or starts one."""

    export_asked = Signal()

    def __init__(
        self,
        people: People,
        cases: Cases,
        ties: Ties,
        background: Background,
        erasing: tuple[EraseRequests, bool],
        participation: ParticipationSection | None = None,
    ) -> None:
        """`erasing`: what asks for it, and whether a passphrase signs instead of a PIN."""
        super().__init__()
        self.setObjectName("people")
        self._requests, self._passphrase = erasing
        self._people, self._cases, self._background = people, cases, background
        self.list = PeopleList(people, background)
        self.panel = PersonPanel(TiesSection(ties, background), participation)
        self.new = SecondaryButton("", "plus", size="control_main")
        self.new.setObjectName("people_new")
        self.export = SecondaryButton("", "download", size="control_main")
        self.export.setObjectName("people_export")
        self._hints = [KeyHint("↑ ↓"), KeyHint("Enter"), KeyHint("Ctrl+N")]
        self._note = ElidedLabel("", "small", "muted")
        self._note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._build()
        self.setFocusProxy(self.list)
        self.new.clicked.connect(self.register)
        self.export.clicked.connect(self.export_asked)
        self.list.current_changed.connect(self._on_current)
        self.list.opened.connect(self._on_opened)
        self.panel.resumed.connect(lambda case_id: self.go.emit("case", case_id))
        self.panel.ties.failed.connect(self.show_error)
        if participation is not None:
            participation.failed.connect(self.show_error)
            participation.hand_over_asked.connect(self._on_hand_over)
        self.panel.begun.connect(self.begin)
        self.panel.erase_asked.connect(self.ask_erasure)
        self.panel.protect_asked.connect(self.ask_protection)
        self.panel.certificate_asked.connect(lambda found: self.go.emit("certificates", found))
        bind(self, "people.new", self.register)
        self._retranslate()

    def refresh(self) -> None:
        """The rows again; the person one was at stays."""
        self.list.reload()

    def open_with(self, subject: object) -> None:
        """Show the person with this id (UUID)."""
        if isinstance(subject, UUID):
            self.list.choose(subject)

    def on_change(self, change: Change) -> None:
        """People, cases and certificates concern this screen."""
        wanted = {Touched.PEOPLE, Touched.CASES, Touched.CERTIFICATES}
        if not wanted.isdisjoint(change.touched):
            super().on_change(change)

    def register(self) -> None:
        """Register somebody, then show them."""
        written = self.list.field.text if not self.list.model.rows else ""
        box = RegisterPerson(self, self._people, self._background, written)
        box.registered.connect(self.list.choose)
        box.open()

    def begin(self, person_id: UUID, name: str) -> None:
        """A new case for the person."""
        box = NewCase(self, self._people, self._cases, self._background)
        box.opened.connect(lambda case_id: self.go.emit("case", case_id))
        box.show_person(person_id, name)
        box.open()

    def _on_hand_over(self, part_id: UUID) -> None:
        self.go.emit("participant", (part_id, ("people", self.panel.person_id)))

    def ask_erasure(self, person_id: UUID, name: str) -> None:
        """Ask whether the person is to be erased; a case under way ends first."""
        running = self.panel.open_case
        if running is not None:
            self.show_error(EraseCaseOpen(running))
            return
        EraseBox(
            self,
            (person_id, name),
            self._requests,
            self._background,
            passphrase=self._passphrase,
        ).open()

    def ask_protection(self, person_id: UUID, is_protected: bool) -> None:
        """Ask whether the person is protected from now on, or is so no longer (R55)."""
        if is_protected:
            words = (
                self.tr("Markera personen som skyddad?"),
                self.tr(
                    "Listor, exporter och svar vid kontroll visar inte längre vem det är, och "
                    "varje läsning loggas. Månader som redan är skickade till finansiären öppnas "
                    "och ska skickas om utan personens nummer."
                ),
                self.tr("Markera som skyddad"),
            )
        else:
            words = (
                self.tr("Ta bort skyddet?"),
                self.tr(
                    "Personen syns i listor och exporter igen, här och i regionen. Månader som är "
                    "skickade till finansiären öppnas och ska skickas om."
                ),
                self.tr("Ta bort skyddet"),
            )
        protect = self._people.protect

        def act() -> None:
            self._background.run(
                self,
                lambda: protect(person_id, is_protected=is_protected),
                lambda _none: self.list.choose(person_id),
                self.show_error,
            )

        ask(self, *words, act, danger=False)

    def _on_current(self, person_id: object) -> None:
        if not isinstance(person_id, UUID):
            self.panel.show_nobody()
            return
        self._background.run(self, lambda: self._people.card(person_id), self._on_card)

    def _on_card(self, card: PersonCard) -> None:
        if card.line.id == self.list.current:
            self.panel.show_card(card)

    def _on_opened(self, person_id: UUID) -> None:
        if self.panel.person_id == person_id:
            self.panel.act.click()

    def _retranslate(self) -> None:
        self.set_title(
            self.tr("Personer"), self.tr("Sök på namn, personnummer, företag eller bevisnummer")
        )
        self.list.retranslate()
        self.new.setText(self.tr("Ny person"))
        self.export.setText(self.tr("Exportera"))
        self._note.setText(self.tr("Skyddade personuppgifter visas inte här"))
        words = (self.tr("välj"), self.tr("öppna"), self.tr("ny person"))
        for hint, text in zip(self._hints, words, strict=True):
            hint.words.setText(text)

    def _build(self) -> None:
        m = metrics()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap_wide)
        row = QHBoxLayout()
        row.setSpacing(m.gap)
        row.addWidget(self.list.field, 1)
        row.addWidget(self.export)
        row.addWidget(self.new)
        column.addLayout(row)
        card = Card(padded=False)
        card.body.setContentsMargins(0, m.gap_small, 0, 0)
        card.body.addWidget(yielding(self.list.table, 150), 1)
        for hint in self._hints:
            card.foot.addWidget(hint)
        card.foot.addWidget(self._note, 1)
        column.addWidget(card, 1)
        columns = [Column(left, 838, least=540), Column(self.panel, 388, least=316)]
        self.page.addWidget(FlowColumns(columns), 1)
