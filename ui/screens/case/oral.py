"""The oral follow-up: one question at a time, the step it showed, what was answered."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case import SittingState, Step
from app.domain.errors import UserError
from app.usecases.oral import OralSheet
from app.usecases.practical_sheet import AreaSheet, CriterionSheet
from ui.actions import bind
from ui.screens.case.incident_bar import IncidentBar
from ui.screens.case.oral_card import OralCard, QuestionList
from ui.screens.case.pane import CasePane
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.columns import stacked
from ui.widgets.confirm_box import ask

TYPING_PAUSE = 400


class OralPane(CasePane):
    """Questions that are not taken up stay not assessed; the rest is answered whole."""

    step = Step.ORAL

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self.sheet: OralSheet | None = None
        self._current = ""
        self._said: dict[str, tuple[int | None, str]] = {}
        self._unsaved: set[str] = set()
        self.card, self.questions, self.incident = OralCard(), QuestionList(), IncidentBar()
        self.primary = PrimaryButton(size="control_touch")
        self.primary.setObjectName("oral_finish")
        self.primary.clicked.connect(self._on_finish)
        self._typing = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._typing.timeout.connect(self.flush)
        self.card.rated.connect(lambda rating: self._say(rating=rating))
        self.card.note_edited.connect(lambda note: self._say(note=note))
        self.card.next.clicked.connect(self._next)
        self.questions.chosen.connect(self._go_to)
        self.incident.confirmed.connect(self._on_confirmed)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self.incident)
        column.addWidget(self.card, 1)
        self.lay_out(middle, stacked(self.questions, self.primary, stretch=0))
        self._bind_keys()

    def load(self) -> None:
        """Load the follow-up."""
        sitting_id, oral = self.sitting_id, self.work.desk.oral
        if sitting_id is not None:
            self.run(lambda: oral.sheet(sitting_id), self._on_sheet)

    def go_on(self) -> None:
        """To what is missing, to the next question, or finish after the last."""
        if self.sheet is None:
            return
        lacking = self.card.lacking_field() if self._runs else None
        if lacking is not None and not lacking.hasFocus():
            lacking.setFocus()
        elif self._runs and self._is_last and not self._half_done():
            self._on_finish()
        else:
            self._next()

    def flush(self) -> None:
        """Store what is said and not yet stored."""
        self._typing.stop()
        for criterion_id in tuple(self._unsaved):
            self._store(criterion_id)

    def take_focus(self) -> None:
        """To the steps."""
        self.card.take_focus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.card.retranslate()
        self.questions.forget()
        self.primary.setText(self.tr("Avsluta uppföljningen"))

    @property
    def _runs(self) -> bool:
        sheet = self.sheet
        return sheet is not None and sheet.state is SittingState.STARTED and sheet.incident is None

    @property
    def _sheets(self) -> Sequence[tuple[AreaSheet, CriterionSheet]]:
        assert self.sheet is not None
        return [(area, sheet) for area in self.sheet.areas for sheet in area.criteria]

    @property
    def _is_last(self) -> bool:
        return bool(self._sheets) and self._sheets[-1][1].criterion.id == self._current

    def _half_done(self) -> bool:
        """Whether an answer has a step without words, or words without a step."""
        return any((rating is None) == bool(note.strip()) for rating, note in self._said.values())

    def _on_sheet(self, sheet: OralSheet) -> None:
        fresh = self.sheet is None or self.sheet.sitting_id != sheet.sitting_id
        self.sheet = sheet
        stored = {each.criterion.id: each.seen for _area, each in self._sheets}
        kept = {key: self._said[key] for key in self._unsaved if key in self._said}
        self._said = {key: (seen.rating, seen.note) for key, seen in stored.items()} | kept
        if fresh or self._current not in self._said:
            self._current = sheet.current if sheet.current in self._said else next(iter(self._said))
        self.incident.show_incident(sheet.incident)
        self.primary.setVisible(self._runs)
        self._show()
        if fresh:
            self.take_focus()

    def _say(self, rating: int | None = None, note: str | None = None) -> None:
        if not self._runs:
            return
        before = self._said[self._current]
        self._said[self._current] = (
            before[0] if rating is None else rating,
            before[1] if note is None else note,
        )
        self._unsaved.add(self._current)
        self._typing.start()
        if rating is not None:
            self.flush()
        self._show_state()

    def _store(self, criterion_id: str) -> None:
        if self.sheet is None:
            return
        self._unsaved.discard(criterion_id)
        sitting_id, oral = self.sheet.sitting_id, self.work.desk.oral
        rating, note = self._said[criterion_id]
        self.work.background.run(
            self,
            lambda: oral.observe(sitting_id, criterion_id, rating, note),
            lambda _sheet: self.saved.emit(),
            partial(self._on_not_stored, criterion_id),
        )

    def _on_not_stored(self, criterion_id: str, error: UserError) -> None:
        self._unsaved.add(criterion_id)
        self.show_error(error)

    def _on_confirmed(self) -> None:
        assert self.sheet is not None
        sitting_id, oral = self.sheet.sitting_id, self.work.desk.oral
        self.run(lambda: oral.confirm_incident(sitting_id), lambda _none: self.load())

    def _on_key(self, rating: int) -> None:
        if self._runs:
            self.card.rate(rating)
            lacking = self.card.lacking_field()
            if lacking is not None:
                lacking.setFocus()

    def _next(self) -> None:
        self.flush()
        order = [sheet.criterion.id for _area, sheet in self._sheets]
        self._go_to(order[(order.index(self._current) + 1) % len(order)])

    def _go_to(self, criterion_id: str) -> None:
        self.flush()
        self._current = criterion_id
        self._show()
        self.card.take_focus()

    def _on_finish(self) -> None:
        assert self.sheet is not None
        self.flush()
        sitting_id, oral = self.sheet.sitting_id, self.work.desk.oral
        ask(
            self,
            self.tr("Avsluta den muntliga uppföljningen?"),
            self.tr("Svaren låses. Frågor som inte togs upp förblir ej bedömda."),
            self.tr("Avsluta"),
            lambda: self.finish(lambda: oral.hand_in(sitting_id)),
        )

    def _show(self) -> None:
        assert self.sheet is not None
        area, here = next(each for each in self._sheets if each[1].criterion.id == self._current)
        rating, note = self._said[self._current]
        place = f"{here.number} · {said(area.name)}"
        self.card.show_question(here.criterion, area, place, self.sheet.scale)
        self.card.show_answer(rating, note)
        self.card.set_locked(not self._runs)
        self._show_state()

    def _show_state(self) -> None:
        rating, note = self._said[self._current]
        self.card.show_lacks(rating, note)
        self.questions.show_questions([sheet for _area, sheet in self._sheets], self._said)
        self.questions.show_current(self._current)

    def _bind_keys(self) -> None:
        for rating in range(5):
            for keys, act in ((str(rating), self._on_key), (f"Alt+{rating}", self.card.rate)):
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(partial(act, rating))
        bind(self, "practical.note", self.card.note.setFocus)
