"""The day: resume where you were, booked today, what needs attention, the week."""

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.desks import SignedIn
from app.usecases.cases import Cases
from app.usecases.course import Course
from app.usecases.helping import CoAssessing
from app.usecases.people import People
from app.usecases.roster import Roster
from app.usecases.rota import Rota
from app.usecases.today import Today, TodayView
from ui.actions import bind
from ui.background import Background
from ui.figures import clock_time, weekday
from ui.models.today_rows import DayLine, TodayRows
from ui.screen import Screen
from ui.screens.new_case import NewCase
from ui.screens.second_open import OpenAskBox
from ui.screens.today_attention import AttentionCard
from ui.screens.today_resume import ResumeCard
from ui.screens.today_take_up import TakeUp
from ui.screens.today_week import WeekCard
from ui.widgets.buttons import QuietButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import TextLabel
from ui.widgets.table import HairlineTable
from ui.widgets.yielding import yielding

_NOON, _EVENING, _NIGHT = 12, 18, 4


class TodayScreen(Screen):
    """The first screen of the day."""

    def __init__(
        self,
        day: tuple[Today, Roster, Rota],
        people: People,
        cases: Cases,
        course: Course,
        background: Background,
        who: tuple[SignedIn, str],
        helping: CoAssessing,
    ) -> None:
        """`day`: done, booked by the region, expected by rotas; `who`: assessor and centre."""
        super().__init__()
        self.setObjectName("today")
        (self._today, self._roster, self._rota), self._course = day, course
        self._people, self._cases = people, cases
        self._background = background
        self._assessor, self._centre = who
        self._view: TodayView | None = None
        self.resume = ResumeCard()
        self.attention = AttentionCard()
        self.week = WeekCard()
        self.model = TodayRows(self)
        self.table = HairlineTable("row_today")
        self.new = SecondaryButton("", "plus")
        self.help = QuietButton("", "file")
        self._helping = helping
        self._tomorrow = TextLabel("", "body", "muted")
        self._empty = EmptyState("calendar")
        self._build()
        self.new.clicked.connect(self.begin)
        self.help.clicked.connect(self.open_file)
        self._empty.acted.connect(self.begin)
        self.table.chosen.connect(self._on_row)
        self._take_up = TakeUp(self, self._roster, people, background)
        self._take_up.opened.connect(self._open)
        self.resume.resumed.connect(self._open)
        self.attention.asked.connect(self.go)
        bind(self, "today.new", self.begin)
        bind(self, "today.resume", self.resume.act.click)
        self._retranslate()

    def refresh(self) -> None:
        """Let lapse what has had its last day, then read the day."""
        course, today, roster = self._course, self._today, self._roster

        def read() -> TodayView:
            course.lapse_due()
            roster.let_go()
            return today.view()

        self._background.run(self, read, self.show_view)

    def show_view(self, view: TodayView) -> None:
        """Show the day."""
        at = self.table.current_id
        self._view = view
        self.resume.setVisible(view.resume is not None)
        if view.resume is not None:
            self.resume.show_line(view.resume)
            at = view.resume.case_id if at is None else at
        rows: tuple[DayLine, ...] = (*view.booked, *view.from_rota, *view.from_region)
        self.model.show_rows(rows)
        self.table.choose_row(self.model.row_of(at))
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._booked.show_count(len(rows))
        self.attention.show_lines(view.attention)
        self.week.show_week(view.week, view.now.date())
        self._retranslate()

    def begin(self) -> None:
        """A new case: choose or register the person, choose the role."""
        box = NewCase(self, self._people, self._cases, self._background)
        box.opened.connect(self._open)
        box.show_people()
        box.open()

    def open_file(self) -> None:
        """Rate beside a colleague's case from another computer."""
        box = OpenAskBox(self, self._helping, self._background)
        box.opened.connect(self._open)
        box.open()

    def _on_row(self, row_id: object) -> None:
        """On with the case; who a rota or the region expects is taken up first."""
        if isinstance(row_id, tuple):
            order, person = row_id
            self._background.run(self, lambda: self._rota.begin(order, person), self._open)
            return
        expected = self._view.from_region if self._view else ()
        booking = next((line for line in expected if line.id == row_id), None)
        if booking is None:
            self._open(row_id)
        else:
            self._take_up.begin(booking)

    def _open(self, case_id: object) -> None:
        if isinstance(case_id, UUID):
            self.go.emit("case", case_id)

    def _retranslate(self) -> None:
        self._booked.set_title(self.tr("Bokade idag"))
        self.table.setAccessibleName(self.tr("Bokade idag"))
        self.new.setText(self.tr("Nytt ärende"))
        self.help.setText(self.tr("Medbedöm"))
        self._empty.show_words(
            self.tr("Ingen är bokad idag. Öppna ett ärende när någon kommer."),
            self.tr("Nytt ärende"),
        )
        self._tomorrow.setText(self._tomorrow_words())
        if self._view is not None:
            first_name = self._assessor.name.split()[0]
            greeting = self._greeting(self._view.now.hour).format(name=first_name)
            self.set_title(greeting, f"{weekday(self._view.now.date())} · {self._centre}")

    def _greeting(self, hour: int) -> str:
        if _NIGHT <= hour < _NOON:
            return self.tr("God förmiddag, {name}")
        if hour < _EVENING and hour >= _NOON:
            return self.tr("God eftermiddag, {name}")
        return self.tr("God kväll, {name}")

    def _tomorrow_words(self) -> str:
        if self._view is None:
            return ""
        first = self._view.tomorrow_first
        if not self._view.tomorrow:
            return self.tr("I morgon: ingen bokad")
        if first is None:
            return self.tr("I morgon: %n bokade", "", self._view.tomorrow)
        words = self.tr("I morgon: %n bokade, första kl. {time}", "", self._view.tomorrow)
        return words.format(time=clock_time(first))

    def _build(self) -> None:
        self._booked = Card(" ", padded=False)
        self._booked.head.addWidget(self.help)
        self._booked.head.addWidget(self.new)
        self.help.setObjectName("today_help")
        self.new.setObjectName("today_new")
        self.table.setObjectName("today_table")
        self.table.setModel(self.model)
        self.table.set_columns(
            (
                ColumnWidth(80),
                ColumnWidth(176, least=150),
                ColumnWidth(156, least=128),
                ColumnWidth(200, stretch=True, least=124),
                ColumnWidth(184, least=164),
            )
        )
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(yielding(self.table, 150), 1)
        inner.addWidget(self._empty, 1)
        self._booked.body.addWidget(holder, 1)
        self._booked.foot.addWidget(self._tomorrow)
        self._booked.foot.addStretch(1)
        left = stacked(self.resume, self._booked, stretch=1)
        right = stacked(self.attention, self.week, stretch=0)
        self._columns = FlowColumns([Column(left, 830, least=600), Column(right, 396, least=300)])
        self.page.addWidget(self._columns, 1)
