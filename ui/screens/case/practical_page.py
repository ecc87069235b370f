"""What the practical's parts share: the sitting in hand, three columns, whether one may rate."""

from collections.abc import Callable

from app.domain.case import SittingState, Step
from app.usecases.practical_sheet import PracticalSheet
from ui.screens.case.areas_card import PracticalLeft
from ui.screens.case.criterion_card import CriterionCard
from ui.screens.case.incident_bar import IncidentBar
from ui.screens.case.pane import CasePane
from ui.screens.case.practical_side import PracticalSide
from ui.screens.case.rating_book import RatingBook
from ui.screens.case.work import CaseWork


class PracticalPage(CasePane):
    """`sheet` as loaded, `book` as it is being rated; None before the practical is begun."""

    step = Step.PRACTICAL
    enter_leaves_field = False

    def __init__(self, work: CaseWork) -> None:
        super().__init__(work)
        self.sheet: PracticalSheet | None = None
        self.book: RatingBook | None = None
        self.left, self.card, self.side = PracticalLeft(), CriterionCard(), PracticalSide()
        self.incident = IncidentBar()

    @property
    def may_rate(self) -> bool:
        """Whether something may be said of a criterion now."""
        sheet = self.sheet
        return sheet is not None and sheet.state is SittingState.STARTED and sheet.incident is None

    def offer_undo(self, words: str, again: Callable[[], object]) -> None:
        """Say what was done, with the way back."""
        self.window().toast(words, again)  # type: ignore[attr-defined]

    def go_home(self) -> None:
        """Show this case, if another screen is on view."""
        if self.view is not None and not self.isVisible():
            self.go.emit("case", self.view.id)
