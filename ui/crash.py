"""What happens when the program is wrong: the log says where, the person what is safe."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout

from app.log import note_crash
from ui.language import tr
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class CrashNote(QDialog):
    """Says that the program failed, that what was given is saved, and offers the log."""

    def __init__(self, log_file: Path) -> None:
        super().__init__(QApplication.activeWindow())
        self.setObjectName("crash_note")
        self.setWindowTitle("Intyga")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(px(480))
        m = metrics()
        row = QHBoxLayout(self)
        row.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.gap_huge)
        row.setSpacing(m.gap_wide)
        row.addWidget(IconBadge("warning", "bad"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(m.gap)
        words.addWidget(TextLabel(tr("Något i programmet gick fel"), "heading", wrap=True))
        safe = tr("Allt du har svarat, bedömt och signerat är sparat. Du kan fortsätta arbeta.")
        words.addWidget(TextLabel(safe, wrap=True))
        ask = tr("Händer det igen: skicka loggen till supporten. Den innehåller inga namn.")
        words.addWidget(TextLabel(ask, "body", "muted", wrap=True))
        acts = QHBoxLayout()
        self.show_log = LinkButton(tr("Visa loggen"), chevron=False)
        self.go_on = PrimaryButton(tr("Fortsätt"))
        acts.addWidget(self.show_log)
        acts.addStretch(1)
        acts.addWidget(self.go_on)
        words.addSpacing(m.gap)
        words.addLayout(acts)
        row.addLayout(words, 1)
        folder = QUrl.fromLocalFile(str(log_file.parent))
        self.show_log.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        self.go_on.clicked.connect(self.accept)
        self.go_on.setFocus()


class CrashHook:
    """Takes the place of sys.excepthook; one note at a time, however many bugs."""

    def __init__(self, log_file: Path) -> None:
        self._log_file = log_file
        self._before: Hook = sys.excepthook
        self._note: CrashNote | None = None

    def install(self) -> None:
        """Bugs come here from now on."""
        sys.excepthook = self

    def remove(self) -> None:
        """Bugs go where they went before."""
        sys.excepthook = self._before

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log the bug and tell the person; Ctrl+C ends the program."""
        if not isinstance(error, Exception):
            self._before(kind, error, trace)
            return
        note_crash(error)
        self._before(kind, error, trace)
        if self._note is None and QApplication.instance() is not None:
            self._note = CrashNote(self._log_file)
            self._note.finished.connect(self._on_closed)
            self._note.open()

    def _on_closed(self) -> None:
        self._note = None
