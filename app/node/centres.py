"""What the region's authority states of its test centres, kept and told to their desks (R2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node.keys import NodeKeys
from app.node.tables import EnrolledSeal, FeedRow, StatedCentre
from app.seal.authority import sign_centre
from app.seal.centre_claims import CentreClaims

_STATED, _RENEWAL = timedelta(days=364), timedelta(days=100)
FEED_TYPE = "centre"


@dataclass(frozen=True, slots=True)
class CentreScope:
    """What a centre may validate; `sites` empty: wherever it works."""

    centre: str
    profiles: tuple[str, ...]
    sites: tuple[str, ...] = ()


class Centres:
    """States what a centre may validate; only where the authority's key is at the node."""

    def __init__(self, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._keys, self._now = keys, now

    def state(self, session: Session, scope: CentreScope) -> bool:
        """State just this of the centre and tell the desks; not where the authority is elsewhere.

        Raises BadSeal for what nobody could state.
        """
        return self._write(session, scope, session.get(StatedCentre, scope.centre)) is not None

    def cover(
        self, session: Session, centre: str, profiles: tuple[str, ...], asking: bytes = b""
    ) -> bytes | None:
        """The centre's statement with at least these profiles, renewed before it runs out.

        The centre's desks are told by feed of a new one, but for the seal `asking`, which gets it
        as an answer. None where nothing is stated and the authority is elsewhere.
        """
        held = session.get(StatedCentre, centre)
        if self._keys.authority is None:
            return None if held is None else held.statement
        known = _split(held.profiles) if held else ()
        wanted = tuple(dict.fromkeys((*known, *profiles)))
        if held is not None and wanted == known and not self._ends_soon(held.last_day):
            return held.statement
        scope = CentreScope(centre, wanted, _split(held.sites) if held else ())
        return self._write(session, scope, held, asking)

    def is_due(self, session: Session, centre: str) -> bool:
        """Whether `cover` would state something new of a centre that asks for no more."""
        held = session.get(StatedCentre, centre)
        is_held = held is not None and not self._ends_soon(held.last_day)
        return self._keys.authority is not None and not is_held

    def _ends_soon(self, last_day: date) -> bool:
        return last_day - self._now().date() <= _RENEWAL

    def _write(
        self, session: Session, scope: CentreScope, held: StatedCentre | None, asking: bytes = b""
    ) -> bytes | None:
        if self._keys.authority is None:
            return None
        today = self._now().date()
        serial, last_day = 1 if held is None else held.serial + 1, today + _STATED
        claims = CentreClaims(scope.centre, scope.sites, scope.profiles, today, last_day, serial)
        raw = sign_centre(self._keys.authority, claims)
        row = StatedCentre(
            centre=scope.centre,
            profiles="\n".join(scope.profiles),
            sites="\n".join(scope.sites),
            statement=raw,
            serial=serial,
            last_day=last_day,
        )
        session.merge(row)
        if _has_desks(session, scope.centre, asking):
            session.add(FeedRow(kid=None, type=FEED_TYPE, content=raw, written=self._now()))
        session.flush()
        return raw


def _has_desks(session: Session, centre: str, besides: bytes) -> bool:
    seal = EnrolledSeal
    found = select(seal.kid).where(seal.centre == centre, seal.kid != besides).limit(1)
    return session.scalar(found) is not None


def _split(kept: str) -> tuple[str, ...]:
    return tuple(kept.split("\n")) if kept else ()
