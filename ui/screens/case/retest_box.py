"""A retest: which areas are taken again, what is kept, from when; it opens now or is booked."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.text import Text
from app.usecases.retest_rules import AreaOffer, WaitingTime
from app.usecases.retests import RetestOffer, Retests
from ui.background import Background
from ui.figures import day
from ui.language import tr
from ui.messages import message
from ui.models.former_words import former_words
from ui.models.retest_words import retest_line
from ui.screens.case.scrolled_box import ScrolledBox
from ui.screens.case.when_choice import WhenChoice
from ui.screens.case.words import said
from ui.widgets.buttons import PrimaryButton
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.tick_line import TickLine


class RetestBox(ScrolledBox):
    """The offer of one earlier case; what hinders it stands above the act.

    Who has to wait books a day; nothing else that hinders passes by itself.
    """

    opened = Signal(object)  # the new case's id

    def __init__(
        self,
        parent: QWidget,
        retests: Retests,
        background: Background,
        offer: RetestOffer,
        today: date,
    ) -> None:
        act = PrimaryButton(tr("Öppna omtestet"), chevron=True)
        super().__init__(parent, retest_line(offer), act, tr("Tillbaka"))
        self.setObjectName("retest_box")
        self.act.setObjectName("retest_open")
        self._retests, self._background, self._case_id = retests, background, offer.case_id
        self.asked.addWidget(TextLabel(said(offer.role), "body", "muted", wrap=True))
        self._offer = offer
        choice = offer.each if len(offer.each) > 1 else ()
        self._ticks = {one.id: TickLine(said(one.name)) for one in choice}
        self._former = [
            NoteLine("info", "neutral", former_words(one), style="body") for one in offer.former
        ]
        self._facts = Facts()
        self._hindrance = NoteLine("warning", "warn")
        self._hindrance.setObjectName("retest_hindrance")
        self.when = WhenChoice(max(today, offer.possible_from))
        self._build()
        waits = isinstance(offer.hindrance, WaitingTime)
        self.when.choose(now=not waits)
        self.when.changed.connect(self._show)
        self.when.entered.connect(self._on_open)
        self.act.clicked.connect(self._on_open)
        self.size_at(620)
        self._show()
        (self.act if self.act.isEnabled() else self.leave).setFocus()

    @property
    def chosen(self) -> tuple[AreaOffer, ...]:
        """The areas to take; a single one needs no choice."""
        ticks = self._ticks
        return tuple(o for o in self._offer.each if o.id not in ticks or ticks[o.id].isChecked())

    def _show(self) -> None:
        self._facts.show_rows(_rows(self._offer, self.chosen))
        reason = self._offer.hindrance_of(self.chosen)
        waits = reason is None or isinstance(reason, WaitingTime)
        self.when.setVisible(waits)
        hindrance = reason if self.when.is_now or not waits else None
        self._hindrance.show_words(message(hindrance).in_one() if hindrance else "")
        is_some = bool(self.chosen) or not self._offer.each
        self.act.setEnabled(hindrance is None and is_some)
        self.act.setText(tr("Öppna omtestet") if self.when.is_now else tr("Boka omtestet"))
        self.grow()

    def _build(self) -> None:
        for number, tick in enumerate(self._ticks.values()):
            tick.setObjectName(f"retest_area_{number}")
            tick.setChecked(True)
            tick.toggled.connect(lambda _on: self._show())
            self.asked.addWidget(tick)
        for part in (*self._former, self._facts, self.when, self._hindrance):
            self.asked.addWidget(part)
        self.asked.addStretch(1)

    def _on_open(self) -> None:
        retests, case_id, booked = self._retests, self._case_id, self.when.booked
        areas = tuple(one.id for one in self.chosen)
        if not self.when.is_now and booked is None:
            self.when.show_wrong()
            self.grow()
            return
        self.act.setEnabled(False)
        self._background.run(
            self, lambda: retests.open(case_id, booked, areas), self._on_opened, self._on_refused
        )

    def _on_opened(self, case_id: UUID) -> None:
        self.accept()
        self.opened.emit(case_id)

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.show_error(error)


def _rows(offer: RetestOffer, chosen: Sequence[AreaOffer]) -> list[tuple[str, str]]:
    is_choice = len(offer.each) > 1  # then the areas stand above, to tick
    again = _names(offer.areas) or tr("Inget: allt som krävs är visat")
    rows = [] if is_choice else [(tr("Görs om"), again)]
    if offer.kept:
        rows.append((tr("Redan visat"), _names(offer.kept)))
    if offer.lapsed:
        rows.append((tr("För länge sedan"), _names(offer.lapsed)))
    attempts, days = [one.attempt for one in chosen], [one.possible_from for one in chosen]
    attempt = tr("{attempt} av {most}").format(
        attempt=max(attempts, default=offer.attempt), most=offer.max_attempts
    )
    possible = day(max(days, default=offer.possible_from))
    return [*rows, (tr("Försök"), attempt), (tr("Möjligt från"), possible)]


def _names(areas: tuple[Text, ...]) -> str:
    return ", ".join(said(area) for area in areas)
