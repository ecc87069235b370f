"""Record of a booking of the region's that was taken up: who came, and what it led to."""

from app.seal.payload_form import Id, Payload


class OrderPlaced(Payload, frozen=True):
    """The person of a planned booking is here and has a case; `company`: who ordered it."""

    booking: Id
    person: Id
    case: Id
    profile: str
    company: str | None = None
