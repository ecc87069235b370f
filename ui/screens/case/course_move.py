"""The wrong person was picked: who the case is really about, and why it is moved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.case import CaseState
from app.domain.errors import UserError
from app.usecases.cases import CaseView
from app.usecases.moving import UNSIGNED, AlreadySigned
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.screens.case.pane import CasePane
from ui.screens.case.short_note import ShortNote
from ui.screens.case.work import CaseWork
from ui.screens.people_list import PeopleList
from ui.theme import px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.note_line import NoteLine
from ui.widgets.yielding import yielding

_SIGNED = (
    CaseState.REVIEWED,
    CaseState.DECIDED,
    CaseState.DEBRIEFED,
    CaseState.CERTIFIED,
    CaseState.CLOSED,
)


def may_ask(view: CaseView) -> bool:
    """Whether a wrong person can be found out here, be it too late to move."""
    return view.state in (*UNSIGNED, *_SIGNED)


def move(pane: CasePane) -> "MoveBox | None":
    """Ask who it is; a signed case is never moved, and it is said what to do instead."""
    assert pane.view is not None
    if pane.view.state in _SIGNED:
        pane.show_error(AlreadySigned())
        return None
    box = MoveBox(pane, pane.view, pane.work)
    box.moved.connect(pane.done)
    box.open()
    return box


class MoveBox(Box):
    """A person and a reason; the case is theirs when it closes."""

    moved = Signal()

    def __init__(self, parent: QWidget, view: CaseView, work: CaseWork) -> None:
        act = PrimaryButton(tr("Flytta ärendet"), chevron=True)
        super().__init__(parent, tr("Vem gäller ärendet?"), act, tr("Tillbaka"))
        self.setObjectName("move_box")
        self.act.setObjectName("move_now")
        self._case_id, self._work = view.id, work
        self.people = PeopleList(work.desk.people, work.background)
        self.reason = ShortNote(56)
        self.reason.setObjectName("move_reason")
        self.reason.setMaximumHeight(px(72))
        self._field = Field(tr("Hur blev det fel?"), self.reason)
        kept = tr("Allt som är gjort följer med, också vilka frågor som har visats.")
        lost = tr("Tillgodoräknade områden följer inte med: de hör till {name}.")
        self.body.addWidget(NoteLine("check-circle", "ok", kept, style="body"))
        self.body.addWidget(NoteLine("warning", "warn", lost.format(name=view.name), style="body"))
        self.people.layout_with()
        self.body.addWidget(yielding(self.people, 160), 1)
        self.body.addWidget(self._field)
        self.act.setEnabled(False)
        self.people.current_changed.connect(self._on_person)
        self.people.opened.connect(lambda _person: self.reason.setFocus())
        self.act.clicked.connect(self._on_move)
        self.size_at(760, 560)
        self.people.search("")
        self.people.field.setFocus()

    def _on_person(self, found: object) -> None:
        """Say who it will be on the very button, so that nobody is picked by mistake again."""
        name = self.people.current_name if found is not None else ""
        words = tr("Flytta till {name}").format(name=name) if name else tr("Flytta ärendet")
        self.act.setText(words)
        self.act.setEnabled(found is not None)

    def _on_move(self) -> None:
        person, reason = self.people.current, self.reason.toPlainText().strip()
        if not reason:
            self._field.show_wrong(tr("Skriv varför, så att det går att förstå efteråt."))
            self.reason.setFocus()
            return
        if person is None:
            return
        self.act.setEnabled(False)
        use, case_id = self._work.desk.moving, self._case_id
        self._work.background.run(
            self, lambda: use.move(case_id, person, reason), self._on_moved, self._on_refused
        )

    def _on_moved(self, _nothing: object) -> None:
        self.accept()
        self.moved.emit()

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.errors.show_message(message(error))
        self.grow()
