"""When a case took its steps: local days of the place, the same in whatever order records come."""

from datetime import date, datetime

from app.domain.course import CaseEnd
from app.node.tables import KnownCase
from app.seal.course_payloads import CaseEnded
from app.seal.payload_form import Payload
from app.seal.payloads import CaseOpened as Opened
from app.seal.payloads import (
    CertificateIssued,
    DecisionMade,
    PlanAgreed,
    SittingClosed,
)

_LETTERS = {CaseEnd.PAUSED: "p", CaseEnd.RESUMED: "r"}


def note(case: KnownCase, payload: Payload, wall: datetime) -> None:
    """Keep the day of the step a record tells of; the first counts, of the sittings the last."""
    day = wall.date()
    match payload:
        case Opened():
            case.opened_on = _first(case.opened_on, day)
            if payload.booked is not None:
                case.booked_on = payload.booked.astimezone(wall.tzinfo).date()
        case SittingClosed():
            started, stopped = (
                moment.astimezone(wall.tzinfo).date()
                for moment in (payload.started, payload.stopped)
            )
            case.first_on = _first(case.first_on, payload.paper_date or started)
            case.assessed_on = max(case.assessed_on or stopped, stopped)
        case DecisionMade():
            case.decided_on = _first(case.decided_on, day)
        case PlanAgreed():
            case.debriefed_on = _first(case.debriefed_on, day)
        case CertificateIssued():
            case.certified_on = _first(case.certified_on, day)
        case CaseEnded():
            _end(case, payload.end, wall)


def is_paused(pauses: str | None, at: datetime) -> bool:
    """Whether the newest word up to a moment was that the case is paused."""
    if not pauses:
        return False
    told = [one for one in pauses.split() if int(one[:-1]) <= at.timestamp()]
    return bool(told) and told[-1].endswith("p")


def _end(case: KnownCase, end: CaseEnd, wall: datetime) -> None:
    """A pause and its end are kept as seconds since 1970 and a letter, oldest first."""
    letter = _LETTERS.get(end)
    if letter is None:
        case.ended_on = _first(case.ended_on, wall.date())
        return
    told = {*(case.pauses or "").split(), f"{int(wall.timestamp())}{letter}"}
    case.pauses = " ".join(sorted(told, key=lambda one: (int(one[:-1]), one[-1])))


def _first(known: date | None, day: date) -> date:
    return day if known is None else min(known, day)
