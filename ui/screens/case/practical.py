"""The practical at the machine: a rating key a criterion; everything is stored as it is said."""

from collections import Counter
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.case import SittingState
from app.domain.errors import UserError
from app.domain.missing import Missing
from app.domain.seen import Seen
from app.usecases.arrival import Arrival
from app.usecases.cases import CaseView
from app.usecases.practical_sheet import Photo, PracticalSheet
from ui.actions import bind
from ui.screens.case.practical_clock import PracticalClock
from ui.screens.case.practical_finish import PracticalFinish
from ui.screens.case.practical_page import PracticalPage
from ui.screens.case.practical_photos import PracticalPhotos
from ui.screens.case.practical_start import PracticalStart
from ui.screens.case.practical_stop import PracticalStop
from ui.screens.case.rating_book import RatingBook
from ui.screens.case.second_choice import SecondChoice
from ui.screens.case.second_pane import SecondPane
from ui.screens.case.task_sheet import TaskSheet
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.theme import metrics
from ui.widgets.buttons import for_gloves
from ui.widgets.columns import Column, FlowColumns

TYPING_PAUSE = 400


class PracticalPane(PracticalPage):
    """One criterion at a time; areas at the left, what is open at the right."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self._unsaved: set[str] = set()
        self._under_way: Counter[str] = Counter()
        self.start = PracticalStart(self.steps)
        self.stop, self.photos = PracticalStop(self), PracticalPhotos(self)
        self.ending, self.clock = PracticalFinish(self), PracticalClock(self)
        self.second, self.choice = SecondPane(self), SecondChoice(work)
        self.start.add_second(self.choice)
        self._typing = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._typing.timeout.connect(self.flush)
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
        self._stack.addWidget(self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self.incident)
        column.addWidget(self._stack, 1)
        for_gloves(self)
        self._connect()
        self._bind_keys()

    def show_steps(self, view: CaseView) -> None:
        """Show where the case stands at the left too."""
        super().show_steps(view)
        self.left.show_view(view)

    def load(self) -> None:
        """Load the sitting if it is begun, else show how to begin."""
        assert self.view is not None
        sitting_id, practical = self.sitting_id, self.work.desk.practical
        if SecondPane.takes(self.view):
            self._show_apart(self.second)
            self.second.show_view(self.view)
        elif sitting_id is None:
            self._show_apart(self.start)
            self._load_outline()
        else:
            self.run(lambda: practical.sheet(sitting_id), self._on_sheet)

    def _show_apart(self, page: QWidget) -> None:
        """Show a page on which nothing is rated."""
        self.sheet = self.book = None
        self.clock.rest()
        self.stop.forget()
        self._stack.setCurrentWidget(page)

    def _load_outline(self) -> None:
        assert self.view is not None
        self.start.show_begin()
        self.start.show_case(self.view.id)
        self.choice.show_case(self.view)
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
        if self._stack.currentWidget() is self.second:
            self.second.go_on()
        elif self.book is None or self.sheet is None:
            if self.sitting_id is None and not self.is_over:
                self._begin()
        elif self.sheet.state is SittingState.PAUSED:
            self.clock.resume()
        elif self.book.is_complete and self.may_rate:
            self.ending.ask()
        else:
            self._next()

    def flush(self) -> None:
        """Store every criterion whose words are not stored yet."""
        self._typing.stop()
        for criterion_id in tuple(self._unsaved):
            self._store(criterion_id)

    def take_focus(self) -> None:
        """To the criterion, or to the act that begins the practical."""
        if self._stack.currentWidget() is self.second:
            self.second.take_focus()
        elif self._stack.currentWidget() is self.start:
            self.start.primary.setFocus()
        else:
            self.card.take_focus()

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.left.retranslate()
        self.card.retranslate()
        self.start.retranslate()
        self.second.retranslate()
        self.choice.retranslate()
        self.side.open.forget()

    def _begin(self) -> None:
        assert self.view is not None
        case_id, practical, piece = self.view.id, self.work.desk.practical, self.start.piece
        self.act(lambda: practical.sheet(practical.start(case_id, piece)), self._on_sheet)

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
        self.clock.follow()
        self.stop.take_up()
        self._show_here()
        if not again or self._stack.currentIndex() != was:
            self.take_focus()

    def _finished(self, nothing: object) -> None:
        self.clock.rest()
        self.stop.forget()
        super()._finished(nothing)

    def showEvent(self, event: QShowEvent) -> None:
        """On view: the bar of the other steps goes."""
        super().showEvent(event)
        self.stop.follow()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another step is on view: the stop stays at hand there."""
        super().hideEvent(event)
        self.stop.follow()

    def _on_rated(self, rating: int) -> None:
        self._say(rating=rating)
        self.flush()

    def _on_note(self, text: str) -> None:
        self._say(note=text)

    def _on_measured(self, text: str) -> None:
        self._say(measured=text)

    def _on_later(self, later: bool) -> None:
        self._say(later=later)
        self.flush()

    def _on_lab(self, awaits: bool) -> None:
        self._say(awaits_lab=awaits)
        self.flush()

    def _on_rating_key(self, rating: int) -> None:
        """Rate; then on to the next, or to where what is missing here is written."""
        if self._stack.currentWidget() is self.second:
            self.second.rate(rating)
        if self.book is None or not self.may_rate:
            return
        self.card.rate(rating)
        here = self.book.here
        if here.seen.rating != rating:
            return
        if Missing.GAUGE in here.missing:
            self.card.show_state(here, said_by_key=True)
        else:
            self._next()

    def _on_photos(self, criterion_id: str, photos: tuple[Photo, ...]) -> None:
        """Take over the photos a criterion has now; done with that, on to the next."""
        if self.book is None:
            return
        self.saved.emit()
        lacked = Missing.PHOTO in self.book.sheet(criterion_id).missing
        sheet = self.book.show_photos(criterion_id, photos)
        if criterion_id == self.book.current:
            self.card.show_state(sheet, said_by_key=False)
        self._show_around()
        if lacked and sheet.is_done and criterion_id == self.book.current:
            self._next()

    def _on_area_left(self, area_id: str, left: bool) -> None:
        if self.sheet is None or not self.may_rate:
            return
        self.flush()
        sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
        self.run(lambda: practical.leave_area(sitting_id, area_id, left), lambda _none: self.load())

    def _on_next_begun(self) -> None:
        """To the next that was begun and is not done, or put off."""
        if self.book is not None and (begun := self.book.next_begun()) is not None:
            self._go_to(begun)

    def _say(self, **said_now: object) -> None:
        """Take over what is said of the criterion on view; stored at the next pause."""
        if self.book is None or not self.may_rate:
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
        lacking = self.card.lacking_field() if self.may_rate else None
        if lacking is not None and not lacking.hasFocus() and not self.book.here.seen.later:
            self.card.show_state(self.book.here, said_by_key=True)
            self.card.write_in(lacking)
            return
        if self.may_rate and self.book.is_complete:
            self._show_around()
            self.side.finish_now.setFocus()
            return
        self._go_to((self.book.next_open() if self.may_rate else None) or self.book.next_after())

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
        if self.may_rate:
            sitting_id, practical = self.sheet.sitting_id, self.work.desk.practical
            self.run(lambda: practical.visit(sitting_id, criterion_id), lambda _none: None)

    def _on_task(self) -> None:
        shown = self.sheet or self.start.outline
        if shown is not None and shown.task is not None:
            TaskSheet(self, shown.task, shown.task_picture).open()

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
        self.card.set_locked(not self.may_rate)
        self.card.back.setEnabled(self.book.before() is not None)
        self._show_around()

    def _show_around(self) -> None:
        assert self.book is not None
        assert self.sheet is not None
        locked = not self.may_rate
        self.left.show_book(self.book, locked=locked)
        self.left.pause.setVisible(not locked and self.sheet.paper_date is None)
        self.left.stop.setVisible(self.stop.may_stop)
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
        card.lab_asked.connect(self._on_lab)
        card.field_left.connect(self.flush)
        self.photos.shown.connect(self._on_photos)
        self.clock.over.connect(self.stop.forget)
        card.back.clicked.connect(self._on_back)
        left.task.clicked.connect(self._on_task)
        for button in (card.next, card.next_quiet):
            button.clicked.connect(self._next)
        left.area_chosen.connect(self._on_area)
        left.step_chosen.connect(self.step_chosen)
        left.more_asked.connect(self.more_asked)
        left.area_left.connect(self._on_area_left)
        side.open.chosen.connect(self._go_to)
        self.start.primary.clicked.connect(self.go_on)
        self.start.task.clicked.connect(self._on_task)
        self.choice.changed.connect(self.changed)
        self.choice.failed.connect(self.show_error)

    def _bind_keys(self) -> None:
        for rating in range(5):
            shortcut = QShortcut(QKeySequence(str(rating)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self._on_rating_key, rating))
            name = f"practical.rate{rating}" if rating else "practical.not_assessed"
            bind(self, name, partial(self.card.rate, rating))
        bind(self, "practical.next", self.go_on)
        bind(self, "practical.back", self._on_back)
        bind(self, "practical.note", partial(self.card.write_in, self.card.note))
        bind(self, "practical.later", self.card.later.click)
        bind(self, "practical.photo", self.card.photo.click)
        bind(self, "practical.paste", self.photos.paste)
        bind(self, "practical.lab", self.card.lab.click)
        bind(self, "practical.next_open", self._on_next_begun)
        bind(self, "practical.leave_area", self.left.leave.click)
        bind(self, "case.pause", self.clock.pause)
