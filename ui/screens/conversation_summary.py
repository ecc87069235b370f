"""What the conversation comes to: profile, what changed, next steps; closing it, the report."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.conversation import ChosenStep
from app.usecases.conversations import ConversationLine, ConversationSheet
from ui.figures import day
from ui.language import tr
from ui.models.conversation_words import (
    development_spoken,
    move_words,
    profile_bars,
    profile_spoken,
    short_days,
    step_names,
    theme_lines,
)
from ui.screens.case.words import said
from ui.screens.conversation_step_line import StepLine
from ui.screens.conversation_steps import ThemeSteps
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.theme_development import ThemeDevelopment
from ui.widgets.theme_profile import ThemeProfile


class ConversationSummary(QWidget):
    """Pictures at the left, next steps at the right, what can be done above."""

    steps_edited = Signal(object)  # tuple of ChosenStep
    done_asked = Signal(int, bool)  # which step, whether it is done
    earlier_done_asked = Signal(int, bool)  # the same of the conversation before
    close_asked = Signal()
    report_asked = Signal()
    open_asked = Signal()  # to the first question without an answer

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("conversation_summary")
        self._themes: list[ThemeSteps] = []
        self._known: tuple[ChosenStep, ...] = ()
        self._shown: ConversationSheet | None = None
        self.standing = NoteLine("info", "accent", style="body")
        self.standing.setObjectName("summary_standing")
        self.changed = TextLabel("", "body", "muted", wrap=True)
        self.changed.setObjectName("summary_changed")
        self.go_open = SecondaryButton("")
        self.go_open.setObjectName("summary_open")
        self.report = SecondaryButton("", "file")
        self.report.setObjectName("conversation_report")
        self.close_it = PrimaryButton("", "check")
        self.close_it.setObjectName("conversation_close")
        self.profile, self.development = ThemeProfile(), ThemeDevelopment()
        self._profile_card, self._development_card = Card(" "), Card(" ")
        self._steps_card = Card(" ")
        self._steps_card.setObjectName("steps_card")
        self._earlier_card = Card(" ")
        self._earlier_card.setObjectName("earlier_steps")
        self._earlier = QVBoxLayout()
        self._steps_hint = TextLabel("", "body", "muted", wrap=True)
        self._steps = QVBoxLayout()
        self._build()
        self.go_open.clicked.connect(self.open_asked)
        self.report.clicked.connect(self.report_asked)
        self.close_it.clicked.connect(self.close_asked)

    @property
    def steps(self) -> tuple[ChosenStep, ...]:
        """What is written, in the order of the themes."""
        return tuple(step for theme in self._themes for step in theme.steps)

    def show_sheet(self, sheet: ConversationSheet, history: tuple[ConversationLine, ...]) -> None:
        """Show the conversation; `history`: those that were held, this one last."""
        keep = self._shown is not None and self._shown.line.id == sheet.line.id
        same = (
            keep and self._shown is not None and self._shown.line.standings == sheet.line.standings
        )
        self._shown = sheet
        self._show_pictures(sheet, history)
        self._show_standing(sheet)
        self._show_earlier(sheet)
        if not same or sheet.steps != self.steps or sheet.is_locked:
            self._show_steps(sheet)

    def flush(self) -> None:
        """Say what is written of the steps, if it is not what was said last."""
        if self._shown is not None and not self._shown.is_locked and self.steps != self._known:
            self._known = self.steps
            self.steps_edited.emit(self._known)

    def take_focus(self) -> None:
        """To what one does first."""
        parts = (self.go_open, self.close_it, self.report)
        next(part for part in parts if part.isVisibleTo(self)).setFocus()

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self._shown = None  # what is said of the steps is said anew
        self._profile_card.set_title(tr("Profil"))
        self._development_card.set_title(tr("Utveckling över tid"))
        self._steps_card.set_title(tr("Nästa steg"))
        self._earlier_card.set_title(tr("Stegen från förra samtalet"))
        self._steps_hint.setText(
            tr("Välj få steg, hellre tre som blir av. Varje steg har en ansvarig och en dag.")
        )
        self.go_open.setText(tr("Till första obesvarade"))
        self.report.setText(tr("Rapport (PDF)"))
        self.close_it.setText(tr("Avsluta och signera"))

    def _show_pictures(
        self, sheet: ConversationSheet, history: tuple[ConversationLine, ...]
    ) -> None:
        before = history[-2].standings if len(history) > 1 else ()
        bars = profile_bars(sheet.guide, sheet.line.standings, before)
        self.profile.show_bars(bars, step_names(sheet.guide), profile_spoken(bars))
        self._development_card.setVisible(len(history) > 1)
        days, lines = short_days(history), theme_lines(history)
        self.development.show_lines(days, lines, development_spoken(days, lines))
        self.changed.setText(_changed(sheet))
        self.changed.setVisible(bool(sheet.changes))

    def _show_standing(self, sheet: ConversationSheet) -> None:
        left = sheet.line.total - sheet.line.answered
        self.go_open.setVisible(bool(left) and not sheet.is_locked)
        self.close_it.setVisible(not left and not sheet.is_locked)
        self.report.setVisible(sheet.is_locked)
        if sheet.is_locked and sheet.held is not None:
            words = tr("Avslutat och signerat {day}. Det som sades ändras inte.")
            self.standing.show_words(words.format(day=day(sheet.held.date())), "ok", "check-circle")
        elif left:
            words = tr("%n frågor är kvar att svara på.", left)
            self.standing.show_words(words, "accent", "info")
        else:
            words = tr(
                "Alla frågor är besvarade. Gå igenom bilden tillsammans och välj nästa steg."
            )
            self.standing.show_words(words, "ok", "check")

    def _show_earlier(self, sheet: ConversationSheet) -> None:
        """What was agreed last time and what became of it."""
        while (item := self._earlier.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        steps = sheet.earlier.steps if sheet.earlier is not None else ()
        self._earlier_card.setVisible(bool(steps) and not sheet.is_locked)
        for number, step in enumerate(steps):
            line = StepLine(number, step, "earlier")
            line.done_asked.connect(self.earlier_done_asked)
            self._earlier.addWidget(line)

    def _show_steps(self, sheet: ConversationSheet) -> None:
        for old in self._themes:
            old.hide()
            old.deleteLater()
        self._themes, self._known = [], sheet.steps
        numbered = list(enumerate(sheet.steps))
        for theme, standing in zip(sheet.guide.themes, sheet.line.standings, strict=True):
            own = [(number, step) for number, step in numbered if step.theme == theme.id]
            if sheet.is_locked and not own:
                continue
            part = ThemeSteps(theme, standing)
            if sheet.is_locked:
                part.show_held(own)
            else:
                part.show_choice([step for _number, step in own])
            part.edited.connect(self.flush)
            part.done_asked.connect(self.done_asked)
            self._themes.append(part)
            self._steps.addWidget(part)
        self._steps_card.setVisible(bool(self._themes))
        self._steps_hint.setVisible(not sheet.is_locked)

    def _build(self) -> None:
        m = metrics()
        head = QHBoxLayout()
        head.setSpacing(m.gap)
        head.addWidget(self.standing, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.go_open, self.report, self.close_it):
            head.addWidget(button)
        self._profile_card.body.addWidget(self.profile)
        self._profile_card.body.addWidget(self.changed)
        self._development_card.body.addWidget(self.development)
        self._steps.setSpacing(m.gap)
        self._steps_card.body.addWidget(self._steps_hint)
        self._steps_card.body.addLayout(self._steps)
        self._steps_card.body.addStretch(1)
        self._earlier.setSpacing(m.gap)
        self._earlier_card.body.addLayout(self._earlier)
        left = stacked(self._profile_card, self._development_card)
        right = stacked(self._earlier_card, self._steps_card, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap)
        column.addLayout(head)
        columns = [Column(left, 470, least=360), Column(right, 420, least=340)]
        column.addWidget(FlowColumns(columns), 1)


def _changed(sheet: ConversationSheet) -> str:
    """How many answers rose and fell since last time, and which theme moved most."""
    if sheet.earlier is None:
        return ""
    since = tr("Sedan {day}:").format(day=day(sheet.earlier.day))
    risen = sum(len(change.risen) for change in sheet.changes)
    fallen = sum(len(change.fallen) for change in sheet.changes)
    if not risen and not fallen:
        return f"{since} {tr('alla svar är som då.')}"
    words = tr("{up} svar har stigit och {down} har sjunkit.").format(up=risen, down=fallen)
    most = max(sheet.changes, key=lambda change: change.difference or 0)
    if (most.difference or 0) <= 0:
        return f"{since} {words}"
    name = said(sheet.guide.theme(most.theme).short)
    lift = tr("Störst lyft: {theme} {move}.").format(
        theme=name, move=move_words(most.difference)[0]
    )
    return f"{since} {words} {lift}"
