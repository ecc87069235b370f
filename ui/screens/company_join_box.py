"""Somebody joins an order: found or registered; or what the order knows of them changes."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import UserError
from app.domain.group_order import Basis, BasisKind
from app.usecases.group_orders import GroupOrders, Joining, OrderPersonLine
from app.usecases.people import People
from ui.background import Background
from ui.language import tr
from ui.models.order_rows import basis_words
from ui.screens.box import Box
from ui.screens.case.scrolled_box import ScrolledBox
from ui.screens.people_list import PeopleList
from ui.screens.register_person import RegisterPerson
from ui.theme import metrics
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel

_LONGEST = 120


class BasisFields(QWidget):
    """On what basis the company may see results (R54): none, agreement or consent, and the day."""

    def __init__(self, today: date, basis: Basis | None = None, *, upright: bool = False) -> None:
        """`upright`: the day under the kind, not beside it."""
        super().__init__()
        self.kind = QComboBox()
        self.kind.setObjectName("basis_kind")
        self.kind.addItem(tr("Inget underlag"), "")
        for one in BasisKind:
            self.kind.addItem(basis_words(one), one.value)
        self.day = DayEdit()
        self.day.setObjectName("basis_day")
        self.day.show_day(basis.day if basis else today)
        self.kind.setCurrentIndex(max(0, self.kind.findData(basis.kind.value if basis else "")))
        row: QBoxLayout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_small if upright else metrics().gap_wide)
        row.addWidget(Field(tr("Underlag för resultat"), self.kind), 1)
        row.addWidget(Field(tr("Av den"), self.day), 1)
        self.kind.currentIndexChanged.connect(lambda _at: self._refresh())
        self._refresh()

    @property
    def chosen(self) -> BasisKind | None:
        """Which basis, None for none."""
        found = self.kind.currentData()
        return BasisKind(found) if found else None

    @property
    def is_right(self) -> bool:
        """Whether a basis has its day."""
        return self.chosen is None or self.day.day is not None

    def _refresh(self) -> None:
        self.day.setEnabled(self.chosen is not None)


class JoinBox(Box):
    """The person at the top, found while typing; then number, department and basis."""

    joined = Signal()

    def __init__(
        self,
        parent: QWidget,
        orders: GroupOrders,
        people: People,
        background: Background,
        order_id: UUID,
        today: date,
    ) -> None:
        act = PrimaryButton(tr("Lägg till"), "check")
        super().__init__(parent, tr("Lägg till i ordern"), act, tr("Avbryt"))
        self.setObjectName("join_box")
        self._orders, self._people, self._background = orders, people, background
        self._order_id = order_id
        self.list = PeopleList(people, background)
        self.register = LinkButton(tr("Registrera en ny person"), "plus", chevron=False)
        self.register.setObjectName("join_register")
        self.number, self.department = _edit("join_number"), _edit("join_department")
        self.basis = BasisFields(today)
        self.act.setObjectName("join_save")
        self._build()
        self.register.clicked.connect(self._on_register)
        self.list.opened.connect(lambda _person: self.save())
        self.list.current_changed.connect(lambda _person: self._refresh())
        self.act.clicked.connect(self.save)
        self.basis.day.textChanged.connect(self._refresh)
        self.list.search("")
        self.list.field.setFocus()

    def save(self) -> None:
        """Put the person one is at into the order."""
        person = self.list.current
        if person is None or not self.act.isEnabled():
            return
        joining = Joining(
            self.number.text(), self.department.text(), self.basis.chosen, self.basis.day.day
        )
        orders, order_id = self._orders, self._order_id
        self.errors.clear()
        self.act.setEnabled(False)
        self._background.run(
            self,
            lambda: orders.add(order_id, person, joining),
            lambda _none: self._on_joined(),
            self._on_refused,
        )

    def _on_joined(self) -> None:
        self.accept()
        self.joined.emit()

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.show_error(error)

    def _on_register(self) -> None:
        box = RegisterPerson(self, self._people, self._background, self.list.field.text)
        box.registered.connect(self.list.choose)
        box.open()

    def _refresh(self) -> None:
        self.act.setEnabled(self.list.current is not None and self.basis.is_right)

    def _build(self) -> None:
        self.list.layout_with(lambda inner: inner.addWidget(self.register))
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap_wide)
        row.addWidget(Field(tr("Anställningsnummer"), self.number), 1)
        row.addWidget(Field(tr("Avdelning"), self.department), 1)
        self.body.addLayout(row)
        self.body.addWidget(self.basis)
        self.size_within(760, 640)


class PlaceBox(ScrolledBox):
    """What the order knows of somebody in it: employee number and department."""

    kept = Signal(str, str)

    def __init__(self, parent: QWidget, line: OrderPersonLine) -> None:
        act = PrimaryButton(tr("Spara"), "check")
        super().__init__(parent, line.person.name or tr("Skyddad person"), act, tr("Avbryt"))
        self.setObjectName("place_box")
        self.number, self.department = _edit("place_number"), _edit("place_department")
        self.number.setText(line.person.employee_number)
        self.department.setText(line.person.department)
        self.act.setObjectName("place_save")
        for words, edit in (
            (tr("Anställningsnummer"), self.number),
            (tr("Avdelning"), self.department),
        ):
            self.asked.addWidget(Field(words, edit))
            edit.returnPressed.connect(self._on_act)
        self.act.clicked.connect(self._on_act)
        self.size_at(420)
        self.number.setFocus()

    def _on_act(self) -> None:
        self.kept.emit(self.number.text(), self.department.text())
        self.accept()


class BasisBox(ScrolledBox):
    """The basis for results of those chosen; none takes it back (R54)."""

    given = Signal(object, object)  # BasisKind or None, day

    def __init__(self, parent: QWidget, chosen: int, basis: Basis | None, today: date) -> None:
        act = PrimaryButton(tr("Notera"), "check")
        super().__init__(parent, tr("Underlag för resultat"), act, tr("Avbryt"))
        self.setObjectName("basis_box")
        who = tr("%n personer", chosen)
        meaning = tr(
            "Gäller {who}. Utan underlag visas inga resultat per område för företaget. "
            "Ett underlag kan tas tillbaka när som helst."
        )
        self.basis = BasisFields(today, basis)
        self.act.setObjectName("basis_save")
        self.asked.addWidget(TextLabel(meaning.format(who=who), "body", "muted", wrap=True))
        self.asked.addWidget(self.basis)
        self.act.clicked.connect(self._on_act)
        self.basis.day.textChanged.connect(self._refresh)
        self.basis.kind.currentIndexChanged.connect(lambda _at: self._refresh())
        self.size_at(560)
        self.basis.kind.setFocus()

    def _refresh(self) -> None:
        self.act.setEnabled(self.basis.is_right)

    def _on_act(self) -> None:
        self.given.emit(self.basis.chosen, self.basis.day.day)
        self.accept()


def _edit(name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setMaxLength(_LONGEST)
    return edit
