"""Slow work off the window's thread: one worker for the database, one for the network."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import UserError

T = TypeVar("T")


@runtime_checkable
class ShowsErrors(Protocol):
    """A screen that can say what went wrong, where it happened."""

    def show_error(self, error: UserError) -> None:
        """Say it in words; see ui/messages.py."""
        ...


@dataclass(frozen=True, slots=True)
class _Task:
    owner: QObject
    work: Callable[[], Any]
    done: Callable[[Any], object]
    failed: Callable[[UserError], object] | None


@dataclass(frozen=True, slots=True)
class _Answer:
    task: _Task
    value: Any = None
    error: BaseException | None = None


class Lane(QObject):
    """One worker thread; its answers come back on the window's thread, in order."""

    _answered = Signal(object)
    _relayed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._open = 0
        self._closed = False
        self._answered.connect(self._on_answered)
        self._relayed.connect(self._on_relayed)

    @property
    def idle(self) -> bool:
        """Whether every task has been answered."""
        return self._open == 0

    @property
    def is_closed(self) -> bool:
        """Whether the desk is on its way out: long work asks, and stops where it is whole."""
        return self._closed

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Do `work` on the worker, then `done(result)` here, unless `owner` is gone by then.

        A UserError goes to `failed`, or else to the nearest screen around `owner` that shows
        errors. Anything else is a bug and rises here, into the crash hook. Once closed, a lane
        takes nothing more: a clock that still ticks in a window on its way out is not answered.
        """
        if self._closed:
            return
        self._open += 1
        self._pool.submit(self._work, _Task(owner, work, done, failed))

    def relay(self, owner: QObject, tell: Callable[[T], object]) -> Callable[[T], None]:
        """A callable for the worker that reports progress: `tell(value)` runs here."""

        def report(value: T) -> None:
            self._relayed.emit((owner, tell, value))

        return report

    def close(self, *, finish: bool = False) -> None:
        """Wait for the task at work; with `finish` for all that is queued, else forget that."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=not finish)

    def _work(self, task: _Task) -> None:
        try:
            answer = _Answer(task, value=task.work())
        except BaseException as error:  # carried over to the window's thread, where it rises
            answer = _Answer(task, error=error)
        self._answered.emit(answer)

    @Slot(object)
    def _on_answered(self, answer: _Answer) -> None:
        self._open -= 1
        task = answer.task
        if not shiboken6.isValid(task.owner):
            return
        if answer.error is None:
            task.done(answer.value)
        elif not isinstance(answer.error, UserError):
            raise answer.error
        elif task.failed is not None:
            task.failed(answer.error)
        else:
            _show(task.owner, answer.error)

    @Slot(object)
    def _on_relayed(self, report: tuple[QObject, Callable[[Any], object], Any]) -> None:
        owner, tell, value = report
        if shiboken6.isValid(owner):
            tell(value)


class Background(QObject):
    """The two lanes: `run` is the database's, `network.run` the network's."""

    def __init__(self) -> None:
        super().__init__()
        self.database = Lane("database")
        self.network = Lane("network")

    @property
    def idle(self) -> bool:
        """Whether nothing is under way; what tests wait for."""
        return self.database.idle and self.network.idle

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
    ) -> None:
        """Work with the database; see Lane.run."""
        self.database.run(owner, work, done, failed)

    def close(self) -> None:
        """Before the workspace closes: what is queued for the database is still written."""
        self.network.close()
        self.database.close(finish=True)


def _show(owner: QObject, error: UserError) -> None:
    """Give the error to the nearest parent that shows errors; raise it where there is none."""
    place: QObject | None = owner
    while place is not None:
        if isinstance(place, ShowsErrors):
            place.show_error(error)
            return
        place = place.parent()
    raise error
