"""Handing the practical in: one question, and where a piece goes to a laboratory, its number."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject

from app.usecases.lab import LabOrder
from ui.language import tr
from ui.screens.case.lab_order_box import LabOrderBox
from ui.screens.case.practical_page import PracticalPage
from ui.widgets.confirm_box import ask

_USUAL_DAYS = 7


class PracticalFinish(QObject):
    """Asks and hands in; what is open is said by the use case, with its numbers."""

    def __init__(self, pane: PracticalPage) -> None:
        super().__init__(pane)
        self._pane = pane
        pane.side.finish_asked.connect(self.ask)

    def ask(self) -> None:
        """Hand in after one question."""
        pane = self._pane
        if pane.book is None or pane.sheet is None:
            return
        pane.flush()
        if not pane.book.is_complete:
            self._hand_in(None)
            pane.go_on()
            return
        waiting = [sheet for sheet in pane.book if sheet.seen.awaits_lab]
        if waiting:
            due = pane.work.today() + timedelta(days=_USUAL_DAYS)
            box = LabOrderBox(pane, waiting, LabOrder(pane.sheet.piece, due), pane.work.today())
            box.ordered.connect(self._hand_in)
            box.open()
            return
        ask(
            pane,
            tr("Avsluta praktiskt prov?"),
            tr("Bedömningarna låses. Efter det kan de inte ändras."),
            tr("Avsluta"),
            partial(self._hand_in, None),
        )

    def _hand_in(self, order: LabOrder | None) -> None:
        pane = self._pane
        assert pane.sheet is not None
        sitting_id, practical = pane.sheet.sitting_id, pane.work.desk.practical
        pane.finish(lambda: practical.hand_in(sitting_id, order))
