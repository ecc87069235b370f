"""The certificates of this desk as a list, narrowed as one likes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from uuid import UUID

from app.domain.certificate import CertificateKind
from app.domain.certificate_status import ShownState
from app.storage.certificate_search import MOST, Found, Wanted, companies, find
from app.usecases.certificate_standing import shown_states
from app.usecases.certificates import CertificateLine, certificate_line
from app.usecases.desk import Desk


class Period(StrEnum):
    """How far back certificates were issued."""

    ALL = "all"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def since(self, today: date) -> date | None:
        """The first day that counts, None for all."""
        days = _DAYS.get(self)
        return None if days is None else today - timedelta(days=days - 1)


class Order(StrEnum):
    """In which order a list stands, and what is printed from it comes out."""

    NEWEST = "newest"
    NAME = "name"
    COMPANY = "company"


_DAYS = {Period.TODAY: 1, Period.WEEK: 7, Period.MONTH: 31, Period.YEAR: 366}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list is narrowed to; `state` as CertificateLine.state, "" for all."""

    state: str = ""
    kind: CertificateKind | None = None
    company: UUID | None = None
    period: Period = Period.ALL
    order: Order = Order.NEWEST

    @property
    def hides(self) -> bool:
        """Whether anything is left out because of it."""
        return replace(self, order=Order.NEWEST) != Narrowing()


@dataclass(frozen=True, slots=True)
class CertificateLines:
    """What was found. `is_cut`: there are more than a list shows."""

    lines: tuple[CertificateLine, ...]
    is_cut: bool


class CertificateList:
    """Reads the list; a protected person is in it by number alone (R41)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, text: str = "", narrowing: Narrowing | None = None) -> CertificateLines:
        """Certificates whose number, holder or holder's company has every word of `text`."""
        wanted = narrowing or Narrowing()
        since = wanted.period.since(self._desk.clock.now().date())
        narrowed = Wanted(text, wanted.kind or "", wanted.company, since, wanted.order)
        with self._desk.database.reading() as session:
            state_of = shown_states(self._desk, session)
            found = find(session, narrowed)
            lines = (_line(one, state_of(one.certificate)) for one in found)
            shown = (line for line in lines if wanted.state in ("", line.state))
            first = tuple(islice(shown, MOST + 1))
        return CertificateLines(first[:MOST], len(first) > MOST)

    def companies(self) -> tuple[tuple[UUID, str], ...]:
        """Companies whose people have certificates here, by name."""
        with self._desk.database.reading() as session:
            return companies(session)


def _line(found: Found, shown: ShownState) -> CertificateLine:
    line = certificate_line(found.certificate, shown)
    name = "" if found.is_protected else line.name
    return replace(line, name=name, company=found.company)
