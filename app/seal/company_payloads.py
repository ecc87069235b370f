"""Records of a company as a customer: that it is known, what it has ordered, who is in it."""

from datetime import date
from typing import Annotated

import msgspec

from app.seal.payload_form import Id, Payload

Step = Annotated[int, msgspec.Meta(ge=1, le=4)]


class CompanyRegistered(Payload, frozen=True):
    """A company as it stands from now on; `legal_entity`: its ten digits.

    A sole trader's number is personal data: never here.
    """

    company: Id
    name: str
    legal_entity: str | None = None
    is_sole_trader: bool = False


class OrderMade(Payload, frozen=True):
    """A group order as it stands from now on; the newest of an order counts."""

    order: Id
    company: Id
    profile: str
    name: str
    first_day: date | None = None
    last_day: date | None = None
    is_closed: bool = False


class OrderJoined(Payload, frozen=True):
    """Somebody in a group order as they stand from now on; `has_left`: no longer in it.

    `basis` (agreement, consent) of `basis_day` lets the company see results per area (R54);
    without it none may be shown.
    """

    order: Id
    company: Id
    profile: str
    person: Id
    department: str | None = None
    basis: str | None = None
    basis_day: date | None = None
    case: Id | None = None
    has_left: bool = False


class CompanyRequired(Payload, frozen=True):
    """The levels a company requires of a profile from now on, by area id; all of them.

    Areas left out have the profile's own; the newest of a company and profile counts.
    """

    company: Id
    profile: str
    levels: dict[str, Step]
