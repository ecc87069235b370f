"""The safety stop at work: its key anywhere, its bar on the other steps, its box, its end."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QWidget

from app.domain.case import SittingState
from ui.language import tr
from ui.screen import Screen
from ui.screens.case.practical_page import PracticalPage
from ui.screens.case.safety_stop import SafetyStopBox, StopDraft
from ui.screens.case.stop_key import StopKey
from ui.theme import metrics
from ui.widgets.buttons import DangerButton, LinkButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel


class RunningBar(QWidget):
    """Says on the case's other steps that the practical runs, with the way back and the stop."""

    back_asked = Signal()
    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("running_bar")
        self._words = ElidedLabel("", "key")
        self.back = LinkButton("", chevron=True)
        self.back.setObjectName("running_back")
        self.stop = DangerButton("", "stop-octagon")
        self.stop.setObjectName("running_stop")
        self.back.clicked.connect(self.back_asked)
        self.stop.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_small)
        row.addWidget(IconLabel("play", "accent"))
        row.addWidget(self._words, 1)
        row.addWidget(self.back)
        row.addWidget(self.stop)
        self.hide()

    def show_state(self, paused: bool) -> None:
        """Set the words."""
        is_paused, runs = tr("Det praktiska provet är pausat."), tr("Det praktiska provet pågår.")
        self._words.setText(is_paused if paused else runs)
        self.back.setVisible(not paused)
        self.back.setText(tr("Till provet"))
        self.stop.setText(tr("Säkerhetsstopp · F12"))


class PracticalStop(QObject):
    """Opens the box from anywhere, keeps what is written in it, ends the practical."""

    def __init__(self, pane: PracticalPage) -> None:
        super().__init__(pane)
        self._pane = pane
        self._draft = StopDraft()
        self._runs = False
        self._box: SafetyStopBox | None = None
        self.key = StopKey(pane)
        self.key.pressed.connect(self.ask)
        self.bar = RunningBar()
        self.bar.stop_asked.connect(self.ask)
        self.bar.back_asked.connect(lambda: pane.step_chosen.emit(str(pane.step)))
        pane.left.stop.clicked.connect(self.ask)

    @property
    def may_stop(self) -> bool:
        """Whether the practical could be stopped: it runs, is paused or was cut off."""
        book, sheet = self._pane.book, self._pane.sheet
        state = None if sheet is None else sheet.state
        at_work = state in (SittingState.STARTED, SittingState.PAUSED)
        is_live = sheet is not None and sheet.paper_date is None
        return self._runs and at_work and is_live and book is not None and bool(book.stops)

    def take_up(self) -> None:
        """The practical has been loaded as it stands."""
        self._runs = True
        self.follow()

    def forget(self) -> None:
        """The practical is over, or was ended elsewhere."""
        self._runs = False
        self.follow()

    def follow(self) -> None:
        """Listen, and show the bar on other steps, as long as the practical can be stopped."""
        self.key.listen(self.may_stop)
        self._place_bar()
        sheet = self._pane.sheet
        is_paused = sheet is not None and sheet.state is SittingState.PAUSED
        self.bar.show_state(is_paused)
        self.bar.setVisible(self.may_stop and (is_paused or not self._pane.isVisible()))

    def ask(self) -> None:
        """Open the box; what is typed in the practical is stored first."""
        book = self._pane.book
        if not self.may_stop or self._box is not None or book is None:
            return
        self._pane.flush()
        over = QApplication.activeModalWidget() or self._pane.window()
        draft = self._draft if self._draft.criterion else StopDraft(book.current)
        box = SafetyStopBox(over, book.stops, book.areas, draft)
        box.stopped.connect(self._on_stopped)
        box.put_off.connect(self._on_put_off)
        box.finished.connect(self._on_closed)
        self._box = box
        box.open()

    def _on_put_off(self, draft: StopDraft) -> None:
        self._draft = draft

    def _on_closed(self, _result: int) -> None:
        self._box = None

    def _on_stopped(self, draft: StopDraft) -> None:
        pane = self._pane
        if pane.sheet is None or draft.criterion is None:
            return
        self._box, self._draft = None, StopDraft()
        self._close_boxes()
        sitting_id, practical = pane.sheet.sitting_id, pane.work.desk.practical
        criterion, note, measure = draft.criterion, draft.note, draft.measure
        pane.go_home()
        pane.finish(lambda: practical.safety_stop(sitting_id, criterion, note, measure))

    def _close_boxes(self) -> None:
        """What was open over the practical is about a test that is over."""
        for box in self._pane.window().findChildren(QDialog):
            if box.isVisible() and not isinstance(box, SafetyStopBox):
                box.reject()

    def _place_bar(self) -> None:
        """Under the page's head, above whatever step is on view."""
        place = self._pane.parentWidget()
        while place is not None and not isinstance(place, Screen):
            place = place.parentWidget()
        if place is not None and self.bar.parentWidget() is None:
            place.page.insertWidget(0, self.bar)
