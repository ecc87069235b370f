"""Accreditation of assessor and test centre: whom it covers, and when it runs out (R1–R3)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.domain.authority import Nearness, Role, Window, nearness
from app.domain.desks import SignedIn
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.storage import centres
from app.storage.tables import CentreAccreditationRow
from app.usecases.desk import Desk


class NotAccredited(UserError):
    """The assessor's accreditation does not name this profile (R1)."""

    def __init__(self, profile: str) -> None:
        super().__init__()
        self.profile = profile


class AccreditationExpired(UserError):
    """Signing needs an accreditation that covers the profile on the day (R1)."""

    def __init__(self, profile: str, expired_on: date) -> None:
        super().__init__()
        self.profile = profile
        self.expired_on = expired_on


class AccreditationNotBegun(UserError):
    """The assessor's accreditation covers the profile from a later day (R1)."""

    def __init__(self, profile: str, first_day: date) -> None:
        super().__init__()
        self.profile = profile
        self.first_day = first_day


class OnlySupervises(UserError):
    """This role may watch a test, but neither rates nor decides (R6)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class ReviewerNeeded(UserError):
    """The protocol wants a second person's review before the decision (R7, I9)."""

    def __init__(self, profile: str) -> None:
        super().__init__()
        self.profile = profile


class NoCentreStatement(UserError):
    """This desk holds no statement of what the test centre may validate (R2)."""

    def __init__(self, centre: str) -> None:
        super().__init__()
        self.centre = centre


class CentreNotAccredited(UserError):
    """The test centre's accreditation does not name this profile, or not at this site (R2)."""

    def __init__(self, centre: str, profile: str, site: str) -> None:
        super().__init__()
        self.centre = centre
        self.profile = profile
        self.site = site


class CentreNotBegun(UserError):
    """The test centre's accreditation covers the profile from a later day (R2)."""

    def __init__(self, centre: str, profile: str, first_day: date) -> None:
        super().__init__()
        self.centre = centre
        self.profile = profile
        self.first_day = first_day


class CentreExpired(UserError):
    """The test centre's accreditation for the profile has run out (R2)."""

    def __init__(self, centre: str, profile: str, expired_on: date) -> None:
        super().__init__()
        self.centre = centre
        self.profile = profile
        self.expired_on = expired_on


@dataclass(frozen=True, slots=True)
class CentreScope:
    """What the centre is accredited for at one site; "" is every site."""

    site: str
    profiles: tuple[str, ...]
    last_day: date


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """The assessor's own accreditation and the centre's; no scopes where nothing is stated."""

    assessor: SignedIn
    centre: str
    scopes: tuple[CentreScope, ...]


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something that runs out, or has (R3). `centre`: "" for the assessor's own accreditation."""

    near: Nearness
    last_day: date
    days_left: int
    profiles: tuple[str, ...]
    centre: str = ""


class Authority:
    """Shows what may be judged here, and until when."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self) -> AuthorityView:
        """What is held now."""
        desk = self._desk
        with desk.database.reading() as session:
            held = centres.of_centre(session, desk.centre)
        found: dict[tuple[str, date], list[str]] = {}
        for row in held:
            found.setdefault((row.site, row.last_day), []).append(row.profile)
        scopes = tuple(CentreScope(site, tuple(p), last) for (site, last), p in found.items())
        return AuthorityView(desk.assessor, desk.centre, scopes)


def authority_hindrance(
    desk: Desk, protocol: Protocol, who: SignedIn | None = None
) -> UserError | None:
    """Why `who` may not judge a case of this protocol today (R1, R6, I8)."""
    assessor, today = who or desk.assessor, desk.clock.now().date()
    if Role.ASSESSOR not in assessor.roles:
        return OnlySupervises(assessor.name)
    first, last = assessor.accredited_from, assessor.accredited_to
    if protocol.code not in assessor.profiles or last is None:
        return NotAccredited(protocol.code)
    if last < today:
        return AccreditationExpired(protocol.code, last)
    if first is not None and first > today:
        return AccreditationNotBegun(protocol.code, first)
    return None


def centre_hindrance(
    desk: Desk, session: Session, protocol: Protocol, site: str | None = None
) -> UserError | None:
    """Why nothing of this protocol may be judged at the centre today (R2); `site` "" is any."""
    held = centres.of_centre(session, desk.centre)
    if not held:
        return NoCentreStatement(desk.centre)
    naming = [row for row in held if row.profile == protocol.code and _is_at(row, site)]
    if not naming:
        return CentreNotAccredited(desk.centre, protocol.code, site or "")
    today = desk.clock.now().date()
    if any(_window(row).covers(today) for row in naming):
        return None
    last = max(row.last_day for row in naming)
    if last < today:
        return CentreExpired(desk.centre, protocol.code, last)
    return CentreNotBegun(desk.centre, protocol.code, min(row.first_day for row in naming))


def sites(desk: Desk, session: Session) -> tuple[str, ...]:
    """The sites of the centre that are accredited by name; none: it counts everywhere."""
    held = centres.of_centre(session, desk.centre)
    return tuple(dict.fromkeys(row.site for row in held if row.site))


def expiries(desk: Desk, session: Session, profile: str | None = None) -> tuple[Expiry, ...]:
    """What runs out within 90 days or has run out, the assessor's before the centre's (R3).

    With a `profile`: only what that profile needs.
    """
    assessor, today = desk.assessor, desk.clock.now().date()
    found = []
    if assessor.accredited_to is not None and profile in (None, *assessor.profiles):
        found.append(_expiry(assessor.accredited_to, today, assessor.profiles))
    lasting: dict[str, date] = {}
    for row in centres.of_centre(session, desk.centre):
        if profile in (None, row.profile):
            lasting[row.profile] = max(row.last_day, lasting.get(row.profile, row.last_day))
    for last in sorted(set(lasting.values())):
        named = tuple(code for code, day in lasting.items() if day == last)
        found.append(_expiry(last, today, named, desk.centre))
    return tuple(expiry for expiry in found if expiry is not None)


def _expiry(last: date, today: date, profiles: tuple[str, ...], centre: str = "") -> Expiry | None:
    near = nearness(last, today)
    return None if near is None else Expiry(near, last, (last - today).days, profiles, centre)


def _is_at(row: CentreAccreditationRow, site: str | None) -> bool:
    return not site or row.site in (site, centres.EVERY_SITE)


def _window(row: CentreAccreditationRow) -> Window:
    return Window(row.first_day, row.last_day)
