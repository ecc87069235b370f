"""What the list of certificates shows: state, kind, company, period, in which order."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.certificate import CertificateKind
from app.domain.reason_words import KIND_WORDS
from app.settings import CertificateView
from app.usecases.certificate_list import Narrowing, Order, Period
from ui.language import language, marked, tr
from ui.models.certificate_rows import state_words
from ui.screens.case.scrolled_box import ScrolledBox
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field

Companies = Sequence[tuple[UUID, str]]

_PERIODS = {
    Period.ALL: marked("När som helst"),
    Period.TODAY: marked("Idag"),
    Period.WEEK: marked("Senaste sju dagarna"),
    Period.MONTH: marked("Senaste månaden"),
    Period.YEAR: marked("Senaste året"),
}
_ORDERS = {
    Order.NEWEST: marked("Nyast först"),
    Order.NAME: marked("Efter namn"),
    Order.COMPANY: marked("Efter företag och namn"),
}


def narrowing_of(view: CertificateView) -> Narrowing:
    """What is remembered, as far as it still means something."""
    try:
        return Narrowing(
            view.state,
            CertificateKind(view.kind) if view.kind else None,
            UUID(view.company) if view.company else None,
            Period(view.period or Period.ALL),
            Order(view.order or Order.NEWEST),
        )
    except ValueError:
        return Narrowing()


def view_of(narrowing: Narrowing) -> CertificateView:
    """What is to be remembered."""
    company = "" if narrowing.company is None else str(narrowing.company)
    return CertificateView(
        narrowing.state, narrowing.kind or "", company, narrowing.period, narrowing.order
    )


def narrowing_words(narrowing: Narrowing, companies: Companies) -> str:
    """What is narrowed, in words; "" where nothing is."""
    parts = [tr(state_words(narrowing.state))] if narrowing.state else []
    if narrowing.kind is not None:
        parts.append(KIND_WORDS[narrowing.kind].in_language(language()))
    if narrowing.company is not None:
        parts.append(dict(companies).get(narrowing.company, tr("Ett företag")))
    if narrowing.period is not Period.ALL:
        parts.append(tr(_PERIODS[narrowing.period]))
    return " · ".join(parts)


class FilterBox(ScrolledBox):
    """One choice a thing; what is chosen is remembered until it is cleared."""

    chosen = Signal(object)  # Narrowing

    def __init__(
        self, parent: QWidget, narrowing: Narrowing, companies: Companies, states: Sequence[str]
    ) -> None:
        super().__init__(parent, tr("Visa bara"), PrimaryButton(tr("Visa")), tr("Avbryt"))
        self.setObjectName("filter_box")
        everything = tr("Alla")
        self.state = _combo("filter_state", ((tr(state_words(s)), s) for s in states), everything)
        kinds = ((KIND_WORDS[kind].in_language(language()), kind) for kind in CertificateKind)
        self.kind = _combo("filter_kind", kinds, everything)
        self.company = _combo(
            "filter_company", ((name, str(one)) for one, name in companies), everything
        )
        self.period = _combo("filter_period", ((tr(words), one) for one, words in _PERIODS.items()))
        self.order = _combo("filter_order", ((tr(words), one) for one, words in _ORDERS.items()))
        self.clear = SecondaryButton(tr("Rensa"))
        self.clear.setObjectName("filter_clear")
        self.act.setObjectName("filter_now")
        self._show(narrowing)
        for words, combo in (
            (tr("Läge"), self.state),
            (tr("Sort"), self.kind),
            (tr("Företag"), self.company),
            (tr("Utfärdat"), self.period),
            (tr("Ordning"), self.order),
        ):
            self.asked.addWidget(Field(words, combo))
        self.row.insertWidget(1, self.clear)
        self.clear.clicked.connect(self._on_clear)
        self.act.clicked.connect(self._on_act)
        self.act.setDefault(True)
        self.size_at(420)
        self.state.setFocus()

    def _show(self, narrowing: Narrowing) -> None:
        view = view_of(narrowing)
        for combo, value in (
            (self.state, view.state),
            (self.kind, view.kind),
            (self.company, view.company),
            (self.period, view.period),
            (self.order, view.order),
        ):
            combo.setCurrentIndex(max(0, combo.findData(str(value))))

    def _on_clear(self) -> None:
        self._show(Narrowing(order=Order(self.order.currentData())))

    def _on_act(self) -> None:
        combos = (self.state, self.kind, self.company, self.period, self.order)
        self.chosen.emit(narrowing_of(CertificateView(*(combo.currentData() for combo in combos))))
        self.accept()


def _combo(name: str, choices: Iterable[tuple[str, str]], everything: str = "") -> QComboBox:
    """A choice by words; what is chosen is its text, "" for everything."""
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    if everything:
        combo.addItem(everything, "")
    for words, value in choices:
        combo.addItem(words, str(value))
    return combo
