"""One answer after the other, each durable before the next is sent; none is forgotten."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import UserError
from app.domain.scoring import Answer
from ui.background import Background

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.usecases.theory import Theory

SLOW_MILLISECONDS = 300


class AnswerQueue(QObject):
    """Sends answers in the order given; only the newest of one question is worth sending."""

    saved = Signal(str)  # item: its newest answer is durable
    slow = Signal(str)  # item: takes longer than usual
    failed = Signal(str, object)  # item, UserError: not saved, kept in `unsaved`
    idle = Signal()  # nothing under way

    def __init__(self, theory: "Theory", background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._theory, self._background = theory, background
        self._sitting: UUID | None = None
        self._waiting: dict[str, Answer] = {}
        self._sent = ""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MILLISECONDS)
        self._slow.timeout.connect(lambda: self.slow.emit(self._sent))
        self.unsaved: dict[str, Answer] = {}

    @property
    def busy(self) -> bool:
        """Whether an answer is not durable yet."""
        return bool(self._sent)

    def open(self, sitting_id: "UUID") -> None:
        """Begin anew with a sitting."""
        self._sitting = sitting_id
        self._waiting.clear()
        self.unsaved.clear()

    def give(self, item: str, answer: Answer) -> None:
        """Have `answer` made durable, after those given before it."""
        self.unsaved.pop(item, None)
        self._waiting.pop(item, None)
        self._waiting[item] = answer
        self._send()

    def again(self) -> None:
        """Give everything once more that could not be saved."""
        for item, answer in list(self.unsaved.items()):
            self.give(item, answer)

    def waits(self, item: str) -> bool:
        """Whether the item's answer is on its way."""
        return item == self._sent or item in self._waiting

    def _send(self) -> None:
        if self._sent or not self._waiting or self._sitting is None:
            return
        item = next(iter(self._waiting))
        answer, sitting = self._waiting.pop(item), self._sitting
        self._sent = item
        self._slow.start()

        def work() -> "datetime":
            return self._theory.answer(sitting, item, answer)

        self._background.run(
            self,
            work,
            lambda _at: self._on_saved(item),
            lambda error: self._on_failed(item, answer, error),
        )

    def _on_saved(self, item: str) -> None:
        self._next()
        if not self.waits(item):
            self.saved.emit(item)
        self._rest()

    def _on_failed(self, item: str, answer: Answer, error: UserError) -> None:
        if item not in self._waiting:
            self.unsaved[item] = answer
        self._next()
        self.failed.emit(item, error)
        self._rest()

    def _next(self) -> None:
        self._slow.stop()
        self._sent = ""
        self._send()

    def _rest(self) -> None:
        if not self.busy:
            self.idle.emit()
