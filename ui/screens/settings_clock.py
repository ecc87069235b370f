"""Settings: the clock ran ahead and is right now, confirmed by two people (I11)."""

from PySide6.QtCore import QEvent

from app.domain.errors import UserError
from app.usecases.clock_ahead import ClockAhead, RanAhead
from app.usecases.second_person import SecondPerson
from ui.figures import day_and_time
from ui.messages import message
from ui.screens.case.second_box import SecondBox
from ui.screens.case.work import CaseWork
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import stacked
from ui.widgets.error_bar import ErrorBar
from ui.widgets.labels import TextLabel


class ClockCard(Card):
    """Hidden while the clock is right; else how it stands and the one way out."""

    def __init__(self, clock: ClockAhead, work: CaseWork) -> None:
        super().__init__(" ")
        self.setObjectName("settings_clock")
        self._clock, self._work = clock, work
        self._view: RanAhead | None = None
        self._errors = ErrorBar()
        self._words = TextLabel("", "body", wrap=True)
        self._words.setObjectName("clock_words")
        self.act = SecondaryButton("", "people")
        self.act.setObjectName("clock_right")
        self.act.clicked.connect(self.confirm)
        self._inner = stacked(self._errors, self._words, self.act)
        self.body.addWidget(self._inner)
        self._show(None)

    def load(self) -> None:
        """Read how the clock stands."""
        self._work.background.run(self, self._clock.view, self._show)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show(self._view)

    def confirm(self) -> None:
        """Let a colleague say the same with their own secret."""
        if self._view is None:
            return
        box = SecondBox(
            self,
            self._work,
            self.tr("Gick klockan före, och går den rätt nu?"),
            self.tr("Ni intygar båda att klockan visar rätt tid nu: {now}.").format(
                now=day_and_time(self._view.now)
            ),
            self.tr("Intyga"),
            role="assessor",
        )
        box.confirmed.connect(self._on_confirmed)
        box.open()

    def _on_confirmed(self, second: SecondPerson) -> None:
        self._errors.clear()
        self._work.background.run(
            self, lambda: self._clock.set_right(second), self._on_right, self._on_error
        )

    def _on_right(self, _none: object) -> None:
        self.load()

    def _on_error(self, error: UserError) -> None:
        self._errors.show_message(message(error))

    def _show(self, view: RanAhead | None) -> None:
        self._view = view
        self.set_title(self.tr("Datorns klocka"))
        self.act.setText(self.tr("Klockan är rätt nu: intyga två"))
        self.setVisible(view is not None)
        if view is None:
            return
        self._words.setText(
            "\n".join(
                (
                    self.tr("Klockan visar {now}, men något är signerat {newest}.").format(
                        now=day_and_time(view.now), newest=day_and_time(view.newest)
                    ),
                    self.tr("Går klockan fel nu: ställ den, så går allt att signera igen."),
                    self.tr(
                        "Gick den fel då: intyga det två. %n poster från den felaktiga tiden "
                        "räknas då inte mot klockan. De ändras inte, och intyget signeras.",
                        "",
                        view.records,
                    ),
                )
            )
        )
