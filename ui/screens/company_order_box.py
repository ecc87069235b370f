"""Make a group order, or change its name and days."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from app.domain.errors import UserError
from app.usecases.cases import RoleLine
from app.usecases.group_orders import LONGEST_ORDER_NAME, GroupOrders, NewOrder, OrderLine
from ui.background import Background
from ui.language import language, tr
from ui.screens.case.scrolled_box import ScrolledBox
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.tick_line import TickLine


class OrderBox(ScrolledBox):
    """Name, profile, wanted days; the profile stays once people may have joined."""

    given = Signal(object)  # order id

    def __init__(
        self,
        parent: QWidget,
        orders: GroupOrders,
        background: Background,
        company_id: UUID,
        roles: tuple[RoleLine, ...],
        known: OrderLine | None = None,
    ) -> None:
        heading = tr("Ny grupporder") if known is None else tr("Grupporderns uppgifter")
        act = PrimaryButton(tr("Lägg upp ordern") if known is None else tr("Spara"), "check")
        super().__init__(parent, heading, act, tr("Avbryt"))
        self.setObjectName("order_box")
        self._orders, self._background = orders, background
        self._company_id, self._known = company_id, known
        self._name_edit = QLineEdit()
        self._name_edit.setObjectName("order_name")
        self._name_edit.setMaxLength(LONGEST_ORDER_NAME)
        self._role = QComboBox()
        self._role.setObjectName("order_role")
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._role.setSizeAdjustPolicy(policy)  # else the longest role widens the whole box
        self._role.setMinimumContentsLength(20)
        for role in roles:
            words = (role.name.in_language(language()), role.level.in_language(language()))
            self._role.addItem(" · ".join(filter(None, words)), role.code)
        self._first, self._last = DayEdit(), DayEdit()
        self._first.setObjectName("order_first")
        self._last.setObjectName("order_last")
        self._closed = TickLine(tr("Ordern är avslutad"))
        self._closed.setObjectName("order_closed")
        self.act.setObjectName("order_save")
        self._build(bool(roles))
        self._fill(known)
        self.act.clicked.connect(self.save)
        for edit in (self._name_edit, self._first, self._last):
            edit.textChanged.connect(self._refresh)
            edit.returnPressed.connect(self.save)
        self._refresh()

    def save(self) -> None:
        """Keep what is written."""
        if not self.act.isEnabled():
            return
        self.errors.clear()
        self.act.setEnabled(False)
        self._background.run(self, self._keep(self._written()), self._on_kept, self._on_refused)

    def _keep(self, new: NewOrder) -> Callable[[], UUID]:
        known, orders, company_id = self._known, self._orders, self._company_id

        def keep() -> UUID:
            if known is None:
                return orders.make(company_id, new)
            orders.change(known.id, new)
            return known.id

        return keep

    def _written(self) -> NewOrder:
        return NewOrder(
            self._name_edit.text(),
            str(self._role.currentData()),
            self._first.day,
            self._last.day,
            self._closed.isChecked(),
        )

    def _on_kept(self, order_id: UUID) -> None:
        self.accept()
        self.given.emit(order_id)

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.show_error(error)

    def _refresh(self) -> None:
        is_right = not (self._first.is_wrong or self._last.is_wrong)
        ready = bool(self._name_edit.text().strip()) and self._role.count() > 0
        self.act.setEnabled(ready and is_right)

    def _fill(self, known: OrderLine | None) -> None:
        self._closed.setVisible(known is not None)
        if known is not None:
            self._name_edit.setText(known.name)
            self._role.setCurrentIndex(max(0, self._role.findData(known.code)))
            self._role.setEnabled(False)
            self._first.show_day(known.first_day)
            self._last.show_day(known.last_day)
            self._closed.setChecked(known.is_closed)
        self._name_edit.setFocus()

    def _build(self, has_roles: bool) -> None:
        name = Field(tr("Namn"), self._name_edit)
        name.set_hint(tr("Så att ni känner igen den, till exempel Hösten 2026."))
        role = Field(tr("Roll"), self._role)
        if not has_roles:
            role.show_wrong(tr("Inget protokoll är installerat. Synka med noden för att få dem."))
        days = QHBoxLayout()
        days.setSpacing(metrics().gap_wide)
        days.addWidget(Field(tr("Önskas från"), self._first))
        days.addWidget(Field(tr("Önskas till"), self._last))
        self.asked.addWidget(name)
        self.asked.addWidget(role)
        self.asked.addLayout(days)
        self.asked.addWidget(self._closed)
        self.size_at(560)
