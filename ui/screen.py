"""What every screen of the desk has: title, context, words, errors where they happened."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.change import Change
from app.domain.errors import UserError
from ui.error_offers import offer
from ui.messages import message
from ui.theme import metrics
from ui.widgets.error_bar import ErrorBar


class Screen(QWidget):
    """A page of the main window.

    A screen sets its object name, builds itself in `_build…` into `self.page`, sets every word
    in `_retranslate` (called at the end of its __init__ and on a change of language) and loads
    in `refresh` (called whenever it comes on view and after a change that concerns it).
    """

    title_changed = Signal(str, str)  # title and context line, for the page head
    saved = Signal()  # something was stored durably just now
    go = Signal(str, object)  # to another screen: its key, and what it should show or None

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.context = ""
        self.errors = ErrorBar()
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(0, 0, 0, 0)
        self.page.setSpacing(metrics().gap)
        self.page.addWidget(self.errors)

    def set_title(self, title: str, context: str = "") -> None:
        """What the page head says above this screen."""
        self.title, self.context = title, context
        self.title_changed.emit(title, context)

    def show_error(self, error: UserError) -> None:
        """Say in words what went wrong, above the content, with the room that helps."""
        found = offer(error)
        if found is None:
            self.errors.show_message(message(error))
            return
        room, words = found
        self.errors.show_message(message(error), act=(words, lambda: self.go.emit(room, None)))

    def refresh(self) -> None:
        """Load what the screen shows; called on each visit and after a change that concerns it."""

    def open_with(self, subject: object) -> None:
        """Show `subject`, given with `go`; a screen that takes none does nothing."""

    def on_change(self, change: Change) -> None:
        """Something changed; the default loads again while the screen is on view."""
        if self.isVisible():
            self.refresh()

    def may_leave(self) -> bool:
        """Whether the user may go elsewhere now; False while the screen asks something."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Load when the screen comes on view."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self.isVisible():
                self.refresh()

    def _retranslate(self) -> None:
        """Set every fixed word of the screen."""
