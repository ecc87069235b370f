"""The sitting behind the test: every call of its use case, in the background, and its clock."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.errors import UserError
from app.domain.reading import Reading
from app.usecases.sittings import SittingNotRunning
from app.usecases.theory import TimeIsUp
from ui.background import Background
from ui.screens.candidate.countdown import Countdown
from ui.screens.candidate.saving import AnswerQueue

if TYPE_CHECKING:
    from uuid import UUID

    from app.usecases.theory import Theory

T = TypeVar("T")


class SittingRun(QObject):
    """One sitting of one candidate; what goes wrong is told apart here, once.

    A beat that is kept says that the file takes writing again: what was not saved is sent anew.
    """

    loaded = Signal(object)  # Paper
    time_up = Signal()
    stood_still = Signal()  # paused or cut off: somebody has to look at the paper again
    trouble = Signal(object)  # any other UserError

    def __init__(self, theory: "Theory", background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._theory, self._background = theory, background
        self.sitting_id: UUID | None = None
        self.queue = AnswerQueue(theory, background, self)
        self.clock = Countdown(self)
        self._beating = False
        self._waiting: Callable[[], object] | None = None
        self.clock.beat_due.connect(self.beat)
        self.queue.idle.connect(self._on_idle)

    def open(self, sitting_id: "UUID") -> None:
        """Begin with a sitting."""
        if sitting_id != self.sitting_id:
            self.queue.open(sitting_id)
        self.sitting_id = sitting_id
        self.load()

    def load(self) -> None:
        """Read the paper as it stands."""
        self._run(self._theory.paper, self.loaded.emit)

    def beat(self) -> None:
        """Make the time so far durable."""
        if not self._beating:
            self._beating = True
            self._run(self._theory.heartbeat, self._on_beat, self._on_no_beat)

    def visit(self, item: str) -> None:
        """Remember the question on view."""
        self._run(lambda sitting: self._theory.visit(sitting, item), lambda _none: None)

    def mark(self, item: str, failed: Callable[[], object], *, marked: bool) -> None:
        """Set or clear a mark; `failed` when it was not kept."""

        def on_failed(error: UserError) -> None:
            failed()
            self.tell(error)

        self._run(
            lambda sitting: self._theory.mark(sitting, item, marked), lambda _none: None, on_failed
        )

    def hand_in(self, done: Callable[[], object], failed: Callable[[UserError], object]) -> None:
        """Close the test."""
        self._run(self._theory.hand_in, lambda _none: done(), failed)

    def read(self, reading: Reading) -> None:
        """Remember how the test is read; not worth an error where it cannot be kept."""
        self._run(
            lambda sitting: self._theory.read(sitting, reading),
            lambda _none: None,
            lambda _error: None,
        )

    def let_go(self) -> None:
        """Leave without a word in the file: taken up again, the sitting was cut off."""
        assert self.sitting_id is not None
        self._theory.let_go(self.sitting_id)

    def pause(
        self,
        incident: str,
        done: Callable[[], object],
        failed: Callable[[UserError], object],
    ) -> None:
        """Stop the clock; a sitting that does not run needs no stop."""

        def on_failed(error: UserError) -> None:
            if isinstance(error, SittingNotRunning):
                done()
            else:
                failed(error)

        self._run(
            lambda sitting: self._theory.pause(sitting, incident), lambda _none: done(), on_failed
        )

    def resume(self, failed: Callable[[UserError], object]) -> None:
        """Let the clock run on, then read the paper."""
        self._run(self._theory.resume, lambda _none: self.load(), failed)

    def confirm(self, failed: Callable[[UserError], object]) -> None:
        """The assessor has seen the lost time; then read the paper."""
        self._run(self._theory.confirm_incident, lambda _none: self.load(), failed)

    def when_saved(self, then: Callable[[], object]) -> None:
        """Do `then` once every answer given is durable or known not to be."""
        if self.queue.busy:
            self._waiting = then
        else:
            then()

    def tell(self, error: UserError) -> None:
        """Say what an error means for the test."""
        if isinstance(error, TimeIsUp):
            self.time_up.emit()
        elif isinstance(error, SittingNotRunning):
            self.stood_still.emit()
        else:
            self.trouble.emit(error)

    def _run(
        self,
        work: "Callable[[UUID], T]",
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        sitting = self.sitting_id
        assert sitting is not None
        self._background.run(self, lambda: work(sitting), done, failed or self.tell)

    def _on_beat(self, left: int) -> None:
        self._beating = False
        if not self.clock.runs:
            return
        self.clock.beaten(left)
        self.queue.again()
        if left == 0:
            self.time_up.emit()

    def _on_no_beat(self, error: UserError) -> None:
        self._beating = False
        if self.clock.runs:
            self.tell(error)

    def _on_idle(self) -> None:
        then, self._waiting = self._waiting, None
        if then is not None:
            then()
