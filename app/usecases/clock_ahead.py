"""The way out when the clock ran ahead: two people sign that it did, and work goes on (I11)."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.authority import Role
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import LONGEST_NOTE, clean_text
from app.seal.payloads import Incident
from app.seal.records import RecordType
from app.storage import log, set_aside
from app.storage.errors import ClockBehind
from app.usecases.desk import Desk
from app.usecases.second_person import SecondPerson
from app.usecases.signing import OnlySupervises, clock_hindrance, require_rater

KIND = "clock_ran_ahead"
_REFS = 256


class ClockNotBehind(UserError):
    """The clock is not behind anything signed: there is nothing to set right."""


@dataclass(frozen=True, slots=True)
class RanAhead:
    """How it stands: the time now, the latest time claimed, and how many records claim more."""

    now: datetime
    newest: datetime
    records: int


class ClockAhead:
    """Shows what a clock that ran ahead has left, and takes two people's word on it.

    Such a clock leaves records from the future, and an honest clock is then "behind" them until
    that day comes. One person alone may not turn time back; two may say which records a wrong
    clock wrote. Both sign the incident; it names every such record and travels to the node, so
    that time never goes back in silence. The records themselves stay as they are.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self) -> RanAhead | None:
        """None while the clock is right, or not known to be wrong."""
        with self._desk.database.reading() as session:
            behind = clock_hindrance(self._desk, session)
            if not isinstance(behind, ClockBehind):
                return None
            later = set_aside.later_than(session, behind.now)
        return RanAhead(behind.now, behind.newest, len(later))

    def set_right(self, second: SecondPerson, note: str = "") -> None:
        """Both say that the clock is right now and ran ahead before.

        Raises ClockNotBehind, OnlySupervises, TextTooLong.
        """
        require_rater(self._desk)
        if Role.ASSESSOR not in second.signed_in.roles:
            raise OnlySupervises(second.signed_in.name)
        words = clean_text(note, LONGEST_NOTE).strip()
        with self._desk.database.transaction() as session:
            behind = clock_hindrance(self._desk, session)
            if not isinstance(behind, ClockBehind):
                raise ClockNotBehind
            later = set_aside.later_than(session, behind.now)
            set_aside.add(session, later)
            lost = int((behind.newest - behind.now).total_seconds())
            incident = Incident(KIND, behind.now, lost_seconds=lost, note=words or None)
            for signer in (self._desk.signer, second.signer):
                for refs in _portions(later):
                    log.append(session, signer, RecordType.INCIDENT, "", incident, refs=refs)
        self._desk.announce(Touched.LOG, Touched.CASES, Touched.TRUST)


def _portions(hashes: tuple[bytes, ...]) -> list[tuple[bytes, ...]]:
    return [hashes[at : at + _REFS] for at in range(0, len(hashes), _REFS)]
