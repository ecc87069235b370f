"""A case that stands still: why it is paused or over, what is kept, and how it goes on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case import CaseState, Step
from app.usecases.cases import CaseView, HistoryLine, StepState
from ui.figures import day, duration, short_day_and_time
from ui.language import tr
from ui.models.history_words import history_words
from ui.screens.case.course_words import STANDS, Standing, ended
from ui.screens.case.pane import CasePane
from ui.screens.case.words import step_words
from ui.screens.case.work import CaseWork
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.facts import Facts
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.timeline import Event, Timeline


class CoursePage(CasePane):
    """Shown in place of the step while the case is paused, and when it ended undecided."""

    step = Step.ARRIVAL

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self.setObjectName("pane_course")
        self._badge = IconBadge("pause", "warn", size=48, shape="disc")
        self._heading = TextLabel("", "heading", wrap=True)
        self._heading.setObjectName("course_heading")
        self._reason = TextLabel("", "body", wrap=True)
        self._reason.setObjectName("course_why")
        self._meaning = TextLabel("", "body", "muted", wrap=True)
        self._facts = Facts()
        self.forward = PrimaryButton("", chevron=True, size="control_main")
        self.forward.setObjectName("course_forward")
        self.forward.clicked.connect(self.go_on)
        self._title = TextLabel("", "section")
        self._history = Timeline()
        self.lay_out(self._middle(), self._right())

    def load(self) -> None:
        """Everything shown is in the view."""
        assert self.view is not None
        view, stands = self.view, STANDS[self.view.state]
        self._badge.set_icon(stands.icon, stands.tone)
        self._heading.setText(tr(stands.heading))
        end = ended(view)
        self._reason.setText(tr("”{reason}”").format(reason=end.detail) if end.detail else "")
        self._reason.setVisible(bool(end.detail))
        self._meaning.setText(tr(stands.meaning))
        self._facts.show_rows(_facts(view, end, stands))
        self.forward.setText(tr(stands.act))
        self._history.show_events([_event(*pair) for pair in enumerate(reversed(view.history))])

    def go_on(self) -> None:
        """Take a paused case up again, or go to the person of one that is over."""
        assert self.view is not None
        view, course = self.view, self.work.desk.course
        if view.state is CaseState.PAUSED:
            self.finish(lambda: course.resume(view.id))
        else:
            self.go.emit("people", view.person_id)

    def take_focus(self) -> None:
        """Enter goes on."""
        self.forward.setFocus()

    def retranslate(self) -> None:
        """Every fixed word."""
        self._title.setText(tr("Vad som har hänt"))
        if self.view is not None:
            self.load()

    def _middle(self) -> QWidget:
        m = metrics()
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(m.gap_wide)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(4))
        for label in (self._heading, self._reason, self._meaning):
            words.addWidget(label)
        head.addLayout(words, 1)
        card.body.addLayout(head)
        card.body.addSpacing(m.gap)
        card.body.addWidget(self._facts)
        card.body.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.forward)
        card.body.addLayout(foot)
        return card

    def _right(self) -> QWidget:
        card = Card()
        card.body.addWidget(self._title)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._history)
        column.addStretch(1)
        card.body.addWidget(QuietScroll(inner, 160), 1)
        return card


def _facts(view: CaseView, end: HistoryLine, stands: Standing) -> list[tuple[str, str]]:
    done = [step_words(line.step) for line in view.steps if line.state is StepState.DONE]
    rows = [
        (tr(stands.since), f"{short_day_and_time(end.at)} · {end.actor}"),
        (tr("Klart"), ", ".join(done) if done else tr("Inget ännu")),
        (tr("Tid i ärendet"), duration(view.seconds_in_case)),
    ]
    if view.state is CaseState.PAUSED:
        rows.insert(2, (tr("Går vidare med"), step_words(view.next_step)))
        if view.deadline is not None:
            rows.append((tr("Sista dag"), day(view.deadline)))
    return rows


def _event(at: int, line: HistoryLine) -> Event:
    icon, tone, words = history_words(line.kind, line.detail)
    return Event(icon, tone, short_day_and_time(line.at), words, current=at == 0)
