"""By which rules an area may be taken again: how often, from when, after which measures (R35)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.certificate import AreaOutcome
from app.domain.credits import banked_to
from app.domain.draw import PoolExhausted, draw
from app.domain.errors import UserError
from app.domain.former_area import shared_id
from app.domain.protocol import Area, Protocol
from app.domain.result import Result
from app.domain.text import Text
from app.storage import cases as rows
from app.storage.sittings import met_items
from app.storage.tables import CaseRow, CreditRow, DecisionRow, LeftAreaRow
from app.usecases.desk import Desk
from app.usecases.follow_up import measure_done

_NO_ATTEMPT = (CaseState.CANCELLED, CaseState.NO_SHOW)


class WaitingTime(UserError):
    """The retest may not be taken yet (R35)."""

    def __init__(self, until: date) -> None:
        super().__init__()
        self.until = until


class AttemptsUsed(UserError):
    """The scheme allows no more attempts; from `again` a whole new validation may be taken."""

    def __init__(self, limit: int, again: date) -> None:
        super().__init__()
        self.limit = limit
        self.again = again


class MeasuresMissing(UserError):
    """An area failed for safety: its listed measures must be recorded as done first."""

    def __init__(self, areas: tuple[Text, ...]) -> None:
        super().__init__()
        self.areas = areas


@dataclass(frozen=True, slots=True)
class AreaOffer:
    """One area that remains. `attempt`: which one the next is; `hindrance`: why not today."""

    id: str
    name: Text
    attempt: int
    possible_from: date
    hindrance: UserError | None


@dataclass(frozen=True, slots=True)
class Tried:
    """One case of a validation; `skipped`: shared ids of the areas it did not take."""

    case: CaseRow
    protocol: Protocol
    skipped: frozenset[str]
    decision: DecisionRow | None

    def took(self, area: Area) -> Area | None:
        """The area as its version had it, None where the case was not about it."""
        shared = shared_id(area)
        if shared in self.skipped:
            return None
        return next((one for one in self.protocol.areas if shared_id(one) == shared), None)


class Attempts:
    """The cases of one validation, the newest first: the first one and the retests after it."""

    def __init__(self, desk: Desk, session: Session, newest: CaseRow) -> None:
        """`newest`: the last one that was decided."""
        self._desk, self._session = desk, session
        chain = _chain(session, newest)
        self._decided = tuple(self._tried(case) for case in chain)
        self._given_up = tuple(self._tried(case) for case in _given_up(session, chain))
        self._before = chain[-1].attempt - 1  # of an earlier case that is not at this desk

    def offers(
        self, protocol: Protocol, areas: Collection[str], begins: date
    ) -> tuple[AreaOffer, ...]:
        """These areas of today's version, each with what hinders it from beginning on a day."""
        chosen = [area for area in protocol.areas if area.id in areas]
        empty = self._exhausted(protocol, chosen)
        return tuple(self._offer(protocol, area, begins, empty.get(area.id)) for area in chosen)

    def possible_from(self, protocol: Protocol, areas: Collection[str]) -> date:
        """The first day all of these may be taken: each waits from when it was last taken."""
        chosen = [area for area in protocol.areas if area.id in areas]
        return self._latest(chosen) + timedelta(days=protocol.rules.waiting_days)

    def _offer(
        self, protocol: Protocol, area: Area, begins: date, empty: PoolExhausted | None
    ) -> AreaOffer:
        attempt, limit = self._attempt(area), protocol.rules.max_attempts
        possible = self.possible_from(protocol, {area.id})
        hindrance: UserError | None = empty
        if self._is_unsafe(area):
            hindrance = MeasuresMissing((area.name,))
        if begins < possible:
            hindrance = WaitingTime(possible)
        if attempt > limit:
            hindrance = AttemptsUsed(limit, over_on(self._decided[0], protocol))
        return AreaOffer(area.id, area.name, attempt, possible, hindrance)

    def _attempt(self, area: Area) -> int:
        """One that was begun and given up counts too."""
        taken = (*self._decided, *self._given_up)
        return self._before + sum(one.took(area) is not None for one in taken) + 1

    def _latest(self, areas: Iterable[Area]) -> date:
        signed = [one for one in self._decided if one.decision is not None]
        last = [next((t for t in signed if t.took(area)), signed[0]) for area in areas]
        found = [one.decision.signed.date() for one in last or signed[:1] if one.decision]
        return max(found)

    def _is_unsafe(self, area: Area) -> bool:
        """Whether it failed for safety when last taken, and the listed measure is not done."""
        for at, tried in enumerate(self._decided):
            then = tried.took(area)
            if then is None or tried.decision is None:
                continue
            result = msgspec.json.decode(tried.decision.result, type=Result)
            failed = {one.area for one in result.areas if one.outcome is AreaOutcome.SAFETY}
            return then.id in failed and not self._is_done(self._decided[: at + 1], area)
        return False

    def _is_done(self, since: Sequence[Tried], area: Area) -> bool:
        return any(
            measure_done(self._session, one.case.id, there.id)
            for one in since
            for there in one.protocol.areas
            if shared_id(there) == shared_id(area)
        )

    def _exhausted(self, protocol: Protocol, areas: Sequence[Area]) -> dict[str, PoolExhausted]:
        """The areas whose pool is empty for this person, before anything is started (R24)."""
        met = met_items(self._session, self._decided[0].case.person_id, protocol.scheme)
        found: dict[str, PoolExhausted] = {}
        left = {area.id for area in areas}
        while left:
            try:
                draw(protocol, met, 0, left)
                break
            except PoolExhausted as error:
                found[error.area] = error
                left.discard(error.area)
        return found

    def _tried(self, case: CaseRow) -> Tried:
        protocol = self._desk.protocol(case.protocol_hash)
        by_id = {area.id: shared_id(area) for area in protocol.areas}
        credited = select(CreditRow.area_id).where(CreditRow.case_id == case.id)
        left = select(LeftAreaRow.area_id).where(LeftAreaRow.case_id == case.id)
        skipped = {*self._session.scalars(credited), *self._session.scalars(left)}
        names = frozenset(by_id[area] for area in skipped if area in by_id)
        return Tried(case, protocol, names, rows.decision(self._session, case.id))


