"""The case: opens at its next step, lets done steps be looked at, goes on by Enter."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QStackedWidget

from app.domain.case import Step
from app.domain.change import Change, Touched
from app.usecases.cases import CaseView, StepState
from ui.actions import bind
from ui.background import Background
from ui.figures import iso_day
from ui.models.erased_words import shown_name
from ui.screen import Screen
from ui.screens.case.course_menu import open_menu
from ui.screens.case.course_page import CoursePage
from ui.screens.case.course_ways import show_credits
from ui.screens.case.course_words import STANDS
from ui.screens.case.pane import CasePane
from ui.screens.case.panes import PANES
from ui.screens.case.words import said, step_words
from ui.screens.case.work import CaseDesk, CaseWork
from ui.widgets.empty_state import EmptyState


class CaseScreen(Screen):
    """One case, one step at a time."""

    saved = Signal()  # something was just stored durably on this computer

    def __init__(
        self, desk: CaseDesk, background: Background, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self.setObjectName("case")
        self._work = CaseWork(desk, background, today)
        self._case_id: UUID | None = None
        self._view: CaseView | None = None
        self._shown: Step | None = None
        self._panes: dict[Step, CasePane] = {}
        self._course: CoursePage | None = None
        self._stack = QStackedWidget()
        self._empty = EmptyState("clipboard")
        self._empty.setObjectName("case_empty")
        self._empty.acted.connect(lambda: self.go.emit("today", None))
        self._stack.addWidget(self._empty)
        self.page.addWidget(self._stack, 1)
        for keys in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._on_enter)
        more = bind(self, "case.more", self._on_more)
        # at times nothing has the keyboard, as on a closed case
        more.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._retranslate()

    @property
    def pane(self) -> CasePane | None:
        """What is on view, None while no case is."""
        here = self._stack.currentWidget()
        return here if isinstance(here, CasePane) and self._shown is not None else None

    def open_with(self, subject: object) -> None:
        """Show the case with this id (UUID), at its next step."""
        assert isinstance(subject, UUID)
        self._flush()
        self._case_id, self._view, self._shown = subject, None, None
        self.errors.clear()
        self.refresh()

    def refresh(self) -> None:
        """Load the case; goes on to its next step unless another one is looked at."""
        if self._case_id is not None:
            self._load(self._on_visited)

    def on_change(self, change: Change) -> None:
        """Cases and sittings concern this screen; the step on view stays."""
        concerns = change.touched & {Touched.CASES, Touched.SITTINGS}
        if concerns and self._case_id is not None and self.isVisible():
            self._load(self._on_changed)

    def may_leave(self) -> bool:
        """Store what is typed before anything else is shown."""
        self._flush()
        return True

    def _load(self, then: Callable[[CaseView], object]) -> None:
        case_id = self._case_id
        assert case_id is not None
        cases = self._work.desk.cases
        self._work.background.run(
            self, lambda: cases.view(case_id), lambda view: self._take(view, then)
        )

    def _take(self, view: CaseView, then: Callable[[CaseView], object]) -> None:
        if view.id == self._case_id:
            then(view)

    def _on_visited(self, view: CaseView) -> None:
        followed = self._view is None or self._shown == self._view.next_step
        self._view = view
        self._show(view.next_step if followed or self._shown is None else self._shown)

    def _on_changed(self, view: CaseView) -> None:
        stood = self._view is not None and self._view.state in STANDS
        if self.pane is None or stood != (view.state in STANDS):
            self._on_visited(view)
            return
        self._view = view
        self.pane.show_steps(view)

    def _on_done(self) -> None:
        """A step is finished: load the case and show the one that follows."""
        self.errors.clear()
        self._load(self._on_next)

    def _on_next(self, view: CaseView) -> None:
        self._view = view
        self._show(view.next_step)

    def _on_step(self, key: str) -> None:
        self._flush()
        self.errors.clear()
        self._show(Step(key))

    def _on_saved(self) -> None:
        """What could not be stored before is stored now."""
        self.errors.clear()
        self.saved.emit()

    def _on_enter(self) -> None:
        """Press the button that has the keyboard, else do the step's main act."""
        here = QApplication.focusWidget()
        if isinstance(here, QPushButton) and self.isAncestorOf(here):
            here.click()
        elif self.pane is not None:
            if isinstance(here, QLineEdit) and self.pane.enter_leaves_field:
                self.pane.focusNextPrevChild(True)
            else:
                self.pane.go_on()
        else:
            self.go.emit("today", None)

    def _on_more(self) -> None:
        if self.pane is not None:
            self.pane.flush()
            open_menu(self.pane)

    def _show(self, step: Step) -> None:
        """The step, when it can be looked at; a case that stands still says why instead."""
        assert self._view is not None
        view = self._view
        at_work = any(
            line.step is step and line.state is not StepState.WAITING for line in view.steps
        )
        self._shown = step if at_work else view.next_step
        if view.state in STANDS:
            pane: CasePane = self._standing()
        else:
            pane = self._panes.get(self._shown) or self._build_pane(self._shown)
        pane.show_case(view)
        is_new = self._stack.currentWidget() is not pane
        self._stack.setCurrentWidget(pane)
        self._say_title()
        here = QApplication.focusWidget()
        is_in = here is not None and pane.isAncestorOf(here)
        if self.isVisible() and (is_new or not is_in):
            pane.take_focus()

    def _standing(self) -> CoursePage:
        if self._course is None:
            self._course = CoursePage(self._work)
            self._add(self._course)
        return self._course

    def _build_pane(self, step: Step) -> CasePane:
        pane = PANES[step](self._work)
        self._panes[step] = pane
        self._add(pane)
        return pane

    def _add(self, pane: CasePane) -> None:
        pane.retranslate()
        pane.done.connect(self._on_done)
        pane.changed.connect(lambda: self._load(self._on_changed))
        pane.step_chosen.connect(self._on_step)
        pane.more_asked.connect(self._on_more)
        pane.credits_asked.connect(lambda: show_credits(pane))
        pane.go.connect(self.go)
        pane.saved.connect(self._on_saved)
        self._stack.addWidget(pane)

    def _flush(self) -> None:
        if self.pane is not None:
            self.pane.flush()

    def _say_title(self) -> None:
        assert self._view is not None
        assert self._shown is not None
        stands = self._view.state in STANDS
        words = self.tr("Ärende") if stands else step_words(self._shown)
        self.set_title(words, self._context(self._view))

    def _context(self, view: CaseView) -> str:
        born = self.tr("född {day}").format(day=iso_day(view.birth_date)) if view.birth_date else ""
        parts = (shown_name(view.name), born, said(view.role), said(view.label))
        return " · ".join(part for part in parts if part)

    def _retranslate(self) -> None:
        if self._view is None:
            self.set_title(self.tr("Ärende"))
            self._empty.show_words(
                self.tr("Här arbetar du med ett ärende. Välj ett under Idag eller hos en person."),
                self.tr("Gå till Idag"),
            )
        self._flush()
        for pane in (*self._panes.values(), *([self._course] if self._course else [])):
            pane.retranslate()
