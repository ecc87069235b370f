"""What may come before the decision: a laboratory's answer, an oral follow-up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.cases import CaseView
from ui.screens.case.lab_card import LabCard
from ui.screens.case.oral_offer import OralOffer
from ui.screens.case.work import CaseWork
from ui.theme import metrics


class DecisionWaits(QWidget):
    """Takes no room where the case waits for nothing and nothing is left to ask."""

    changed = Signal()  # an answer is keyed in
    begun = Signal()  # the oral follow-up is
    failed = Signal(object)  # UserError

    def __init__(self, work: CaseWork) -> None:
        super().__init__()
        self.lab, self.oral = LabCard(work), OralOffer(work)
        self.lab.changed.connect(self.changed)
        self.oral.begun.connect(self.begun)
        self.oral.failed.connect(self.failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self.lab)
        column.addWidget(self.oral)

    def show_case(self, view: CaseView) -> None:
        """Load what this case waits for."""
        self.lab.show_case(view)
        self.oral.show_case(view)

    def retranslate(self) -> None:
        """Set the words."""
        self.lab.retranslate()
        self.oral.retranslate()
