"""Which pane shows which step."""

from app.domain.case import Step
from ui.screens.case.arrival import ArrivalPane
from ui.screens.case.certificate import CertificatePane
from ui.screens.case.decision import DecisionPane
from ui.screens.case.feedback import FeedbackPane
from ui.screens.case.oral import OralPane
from ui.screens.case.pane import CasePane
from ui.screens.case.practical import PracticalPane
from ui.screens.case.self_assessment import SelfAssessmentPane
from ui.screens.case.theory import TheoryPane

PANES: dict[Step, type[CasePane]] = {
    pane.step: pane
    for pane in (
        ArrivalPane,
        SelfAssessmentPane,
        TheoryPane,
        PracticalPane,
        OralPane,
        DecisionPane,
        FeedbackPane,
        CertificatePane,
    )
}
