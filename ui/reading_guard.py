"""In a window that only looks, everything that would write is shut, and says why."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QActionEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from ui.screens.verify import VerifyScreen
from ui.widgets.error_bar import ErrorBar
from ui.widgets.list_row import ListRow
from ui.widgets.rail import Rail
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.toast import Toast

_WRITERS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
_AROUND = (Rail, SegmentedChoice, ErrorBar, Toast, VerifyScreen, QDialog, QMenu)
"""What lies in these only goes somewhere, or was opened by something that may be."""

_TOLD = frozenset(
    {
        QEvent.Type.Show,
        QEvent.Type.Polish,
        QEvent.Type.EnabledChange,
        QEvent.Type.ActionAdded,
        QEvent.Type.ActionChanged,
    }
)
_NAMES = frozenset(
    {
        "all_steps",
        "case_show",
        "certificate_case",
        "certificates_filter",
        "criterion_back",
        "keeping_stop",
        "keeping_verify",
        "privacy_more",
        "protocol_sample",
        "reading_forward",
        "reading_refresh",
        "reading_write",
        "running_back",
        "search_text",
        "settings_data",
        "settings_log",
        "settings_minutes",
        "task_sheet",
    }
)
_COMMANDS = frozenset(
    {
        "help",
        "today",
        "people",
        "certificates",
        "certificates.filter",
        "verify",
        "sync",
        "protocols",
        "disputes",
        "settings",
        "search",
        "lock",
        "case.back",
        "practical.back",
    }
)


class ReadingGuard(QObject):
    """Shuts what may write wherever it appears in one window; what it does not know is shut."""

    def __init__(self, window: QWidget, why: Callable[[], str]) -> None:
        """`why`: the reason, for every tooltip."""
        super().__init__(window)
        self._window, self._why = window, why

    def begin(self) -> None:
        """Shut what is there and what comes."""
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        for widget in (self._window, *self._window.findChildren(QWidget)):
            self._shut(widget)
            for action in widget.actions():
                self._shut_action(action)

    def end(self) -> None:
        """Let everything new be open again."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whenever something comes on view, is opened, or gets a command."""
        kind = event.type()
        if kind not in _TOLD or not isinstance(watched, QWidget) or not self._is_here(watched):
            return False
        if isinstance(event, QActionEvent):
            self._shut_action(event.action())
        else:
            self._shut(watched)
            for action in watched.actions():
                self._shut_action(action)
        return False

    def _is_here(self, widget: QWidget) -> bool:
        return widget is self._window or self._window.isAncestorOf(widget)

    def _shut(self, widget: QWidget) -> None:
        if not isinstance(widget, _WRITERS) or _may(widget):
            return
        if widget.isEnabled() or not widget.toolTip():  # else it says for itself why it rests
            widget.setToolTip(self._why())
            widget.setAccessibleDescription(self._why())
        if widget.isEnabled():
            widget.setEnabled(False)

    def _shut_action(self, action: QAction) -> None:
        name = action.objectName()
        key = name.removeprefix("command_")
        may = key == name or key in _COMMANDS or key.startswith("verify.")
        if action.isEnabled() and not may:
            action.setEnabled(False)


def _may(widget: QWidget) -> bool:
    if widget.objectName() in _NAMES or isinstance(widget, ListRow):
        return True
    place = widget.parentWidget()
    while place is not None:
        if isinstance(place, _AROUND) or place.objectName() in _NAMES:
            return True
        place = place.parentWidget()
    return False
