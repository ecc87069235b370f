"""The group beside the matrix in a box, for a window with no room beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.matrix_summary import Summary
from app.usecases.company_plan import Proposal
from ui.language import tr
from ui.screens.case.scrolled_box import ScrolledBox
from ui.screens.matrix_side import GapsCard, StateCard
from ui.widgets.buttons import PrimaryButton


class SideBox(ScrolledBox):
    """The same two cards."""

    plan_asked = Signal()

    def __init__(self, parent: QWidget, summary: Summary, proposals: Sequence[Proposal]) -> None:
        super().__init__(parent, tr("Gaplista"), PrimaryButton(tr("Till planen")), tr("Stäng"))
        self.setObjectName("matrix_side")
        state, gaps = StateCard(), GapsCard()
        state.show_summary(summary)
        gaps.show_gaps(summary, proposals)
        gaps.plan.hide()
        self.asked.addWidget(state)
        self.asked.addWidget(gaps)
        self.act.clicked.connect(self._on_act)
        self.size_within(520, 560)
        self.leave.setFocus()

    def _on_act(self) -> None:
        self.plan_asked.emit()
        self.accept()
