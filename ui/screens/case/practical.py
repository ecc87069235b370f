"""The practical at the machine: a rating key and Enter; everything is stored as it is said."""

from collections import Counter
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from app.domain.case import SittingState, Step
from app.domain.errors import UserError
from app.usecases.arrival import Arrival
from app.usecases.cases import CaseView
from app.usecases.practical import PracticalSheet, Seen
from ui.actions import bind
from ui.screens.case.areas_card import PracticalLeft
from ui.screens.case.criterion_card import CriterionCard
from ui.screens.case.incident_bar import IncidentBar
from ui.screens.case.pane import CasePane
from ui.screens.case.practical_side import PracticalSide
from ui.screens.case.practical_start import PracticalStart
from ui.screens.case.rating_book import RatingBook
from ui.screens.case.safety_stop import SafetyStopBox, StopDraft
from ui.screens.case.task_sheet import TaskSheet
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.confirm_box import ask

HEARTBEAT = 5_000
TYPING_PAUSE = 400


class PracticalPane(CasePane):
    """One criterion at a time; areas at the left, what is open at the right."""

    step = Step.PRACTICAL
    enter_leaves_field = False

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self.sheet: PracticalSheet | None = None
        self.book: RatingBook | None = None
        self._unsaved: set[str] = set()
        self._under_way: Counter[str] = Counter()
        self.left, self.card, self.side = PracticalLeft(), CriterionCard(), PracticalSide()
        self.incident = IncidentBar()
        self.start = PracticalStart(self.steps)
        self._typing = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._typing.timeout.connect(self.flush)
        self._heart = QTimer(self, interval=HEARTBEAT)
        self._heart.timeout.connect(self._on_heartbeat)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        columns = FlowColumns(
            [
                Column(self.left, 286, least=216),
                Column(self.card, 666, least=440),
                Column(self.side, 258, least=190),
            ]
        )
        columns.folded.connect(lambda abreast: self.left.set_compact(abreast == 1))
        self._stack.addWidget(columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self.incident)
        column.addWidget(self._stack, 1)
        self._connect()
        self._bind_keys()

    def show_steps(self, view: CaseView) -> None:
        """Show where the case stands at the left too."""
        super().show_steps(view)
        self.left.show_view(view)

    def load(self) -> None:
        """Load the sitting if it is begun, else show how to begin."""
        sitting_id, practical = self.sitting_id, self.work.desk.practical
        if sitting_id is None:
            self.sheet = self.book = None
            self._heart.stop()
            self._stack.setCurrentWidget(self.start)
            self._load_outline()
        else:
            self.run(lambda: practical.sheet(sitting_id), self._on_sheet)

    def _load_outline(self) -> None:
        assert self.view is not None
        self.start.show_begin()
        case_id, desk = self.view.id, self.work.desk
        self.run(lambda: desk.practical.outline(case_id), self.start.show_outline)
        self.run(lambda: desk.arrivals.form(case_id).saved, self._on_arrival)

    def _on_arrival(self, arrival: Arrival) -> None:
        last = arrival.gauge_calibrated_to
        self.start.show_gauge(last if last and last < self.work.today() else None)

    def go_on(self) -> None:
        """Begin; or to the next open criterion; or finish when all are done."""
        if self.view is None:
            return
        if self.book is None or self.sheet is None:
            if self.sitting_id is None and not self.is_over:
                self._begin()
        elif self.sheet.state is SittingState.PAUSED:
            self._resume()
        elif self.book.is_complete and self._is_running:
            self._on_finish()
        else:
            self._next()

    def flush(self) -> None:
        """Store every criterion whose words are not stored yet."""
        self._typing.stop()
        for criterion_id in tuple(self._unsaved):
            self._store(criterion_id)

    def take_focus(self) -> None:
        """To the criterion, or to the act that begins the practical."""
        if self._stack.currentWidget() is self.start:
            self.start.primary.setFocus()
        else:
            self.card.take_focus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.left.retranslate()
        self.card.retranslate()
        self.start.retranslate()
        self.side.open.forget()

    @property
    def _is_running(self) -> bool:
        sheet = self.sheet
        return sheet is not None and sheet.state is SittingState.STARTED and sheet.incident is None

    def _begin(self) -> None:
        assert self.view is not None
        case_id, practical = self.view.id, self.work.desk.practical
        self.act(
            lambda: practical.sheet(practical.start(case_id)),
            self._on_sheet,
        )

    def _on_sheet(self, sheet: PracticalSheet) -> None:
        again = self.sheet is not None and self.sheet.sitting_id == sheet.sitting_id
        self.sheet = sheet
        known, self.book = self.book, RatingBook(sheet)
        if again and known is not None:
            self.book.current = known.current
            for criterion_id in self._unsaved | set(+self._under_way):
                self.book.see(criterion_id, known.sheet(criterion_id).seen)
        self.incident.show_incident(sheet.incident)
        self.left.task.setVisible(sheet.task is not None)
        paused, was = sheet.state is SittingState.PAUSED, self._stack.currentIndex()
        if paused:
            self.start.show_paused(sheet.seconds)
        else:
            self.start.show_begin()
        self._stack.setCurrentIndex(0 if paused else 1)
        if self._is_running:
            self._heart.start()
        else:
            self._heart.stop()
        self._show_clock(sheet.seconds)
        self._show_here()
        if not again or self._stack.currentIndex() != was:
            self.take_focus()

    def _on_rated(self, rating: int) -> None:
        self._say(rating=rating)
        self.flush()
        if self.book is not None:
            self.card.show_state(self.book.here, said_by_key=False)

    def _on_note(self, text: str) -> None:
        self._say(note=text)

    def _on_measured(self, text: str) -> None:
        self._say(measured=text)

    def _on_later(self, later: bool) -> None:
        self._say(later=later)
        self.flush()

    def _say(self, **said_now: object) -> None:
        """Take over what is said of the criterion on view; stored at the next pause."""
        if self.book is None or not self._is_running:
            return
        here = self.book.here
        seen: Seen = replace(here.seen, **said_now)  # type: ignore[arg-type]
        sheet = self.book.see(here.criterion.id, seen)
        self._unsaved.add(here.criterion.id)
        self._typing.start()
        self.card.show_state(sheet, said_by_key=False)
        self._show_around()

    def _store(self, criterion_id: str) -> None:
        if self.book is None or self.sheet is None:
            return
        self._unsaved.discard(criterion_id)
        self._under_way[criterion_id] += 1
        sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
        seen = self.book.sheet(criterion_id).seen
        self.work.background.run(
            self,
            lambda: practical.observe(sitting_id, criterion_id, seen),
            lambda _sheet: self._on_stored(criterion_id),
            partial(self._on_not_stored, criterion_id),
        )

    def _on_stored(self, criterion_id: str) -> None:
        self._under_way[criterion_id] -= 1
        self.saved.emit()

    def _on_not_stored(self, criterion_id: str, error: UserError) -> None:
        """Keep what was said here; it is stored again with the next pause or step."""
        self._under_way[criterion_id] -= 1
        self._unsaved.add(criterion_id)
        self.show_error(error)

    def _next(self) -> None:
        """To what is missing here, else to the next open criterion."""
        assert self.book is not None
        self.flush()
        lacking = self.card.lacking_field() if self._is_running else None
        if lacking is not None and not lacking.hasFocus() and not self.book.here.seen.later:
            self.card.show_state(self.book.here, said_by_key=True)
            lacking.setFocus()
            return
        self._go_to((self.book.next_open() if self._is_running else None) or self.book.next_after())

    def _on_back(self) -> None:
        if self.book is not None and (before := self.book.before()) is not None:
            self._go_to(before)

    def _on_area(self, area_id: str) -> None:
        assert self.book is not None
        self._go_to(self.book.first_of(area_id))

    def _go_to(self, criterion_id: str) -> None:
        assert self.book is not None
        assert self.sheet is not None
        self.flush()
        self.book.current = criterion_id
        self._show_here()
        self.card.take_focus()
        if self._is_running:
            sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
            self.run(lambda: practical.visit(sitting_id, criterion_id), lambda _none: None)

    def _on_finish(self) -> None:
        """Hand in after one question; what is open is said by the use case, with its numbers."""
        assert self.sheet is not None
        assert self.book is not None
        self.flush()
        sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
        hand_in = partial(self.finish, lambda: practical.hand_in(sitting_id))
        if not self.book.is_complete:
            hand_in()
            self._next()
            return
        ask(
            self,
            self.tr("Avsluta praktiskt prov?"),
            self.tr("Bedömningarna låses. Efter det kan de inte ändras."),
            self.tr("Avsluta"),
            hand_in,
        )

    def _on_stop(self) -> None:
        if self.book is None or not self._is_running or not self.book.stops:
            return
        self.flush()
        draft = StopDraft(self.book.current)
        opened = SafetyStopBox(self.window(), self.book.stops, self.book.areas, draft)
        opened.stopped.connect(self._on_stopped)
        opened.open()

    def _on_stopped(self, said: StopDraft) -> None:
        assert self.sheet is not None
        assert said.criterion is not None
        sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
        criterion, note, measure = said.criterion, said.note, said.measure
        self._heart.stop()
        self.finish(lambda: practical.safety_stop(sitting_id, criterion, note, measure))

    def _on_task(self) -> None:
        shown = self.sheet or self.start.outline
        if shown is not None and shown.task is not None:
            TaskSheet(self, shown.task, shown.task_picture).open()

    def _on_pause(self) -> None:
        if self._is_running and self.sheet is not None:
            self.flush()
            sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
            self.run(lambda: practical.pause(sitting_id), lambda _none: self.load())

    def _resume(self) -> None:
        assert self.sheet is not None
        sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
        self.run(lambda: practical.resume(sitting_id), lambda _none: self.load())

    def _on_confirmed(self) -> None:
        assert self.sheet is not None
        sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
        self.run(lambda: practical.confirm_incident(sitting_id), lambda _none: self.load())

    def _on_heartbeat(self) -> None:
        if not self._is_running or self.sheet is None or not self.window().isVisible():
            self._heart.stop()
            return
        sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
        self.work.background.run(
            self,
            lambda: practical.heartbeat(sitting_id),
            self._show_clock,
            lambda _stopped: self._heart.stop(),
        )

    def _show_clock(self, seconds: int) -> None:
        if self.sheet is not None:
            self.left.show_clock(seconds, self.sheet.minutes)
            self.side.summary.show_time(seconds, self.sheet.minutes, over=self.is_over)

    def _show_here(self) -> None:
        assert self.book is not None
        assert self.sheet is not None
        here, area = self.book.here, self.book.area_here
        position = [each.criterion.id for each in area.criteria].index(here.criterion.id) + 1
        place = self.tr("{number} · {area} · kriterium {position} av {total}").format(
            number=here.number,
            area=said(area.name),
            position=position,
            total=len(area.criteria),
        )
        self.card.show_criterion(here, area, place, self.sheet.scale)
        self.card.set_locked(not self._is_running)
        self.card.back.setEnabled(self.book.before() is not None)
        self._show_around()

    def _show_around(self) -> None:
        assert self.book is not None
        assert self.sheet is not None
        locked = not self._is_running
        self.left.show_book(self.book)
        self.left.pause.setVisible(not locked)
        self.left.stop.setVisible(not locked)
        self.side.show_book(self.book, self.sheet.scale, locked=locked)
        is_main = not self.book.is_complete and not locked
        self.card.next.setVisible(is_main)
        self.card.next_quiet.setVisible(not is_main)

    def _connect(self) -> None:
        card, left, side = self.card, self.left, self.side
        card.rated.connect(self._on_rated)
        card.note_edited.connect(self._on_note)
        card.measured_edited.connect(self._on_measured)
        card.later_asked.connect(self._on_later)
        card.field_left.connect(self.flush)
        card.back.clicked.connect(self._on_back)
        left.task.clicked.connect(self._on_task)
        left.stop.clicked.connect(self._on_stop)
        for button in (card.next, card.next_quiet):
            button.clicked.connect(self._next)
        left.area_chosen.connect(self._on_area)
        left.step_chosen.connect(self.step_chosen)
        left.pause_asked.connect(self._on_pause)
        side.open.chosen.connect(self._go_to)
        side.finish_asked.connect(self._on_finish)
        self.incident.confirmed.connect(self._on_confirmed)
        self.start.primary.clicked.connect(self.go_on)
        self.start.task.clicked.connect(self._on_task)

    def _bind_keys(self) -> None:
        for rating in range(5):
            shortcut = QShortcut(QKeySequence(str(rating)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self.card.rate, rating))
            name = f"practical.rate{rating}" if rating else "practical.not_assessed"
            bind(self, name, partial(self.card.rate, rating))
        bind(self, "practical.next", self.go_on)
        bind(self, "practical.back", self._on_back)
        bind(self, "practical.note", self.card.note.setFocus)
        bind(self, "practical.later", self.card.later.click)
        bind(self, "practical.stop", self._on_stop)
        bind(self, "case.pause", self._on_pause)
