"""Records of who takes part in a funding project, and of the hours of a month."""

from datetime import date
from typing import Annotated

import msgspec

from app.domain.employment import Employment
from app.domain.participation import Activity, Attested
from app.seal.payload_form import Id, Payload

MonthText = Annotated[str, msgspec.Meta(pattern="^2[01][0-9]{2}-(0[1-9]|1[0-2])$")]


class ParticipationStated(Payload, frozen=True):
    """A person's part in a project as it stands from now on; the newest of an id counts.

    `identity`: what the funder's file knows the person by, closed to the node's key
    (`app.seal.funding_identity`), never in clear (I12); None where there is no number.
    `is_void`: it was a mistake, nobody takes part.
    """

    participation: Id
    project: Id
    person: Id
    status: Employment
    first: date
    last: date | None = None
    company: Id | None = None
    identity: bytes | None = None
    is_void: bool = False


class ActivityMinutes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Minutes of one activity."""

    activity: Activity
    minutes: Annotated[int, msgspec.Meta(ge=0, le=31 * 24 * 60)]


class HoursAttested(Payload, frozen=True):
    """The hours of one month, attested by who signs; the newest of a participation's month counts.

    `confirmed`: the day the participant confirmed just these hours, `way` how; None until then.
    """

    participation: Id
    person: Id
    month: MonthText
    spent: tuple[ActivityMinutes, ...] = ()
    confirmed: date | None = None
    way: Attested | None = None
