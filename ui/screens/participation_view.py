"""The participant's own view of their hours, full screen; leaving it takes the assessor's PIN."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from app.domain.errors import UserError
from app.domain.participation import Attested
from app.usecases.month_hours import PartMonth
from ui.background import Background
from ui.language import tr
from ui.models.hours_words import hours, month_words, period_words, spent_words
from ui.screen import Screen
from ui.screens.candidate.assessor_page import AssessorPage, Turn
from ui.screens.candidate.middle_card import HuggingArea, MiddleCard
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from app.usecases.month_hours import MonthHours


class ParticipantScreen(Screen):
    """Only this person's months, those waiting for their word; then the assessor's turn."""

    left = Signal()

    def __init__(
        self,
        work: "MonthHours",
        background: Background,
        check_secret: Callable[[str], None],
        today: date,
        *,
        passphrase: bool = False,
    ) -> None:
        """`check_secret` raises WrongSecret or TooManyTries; `passphrase` where there is no PIN."""
        super().__init__()
        self.setObjectName("participant")
        self._work, self._background, self._today = work, background, today
        self._check_secret = check_secret
        self._part: UUID | None = None
        self._waiting: tuple[PartMonth, ...] = ()
        self._over = self._confirmed = False
        self.mine, self.assessor = HoursPage(), AssessorPage(passphrase=passphrase)
        self._pages = QStackedWidget()
        for page in (self.mine, self.assessor):
            self._pages.addWidget(page)
        self.page.addWidget(self._pages, 1)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.mine.confirmed.connect(self._on_confirmed)
        self.mine.refused.connect(self._ask_assessor)
        self.assessor.given.connect(self._on_secret)
        self.assessor.returned.connect(self._on_returned)

    def open_with(self, subject: object) -> None:
        """Show the part with this id (UUID)."""
        assert isinstance(subject, UUID)
        self._part = subject
        work = self._work
        self._background.run(self, lambda: work.of_part(subject), self._show, self._on_unread)

    def may_leave(self) -> bool:
        """Only after the assessor's secret, and asks for it."""
        if self._over:
            return True
        self._ask_assessor()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """As leaving."""
        if self.may_leave():
            super().closeEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard belongs to the page on view."""
        super().focusInEvent(event)
        self._take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape asks for the assessor."""
        if event.key() == Qt.Key.Key_Escape:
            self._ask_assessor()
        else:
            event.ignore()

    def _show(self, months: tuple[PartMonth, ...]) -> None:
        self._waiting = tuple(
            one for one in months if one.hours is not None and one.hours.confirmed is None
        )
        if not self._waiting:
            self._ask_assessor()
            return
        self.mine.show_months(self._waiting)
        self._pages.setCurrentWidget(self.mine)
        self._take_focus()

    def _on_unread(self, error: UserError) -> None:
        self._ask_assessor()
        self.assessor.show_refused(error)

    def _on_confirmed(self) -> None:
        """The participant says that every month shown is right, as it was shown."""
        part, work, today = self._part, self._work, self._today
        seen = {one.month: one.hours.spent for one in self._waiting if one.hours is not None}
        if part is None:
            return
        self.mine.confirm.setEnabled(False)
        self._background.run(
            self,
            lambda: work.confirm(part, seen, Attested.HERE, today),
            lambda _none: self._thank(),
            self._on_not_confirmed,
        )

    def _on_not_confirmed(self, error: UserError) -> None:
        self.mine.confirm.setEnabled(True)
        self._on_unread(error)

    def _thank(self) -> None:
        self._confirmed = True
        self._ask_assessor()

    def _ask_assessor(self) -> None:
        self.assessor.begin()
        self._say_turn()
        self._pages.setCurrentWidget(self.assessor)
        self.assessor.take_focus()

    def _say_turn(self) -> None:
        done = self._confirmed
        title = tr("Tack, timmarna är bekräftade") if done else tr("Hämta bedömaren")
        line = tr("Lämna tillbaka datorn till bedömaren.")
        may_return = bool(self._waiting) and not done
        icon = "check-circle" if done else "lock"
        self.assessor.show_turn(Turn(icon, "ok" if done else "accent", title, (line,), may_return))
        self.assessor.back.setText(tr("Tillbaka till timmarna"))

    def _on_returned(self) -> None:
        self._pages.setCurrentWidget(self.mine)
        self._take_focus()

    def _on_secret(self, secret: str) -> None:
        self.assessor.show_busy()
        check = self._check_secret
        self._background.run(
            self, lambda: check(secret), lambda _none: self._leave(), self.assessor.show_refused
        )

    def _leave(self) -> None:
        self._over = True
        self.left.emit()

    def _take_focus(self) -> None:
        if self._pages.currentWidget() is self.assessor:
            self.assessor.take_focus()
        else:
            self.mine.confirm.setFocus()

    def _retranslate(self) -> None:
        """What is on view in the language in force."""
        if self._waiting:
            self.mine.show_months(self._waiting)
        self._say_turn()


class HoursPage(MiddleCard):
    """Name, project, the months with their hours; right or not."""

    confirmed = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__(760)
        self.setObjectName("my_hours")
        self.title = TextLabel("", "display", wrap=True)
        self._project = TextLabel("", "body", "muted", wrap=True)
        self.rows = QWidget()
        self.rows.setObjectName("scrolled")
        self._grid = QGridLayout(self.rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(metrics().gap_wide)
        self._grid.setVerticalSpacing(metrics().gap_wide)
        self._grid.setColumnStretch(1, 1)
        self._asks = TextLabel("", "section", wrap=True)
        self.confirm = PrimaryButton("", "check", size="control_touch")
        self.confirm.setObjectName("hours_right")
        self.refuse = SecondaryButton("", size="control_touch")
        self.refuse.setObjectName("hours_wrong")
        acts = QHBoxLayout()
        acts.addWidget(self.refuse)
        acts.addStretch(1)
        acts.addWidget(self.confirm)
        body = self.card.body
        for part in (self.title, self._project, HuggingArea(self.rows), self._asks):
            body.addWidget(part)
        body.addLayout(acts)
        self.confirm.clicked.connect(self.confirmed)
        self.refuse.clicked.connect(self.refused)

    def show_months(self, months: tuple[PartMonth, ...]) -> None:
        """What waits for the person's word, the earliest first."""
        part = months[0].part
        self.title.setText(part.name)
        days = period_words(part.period)
        self._project.setText(f"{part.project.name} · {part.project.number} · {days}")
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row, one in enumerate(reversed(months)):
            assert one.hours is not None
            told = spent_words(one.hours.spent)
            self._grid.addWidget(TextLabel(month_words(one.month), "section"), row, 0)
            self._grid.addWidget(TextLabel(told, "body", wrap=True), row, 1)
            self._grid.addWidget(TextLabel(hours(one.minutes), "heading"), row, 2)
        self._asks.setText(tr("Stämmer timmarna?"))
        self.confirm.setText(tr("Ja, timmarna stämmer"))
        self.confirm.setEnabled(True)
        self.refuse.setText(tr("Nej, något är fel"))
