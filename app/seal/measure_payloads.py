"""Records of what a company plans to do about a gap, written again as it then stands."""

from datetime import date

from app.domain.company_measure import MeasureKind
from app.seal.payload_form import Id, Payload


class MeasureTaker(Payload, frozen=True):
    """Somebody the measure is for; `done` the day they had done it."""

    person: Id
    done: date | None = None


class MeasurePlanned(Payload, frozen=True):
    """A measure with its words in one: how it was told before the two below; read for good."""

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


class MeasureStated(Payload, frozen=True):
    """A measure of a company's plan without a word of its own; the newest of an id counts.

    `dropped`: off the plan. Nobody is named: it stays when somebody it is for is erased.
    """

    measure: Id
    company: Id
    profile: str
    area: str
    kind: MeasureKind
    people: tuple[MeasureTaker, ...] = ()
    due: date | None = None
    follow_up: date | None = None
    dropped: bool = False


class MeasureWorded(Payload, frozen=True):
    """What a measure is called and who sees to it, from now on.

    `people`: everybody the words may be about; the content goes when one of them is erased.
    """

    measure: Id
    people: tuple[Id, ...]
    text: str
    responsible: str
    length: str | None = None
