"""The left column: whose case it is, its steps, the time in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import Step
from app.domain.erasure import erasure_in
from app.usecases.cases import CaseView, StepState
from ui.actions import keys_of
from ui.figures import duration, iso_day
from ui.language import tr
from ui.models.erased_words import shown_name
from ui.screens.case.credit_words import credit_words
from ui.screens.case.words import said, state_words, step_words
from ui.theme import metrics, px
from ui.widgets import steps as step_list
from ui.widgets.buttons import LinkButton, QuietButton
from ui.widgets.card import Card, Hairline
from ui.widgets.icon_label import Avatar
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.note_line import NoteLine

_WARN_DAYS = 30


class PersonCard(Card):
    """Name, and what tells one person from another."""

    def __init__(self) -> None:
        super().__init__()
        self._avatar = Avatar(size=36)
        self._name = ElidedLabel("", "strong")
        self._name.setObjectName("case_person")
        self._line = ElidedLabel("", "small", "muted")
        side = metrics().gap_wide
        self.body.setContentsMargins(side, metrics().gap, side, metrics().gap)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(metrics().gap)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def show_view(self, view: CaseView) -> None:
        """Show the person of a case."""
        self._avatar.show_person("" if erasure_in(view.name) else view.name)
        self._name.setText(shown_name(view.name))
        born = iso_day(view.birth_date) if view.birth_date else said(view.role)
        self._line.setText(born)


class StepsCard(QWidget):
    """The person, the steps with their state, the time; a done step can be looked at."""

    chosen = Signal(str)
    more_asked = Signal()
    credits_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._person = PersonCard()
        self._caption = TextLabel("", "caption", "muted")
        self._steps = step_list.StepList()
        self._steps.chosen.connect(self._on_chosen)
        self._view: CaseView | None = None
        self._shown = Step.ARRIVAL
        self._compact = self._opened = False
        self._time_label = TextLabel("", "small", "muted")
        self._time = TextLabel("", "section")
        self._time.setObjectName("case_time")
        self._left = NoteLine("clock", "warn")
        self._left.setObjectName("case_lapses")
        self._recalled = NoteLine("warning", "warn")
        self._recalled.setObjectName("case_recalled")
        self._retaken = NoteLine("sync", "accent")
        self._retaken.setObjectName("case_retaken")
        self.credits = LinkButton("", "certificate")
        self.credits.setObjectName("case_credited")
        self.credits.clicked.connect(self.credits_asked)
        self.more = QuietButton("", "list")
        self.more.setObjectName("case_more")
        for button in (self.more, self.credits):  # by keyboard: Alt+M, so that Enter is the step's
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(self.more_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self._person)
        column.addWidget(self._build_card(), 1)

    def show_view(self, view: CaseView, shown: Step) -> None:
        """Show the steps of `view`; `shown` is the one on screen."""
        self._view, self._shown = view, shown
        self._person.show_view(view)
        self._caption.setText(tr("Ärendets steg"))
        self._show_steps()
        self._time_label.setText(tr("Tid i ärendet"))
        self._time.setText(duration(view.seconds_in_case))
        self._show_left(view)
        self._recalled.show_words(tr("Protokollet är återkallat") if view.recalled else "")
        self._recalled.setToolTip(view.recalled)
        self._recalled.setAccessibleDescription(view.recalled)
        self._retaken.show_words(_retaken(view))
        self._retaken.setToolTip("\n".join(map(said, view.retaken)))
        self.credits.setText(tr("%n tillgodoräknade", len(view.credited)))
        told = [f"{said(one.name)}: {credit_words(one)}" for one in view.credited]
        self.credits.setToolTip("\n".join(told))
        self.credits.setAccessibleDescription("; ".join(told))
        self.more.setText(tr("Mer"))
        self.more.setToolTip(f"{tr('Mer att göra med ärendet')} ({keys_of('case.more')})")
        self.more.setAccessibleName(tr("Mer att göra med ärendet"))

    def set_compact(self, compact: bool) -> None:
        """Only the step on view, where the columns stand under each other; it opens the rest."""
        self._compact, self._opened = compact, False
        for part in (self._person, self._caption, self._time_label, self._time, self._line):
            part.setVisible(not compact)
        self._show_steps()

    def _show_left(self, view: CaseView) -> None:
        """From a month before the last day; a case past it lapses at the next unlock."""
        days = view.days_left
        if days is None or days > _WARN_DAYS:
            self._left.show_words("")
        elif days < 0:
            self._left.show_words(tr("Ärendet förfaller nu"))
        else:
            self._left.show_words(tr("Förfaller om %n dagar", days))

    def _show_steps(self) -> None:
        if self._view is None:
            return
        whole = not self._compact or self._opened
        self.more.setVisible(whole)
        self.credits.setVisible(whole and bool(self._view.credited))
        lines = [line for line in self._view.steps if whole or line.step is self._shown]
        self._steps.show_steps(
            [_row(self._view, line.step, line.state) for line in lines], self._shown
        )

    def _on_chosen(self, key: str) -> None:
        if self._compact and key == self._shown:
            self._opened = not self._opened
            self._show_steps()
        else:
            self.chosen.emit(key)

    def _build_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(px(7), px(14), px(7), px(14))
        caption = QHBoxLayout()
        caption.setContentsMargins(px(9), 0, 0, 0)
        caption.addWidget(self._caption)
        card.body.addLayout(caption)
        card.body.addWidget(self._steps)
        card.body.addWidget(self._retaken)
        card.body.addWidget(self._left)
        card.body.addWidget(self._recalled)
        card.body.addWidget(self.credits, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(9), 0, px(9), 0)
        foot.setSpacing(metrics().gap_tiny)
        self._line = Hairline()
        foot.addWidget(self._line)
        foot.addSpacing(metrics().gap_small)
        foot.addWidget(self._time_label)
        foot.addWidget(self._time)
        card.body.addLayout(foot)
        return card


def _retaken(view: CaseView) -> str:
    """What a retest is about where it leaves areas aside."""
    match view.retaken:
        case ():
            return ""
        case (area,):
            return tr("Omtest: {area}").format(area=said(area))
        case areas:
            return tr("Omtest av %n områden", len(areas))


def _row(view: CaseView, step: Step, state: StepState) -> step_list.Step:
    looks: dict[StepState, step_list.StepState] = {
        StepState.DONE: "done",
        StepState.CURRENT: "current",
        StepState.WAITING: "todo",
    }
    spoken = state_words(state)
    return step_list.Step(
        step, step_words(step), looks[state], spoken, reachable=state is not StepState.WAITING
    )
