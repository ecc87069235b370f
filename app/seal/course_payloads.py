"""Records of a case's course beside the straight way: moved, ended early, reviewed."""

from app.domain.course import CaseEnd, Verdict
from app.seal.payload_form import Id, Payload


class CaseMoved(Payload, frozen=True):
    """The wrong person had been picked: the case is another's from now on, before any signature."""

    case: Id
    old_person: Id
    person: Id
    reason: str


class CaseEnded(Payload, frozen=True):
    """A case stops for a time or for good; the reason is the assessor's own words."""

    case: Id
    end: CaseEnd
    reason: str | None = None


class CaseReviewed(Payload, frozen=True):
    """A second person's own judgement of the evidence, signed with their seal (R7, I9).

    `result` is the SHA-256 (hex) of the result that was reviewed.
    """

    case: Id
    verdict: Verdict
    result: str
    note: str | None = None
