"""What the panes of a case work with: the desk's use cases, the background, today's date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from ui.background import Background

if TYPE_CHECKING:
    from app.domain.desks import SignedIn
    from app.usecases.adjustments import Adjustments
    from app.usecases.agreeing import Agreeing
    from app.usecases.arrival import Arrivals
    from app.usecases.asking import Asking
    from app.usecases.auditing import Audits
    from app.usecases.cases import Cases
    from app.usecases.certificate_files import CertificateFiles
    from app.usecases.certificates import Certificates
    from app.usecases.course import Course
    from app.usecases.credits import Credits
    from app.usecases.debrief import Debrief
    from app.usecases.decisions import Decisions
    from app.usecases.disputes import Disputes
    from app.usecases.exports import Exports
    from app.usecases.feedback import Feedback
    from app.usecases.follow_up import FollowUps
    from app.usecases.helping import CoAssessing
    from app.usecases.lab import Lab
    from app.usecases.moving import Moving
    from app.usecases.oral import Oral
    from app.usecases.overrides import Overrides
    from app.usecases.paper_entry import PaperEntry
    from app.usecases.paper_form import PaperForm
    from app.usecases.people import People
    from app.usecases.photos import Photos
    from app.usecases.plan_sheet import PlanSheet
    from app.usecases.practical import Practical
    from app.usecases.retests import Retests
    from app.usecases.reviews import Reviews
    from app.usecases.second_person import SecondPersons
    from app.usecases.self_assessment import SelfAssessment
    from app.usecases.settling import Settlements
    from app.usecases.status_acts import StatusActs
    from app.usecases.theory import Theory
    from app.usecases.ties import Ties
    from app.usecases.two_assessors import TwoAssessors


class CaseDesk(Protocol):
    """The use cases of a case; an open workspace has them."""

    cases: "Cases"
    arrivals: "Arrivals"
    people: "People"
    course: "Course"
    credits: "Credits"
    moving: "Moving"
    retests: "Retests"
    self_assessment: "SelfAssessment"
    theory: "Theory"
    practical: "Practical"
    photos: "Photos"
    oral: "Oral"
    lab: "Lab"
    decisions: "Decisions"
    debrief: "Debrief"
    feedback: "Feedback"
    follow_ups: "FollowUps"
    plan_sheet: "PlanSheet"
    paper_form: "PaperForm"
    paper_entry: "PaperEntry"
    certificates: "Certificates"
    certificate_files: "CertificateFiles"
    status_acts: "StatusActs"
    second_persons: "SecondPersons"
    overrides: "Overrides"
    reviews: "Reviews"
    disputes: "Disputes"
    settlements: "Settlements"
    two_assessors: "TwoAssessors"
    agreeing: "Agreeing"
    asking: "Asking"
    co_assessing: "CoAssessing"
    adjustments: "Adjustments"
    ties: "Ties"
    audits: "Audits"
    exports: "Exports"

    @property
    def takes_passphrase(self) -> bool:
        """Whether the desk is unlocked, and signed at, by a passphrase instead of a PIN."""
        ...

    @property
    def assessor(self) -> "SignedIn":
        """Who is signed in."""
        ...


@dataclass(frozen=True, slots=True)
class CaseWork:
    """Handed to every pane. `today` gives the date on the desk's clock."""

    desk: CaseDesk
    background: Background
    today: Callable[[], date] = date.today
