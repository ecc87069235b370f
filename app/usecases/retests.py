"""A retest (omtest): a new case for what was not shown, after its waiting time (R34, R35)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.change import Touched
from app.domain.credits import banked_to
from app.domain.draw import PoolExhausted, draw
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.domain.result import Result
from app.domain.text import Text
from app.storage import cases as rows
from app.storage.protocols import newest_published
from app.storage.sittings import met_items
from app.storage.tables import CaseRow, DecisionRow
from app.usecases.banked import Banked, Earlier, banked_of
from app.usecases.desk import Desk
from app.usecases.follow_up import measure_done
from app.usecases.opening import OpenCaseExists, Retried, write_case
from app.usecases.signing import signing_hindrance

_NO_ATTEMPT = (CaseState.CANCELLED, CaseState.NO_SHOW)


class WaitingTime(UserError):
    """The retest may not be taken yet (R35)."""

    def __init__(self, until: date) -> None:
        super().__init__()
        self.until = until


class MovedTooEarly(UserError):
    """A case that began before the retest of whoever it is to be moved to may be taken (R35)."""

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


class RetestFirst(UserError):
    """A case of this profile left areas to take again: they are taken in a retest (R35)."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__()
        self.case_id = case_id


class NoRetest(UserError):
    """There is nothing to take again: the case was not decided, or everything was shown."""


@dataclass(frozen=True, slots=True)
class RetestOffer:
    """What may be taken again after a case, and from when. `case_id` is the earlier case.

    `areas`: to take; `kept`: shown before and still counting; `lapsed`: shown too long ago (R34);
    `hindrance`: why it cannot be opened today, None when it can.
    """

    case_id: UUID
    person_id: UUID
    code: str
    role: Text
    areas: tuple[Text, ...]
    kept: tuple[Text, ...]
    lapsed: tuple[Text, ...]
    attempt: int
    max_attempts: int
    possible_from: date
    hindrance: UserError | None


