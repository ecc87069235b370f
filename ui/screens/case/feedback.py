"""The feedback talk: strengths, gaps with measures, own words; a draft until held."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout

from app.domain.case import Step
from app.domain.errors import UserError
from app.usecases.feedback import FeedbackView, PlanIncomplete, PlannedMeasure
from ui.actions import bind
from ui.figures import day
from ui.screens.case.checklist import Checklist, Point
from ui.screens.case.gap_card import GapCard
from ui.screens.case.measure_done_box import MeasureDoneBox
from ui.screens.case.pane import CasePane
from ui.screens.case.plan_paper import print_plan, save_plan
from ui.screens.case.short_note import ShortNote
from ui.screens.case.strengths_card import StrengthsCard
from ui.screens.case.tab_order import tab_through
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.columns import stacked
from ui.widgets.note_line import NoteLine

TYPING_PAUSE = 600


class FeedbackPane(CasePane):
    """Everything written is a draft that is kept; one act records the talk as held."""

    step = Step.FEEDBACK

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self._talk: FeedbackView | None = None
        self._loaded: UUID | None = None
        self._gaps: list[GapCard] = []
        self._dirty = False
        self._typing = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._typing.timeout.connect(self.flush)
        self._strengths = StrengthsCard()
        self._comment_card, self.comment = Card(" "), ShortNote(120)
        self.comment.setObjectName("comment")
        self.comment.textChanged.connect(self._on_edited)
        self.comment.finished.connect(lambda _text: self.flush())
        self._comment_card.body.addWidget(self.comment)
        self._todo = Checklist()
        self._until = NoteLine("info", "neutral", style="small")
        self.print, self.save = SecondaryButton("", "printer"), SecondaryButton("", "download")
        self.print.setObjectName("print_plan")
        self.save.setObjectName("save_plan")
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        bind(self, "certificates.print", self._on_print)
        bind(self, "certificates.save", self._on_save)
        self.primary = PrimaryButton(size="control_touch", chevron=True)
        self.primary.setObjectName("complete")
        self.primary.clicked.connect(self.go_on)
        self._gap_column = QVBoxLayout()
        self._gap_column.setSpacing(metrics().column_gap)
        middle = stacked(self._strengths, self._comment_card, stretch=1)
        column = middle.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(1, self._gap_column)
        right = stacked(self._todo, self._until, self.print, self.save, self.primary)
        self.lay_out(middle, right)

    def load(self) -> None:
        """Load the talk as it stands."""
        assert self.view is not None
        case_id, feedback = self.view.id, self.work.desk.feedback
        if self._loaded != case_id:
            self.comment.setReadOnly(True)  # what is typed before the draft is here would be lost
        self.run(lambda: feedback.view(case_id), self._on_talk)

    def go_on(self) -> None:
        """Record the talk as held; what is missing is said where it is."""
        if self.view is None or self._talk is None:
            return
        if self._talk.talked is not None:
            self.done.emit()
            return
        wrong = [card for card in self._gaps if card.has_wrong_day]
        if wrong:
            wrong[0].show_missing()
            wrong[0].take_focus()
            return
        self._typing.stop()
        self._dirty = False
        case_id, feedback = self.view.id, self.work.desk.feedback
        plan, comment = self._plan, self.comment.toPlainText().strip()
        self.act(
            lambda: feedback.complete(case_id, plan, comment), self._finished, self._on_refused
        )

    def flush(self) -> None:
        """Store the draft if anything is written since."""
        self._typing.stop()
        if not self._dirty or self.view is None or self._is_held:
            return
        self._dirty = False
        case_id, feedback = self.view.id, self.work.desk.feedback
        plan, comment = self._plan, self.comment.toPlainText()
        self.work.background.run(
            self,
            lambda: feedback.save(case_id, plan, comment),
            lambda _none: self.saved.emit(),
            self._on_not_stored,
        )

    def take_focus(self) -> None:
        """To the first measure, or the comment; to the step itself while it loads."""
        if self.view is None or self._loaded != self.view.id:
            self.setFocus()
            return
        first = self._gaps[0].first_stop if self._gaps else self.comment
        first.setFocus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self._comment_card.set_title(self.tr("Validandens kommentar"))
        self.comment.setPlaceholderText(self.tr("Med validandens egna ord. Valfritt."))
        self.comment.setAccessibleName(self.tr("Validandens kommentar"))
        self._todo.set_title(self.tr("Samtalet"))
        self.print.setText(self.tr("Skriv ut planen"))
        self.save.setText(self.tr("Spara planen"))
        for gap in self._gaps:
            gap.retranslate()
        self._show_state()

    @property
    def _is_held(self) -> bool:
        return self._talk is not None and self._talk.talked is not None

    @property
    def _plan(self) -> tuple[PlannedMeasure, ...]:
        return tuple(gap.planned for gap in self._gaps)

    def _on_talk(self, talk: FeedbackView) -> None:
        assert self.view is not None
        fresh = self._loaded != self.view.id
        self._talk, self._loaded = talk, self.view.id
        self._strengths.show_areas([said(name) for name in talk.strengths])
        if fresh or self._is_held or len(self._gaps) != len(talk.gaps):
            self._rebuild(talk)
            self.comment.blockSignals(True)
            self.comment.show_text(talk.comment)
            self.comment.blockSignals(False)
        else:
            for card, gap in zip(self._gaps, talk.gaps, strict=True):
                card.show_gap(gap)
        self.comment.setReadOnly(self._is_held)
        for card in self._gaps:
            card.set_held(held=self._is_held)
        self._show_state()
        if fresh and self.isVisible():
            self.take_focus()

    def _rebuild(self, talk: FeedbackView) -> None:
        for card in self._gaps:
            card.hide()
            card.deleteLater()
        planned = {measure.area: measure for measure in talk.plan}
        self._gaps = []
        for gap in talk.gaps:
            card = GapCard(gap, planned.get(gap.area))
            card.edited.connect(self._on_edited)
            card.left.connect(self.flush)
            card.done_asked.connect(self._on_done_asked)
            card.reopen_asked.connect(self._on_reopen)
            self._gaps.append(card)
            self._gap_column.addWidget(card)
        stops = [stop for card in self._gaps for stop in card.stops]
        tab_through([*stops, self.comment, self.print, self.save, self.primary])

    def _on_edited(self) -> None:
        if self._talk is None or self._is_held:
            return
        self._dirty = True
        self._typing.start()
        self._show_state()

    def _on_done_asked(self, area: str) -> None:
        assert self.view is not None
        case_id, follow_ups = self.view.id, self.work.desk.follow_ups
        planned = next(card.planned for card in self._gaps if card.area == area)
        box = MeasureDoneBox(self, planned.text, self.work.today())

        def mark(on: date, note: str) -> None:
            self.work.background.run(
                box,
                lambda: follow_ups.mark_done(case_id, area, on, note),
                lambda _none: self._on_marked(box),
                box.show_error,
            )

        box.given.connect(mark)
        box.open()

    def _on_marked(self, box: MeasureDoneBox) -> None:
        box.accept()
        self.saved.emit()
        self.load()

    def _on_reopen(self, area: str) -> None:
        assert self.view is not None
        case_id, follow_ups = self.view.id, self.work.desk.follow_ups
        self.act(lambda: follow_ups.reopen(case_id, area), lambda _none: self.load())

    def _on_print(self) -> None:
        if self._talk is not None:
            self.flush()
            print_plan(self)

    def _on_save(self) -> None:
        if self._talk is not None:
            self.flush()
            save_plan(self)

    def _on_not_stored(self, error: UserError) -> None:
        """Keep it here; it is stored again with the next pause or step."""
        self._dirty = True
        self.show_error(error)

    def _on_refused(self, error: UserError) -> None:
        self._dirty = True
        if not isinstance(error, PlanIncomplete):
            self.show_error(error)
            return
        lacking = [card for card in self._gaps if card.area in error.areas]
        for card in lacking:
            card.show_missing()
        if lacking:
            lacking[0].take_focus()

    def _show_state(self) -> None:
        talk = self._talk
        if talk is None:
            return
        points = [Point(said(card.gap.name), card.planned.is_complete) for card in self._gaps] or [
            Point(self.tr("Inga områden återstår"), True)
        ]
        self._todo.show_points(points)
        self._until.show_words(
            self.tr("Omprövning kan begäras till och med {until}.").format(
                until=day(talk.appeal_by)
            )
        )
        self.primary.setText(
            self.tr("Till beviset") if self._is_held else self.tr("Samtalet är genomfört")
        )
