"""Is it genuine, in force, whose and for what: scan, drop, choose or paste; one big answer."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTemporaryDir
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget

from app.domain.change import Change
from app.domain.errors import UserError
from app.usecases.verification import Checked, RecentCheck, Verification
from ui.actions import bind
from ui.background import Background
from ui.screen import Screen
from ui.screens.choose_file import open_file
from ui.screens.verify_answer import AnswerCard, AnswerView
from ui.screens.verify_recent import RecentList
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.drop_area import DropArea
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import SearchField
from ui.widgets.labels import TextLabel
from ui.widgets.yielding import yielding

_LARGEST_MB = 20


class VerifyScreen(Screen):
    """The hand scanner's field has the keyboard; whatever is written lands there."""

    def __init__(
        self, verification: Verification, background: Background, today: Callable[[], date]
    ) -> None:
        """`today` gives the day on the desk's clock."""
        super().__init__()
        self.setObjectName("verify")
        self._verification, self._background, self._today = verification, background, today
        self.field = SearchField(icon="qr")
        self.field.setObjectName("verify_field")
        self.drop = DropArea()
        self.paste = SecondaryButton("", "clipboard")
        self.paste.setObjectName("verify_paste")
        self.next = PrimaryButton("", chevron=True)
        self.next.setObjectName("verify_next")
        self.answer = AnswerView()
        self.recent = RecentList()
        self._read_title = TextLabel("", "section")
        self._recent_title = TextLabel("", "section")
        self._recent_line = Hairline()
        self._note = TextLabel("", "small", "muted", wrap=True)
        self._empty = EmptyState("shield-check")
        self._stack = QStackedWidget()
        self._build()
        self.setFocusProxy(self.field)
        self.field.entered.connect(self.check_text)
        self.drop.dropped.connect(self.check_file)
        self.drop.asked.connect(self.choose)
        self.paste.clicked.connect(self.paste_now)
        self.next.clicked.connect(self.begin_again)
        bind(self, "verify.open", self.choose)
        bind(self, "verify.paste", self.paste_now)
        bind(self, "verify.next", self.begin_again)
        self._retranslate()

    def refresh(self) -> None:
        """The recent checks again; the keyboard is the scanner's."""
        self._background.run(self, self._verification.recent, self._on_recent)
        self.field.edit.setFocus()

    def on_change(self, change: Change) -> None:
        """Nothing else at the desk changes an answer given."""

    def check_text(self, text: str) -> None:
        """What a scanner, a clipboard or a hand gave."""
        self.errors.clear()
        self.field.edit.clear()
        self.field.edit.setFocus()
        if text.strip():
            self._background.run(self, lambda: self._verification.check_text(text), self._on_answer)

    def check_file(self, path: Path) -> None:
        """The code in a PDF or a picture."""
        self.errors.clear()
        self.field.edit.setFocus()
        self._background.run(
            self, lambda: self._verification.check_file(path), self._on_answer, self._on_unreadable
        )

    def choose(self) -> None:
        """Choose a file."""
        words = self.tr("Bevis som PDF eller bild")
        open_file(self, words, "*.pdf *.png *.jpg *.jpeg", self.check_file)

    def paste_now(self) -> None:
        """A text, a picture or a file from the clipboard."""
        mime = QGuiApplication.clipboard().mimeData() or QMimeData()
        files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
        if files:
            self.check_file(Path(files[0]))
        elif mime.hasImage():
            self._check_picture()
        elif mime.text().strip():
            self.check_text(mime.text())
        else:
            self.window().toast(self.tr("Urklipp är tomt."))  # type: ignore[attr-defined]

    def begin_again(self) -> None:
        """Ready for the next one."""
        self.errors.clear()
        self._show_answer(shown=False)
        self.field.edit.clear()
        self.field.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters typed anywhere on the screen are the scanner's."""
        if event.text().isprintable() and event.text() and not event.modifiers() & _HELD:
            self.field.edit.setFocus()
            QApplication.sendEvent(self.field.edit, event)
        else:
            super().keyPressEvent(event)

    def _check_picture(self) -> None:
        folder = QTemporaryDir()
        path = Path(folder.path()) / "clipboard.png"
        QGuiApplication.clipboard().image().save(str(path))

        def work() -> Checked:
            with_folder = folder  # kept until the file is read
            return self._verification.check_file(Path(with_folder.path()) / path.name)

        self._background.run(self, work, self._on_answer, self._on_unreadable)

    def _on_answer(self, checked: Checked) -> None:
        self.answer.show_checked(checked, self._today())
        self._show_answer(shown=True)
        self._background.run(self, self._verification.recent, self._on_recent)

    def _on_unreadable(self, error: UserError) -> None:
        self._show_answer(shown=False)
        self.show_error(error)

    def _show_answer(self, *, shown: bool) -> None:
        self._stack.setCurrentWidget(self.answer if shown else self._empty)
        self.next.setVisible(shown)

    def _on_recent(self, checks: tuple[RecentCheck, ...]) -> None:
        self.recent.show_checks(checks)
        self.recent.setVisible(bool(checks))
        self._recent_title.setVisible(bool(checks))
        self._recent_line.setVisible(bool(checks))

    def _retranslate(self) -> None:
        self.set_title(
            self.tr("Kontrollera bevis"),
            self.tr("Läs koden, släpp en fil eller klistra in. Fungerar utan nät."),
        )
        self._read_title.setText(self.tr("Läs in ett bevis"))
        self.field.set_placeholder(self.tr("Handskanner är redo"))
        self.drop.show_words(
            self.tr("Släpp en PDF eller bild här"),
            self.tr("PDF, PNG eller JPEG, högst {size} MB").format(size=_LARGEST_MB),
            self.tr("Välj fil"),
        )
        self.paste.setText(self.tr("Klistra in"))
        self.next.setText(self.tr("Kontrollera nästa"))
        self._note.setText(self.tr("Bara utfallet sparas, inga personuppgifter."))
        self._recent_title.setText(self.tr("Senast kontrollerade"))
        self.recent.setAccessibleName(self._recent_title.text())
        self._empty.show_words(self.tr("Läs in ett bevis, så syns svaret här."))
        self.answer.retranslate()

    def _build(self) -> None:
        m = metrics()
        left = Card()
        left.body.setSpacing(m.gap_wide)
        left.body.addWidget(self._read_title)
        left.body.addWidget(self.field)
        left.body.addWidget(yielding(self.drop, 220), 1)
        left.body.addWidget(self.paste)
        left.body.addWidget(self._recent_line)
        left.body.addWidget(self._recent_title)
        left.body.addWidget(self.recent)
        right = AnswerCard()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.answer)
        right.body.addWidget(self._stack, 1)
        right.foot.setContentsMargins(m.card_padding, m.gap, m.card_padding, m.gap)
        right.foot.addWidget(self._note, 1)
        right.foot.addWidget(self.next)
        self.next.setMinimumHeight(m.control)
        self._show_answer(shown=False)
        columns = [Column(left, 364, fixed=True), Column(right, 862, least=560)]
        self.page.addWidget(FlowColumns(columns), 1)


_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
