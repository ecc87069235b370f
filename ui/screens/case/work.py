"""What the panes of a case work with: the desk's use cases, the background, today's date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from ui.background import Background

if TYPE_CHECKING:
    from app.domain.desks import SignedIn
    from app.usecases.adjustments import Adjustments
    from app.usecases.cases import Cases
    from app.usecases.certificates import Certificates
    from app.usecases.course import Course
    from app.usecases.decisions import Decisions
    from app.usecases.feedback import Feedback
    from app.usecases.practical import Practical
    from app.usecases.second_person import SecondPersons
    from app.usecases.self_assessment import SelfAssessment
    from app.usecases.theory import Theory


class CaseDesk(Protocol):
    """The use cases of a case; an open workspace has them."""

    cases: "Cases"
    course: "Course"
    self_assessment: "SelfAssessment"
    theory: "Theory"
    practical: "Practical"
    decisions: "Decisions"
    feedback: "Feedback"
    certificates: "Certificates"
    second_persons: "SecondPersons"
    adjustments: "Adjustments"

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
