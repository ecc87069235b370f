"""A new case: who, which role, and it opens."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.usecases.cases import Cases, RoleLine
from app.usecases.opening import OpenCaseExists
from app.usecases.people import People
from app.usecases.retests import RetestOffer
from ui.background import Background
from ui.language import language, tr
from ui.messages import message
from ui.models.retest_words import retest_from, retest_line
from ui.screens.box import Box
from ui.screens.people_list import PeopleList
from ui.screens.register_person import RegisterPerson
from ui.theme import metrics
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.tiles import ChoiceTile
from ui.widgets.wrapped import Wrapped

_ROLES_SEEN = 140
"""So high is the list of roles at least: two of them and the edge of the next."""


class NewCase(Box):
    """Person at the top (unless known), role under them, one act."""

    opened = Signal(object)  # case id

    def __init__(
        self, parent: QWidget, people: People, cases: Cases, background: Background
    ) -> None:
        act = PrimaryButton(tr("Öppna ärendet"), chevron=True)
        super().__init__(parent, tr("Nytt ärende"), act, tr("Avbryt"))
        self.setObjectName("new_case")
        self._people, self._cases, self._background = people, cases, background
        self._person: UUID | None = None
        self._roles: dict[str, ChoiceTile] = {}
        self._lines: dict[str, RoleLine] = {}
        self._offers: dict[str, RetestOffer] = {}
        self._retest = NoteLine("info", "neutral", style="body")
        self._retest.setObjectName("new_case_retest")
        self.list = PeopleList(people, background)
        self._name = TextLabel("", "strong", wrap=True)
        self._question = TextLabel(self.tr("Vilken roll?"), "section")
        self.register = LinkButton(self.tr("Registrera en ny person"), "plus", chevron=False)
        self.register.setObjectName("new_case_register")
        self.act.setObjectName("new_case_open")
        self._build()
        self.register.clicked.connect(self._on_register)
        self.list.current_changed.connect(self._on_person)
        self.list.opened.connect(lambda _person: self._open())
        self.act.clicked.connect(self._open)
        self._refresh(None)
        background.run(self, cases.roles, self._on_roles)

    def show_person(self, person_id: UUID, name: str) -> None:
        """The case is for this person; nothing to search."""
        self._person = person_id
        self._name.setText(self.tr("För {name}").format(name=name))
        for part in (self.list, self.register):
            part.hide()
        self.body.addStretch(1)
        self.size_at(560)
        self._on_person(person_id)
        self.act.setFocus()

    def show_people(self) -> None:
        """Choose the person first."""
        self._name.hide()
        self.size_at(760, 600)
        self.list.search("")
        self.list.field.setFocus()

    def _on_roles(self, roles: tuple[RoleLine, ...]) -> None:
        for at, role in enumerate(roles):
            tile = ChoiceTile("clipboard", "")
            tile.setObjectName(f"role_{role.code}")
            tile.setChecked(at == 0)
            tile.toggled.connect(lambda _on: self._say_retest())
            self._tiles.addWidget(tile)
            self._roles[role.code], self._lines[role.code] = tile, role
        self._say_roles()
        self.grow()
        if not roles:
            self._question.setText(
                self.tr("Inget protokoll är installerat. Synka med noden för att få dem.")
            )
        self._refresh(self._person or self.list.current)

    @property
    def _code(self) -> str | None:
        """The role that is chosen."""
        return next((code for code, tile in self._roles.items() if tile.isChecked()), None)

    @property
    def _offer(self) -> RetestOffer | None:
        """The retest of the role that is chosen, where one is due (R35)."""
        return self._offers.get(self._code or "")

    def _on_person(self, person: object) -> None:
        self._refresh(person)
        self._offers = {}
        self._say_roles()
        if isinstance(person, UUID):
            self._background.run(
                self, lambda: self._cases.retests.of_person(person), self._on_offers
            )

    def _on_offers(self, offers: tuple[RetestOffer, ...]) -> None:
        person = self._person or self.list.current
        self._offers = {offer.code: offer for offer in offers if offer.person_id == person}
        self._say_roles()

    def _say_roles(self) -> None:
        for code, tile in self._roles.items():
            line, offer = self._lines[code], self._offers.get(code)
            words = f"{line.name.in_language(language())} · {line.level.in_language(language())}"
            if offer is not None:
                words = f"{words}\n{retest_line(offer)}, {retest_from(offer)}"
            tile.show_words(words)
            tile.updateGeometry()
        self._say_retest()

    def _say_retest(self) -> None:
        offer = self._offer
        hindrance = offer.hindrance if offer else None
        self._retest.show_words(message(hindrance).in_one() if hindrance else "")
        words = self.tr("Öppna omtestet") if offer else self.tr("Öppna ärendet")
        self.act.setText(words)
        self._refresh(self._person or self.list.current)
        self.grow()

    def _on_register(self) -> None:
        box = RegisterPerson(self, self._people, self._background, self.list.field.text)
        box.registered.connect(self.list.choose)
        box.open()

    def _open(self) -> None:
        person = self._person or self.list.current
        code, offer = self._code, self._offer
        if person is None or code is None or not self.act.isEnabled():
            return
        self.act.setEnabled(False)
        cases = self._cases

        def opened() -> UUID:
            return cases.retests.open(offer.case_id) if offer else cases.open(person, code)

        self._background.run(self, opened, self._on_opened, self._on_refused)

    def _on_opened(self, case_id: UUID) -> None:
        self.accept()
        self.opened.emit(case_id)

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        act = None
        if isinstance(error, OpenCaseExists):
            case_id = error.case_id
            act = (self.tr("Visa ärendet"), lambda: self._on_opened(case_id))
        self.errors.show_message(message(error), act=act)
        self.grow()

    def _refresh(self, person: object) -> None:
        hindered = self._offer is not None and self._offer.hindrance is not None
        self.act.setEnabled(person is not None and bool(self._roles) and not hindered)

    def _build(self) -> None:
        self.body.addWidget(self._name)
        self.list.layout_with(lambda inner: inner.addWidget(self.register))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._question)
        roles = Wrapped()
        self._tiles = QVBoxLayout(roles)
        self._tiles.setContentsMargins(0, 0, 0, 0)
        self._tiles.setSpacing(metrics().gap_small)
        self.body.addWidget(QuietScroll(roles, least=_ROLES_SEEN), 1)
        self.body.addWidget(self._retest)
