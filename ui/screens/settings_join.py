"""Letting a colleague in: their one-time code and secret, then the PIN of the one signed in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import UserError
from ui.background import Background
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.screens.first_start_pages import CodePage
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll

if TYPE_CHECKING:
    from app.domain.desks import SignedIn
    from app.usecases.colleagues import Colleagues

_HEIGHT = 500


class JoinBox(Box):
    """Stays open until the colleague is in; what was written stays while something is wrong."""

    joined = Signal(str)  # the colleague's name

    def __init__(
        self,
        parent: QWidget,
        colleagues: "Colleagues",
        background: Background,
        assessor: "SignedIn",
        *,
        passphrase: bool,
    ) -> None:
        """`passphrase`: this desk is opened by one, not by a PIN."""
        act = PrimaryButton(tr("Lägg till"), "plus")
        super().__init__(parent, tr("Lägg till bedömare"), act, tr("Avbryt"))
        self.setObjectName("join_box")
        self.act.setObjectName("join_now")
        self._colleagues, self._background, self._busy = colleagues, background, False
        self.code = CodePage(passphrase=passphrase)
        self.own = QLineEdit()
        self.own.setObjectName("join_own")
        self.own.setEchoMode(QLineEdit.EchoMode.Password)
        words = tr("{name}: din lösenfras") if passphrase else tr("{name}: din PIN-kod")
        self._own = Field(words.format(name=assessor.name), self.own)
        self._own.set_hint(tr("Du släpper in kollegan vid den här datorn."))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, metrics().gap_small, 0)
        row.setSpacing(metrics().gap_huge)
        row.addWidget(self.code, 3)
        row.addLayout(self._lay_own(), 2)
        self.body.addWidget(QuietScroll(holder, 320), 1)
        self.code.entered.connect(self.own.setFocus)
        self.own.textChanged.connect(lambda _text: self._own.show_wrong(""))
        self.own.returnPressed.connect(self._on_act)
        self.act.clicked.connect(self._on_act)
        self.size_at(780, _HEIGHT)
        self.code.setFocus()

    def _lay_own(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(metrics().gap_wide)
        column.addWidget(TextLabel(tr("Du som är inloggad"), "title", wrap=True))
        column.addWidget(self._own)
        column.addStretch(1)
        return column

    def _on_act(self) -> None:
        self.errors.clear()
        if self._busy or not self._is_written() or not self.code.is_right():
            return
        self._show_busy(busy=True)
        own, code, secret = self.own.text(), self.code.code, self.code.secret
        self._background.network.run(
            self,
            lambda: self._colleagues.add(own, code, secret),
            self._on_joined,
            self._on_refused,
        )

    def _is_written(self) -> bool:
        """Whether everything is; else the keyboard goes to what is not."""
        if not self.code.is_ready:
            self.code.setFocus()
            return False
        if not self.own.text():
            self._own.show_wrong(tr("Skriv din egen kod."))
            self.own.setFocus()
            return False
        return True

    def _on_joined(self, name: str) -> None:
        self.joined.emit(name)
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        self._show_busy(busy=False)
        if self.code.takes(error):
            self.code.show_refusal(error)
        elif hasattr(error, "left") or hasattr(error, "wait_seconds"):
            self.own.clear()
            self._own.show_wrong(message(error).in_one())
            self.own.setFocus()
        else:
            self.show_error(error)

    def _show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.act.setEnabled(not busy)
        self.act.setText(tr("Ansluter…") if busy else tr("Lägg till"))
