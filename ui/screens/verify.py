"""Is it genuine, in force, whose and for what: scan, drop, choose or paste; one big answer."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget

from app.domain.change import Change
from app.domain.errors import UserError
from app.usecases.exports import ExportCheck, Exports
from app.usecases.verification import Checked, RecentCheck, Verification
from ui.actions import bind
from ui.background import Background
from ui.scanner import ScannerField
from ui.screen import Screen
from ui.screens.choose_file import open_file
from ui.screens.export_answer import ExportAnswerBox
from ui.screens.verify_answer import AnswerCard, AnswerView
from ui.screens.verify_more import MoreStep
from ui.screens.verify_receipt import ReceiptBox, receipt_words
from ui.screens.verify_recent import RecentList
from ui.screens.verify_ways import Ways
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
    """The hand scanner's field has the keyboard; whatever is written or dropped lands there."""

    def __init__(
        self,
        verification: Verification,
        exports: Exports,
        background: Background,
        now: Callable[[], datetime],
    ) -> None:
        """`now` gives the time on the desk's clock."""
        super().__init__()
        self.setObjectName("verify")
        self.setAcceptDrops(True)
        self._verification, self._background, self._now = verification, background, now
        self._ways = Ways(self, verification, exports, background)
        self.field = SearchField(icon="qr")
        self.field.setObjectName("verify_field")
        self._scanner = ScannerField(self.field.edit, verification.is_whole)
        self.drop = DropArea()
        self.camera, self.paste = _way("camera"), _way("clipboard")
        self.seen = _way("external")
        self.receipt = _way("printer")
        self.next = PrimaryButton("", chevron=True)
        self.answer, self.more = AnswerView(), MoreStep()
        self.recent = RecentList()
        self._read_title = TextLabel("", "section")
        self._recent_title = TextLabel("", "section")
        self._recent_line = Hairline()
        self._note = TextLabel("", "small", "muted", wrap=True)
        self._empty = EmptyState("shield-check")
        self._stack = QStackedWidget()
        self._name()
        self._build()
        self.setFocusProxy(self.field)
        self._connect()
        self._retranslate()

    def refresh(self) -> None:
        """The recent checks again; the keyboard is the scanner's."""
        self._background.run(self, self._verification.recent, self._on_recent)
        self.field.edit.setFocus()

    def on_change(self, change: Change) -> None:
        """Nothing else at the desk changes an answer given."""

    def check_text(self, text: str) -> None:
        """What a scanner, a clipboard or a hand gave."""
        self._ready()
        self._ways.text(text)

    def check_file(self, path: Path) -> None:
        """The code in a PDF or a picture, and what the rest of the file says."""
        self._ready()
        self._ways.file(path)

    def choose(self) -> None:
        """Choose a file."""
        words = self.tr("Bevis som PDF eller bild, eller en export")
        patterns = "*.pdf *.png *.jpg *.jpeg *.xlsx *.csv *.json *.parquet"
        open_file(self, words, patterns, self.check_file)

    def paste_now(self) -> None:
        """A text, a picture or a file from the clipboard."""
        self._ready()
        if not self._ways.mime(QGuiApplication.clipboard().mimeData() or QMimeData()):
            self._say(self.tr("Urklipp är tomt."))

    def read_screen(self) -> None:
        """The code that is visible somewhere on a screen."""
        self._ready()
        self._ways.screen()

    def open_camera(self) -> None:
        """The camera, or what is missing for it."""
        self._ready()
        self._ways.camera()

    def print_receipt(self) -> None:
        """The outcome on paper."""
        checked = self.answer.checked
        if checked is not None and self.receipt.isVisible():
            words = receipt_words(checked, self._now())
            ReceiptBox(self, self._verification, self._background, words).open()

    def begin_again(self) -> None:
        """Ready for the next one; what was shown is gone."""
        self._ready()
        self._show_answer(shown=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters typed anywhere on the screen are the scanner's."""
        if event.text().isprintable() and event.text() and not event.modifiers() & _HELD:
            self.field.edit.setFocus()
            QApplication.sendEvent(self.field.edit, event)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file, a picture, a link or a text may be dropped anywhere on the screen."""
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasImage() or mime.hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped."""
        self._ready()
        self._ways.mime(event.mimeData())

    def _ready(self) -> None:
        self.errors.clear()
        self.field.edit.clear()
        self.field.edit.setFocus()

    def _say(self, words: str) -> None:
        self.window().toast(words)  # type: ignore[attr-defined]

    def _on_answer(self, checked: Checked) -> None:
        self.more.show_all((checked, *checked.more))
        self._on_chosen(checked)
        self._background.run(self, self._verification.recent, self._on_recent)

    def _on_chosen(self, checked: Checked) -> None:
        self.answer.show_checked(checked, self._now().date())
        self._show_answer(shown=True)
        QTimer.singleShot(0, self, self._bring_answer)

    def _on_export(self, check: ExportCheck) -> None:
        ExportAnswerBox(self, check).open()

    def _bring_answer(self) -> None:
        """Where the columns lie one under the other, the answer comes on view by itself."""
        bar, band, inner = (
            self._columns.verticalScrollBar(),
            self.answer.band,
            self._columns.widget(),
        )
        if inner is None or not band.isVisible():
            return
        top = band.mapTo(inner, band.rect().topLeft()).y()
        is_seen = bar.value() <= top <= bar.value() + self._columns.viewport().height() // 2
        if not is_seen:
            bar.setValue(top)

    def _on_unreadable(self, error: UserError) -> None:
        self._show_answer(shown=False)
        self.show_error(error)

    def _show_answer(self, *, shown: bool) -> None:
        self._stack.setCurrentWidget(self.answer if shown else self._empty)
        self.next.setVisible(shown)
        self.receipt.setVisible(shown)
        if not shown:
            self.answer.checked = None
            self.more.show_all(())

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
            self.tr("Släpp en PDF, bild eller export här"),
            self.tr("PDF, PNG, JPEG högst {size} MB; export med följeblad").format(
                size=_LARGEST_MB
            ),
            self.tr("Välj fil"),
        )
        self.camera.setText(self.tr("Kamera"))
        self.paste.setText(self.tr("Klistra in"))
        self.seen.setText(self.tr("Läs från skärmen"))
        self.receipt.setText(self.tr("Skriv ut kvittot"))
        self.next.setText(self.tr("Kontrollera nästa"))
        self._note.setText(self.tr("Bara utfallet sparas, inga personuppgifter."))
        self._recent_title.setText(self.tr("Senast kontrollerade"))
        self.recent.setAccessibleName(self._recent_title.text())
        self._empty.show_words(self.tr("Läs in ett bevis, så syns svaret här."))
        self.answer.retranslate()
        self.more.retranslate()

    def _name(self) -> None:
        for name, button in (
            ("verify_camera", self.camera),
            ("verify_paste", self.paste),
            ("verify_screen", self.seen),
            ("verify_receipt", self.receipt),
            ("verify_next", self.next),
        ):
            button.setObjectName(name)

    def _connect(self) -> None:
        self.field.entered.connect(self.check_text)
        self._scanner.scanned.connect(self.check_text)
        self.drop.dropped.connect(self.check_file)
        self._ways.checked.connect(self._on_answer)
        self._ways.export_checked.connect(self._on_export)
        self._ways.unreadable.connect(self._on_unreadable)
        self._ways.said.connect(self._say)
        self.more.chosen.connect(self._on_chosen)
        self._columns.folded.connect(lambda _count: QTimer.singleShot(0, self, self._bring_answer))
        for button, key, act in (
            (self.drop.button, "verify.open", self.choose),
            (self.paste, "verify.paste", self.paste_now),
            (self.seen, "verify.screen", self.read_screen),
            (self.camera, "verify.camera", self.open_camera),
            (self.receipt, "verify.receipt", self.print_receipt),
            (self.next, "verify.next", self.begin_again),
        ):
            button.clicked.connect(act)
            bind(self, key, act)

    def _build(self) -> None:
        m = metrics()
        left = Card()
        left.body.setSpacing(m.gap_wide)
        left.body.addWidget(self._read_title)
        left.body.addWidget(self.field)
        left.body.addWidget(yielding(self.drop, 220), 1)
        ways = QHBoxLayout()
        ways.setSpacing(m.gap_small)
        ways.addWidget(self.camera, 1)
        ways.addWidget(self.paste, 1)
        left.body.addLayout(ways)
        left.body.addWidget(self.seen)
        left.body.addWidget(self._recent_line)
        left.body.addWidget(self._recent_title)
        left.body.addWidget(self.recent)
        columns = [Column(left, 364, fixed=True), Column(self._build_right(), 862, least=560)]
        self._columns = FlowColumns(columns)
        self.page.addWidget(self._columns, 1)

    def _build_right(self) -> AnswerCard:
        m = metrics()
        right = AnswerCard()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.answer)
        right.body.addWidget(self._stack, 1)
        right.foot.setContentsMargins(m.card_padding, m.gap, m.card_padding, m.gap)
        right.foot.addWidget(self.receipt)
        right.foot.addWidget(self._note, 1)
        right.foot.addWidget(self.more)
        right.foot.addWidget(self.next)
        self.next.setMinimumHeight(m.control)
        self._show_answer(shown=False)
        return right


def _way(icon: str) -> SecondaryButton:
    return SecondaryButton("", icon)


_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
