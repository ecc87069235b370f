"""The assessor's turn: left, paused, cut off or handed in; the secret lets one go on."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.free_text import LONGEST_LINE
from ui.door import refusal
from ui.figures import countdown
from ui.messages import message
from ui.screens.candidate.middle_card import HuggingArea, MiddleCard
from ui.screens.candidate.scrolled import Scrolled
from ui.screens.candidate.sizes import Letters, logical_width
from ui.theme import metrics, px, sized_font
from ui.theme_roles import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.icon_label import IconBadge
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.pin_pad import PinPad

_WIDE = 800  # pixels at 100 %


@dataclass(frozen=True, slots=True)
class Turn:
    """Why the assessor is asked, and what the secret does."""

    icon: str
    tone: Tone
    title: str
    lines: tuple[str, ...]
    may_return: bool = False
    warning: str = ""


class AssessorPage(MiddleCard):
    """What happened at the left, the assessor's PIN at the right; the questions are hidden."""

    given = Signal(str)  # the secret
    decided = Signal(str)  # after the secret: go on all the same, with what has happened
    returned = Signal()

    def __init__(self, *, passphrase: bool = False) -> None:
        super().__init__(980)
        self.setObjectName("assessor_page")
        self._phrased, self._wait, self._decides = passphrase, 0, False
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._on_second)
        self._badge = IconBadge("lock", "accent", size=56, shape="disc")
        self.title = TextLabel("", "display", wrap=True)
        self.title.setObjectName("turn_title")
        self.lines = [TextLabel("", "body", wrap=True) for _ in range(4)]
        self.warning = NoteLine("warning", "bad")
        self.reason = QLineEdit()
        self.reason.setObjectName("pause_reason")
        self.reason.setMaxLength(LONGEST_LINE)
        self.reason.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.reason.setAcceptDrops(False)
        self._reason = Field("", self.reason)
        self.back = SecondaryButton("", "chevron-left", size="control_touch")
        self.back.setObjectName("turn_back")
        self.asks = TextLabel("", "section", wrap=True)
        self._secret = QWidget()
        self.note = TextLabel("", "state", "muted", wrap=True)
        self.note.setObjectName("secret_note")
        self.pad = PinPad()
        self.phrase = QLineEdit()
        self.phrase.setObjectName("passphrase")
        self.phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.phrase.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.phrase.setAcceptDrops(False)
        self.go_on = PrimaryButton("", "unlock", size="control_touch")
        self.go_on.setObjectName("give_secret")
        self._build()
        self.back.clicked.connect(self.returned)
        self.pad.entered.connect(self._on_given)
        self.reason.returnPressed.connect(self._on_go_on)
        self.phrase.returnPressed.connect(lambda: self._on_given(self.phrase.text()))
        self.go_on.clicked.connect(self._on_go_on)

    def show_turn(self, turn: Turn) -> None:
        """Say what happened and what is asked."""
        self._badge.set_icon(turn.icon, turn.tone)
        self.title.setText(turn.title)
        for label, words in zip(
            self.lines, (*filter(None, turn.lines), "", "", "", ""), strict=False
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.warning.show_words(turn.warning)
        self.warning.setVisible(bool(turn.warning))
        self._reason.set_label(self.tr("Vad har hänt?"))
        if not self._decides:
            self._ask_secret()
        self.back.setVisible(turn.may_return)
        self.back.setText(self.tr("Tillbaka till provet"))
        self.phrase.setAccessibleName(self.tr("Lösenfras"))
        self.pad.retranslate()
        if not self._wait:
            self.note.setText("")

    def begin(self) -> None:
        """Forget what was entered; the keyboard is the assessor's."""
        self._clear()
        self.reason.clear()
        self._reason.show_wrong("")
        self._decides = False
        self._ask_secret()
        self._free()

    def ask_what_happened(self, error: UserError) -> None:
        """The secret was right, but going on needs a reason."""
        self._ask_to_go_on(error, self.tr("Pausa ändå"), reason=True)

    def ask_leave_anyway(self, error: UserError) -> None:
        """The secret was right, but nothing can be stored."""
        self._ask_to_go_on(error, self.tr("Lämna ändå"), reason=False)

    def take_focus(self) -> None:
        """To the secret, or to what is asked after it; what happened stays in sight."""
        if self._decides:
            (self.go_on if self._reason.isHidden() else self.reason).setFocus()
        else:
            (self.phrase if self._phrased else self.pad).setFocus()
        self._area.verticalScrollBar().setValue(0)

    def show_busy(self) -> None:
        """While the secret is looked at."""
        for widget in (self.pad, self.phrase, self.go_on, self.back, self.reason):
            widget.setEnabled(False)
        self.note.set_tone("muted")
        self.note.setText(self.tr("Kontrollerar …"))

    def show_refused(self, error: UserError) -> None:
        """It was not the one, or something else went wrong; in words."""
        self._clear()
        refused = refusal(error)
        self.note.set_tone("bad")
        if refused is None:
            self.note.setText(message(error).in_one())
        elif refused.wait:
            self._wait = refused.wait
            self._second.start()
            self._say_wait()
        else:
            self.note.setText(self._wrong(refused.left))
        self._free()

    def dress(self, letters: Letters) -> None:
        """Size of what the candidate reads too."""
        self.title.setFont(sized_font(letters.text + 2, 600))
        for label in self.lines:
            label.setFont(sized_font(letters.hint))
        self.warning.words.setFont(sized_font(letters.hint, 500))
        self.asks.setFont(sized_font(letters.control, 600))
        self.back.setFont(sized_font(letters.control, 500))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the test where that is allowed."""
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.returned.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less around it in a narrow window."""
        super().resizeEvent(event)
        is_wide = logical_width(self) >= _WIDE
        self._secret.setFixedWidth(px(330 if is_wide else 230))
        self._both.setSpacing(px(48 if is_wide else 20))

    def _on_given(self, secret: str) -> None:
        if secret and not self._wait and self.go_on.isEnabled():
            self.given.emit(secret)

    def _on_go_on(self) -> None:
        if not self._decides:
            self._on_given(self.phrase.text())
            return
        told = self.reason.text().strip()
        if not self._reason.isHidden() and not told:
            self._reason.show_wrong(self.tr("Skriv vad som har hänt."))
            self.reason.setFocus()
        elif self.go_on.isEnabled():
            self.decided.emit(told)

    def _ask_secret(self) -> None:
        self.asks.setText(
            self.tr("Bedömarens lösenfras") if self._phrased else self.tr("Bedömarens PIN-kod")
        )
        self.go_on.setText(self.tr("Gå vidare"))
        self.pad.setVisible(not self._phrased)
        self.phrase.setVisible(self._phrased)
        self.go_on.setVisible(self._phrased)
        self._reason.hide()

    def _ask_to_go_on(self, error: UserError, act: str, *, reason: bool) -> None:
        said = message(error)
        self._decides = True
        self.asks.setText(said.what)
        self.note.set_tone("muted")
        self.note.setText(f"{said.safe} {said.next_step}".strip())
        self.pad.hide()
        self.phrase.hide()
        self._reason.setVisible(reason)
        self.go_on.setText(act)
        self.go_on.show()
        self._free()

    def _on_second(self) -> None:
        self._wait = max(0, self._wait - 1)
        if self._wait:
            self._say_wait()
        else:
            self._second.stop()
            self.note.setText("")
            self._free()

    def _free(self) -> None:
        for widget in (self.pad, self.phrase, self.go_on):
            widget.setEnabled(not self._wait)
        self.back.setEnabled(True)
        self.reason.setEnabled(True)
        self.take_focus()

    def _say_wait(self) -> None:
        words = self.tr("För många försök. Försök igen om {time}.")
        self.note.setText(words.format(time=countdown(self._wait)))

    def _wrong(self, left: int) -> str:
        wrong = self.tr("Fel lösenfras.") if self._phrased else self.tr("Fel PIN-kod.")
        if left:
            return f"{wrong} {self.tr('%n försök kvar.', '', left)}"
        return f"{wrong} {self.tr('Nästa försök får vänta en stund.')}"

    def _clear(self) -> None:
        self.pad.clear()
        self.phrase.clear()

    def _build(self) -> None:
        m = metrics()
        left = QVBoxLayout()
        left.setSpacing(m.gap_wide)
        left.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.title, *self.lines, self.warning):
            left.addWidget(widget)
        left.addStretch(1)
        left.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        both = self._both = QHBoxLayout()
        both.setContentsMargins(px(12), px(12), px(12), px(12))
        both.addLayout(left, 1)
        both.addWidget(self._build_secret())
        inner = Scrolled()
        inner.setLayout(both)
        self._area = HuggingArea(inner)
        self.card.body.addWidget(self._area, 1)

    def _build_secret(self) -> QWidget:
        column = QVBoxLayout(self._secret)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        centre = Qt.AlignmentFlag.AlignCenter
        self.asks.setAlignment(centre)
        self.note.setAlignment(centre)
        self.note.setMinimumHeight(px(40))
        column.addWidget(self.asks)
        column.addWidget(self.note)
        column.addWidget(self.pad)
        column.addWidget(self.phrase)
        column.addWidget(self._reason)
        column.addWidget(self.go_on)
        column.addStretch(1)
        return self._secret
