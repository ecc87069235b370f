"""What a case waits for from a laboratory, until when, and keying the answer in."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.cases import CaseView
from app.usecases.lab import LabView
from ui.figures import day
from ui.language import tr
from ui.screens.case.lab_box import LabBox
from ui.screens.case.words import said
from ui.screens.case.work import CaseWork
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class LabCard(Card):
    """Hidden when nothing waits."""

    changed = Signal()  # an answer is keyed in

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self.setObjectName("lab_card")
        self._work = work
        self._case_id: UUID | None = None
        self._view: LabView | None = None
        self.until = NoteLine("clock", "warn")
        self.until.setObjectName("lab_until")
        self._piece = TextLabel("", "small", "muted", wrap=True)
        self._lines = QVBoxLayout()
        self._rows: list[QWidget] = []
        self.key_in = SecondaryButton("", "pen")
        self.key_in.setObjectName("lab_key_in")
        self.key_in.clicked.connect(self._on_key_in)
        self.body.addWidget(self.until)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._piece)
        self.body.addWidget(self.key_in)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Load what this case waits for."""
        if view.id != self._case_id:
            self._case_id = view.id
            self.hide()
        case_id, lab = view.id, self._work.desk.lab
        self._work.background.run(self, lambda: (case_id, lab.view(case_id)), self._on_view)

    def retranslate(self) -> None:
        """Set the words."""
        view = self._view
        if view is None or not view.lines:
            return
        if view.due is None:
            self.until.show_words(tr("Väntar på labbsvar"))
        else:
            self.until.show_words(tr("Väntar på labbsvar till {day}").format(day=day(view.due)))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [
            TextLabel(f"{line.number} {said(line.criterion.text)}", "body", wrap=True)
            for line in view.lines
        ]
        for row in self._rows:
            self._lines.addWidget(row)
        parts = (
            tr("Provstycke {number}").format(number=view.piece.number),
            tr("batch {batch}").format(batch=view.piece.batch) if view.piece.batch else "",
        )
        self._piece.setText(", ".join(part for part in parts if part))
        self.key_in.setText(tr("Skriv in labbsvaret"))

    def _on_view(self, loaded: tuple[UUID, LabView]) -> None:
        case_id, self._view = loaded
        if case_id == self._case_id:
            self.retranslate()
            self.setVisible(bool(self._view.lines))

    def _on_key_in(self) -> None:
        if self._view is None or self._case_id is None or not self._view.lines:
            return
        box = LabBox(self, self._work, self._case_id, self._view)
        box.keyed.connect(self.changed)
        box.open()
