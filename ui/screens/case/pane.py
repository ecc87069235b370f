"""What every step of a case is on the screen: steps at the left, the step, what is missing."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case import Step
from app.domain.errors import UserError
from app.usecases.cases import CaseView, StepState
from ui.actions import bind
from ui.screen import Screen
from ui.screens.case.steps_card import StepsCard
from ui.screens.case.work import CaseWork
from ui.widgets.columns import Column, FlowColumns

T = TypeVar("T")


class CasePane(QWidget):
    """One step. A pane builds itself with `lay_out`, loads in `load`, speaks in `retranslate`."""

    done = Signal()  # the step is finished: on to the next one
    changed = Signal()  # the case looks different now: load its steps again
    step_chosen = Signal(str)  # look at another step
    more_asked = Signal()  # the case's menu
    credits_asked = Signal()  # what is credited in the case
    go = Signal(str, object)  # to another screen
    saved = Signal()  # something was stored

    step: Step
    enter_leaves_field = True  # Enter in a line goes to the next field, not on to the next step

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self.work = work
        self.view: CaseView | None = None
        self._busy = self._is_left = False
        self.steps = StepsCard()
        self.steps.chosen.connect(self.step_chosen)
        self.steps.more_asked.connect(self.more_asked)
        self.steps.credits_asked.connect(self.credits_asked)
        self.setObjectName(f"pane_{self.step}")

    @property
    def is_over(self) -> bool:
        """Whether the case has gone past this step: it can be looked at, not changed."""
        assert self.view is not None
        return any(
            line.step is self.step and line.state is StepState.DONE for line in self.view.steps
        )

    @property
    def sitting_id(self) -> UUID | None:
        """The sitting of this step, None before it is begun."""
        return None if self.view is None else self.view.sitting_of(self.step)

    def show_case(self, view: CaseView) -> None:
        """Show the step of this case; loads what it needs."""
        self._is_left = False
        self.show_steps(view)
        self.load()

    def show_steps(self, view: CaseView) -> None:
        """Show where the case stands, without loading the step again."""
        self.view = view
        self.steps.show_view(view, self.step)

    def load(self) -> None:
        """Load what the step shows."""

    def go_on(self) -> None:
        """Enter: do the step's main act."""

    def go_back(self) -> None:
        """Look at the step before this one."""
        if self.view is None:
            return
        steps = [line.step for line in self.view.steps]
        at = steps.index(self.step)
        if at:
            self.step_chosen.emit(steps[at - 1])

    def flush(self) -> None:
        """Store what is typed and not yet stored."""

    def take_focus(self) -> None:
        """Put the keyboard where the step begins."""
        self.setFocus()

    def retranslate(self) -> None:
        """Set every fixed word of the pane."""

    def run(
        self,
        act: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Do `act` in the background; the answer is dropped if another case is on view by then."""
        assert self.view is not None
        case_id = self.view.id

        def still_here(answer: T) -> None:
            if self.view is not None and self.view.id == case_id:
                then(answer)

        self.work.background.run(self, act, still_here, failed)

    def lay_out(self, middle: QWidget, right: QWidget, least: int = 440) -> None:
        """Three columns that fold, and the keys every step has; `least`: how narrow the middle."""
        columns = [
            Column(self.steps, 208, fixed=True),
            Column(middle, 666, least=least),
            Column(right, 336, fixed=True),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        flow = FlowColumns(columns)
        flow.folded.connect(lambda abreast: self.steps.set_compact(abreast == 1))
        column.addWidget(flow)
        bind(self, "case.next", self.go_on)
        bind(self, "case.back", self.go_back)

    def act(
        self,
        act: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """As `run`, for what may happen only once: deaf to another press while under way."""
        if self._busy or self._is_left:
            return
        self._busy = True

        def done(answer: T) -> None:
            self._busy = False
            then(answer)

        def refused(error: UserError) -> None:
            self._busy = False
            (failed or self.show_error)(error)

        self.work.background.run(self, act, done, refused)

    def finish(self, act: Callable[[], object]) -> None:
        """Do the act that ends the step, once, then go on to the next."""
        self.act(act, self._finished)

    def show_error(self, error: UserError) -> None:
        """Say what went wrong above the step."""
        place = self.parentWidget()
        while place is not None and not isinstance(place, Screen):
            place = place.parentWidget()
        if place is None:
            raise error
        place.show_error(error)

    def _finished(self, _nothing: object) -> None:
        """On to the next step; a second press before that is on view would end this one twice."""
        self._is_left = True
        self.done.emit()
