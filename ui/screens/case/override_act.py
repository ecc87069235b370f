"""The offer to decide an area otherwise, its steps, and its undo, under the decision's table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.usecases.cases import CaseView
from app.usecases.decisions import AreaRow, Proposal
from ui.language import tr
from ui.screens.case.override_box import OverrideBox, OverrideDraft
from ui.screens.case.second_box import SecondBox
from ui.screens.case.words import said
from ui.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from app.usecases.second_person import SecondPerson
    from ui.screens.case.pane import CasePane


class OverrideAct(QWidget):
    """Level and reason first, then the colleague's code; what was written is kept until then."""

    done = Signal()

    def __init__(self, pane: "CasePane") -> None:
        super().__init__()
        self._pane = pane
        self._row: AreaRow | None = None
        self._proposal: Proposal | None = None
        self._view: CaseView | None = None
        self._draft: OverrideDraft | None = None
        self.change, self.undo = QuietButton("", "people"), QuietButton("", "undo")
        self.change.setObjectName("override")
        self.undo.setObjectName("override_undo")
        self.change.clicked.connect(self._on_change)
        self.undo.clicked.connect(self._on_undo)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.undo)
        line.addWidget(self.change)

    def show_row(self, row: AreaRow, proposal: Proposal, view: CaseView | None) -> None:
        """The area one is at; offers nothing where nothing can be changed."""
        self._row, self._proposal, self._view = row, proposal, view
        open_for_change = proposal.signed is None and bool(row.choices)
        overridden = open_for_change and row.override is not None
        self.change.setText(tr("Ändra bedömningen"))
        self.undo.setText(tr("Ångra ändringen"))
        self.change.setVisible(open_for_change and not overridden)
        self.undo.setVisible(overridden)

    def _on_change(self) -> None:
        assert self._row is not None
        assert self._proposal is not None
        draft = self._draft if self._draft and self._draft.area == self._row.id else None
        box = OverrideBox(self, self._row, self._proposal.scale, draft)
        box.given.connect(self._on_draft)
        box.open()

    def _on_draft(self, draft: OverrideDraft) -> None:
        assert self._row is not None
        assert self._view is not None
        self._draft = draft
        meaning = tr("{area} bedöms till nivå {level}. En kollega bekräftar med sin egen kod.")
        box = SecondBox(
            self,
            self._pane.work,
            tr("Bekräfta ändringen"),
            meaning.format(area=said(self._row.name), level=draft.level),
            tr("Bekräfta"),
            profile=self._view.protocol_code,
        )
        box.confirmed.connect(self._on_confirmed)
        box.open()

    def _on_confirmed(self, second: "SecondPerson") -> None:
        draft, view, overrides = self._draft, self._view, self._pane.work.desk.overrides
        assert draft is not None
        assert view is not None
        self._pane.act(
            lambda: overrides.make(view.id, draft.area, draft.level, draft.reason, second),
            lambda _none: self._on_made(),
        )

    def _on_made(self) -> None:
        self._draft = None
        self.done.emit()

    def _on_undo(self) -> None:
        assert self._row is not None
        assert self._view is not None
        row, view, overrides = self._row, self._view, self._pane.work.desk.overrides
        self._pane.act(lambda: overrides.take_back(view.id, row.id), lambda _none: self.done.emit())
