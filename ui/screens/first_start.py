"""First start: try on a practice desk, or join a region; nothing typed is lost by going back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from app.domain.desks import PRACTICE_PIN, DeskKind
from app.domain.errors import UserError
from ui.appearance import Appearance
from ui.door import Door
from ui.messages import message
from ui.screens.first_start_enrol import EnrolPages
from ui.screens.welcome import WelcomeHead
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.error_bar import ErrorBar
from ui.widgets.icon_label import IconBadge, IconLabel
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from ui.theme_roles import Tone
    from ui.widgets.buttons import Button


class FirstStart(QWidget):
    """The two ways to begin; `done` tells which desk there is now."""

    done = Signal(object)  # DeskKind
    restore_asked = Signal(object)  # DeskKind
    left = Signal()  # back to the unlock screen, where there is a desk already

    def __init__(
        self,
        door: Door,
        appearance: Appearance,
        kind: DeskKind | None = None,
        *,
        may_leave: bool = False,
    ) -> None:
        """`kind`: the way that was asked for; `may_leave`: there is a desk to go back to."""
        super().__init__()
        self.setObjectName("first_start")
        self._door = door
        self.head = WelcomeHead(appearance)
        self.choice = _Choice(may_leave=may_leave)
        self.enrol = EnrolPages(door)
        self._stack = QStackedWidget()
        self._build()
        self.choice.practice.act.clicked.connect(self._on_practice)
        self.choice.join.act.clicked.connect(self.show_enrol)
        self.choice.back.clicked.connect(self.left)
        self.choice.restore.clicked.connect(lambda: self.restore_asked.emit(DeskKind.REAL))
        self.enrol.left.connect(self._on_enrol_left)
        self.enrol.done.connect(lambda: self.done.emit(DeskKind.REAL))
        if kind is DeskKind.REAL:
            self.show_enrol()

    def show_enrol(self) -> None:
        """The way of joining a region."""
        self._stack.setCurrentWidget(self.enrol)
        self.enrol.setFocus()

    def _on_enrol_left(self) -> None:
        self._stack.setCurrentWidget(self.choice)
        self.choice.join.act.setFocus()

    def _on_practice(self) -> None:
        self.choice.show_busy(busy=True)
        self._door.practise(self, lambda _none: self.done.emit(DeskKind.PRACTICE), self._on_failed)

    def _on_failed(self, error: UserError) -> None:
        self.choice.show_busy(busy=False)
        self.choice.errors.show_message(message(error))

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(64), m.gap_huge, px(64), m.gap_huge)
        column.setSpacing(m.gap_wide)
        column.addWidget(self.head)
        self._stack.addWidget(self.choice)
        self._stack.addWidget(self.enrol)
        self._stack.setMaximumWidth(px(1000))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._stack, 100)
        row.addStretch(1)
        column.addLayout(row, 1)


class _Way(Card):
    """One of the two ways: what it is, what it is for, and the act."""

    def __init__(self, icon: str, tone: "Tone", act: "Button", points: int) -> None:
        super().__init__()
        m = metrics()
        self.body.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.gap_huge)
        self.act = act
        self.name = TextLabel("", "heading", wrap=True)
        self.line = TextLabel("", "body", "muted", wrap=True)
        self.points = [TextLabel("", "body", wrap=True) for _ in range(points)]
        self.body.addWidget(IconBadge(icon, tone, size=48))
        self.body.addWidget(self.name)
        self.body.addWidget(self.line)
        self.body.addSpacing(m.gap_small)
        for point in self.points:
            row = QHBoxLayout()
            row.setSpacing(m.gap_small)
            row.addWidget(IconLabel("check", tone), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(point, 1)
            self.body.addLayout(row)
        self.body.addStretch(1)
        self.body.addWidget(self.act)

    def show_words(self, name: str, line: str, points: tuple[str, ...], act: str) -> None:
        """Everything the card says."""
        self.name.setText(name)
        self.line.setText(line)
        for label, words in zip(self.points, points, strict=True):
            label.setText(words)
        self.act.setText(act)


class _Choice(QWidget):
    """The two ways side by side."""

    def __init__(self, *, may_leave: bool) -> None:
        super().__init__()
        self.errors = ErrorBar()
        self._title = TextLabel("", "display", wrap=True)
        self._line = TextLabel("", "lead", "muted", wrap=True)
        self._foot = TextLabel("", "small", "muted", wrap=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.practice = _Way("play", "warn", PrimaryButton("", size="control_touch"), 3)
        self.join = _Way("server", "accent", SecondaryButton("", size="control_touch"), 3)
        self.practice.act.setObjectName("begin_practice")
        self.join.act.setObjectName("begin_enrol")
        self.back = LinkButton("", "chevron-left", chevron=False)
        self.back.setObjectName("first_back")
        self.back.setVisible(may_leave)
        self.restore = LinkButton("")
        self.restore.setObjectName("first_restore")
        self._build()
        self._retranslate()

    def show_busy(self, *, busy: bool) -> None:
        """While the practice desk is made."""
        self._progress.setVisible(busy)
        self.practice.act.setEnabled(not busy)
        self.join.act.setEnabled(not busy)
        words = self.tr("Skapar övningsbordet …") if busy else self.tr("Börja öva")
        self.practice.act.setText(words)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Välkommen till Intyga"))
        self._line.setText(self.tr("Hur vill du börja på den här datorn?"))
        self.practice.show_words(
            self.tr("Öva"),
            self.tr("Ett övningsbord med påhittade personer. Fungerar genast, utan nät."),
            (
                self.tr("Hela vägen från ankomst till utskrivet bevis"),
                self.tr("Inget räknas och inget skickas"),
                self.tr("Allt som skrivs ut märks PROV"),
            ),
            self.tr("Börja öva"),
        )
        self.join.show_words(
            self.tr("Anslut till en region"),
            self.tr("För riktiga ärenden. Du behöver nätet en gång, nu."),
            (
                self.tr("Nodens adress och fingeravtryck, på pappret från regionen"),
                self.tr("Engångskoden som samordnaren gav dig"),
                self.tr("En PIN-kod eller lösenfras som du väljer själv"),
            ),
            self.tr("Anslut"),
        )
        self.back.setText(self.tr("Tillbaka"))
        self.restore.setText(self.tr("Återställ från säkerhetskopia…"))
        pin = self.tr("Övningsbordets PIN-kod är {pin}. Du kan ansluta till en region senare.")
        self._foot.setText(pin.format(pin=PRACTICE_PIN))

    def _build(self) -> None:
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(m.gap_wide)
        column.addWidget(self.back)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._line)
        column.addWidget(self.errors)
        row = QHBoxLayout()
        row.setSpacing(m.gap_wide)
        row.addWidget(self.practice, 1)
        row.addWidget(self.join, 1)
        column.addLayout(row, 6)
        column.addWidget(self._progress)
        foot = QHBoxLayout()
        foot.setSpacing(m.gap_wide)
        foot.addWidget(self._foot, 1)
        foot.addWidget(self.restore)
        column.addLayout(foot)
        column.addStretch(1)
