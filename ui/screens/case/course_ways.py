"""Ways out of a case to what belongs to it: its credits, and the retest that follows it."""

from app.domain.case import CaseState
from app.usecases.cases import CaseView
from app.usecases.retests import NoRetest, RetestOffer
from ui.screens.case.credits_box import CreditsBox
from ui.screens.case.pane import CasePane
from ui.screens.case.retest_box import RetestBox

_CREDITABLE = (
    CaseState.REGISTERED,
    CaseState.BOOKED,
    CaseState.IDENTIFIED,
    CaseState.RUNNING,
    CaseState.ASSESSED,
)
_DECIDED = (CaseState.DECIDED, CaseState.DEBRIEFED, CaseState.CERTIFIED, CaseState.CLOSED)


def may_credit(view: CaseView) -> bool:
    """Whether credits can be granted or taken back."""
    return view.state in _CREDITABLE


def may_retest(view: CaseView) -> bool:
    """Whether there is a decision that can leave something to take again."""
    return view.state in _DECIDED


def show_credits(pane: CasePane) -> CreditsBox:
    """What earlier certificates give; the case is loaded anew when something was changed."""
    box = CreditsBox(pane)
    box.changed.connect(pane.changed)
    box.finished.connect(lambda _result: pane.done.emit() if box.has_changed else None)
    box.open()
    return box


def show_retest(pane: CasePane) -> None:
    """What may be taken again, and the case it is taken in."""
    assert pane.view is not None
    retests, case_id = pane.work.desk.retests, pane.view.id

    def show(offer: RetestOffer | None) -> None:
        if offer is None:
            pane.show_error(NoRetest())
            return
        box = RetestBox(pane, retests, pane.work.background, offer, pane.work.today())
        box.opened.connect(lambda new: pane.go.emit("case", new))
        box.open()

    pane.run(lambda: retests.of_case(case_id), show)
