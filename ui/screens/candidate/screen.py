"""Candidate mode: the theory test in full screen, with one way out, by the assessor's secret."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget

from app.domain.case import SittingState
from app.domain.errors import UserError
from app.domain.pausing import PauseBetweenAreas
from app.usecases.sittings import SittingNotRunning
from ui.actions import bind
from ui.background import Background
from ui.messages import message
from ui.screen import Screen
from ui.screens.candidate.assessor_page import AssessorPage
from ui.screens.candidate.hand_in_page import HandInPage
from ui.screens.candidate.question_page import QuestionPage
from ui.screens.candidate.sitting import SittingRun
from ui.screens.candidate.sizes import Letters
from ui.screens.candidate.taking import Taking
from ui.screens.candidate.turns import Why, turn
from ui.theme import look, set_contrast
from ui.widgets.svg_zoom import SvgZoom

if TYPE_CHECKING:
    from app.usecases.theory import Paper, Theory

_LAST_SECONDS = 2  # what is being typed is sent while it still counts


class CandidateScreen(Screen):
    """One page at a time: the test, handing in, the assessor's turn, a drawing.

    `left` gives the case when the assessor has let somebody out: after handing in, or paused. It
    gives None when the test could not be read at all.
    """

    left = Signal(object)  # case id or None

    def __init__(
        self,
        theory: "Theory",
        background: Background,
        check_secret: Callable[[str], None],
        *,
        passphrase: bool = False,
    ) -> None:
        """`check_secret` raises WrongSecret or TooManyTries; `passphrase` where there is no PIN."""
        super().__init__()
        self.setObjectName("candidate")
        self._background, self._check_secret = background, check_secret
        self._why: Why | None = None
        self._handed_in = self._over = self._not_kept = False
        self.test, self.hand_in = QuestionPage(), HandInPage()
        self.assessor, self.zoom = AssessorPage(passphrase=passphrase), SvgZoom()
        self._run = SittingRun(theory, background, self)
        self._taking = Taking(self.test, self._run)
        self._pages = QStackedWidget()
        self._blank = QWidget()
        self.page.setSpacing(0)
        self.page.addWidget(self._pages, 1)
        for page in (self._blank, self.test, self.hand_in, self.assessor, self.zoom):
            self._pages.addWidget(page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self._connect()
        self._bind()
        self._retranslate()

    def open_with(self, subject: object) -> None:
        """Show the sitting with this id (UUID), where it stands."""
        assert isinstance(subject, UUID)
        self._over = False
        self.errors.hide()
        self._pages.setCurrentWidget(self._blank)
        self._run.open(subject)

    def may_leave(self) -> bool:
        """Only after the assessor's secret, and asks for it; freely before anything is shown."""
        if not self._taking.is_open or self._over:
            return True
        self._on_leave()
        return False

    def show_error(self, error: UserError) -> None:
        """What went wrong, above the question; before there is one, with the way back."""
        if not self._taking.is_open:
            act = (self.tr("Tillbaka"), self._turn_back)
            self.errors.show_message(message(error), "bad", act)
            return
        self._taking.show_error(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        """As leaving."""
        if self.may_leave():
            super().closeEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard belongs to the page on view."""
        super().focusInEvent(event)
        self._take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What no field has taken: Escape, Enter, letters and figures of the answers."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._on_leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif not (self._is_on(self.test) and self.test.question.pane.press(_typed(event))):
            event.ignore()

    def _turn_back(self) -> None:
        """There is no test to be shown, so there is nothing to guard."""
        self._over = True
        self.left.emit(None)

    def _on_enter(self) -> None:
        """Press the button that has the keyboard, else go on."""
        button = QApplication.focusWidget()
        if isinstance(button, QPushButton) and self.isAncestorOf(button):
            button.click()
        elif self._is_on(self.test):
            self._taking.step(1)

    def _on_paper(self, paper: "Paper") -> None:
        self._taking.take(paper)
        self._dress_contrast(on=self._taking.contrast)
        self._run.clock.stop()
        self._on_seconds(paper.seconds_left)
        self._why = None
        self._handed_in = paper.state.is_handed_in
        if self._handed_in:
            self._ask_assessor(Why.DONE)
        elif paper.incident is not None:
            self._ask_assessor(Why.INCIDENT)
        elif paper.state is SittingState.PAUSED:
            self._ask_assessor(Why.PAUSED)
        else:
            self._go_on(paper.seconds_left)

    def _go_on(self, seconds: int) -> None:
        self._taking.show_question()
        self._show(self.test)
        self._run.clock.start(seconds)
        self._taking.again()
        if seconds == 0:
            self._on_time_up()

    def _on_seconds(self, left: int) -> None:
        self.test.head.time.show_left(left)
        self.hand_in.show_left(left)
        if 0 < left <= _LAST_SECONDS:
            self._taking.flush()

    def _on_hand_in_asked(self) -> None:
        self._taking.flush()
        self._run.when_saved(self._show_hand_in)

    def _show_hand_in(self) -> None:
        if self._why is None:
            self.hand_in.show_before(self._taking.before_hand_in())
            self._show(self.hand_in)

    def _on_hand_in(self) -> None:
        self.hand_in.show_busy()
        self._run.hand_in(lambda: self._on_handed_in(Why.DONE), self._on_not_handed_in)

    def _on_handed_in(self, why: Why) -> None:
        self._handed_in = True
        self._ask_assessor(why)

    def _on_not_handed_in(self, error: UserError) -> None:
        if isinstance(error, SittingNotRunning):
            self._run.load()
        else:
            self._show_hand_in()
            self.hand_in.errors.show_message(message(error))

    def _on_again(self) -> None:
        self._taking.again()
        self._run.when_saved(self._show_hand_in)

    def _on_chosen(self, at: int) -> None:
        self._show(self.test)
        self._taking.go_to(at)

    def _on_time_up(self) -> None:
        if self._why in (Why.DONE, Why.TIME_UP):
            return
        self._run.clock.stop()
        self._why = Why.TIME_UP
        self._taking.flush()
        self._run.when_saved(self._hand_in_late)

    def _hand_in_late(self) -> None:
        def failed(error: UserError) -> None:
            self._ask_assessor(Why.TIME_UP)
            self.assessor.show_refused(error)

        self._run.hand_in(lambda: self._on_handed_in(Why.TIME_UP), failed)

    def _on_leave(self) -> None:
        if self._taking.is_open and self._why is None:
            self._taking.flush()
            self._run.when_saved(lambda: self._ask_assessor(Why.LEAVE))

    def _on_returned(self) -> None:
        self._why = None
        self._show(self.test)

    def _on_secret(self, secret: str) -> None:
        self.assessor.show_busy()
        self._background.run(
            self,
            lambda: self._check_secret(secret),
            lambda _none: self._on_let_through(),
            self.assessor.show_refused,
        )

    def _on_let_through(self) -> None:
        failed = self.assessor.show_refused
        if self._why is Why.INCIDENT:
            self._run.confirm(failed)
        elif self._why is Why.PAUSED:
            self._run.resume(failed)
        elif self._why is Why.LEAVE:
            self._pause()
        elif self._handed_in:
            self._leave()
        else:
            self._run.hand_in(self._leave, failed)

    def _pause(self, incident: str = "") -> None:
        """Pause and leave; asks on where an area is begun or the file takes nothing any more."""
        self._run.pause(incident, self._leave, self._on_not_paused)

    def _on_not_paused(self, error: UserError) -> None:
        self._not_kept = not isinstance(error, PauseBetweenAreas)
        if self._not_kept:
            self.assessor.ask_leave_anyway(error)
        else:
            self.assessor.ask_what_happened(error)

    def _on_decided(self, told: str) -> None:
        """The assessor, known by the secret, goes on all the same."""
        if self._not_kept:
            self._run.let_go()
            self._leave()
        else:
            self._pause(told)

    def _leave(self) -> None:
        self._over = True
        self._run.clock.stop()
        self.test.listen.stop()
        if look().contrast:
            self._dress_contrast(on=False)
        self.left.emit(self._taking.sheet.paper.case_id)

    def _ask_assessor(self, why: Why) -> None:
        self._why, self._not_kept = why, False
        self.test.listen.stop()
        if why is not Why.LEAVE:
            self._run.clock.stop()
        self._say_turn()
        self.assessor.begin()
        self._show(self.assessor)

    def _say_turn(self) -> None:
        if self._why is not None:
            left, taking = self.test.head.time.left, self._taking
            self.assessor.show_turn(turn(self._why, taking.sheet, left, taking.unsaved()))

    def _on_contrast(self, on: bool) -> None:
        self._dress_contrast(on=on)
        self._taking.read_with(contrast=on)

    def _dress_contrast(self, *, on: bool) -> None:
        self.test.head.contrast.setChecked(on)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        set_contrast(app, on=on)

    def _on_resized(self, letters: Letters) -> None:
        self.hand_in.dress(letters)
        self.assessor.dress(letters)

    def _on_enlarge(self, svg: bytes, words: str) -> None:
        self._show(self.zoom)
        self.zoom.show_picture(svg, words)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._take_focus()

    def _take_focus(self) -> None:
        if self._is_on(self.test):
            self.test.question.take_focus()
        elif self._is_on(self.hand_in):
            self.hand_in.take_focus()
        elif self._is_on(self.assessor):
            self.assessor.take_focus()
        elif self._is_on(self.zoom):
            self.zoom.setFocus()

    def _is_on(self, page: QWidget) -> bool:
        return self._pages.currentWidget() is page

    def _retranslate(self) -> None:
        self.test.retranslate()
        self.hand_in.retranslate()
        self.zoom.retranslate()
        self._taking.dress()
        if self._taking.is_open:
            self._say_turn()

    def _connect(self) -> None:
        self.test.head.contrast_chosen.connect(self._on_contrast)
        self.hand_in.confirmed.connect(self._on_hand_in)
        self.hand_in.declined.connect(lambda: self._show(self.test))
        self.hand_in.again.connect(self._on_again)
        self.hand_in.chosen.connect(self._on_chosen)
        self.assessor.given.connect(self._on_secret)
        self.assessor.decided.connect(self._on_decided)
        self.assessor.returned.connect(self._on_returned)
        self.zoom.closed.connect(lambda: self._show(self.test))
        self._taking.hand_in_asked.connect(self._on_hand_in_asked)
        self._taking.enlarge.connect(self._on_enlarge)
        self._taking.resized.connect(self._on_resized)
        run = self._run
        run.loaded.connect(self._on_paper)
        run.time_up.connect(self._on_time_up)
        run.stood_still.connect(run.load)
        run.trouble.connect(self.show_error)
        run.clock.changed.connect(self._on_seconds)

    def _bind(self) -> None:
        taking = self._taking
        bind(self.test, "candidate.next", lambda: taking.step(1))
        bind(self.test, "candidate.back", lambda: taking.step(-1))
        bind(self.test, "candidate.mark", taking.mark)
        bind(self.test, "candidate.larger", lambda: taking.resize(1))
        bind(self.test, "candidate.smaller", lambda: taking.resize(-1))
        bind(self.test, "candidate.contrast", lambda: self._on_contrast(on=not look().contrast))
        bind(self.test, "candidate.listen", taking.listen)
        bind(self, "candidate.leave", self._on_leave)


def _typed(event: QKeyEvent) -> str:
    """The sign typed, nothing while Ctrl or Alt is held."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    )
    return "" if held else event.text()
