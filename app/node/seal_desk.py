"""Accreditations and seals as a coordinator works with them: listed, approved, withdrawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.node import paper_keys
from app.node.contacts import last_synced
from app.node.database import NodeDatabase
from app.node.keys import NodeKeys
from app.node.region import Region
from app.node.tables import EnrolledSeal, GivenOrder, StatedCentre
from app.seal import cose
from app.seal.ceremony import Answers, Requests, SealOrder, sign_order
from app.seal.claims import AccreditationClaims
from app.seal.codes import BadSeal
from app.seal.cose import Purpose
from app.seal.keys import SigningKey
from app.seal.status import SealState

SOON: Final = timedelta(days=30)
PAGE: Final = 50
_DAYS: Final = 119
_STATES: Final = {
    "withdrawn": SealState.WITHDRAWN,
    "compromised": SealState.COMPROMISED,
    "active": SealState.ACTIVE,
}


class NoAuthorityHere(UserError):
    """The region's authority keeps its key elsewhere: what it signs comes as a file."""


class NoSuchSeal(UserError):
    """No such seal is enrolled, or it cannot become what is asked."""


@dataclass(frozen=True, slots=True)
class SealFilters:
    """What the list is filtered by, as it stands in the address."""

    find: str = ""
    state: str = ""
    centre: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class SealLine:
    """One seal; `first` None before it is accredited; `synced`: when it last spoke."""

    kid: str
    assessor: str
    number: int
    centre: str
    profiles: str
    state: str
    first: date | None
    last: date | None
    ends_soon: bool
    since: date | None
    enrolled: datetime
    synced: datetime | None


@dataclass(frozen=True, slots=True)
class CentreLine:
    """What is stated of a test centre; `sites` empty: wherever it works."""

    centre: str
    profiles: tuple[str, ...]
    sites: tuple[str, ...]
    last: date
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class SealList:
    """One page of the seals, those that wait for an approval first."""

    lines: tuple[SealLine, ...]
    found: int
    page: int
    pages: int
    centres: tuple[str, ...]


def read_seals(session: Session, filters: SealFilters, today: date) -> SealList:
    """The page asked for; the last where there are not so many."""
    chosen = _chosen(filters)
    found = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    pages = max(1, -(-found // PAGE))
    page = min(max(filters.page, 1), pages)
    waiting_first = (EnrolledSeal.state != "requested", EnrolledSeal.assessor, EnrolledSeal.kid)
    rows = session.scalars(
        chosen.order_by(*waiting_first).offset((page - 1) * PAGE).limit(PAGE)
    ).all()
    centres = session.scalars(
        select(EnrolledSeal.centre).distinct().order_by(EnrolledSeal.centre)
    ).all()
    synced = last_synced(session, [row.kid for row in rows])
    lines = tuple(_line(row, synced.get(row.kid), today) for row in rows)
    return SealList(lines, found, page, pages, tuple(centres))


def read_seal(session: Session, kid: bytes, today: date) -> SealLine:
    """One seal. Raises NoSuchSeal."""
    row = session.get(EnrolledSeal, kid)
    if row is None:
        raise NoSuchSeal
    return _line(row, last_synced(session, [kid]).get(kid), today)


def read_centres(session: Session, today: date) -> tuple[CentreLine, ...]:
    """Every test centre that something is stated of."""
    rows = session.scalars(select(StatedCentre).order_by(StatedCentre.centre))
    return tuple(
        CentreLine(
            row.centre,
            tuple(row.profiles.splitlines()),
            tuple(row.sites.splitlines()),
            row.last_day,
            row.last_day - today <= SOON,
        )
        for row in rows
    )


class SealDesk:
    """Approves and withdraws; where the authority is elsewhere by files that are carried."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._keys, self._now = keys, now
        self._region = Region(database, keys, now)

    @property
    def has_authority(self) -> bool:
        """Whether the node holds the key the region accredits with."""
        return self._keys.authority is not None

    def asked(self, session: Session) -> Requests:
        """What the authority is asked to sign: for the page and for the file."""
        return self._region.asked(session)

    def approve(self, session: Session) -> int:
        """Sign all that is asked for with the node's own authority; how many seals were new.

        Raises NoAuthorityHere.
        """
        from app.certificate.authority_answer import answers_to

        asked, today = self.asked(session), self._now().date()
        return self._region.take(session, answers_to(self._key, asked, _DAYS, today)).seals

    def order(self, session: Session, kid: bytes, state: str, since: date) -> SealOrder:
        """Withdraw a seal from a day on, block it, or let it be again.

        Raises NoAuthorityHere, NoSuchSeal.
        """
        row, held = session.get(EnrolledSeal, kid), session.get(GivenOrder, kid)
        if row is None or row.state == state or state not in _STATES:
            raise NoSuchSeal
        serial = 1 if held is None else held.serial + 1
        order = SealOrder(kid, _STATES[state], since, serial)
        raw = sign_order(self._key, order)
        self._region.take(session, Answers("answers", orders=(raw,)))
        paper_keys.certify_here(session, self._keys, row, self._now())
        return order

    @property
    def _key(self) -> SigningKey:
        if self._keys.authority is None:
            raise NoAuthorityHere
        return self._keys.authority


def next_serial(session: Session, kid: bytes) -> int:
    """The number the authority gives its next order on a seal."""
    held = session.get(GivenOrder, kid)
    return 1 if held is None else held.serial + 1


def _chosen(filters: SealFilters) -> Select[EnrolledSeal]:
    wanted = select(EnrolledSeal)
    if filters.state:
        wanted = wanted.where(EnrolledSeal.state == filters.state)
    if filters.centre:
        wanted = wanted.where(EnrolledSeal.centre == filters.centre)
    if filters.find:
        said = func.lower(EnrolledSeal.assessor + " " + EnrolledSeal.profiles)
        wanted = wanted.where(said.contains(filters.find.lower(), autoescape=True))
    return wanted


def _line(row: EnrolledSeal, synced: datetime | None, today: date) -> SealLine:
    ends_soon = row.accredited_to is not None and row.accredited_to - today <= SOON
    return SealLine(
        row.kid.hex(),
        row.assessor,
        row.number,
        row.centre,
        row.profiles.replace(",", ", "),
        row.state,
        _first_day(row.accreditation),
        row.accredited_to,
        ends_soon and row.state == "active",
        row.since,
        row.enrolled,
        synced,
    )


def _first_day(statement: bytes | None) -> date | None:
    if statement is None:
        return None
    try:
        signed = cose.open1(statement, Purpose.ACCREDITATION)
        return AccreditationClaims.from_bytes(signed.payload).first_day
    except BadSeal:
        return None