def gravest(offers: Collection[AreaOffer]) -> UserError | None:
    """Why these areas cannot all be taken, the gravest reason of any of them first."""
    hindrances = [one.hindrance for one in offers if one.hindrance is not None]
    if used := _of(hindrances, AttemptsUsed):
        return used[0]
    if waiting := _of(hindrances, WaitingTime):
        return max(waiting, key=lambda one: one.until)
    if unsafe := _of(hindrances, MeasuresMissing):
        return MeasuresMissing(tuple(area for one in unsafe for area in one.areas))
    return hindrances[0] if hindrances else None


def over_on(tried: Tried, protocol: Protocol) -> date:
    """The last day anything shown in the case counts."""
    assert tried.decision is not None
    return banked_to(tried.decision.signed.date(), protocol.rules.banked_months)


_Error = TypeVar("_Error", bound=UserError)


def _of(hindrances: Iterable[UserError], kind: type[_Error]) -> list[_Error]:
    return [one for one in hindrances if isinstance(one, kind)]


def _chain(session: Session, newest: CaseRow) -> tuple[CaseRow, ...]:
    found = [newest]
    while (before := found[-1].retest_of) is not None:
        found.append(rows.case(session, before))
    return tuple(found)


def _given_up(session: Session, chain: Sequence[CaseRow]) -> tuple[CaseRow, ...]:
    """Retests of one of these that ended without a decision, or are under way."""
    ids = [case.id for case in chain]
    later = select(CaseRow).where(
        CaseRow.retest_of.in_(ids), CaseRow.id.not_in(ids), CaseRow.state.not_in(_NO_ATTEMPT)
    )
    return tuple(session.scalars(later))
