"""A retest: what is taken again, what is kept, from when; it opens now or is booked."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.text import Text
from app.usecases.retest_rules import WaitingTime
from app.usecases.retests import RetestOffer, Retests
from ui.background import Background
from ui.figures import day
from ui.language import tr
from ui.messages import message
from ui.models.retest_words import retest_line
from ui.screens.box import Box
from ui.screens.case.when_choice import WhenChoice
from ui.screens.case.words import said
from ui.widgets.buttons import PrimaryButton
from ui.widgets.facts import Facts
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class RetestBox(Box):
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
        self.body.addWidget(TextLabel(said(offer.role), "body", "muted", wrap=True))
        facts = Facts()
        facts.show_rows(_rows(offer))
        self.body.addWidget(facts)
        self._offer = offer
        self._hindrance = NoteLine("warning", "warn")
        self._hindrance.setObjectName("retest_hindrance")
        self.when = WhenChoice(max(today, offer.possible_from))
        self.body.addWidget(self.when)
        self.body.addWidget(self._hindrance)
        self.body.addStretch(1)
        waits = isinstance(offer.hindrance, WaitingTime)
        self.when.choose(now=not waits)
        self.when.setVisible(waits or offer.hindrance is None)
        self.when.changed.connect(self._show)
        self.when.entered.connect(self._on_open)
        self.act.clicked.connect(self._on_open)
        self.size_at(620)
        self._show()
        (self.act if self.act.isEnabled() else self.leave).setFocus()

    def _show(self) -> None:
        hindrance = self._offer.hindrance if self.when.is_now else None
        self._hindrance.show_words(message(hindrance).in_one() if hindrance else "")
        self.act.setEnabled(hindrance is None)
        self.act.setText(tr("Öppna omtestet") if self.when.is_now else tr("Boka omtestet"))
        self.grow()

    def _on_open(self) -> None:
        retests, case_id, booked = self._retests, self._case_id, self.when.booked
        if not self.when.is_now and booked is None:
            self.when.show_wrong()
            self.grow()
            return
        self.act.setEnabled(False)
        self._background.run(
            self, lambda: retests.open(case_id, booked), self._on_opened, self._on_refused
        )

    def _on_opened(self, case_id: UUID) -> None:
        self.accept()
        self.opened.emit(case_id)

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.show_error(error)


def _rows(offer: RetestOffer) -> list[tuple[str, str]]:
    rows = [(tr("Görs om"), _names(offer.areas))]
    if offer.kept:
        rows.append((tr("Redan visat"), _names(offer.kept)))
    if offer.lapsed:
        rows.append((tr("För länge sedan"), _names(offer.lapsed)))
    attempt = tr("{attempt} av {most}").format(attempt=offer.attempt, most=offer.max_attempts)
    return [*rows, (tr("Försök"), attempt), (tr("Möjligt från"), day(offer.possible_from))]


def _names(areas: tuple[Text, ...]) -> str:
    return ", ".join(said(area) for area in areas)
