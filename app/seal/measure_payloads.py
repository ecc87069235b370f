"""Record of what a company plans to do about a gap, written again as it then stands."""

from datetime import date

from app.domain.company_measure import MeasureKind
from app.seal.payload_form import Id, Payload


class MeasureTaker(Payload, frozen=True):
    """Somebody the measure is for; `done` the day they had done it."""

    person: Id
    done: date | None = None


class MeasurePlanned(Payload, frozen=True):
    """A measure of a company's plan; the newest of an id counts. `dropped`: off the plan."""

    measure: Id
    company: Id
    profile: str
    area: str
    kind: MeasureKind
    text: str
    responsible: str
    people: tuple[MeasureTaker, ...] = ()
    length: str | None = None
    due: date | None = None
    follow_up: date | None = None
    dropped: bool = False