class Retests:
    """What a person may take again, and the case it is taken in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_person(self, person_id: UUID) -> tuple[RetestOffer, ...]:
        """The retests a person may take, now or later, one for each profile."""
        with self._desk.database.reading() as session:
            return self.within(session, person_id)

    def within(self, session: Session, person_id: UUID) -> tuple[RetestOffer, ...]:
        """As `of_person`, for who reads the person already."""
        codes = session.scalars(
            select(CaseRow.code).where(CaseRow.person_id == person_id).distinct()
        )
        found = [retest_due(self._desk, session, person_id, code) for code in sorted(codes)]
        return tuple(self._offer(session, one) for one in found if one is not None)

    def of_case(self, case_id: UUID) -> RetestOffer | None:
        """The retest that follows this case; None when there is none."""
        with self._desk.database.reading() as session:
            case = rows.case(session, case_id)
            found = retest_due(self._desk, session, case.person_id, case.code)
            if found is None or found.case.id != case_id:
                return None
            return self._offer(session, found)

    def open(self, case_id: UUID, booked: datetime | None = None) -> UUID:
        """The retest's case, with what still counts credited; nothing is started when refused.

        Raises NoRetest, WaitingTime, AttemptsUsed, MeasuresMissing, PoolExhausted (R24),
        OpenCaseExists, ProtocolRecalled, and what keeps who is signed in from opening a case.
        """
        begins = (booked or self._desk.clock.now()).date()
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            earlier = retest_due(self._desk, session, case.person_id, case.code)
            if earlier is None or earlier.case.id != case_id:
                raise NoRetest
            protocol = self._desk.protocol(newest_published(session, case.code))
            hindrance = self._hindrance(session, earlier, protocol, begins) or signing_hindrance(
                self._desk, session, protocol
            )
            if hindrance is not None:
                raise hindrance
            retried = Retried(case.id, _attempt(session, earlier))
            new = write_case(self._desk, session, case.person_id, protocol, booked, retried)
            now, actor = self._desk.clock.now(), self._desk.assessor.name
            session.add_all(
                one.credit(new.id, self._desk.assessor.id, now)
                for one in self._banked(session, earlier, protocol)
                if one.counts_on(begins)
            )
            rows.add_event(session, new, now, "retest_opened", actor)
            new_id = new.id
        self._desk.announce(Touched.CASES, Touched.PEOPLE, Touched.LOG)
        return new_id

    def _offer(self, session: Session, earlier: Earlier) -> RetestOffer:
        protocol = self._desk.protocol(newest_published(session, earlier.case.code))
        today = self._desk.clock.now().date()
        banked = self._banked(session, earlier, protocol)
        kept = {one.area for one in banked if one.counts_on(today)}
        names = {area.id: area.name for area in protocol.areas}
        return RetestOffer(
            case_id=earlier.case.id,
            person_id=earlier.case.person_id,
            code=protocol.code,
            role=protocol.name,
            areas=tuple(name for key, name in names.items() if key not in kept),
            kept=tuple(name for key, name in names.items() if key in kept),
            lapsed=tuple(names[one.area] for one in banked if not one.counts_on(today)),
            attempt=_attempt(session, earlier),
            max_attempts=protocol.rules.max_attempts,
            possible_from=_possible_from(earlier, protocol),
            hindrance=self._hindrance(session, earlier, protocol, today),
        )

    def _hindrance(
        self, session: Session, earlier: Earlier, protocol: Protocol, begins: date
    ) -> UserError | None:
        """Why the retest cannot be opened to begin on this day, gravest first."""
        rules, case = protocol.rules, earlier.case
        running = rows.open_case(session, case.person_id, case.code)
        if running is not None:
            return OpenCaseExists(running.id)
        if _attempt(session, earlier) > rules.max_attempts:
            return AttemptsUsed(rules.max_attempts, _over_on(earlier, protocol))
        possible = _possible_from(earlier, protocol)
        if begins < possible:
            return WaitingTime(possible)
        return _unsafe(session, earlier, protocol) or self._exhausted(
            session, earlier, protocol, begins
        )

    def _exhausted(
        self, session: Session, earlier: Earlier, protocol: Protocol, begins: date
    ) -> PoolExhausted | None:
        """The first area whose pool is empty for this person, before anything is started (R24)."""
        banked = self._banked(session, earlier, protocol)
        kept = {one.area for one in banked if one.counts_on(begins)}
        areas = {area.id for area in protocol.areas if area.id not in kept}
        met = met_items(session, earlier.case.person_id, protocol.scheme)
        try:
            draw(protocol, met, 0, areas)
        except PoolExhausted as error:
            return error
        return None

    def _banked(self, session: Session, earlier: Earlier, protocol: Protocol) -> tuple[Banked, ...]:
        then = self._desk.protocol(earlier.case.protocol_hash)
        return banked_of(session, earlier, then, protocol)


def too_early(
    desk: Desk, session: Session, case: CaseRow, protocol: Protocol
) -> WaitingTime | None:
    """Why a retest cannot begin today, though it was booked for a day when it may (R35)."""
    earlier = None if case.retest_of is None else rows.decision(session, case.retest_of)
    if earlier is None:
        return None
    possible = _may_follow(earlier, protocol)
    return WaitingTime(possible) if desk.clock.now().date() < possible else None


def moved_as(
    desk: Desk, session: Session, person_id: UUID, protocol: Protocol, begun: date
) -> Retried | None:
    """As what a case that began on this day counts for somebody it is moved to; None: as a first.

    Raises MovedTooEarly, AttemptsUsed, MeasuresMissing: a move is no way around R35.
    """
    earlier = retest_due(desk, session, person_id, protocol.code)
    if earlier is None:
        return None
    attempt, limit = _attempt(session, earlier), protocol.rules.max_attempts
    if attempt > limit:
        raise AttemptsUsed(limit, _over_on(earlier, protocol))
    possible = _possible_from(earlier, protocol)
    if begun < possible:
        raise MovedTooEarly(possible)
    unsafe = _unsafe(session, earlier, protocol)
    if unsafe is not None:
        raise unsafe
    return Retried(earlier.case.id, attempt)


def retest_due(desk: Desk, session: Session, person_id: UUID, code: str) -> Earlier | None:
    """The decided case of a profile that leaves something to take again.

    None after a full certificate, while a retest is under way, and when so long has passed that
    nothing shown then counts: then a new case is opened like a first one (R34).
    """
    case = _newest_decided(session, person_id, code)
    decision = None if case is None else rows.decision(session, case.id)
    if case is None or decision is None or decision.outcome == CertificateKind.FULL:
        return None
    running = rows.open_case(session, person_id, code)
    if running is not None and running.id != case.id:
        return None
    result = msgspec.json.decode(decision.result, type=Result)
    found = Earlier(case, decision, result)
    over = _over_on(found, desk.protocol(case.protocol_hash))
    return found if desk.clock.now().date() <= over else None


def _newest_decided(session: Session, person_id: UUID, code: str) -> CaseRow | None:
    return session.scalar(
        select(CaseRow)
        .join(DecisionRow, DecisionRow.case_id == CaseRow.id)
        .where(CaseRow.person_id == person_id, CaseRow.code == code)
        .order_by(CaseRow.opened.desc())
        .limit(1)
    )


def _attempt(session: Session, earlier: Earlier) -> int:
    """Which attempt the next one is; one that was begun and given up counts too."""
    tried = select(func.count()).where(
        CaseRow.retest_of == earlier.case.id, CaseRow.state.not_in(_NO_ATTEMPT)
    )
    return earlier.case.attempt + (session.scalar(tried) or 0) + 1


def _possible_from(earlier: Earlier, protocol: Protocol) -> date:
    return _may_follow(earlier.decision, protocol)


def _may_follow(decision: DecisionRow, protocol: Protocol) -> date:
    return decision.signed.date() + timedelta(days=protocol.rules.waiting_days)


def _over_on(earlier: Earlier, protocol: Protocol) -> date:
    """The last day anything shown in the case counts."""
    return banked_to(earlier.decision.signed.date(), protocol.rules.banked_months)


def _unsafe(session: Session, earlier: Earlier, protocol: Protocol) -> MeasuresMissing | None:
    failed = [area for area in earlier.result.areas if area.outcome is AreaOutcome.SAFETY]
    names = {area.id: area.name for area in protocol.areas}
    undone = tuple(
        names.get(area.area, Text(area.area, area.area))
        for area in failed
        if not measure_done(session, earlier.case.id, area.area)
    )
    return MeasuresMissing(undone) if undone else None
