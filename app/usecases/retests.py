"""A retest (omtest): a new case for what was not shown, all of it or chosen areas (R34, R35)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateKind
from app.domain.change import Touched
from app.domain.credits import banked_to
from app.domain.draw import PoolExhausted
from app.domain.errors import UserError
from app.domain.former_area import FormerArea, former_area, shared_id
from app.domain.protocol import Protocol
from app.domain.result import Result
from app.domain.text import Text
from app.seal.records import RecordType
from app.seal.retest_payloads import RetestScoped
from app.storage import cases as rows
from app.storage import log
from app.storage.protocols import newest_published
from app.storage.tables import CaseRow, DecisionRow, LeftAreaRow
from app.usecases.banked import Banked, Earlier, banked_of
from app.usecases.desk import Desk
from app.usecases.evidence import areas_to_take
from app.usecases.opening import OpenCaseExists, Retried, write_case
from app.usecases.retest_rules import AreaOffer, Attempts, WaitingTime, gravest
from app.usecases.signing import signing_hindrance


class MovedTooEarly(UserError):
    """A case that began before the retest of whoever it is to be moved to may be taken (R35)."""

    def __init__(self, until: date) -> None:
        super().__init__()
        self.until = until


class RetestFirst(UserError):
    """A case of this profile left areas to take again: they are taken in a retest (R35)."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__()
        self.case_id = case_id


class NoRetest(UserError):
    """There is nothing to take again: the case was not decided, or everything was shown."""


class AreaNotLeft(UserError):
    """The area does not remain: it counts as shown, or today's version no longer has it (R35)."""

    def __init__(self, area: Text) -> None:
        super().__init__()
        self.area = area


@dataclass(frozen=True, slots=True)
class RetestOffer:
    """What may be taken again after a case, and from when. `case_id` is the earlier case.

    `each`: the areas to take, one by one; `kept`: shown before and still counting; `lapsed`: shown
    too long ago (R34); `former`: not shown before, under a name that today's version does not use;
    `running`: a case that has to be closed first. `attempt`, `possible_from` and `hindrance` are of
    all areas together.
    """

    case_id: UUID
    person_id: UUID
    code: str
    role: Text
    each: tuple[AreaOffer, ...]
    kept: tuple[Text, ...]
    lapsed: tuple[Text, ...]
    attempt: int
    max_attempts: int
    possible_from: date
    running: OpenCaseExists | None
    former: tuple[FormerArea, ...] = ()

    @property
    def areas(self) -> tuple[Text, ...]:
        """What the areas to take are called."""
        return tuple(one.name for one in self.each)

    @property
    def hindrance(self) -> UserError | None:
        """Why not all of them can be opened today, None when they can."""
        return self.hindrance_of(self.each)

    def hindrance_of(self, chosen: Collection[AreaOffer]) -> UserError | None:
        """As `hindrance`, for some of them."""
        return self.running or gravest(chosen)


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

    def open(
        self, case_id: UUID, booked: datetime | None = None, areas: Collection[str] = ()
    ) -> UUID:
        """The retest's case, with what still counts credited; nothing is started when refused.

        `areas`: ids of those to take, none for all that remain; the others are left for another
        retest. Raises NoRetest, AreaNotLeft, WaitingTime, AttemptsUsed, MeasuresMissing,
        PoolExhausted (R24), OpenCaseExists, ProtocolRecalled, and what keeps who is signed in
        from opening a case.
        """
        begins = (booked or self._desk.clock.now()).date()
        with self._desk.database.transaction() as session:
            earlier = self._due(session, case_id)
            protocol = self._desk.protocol(newest_published(session, earlier.case.code))
            then = self._desk.protocol(earlier.case.protocol_hash)
            banked = banked_of(session, earlier, then, protocol)
            kept = [one for one in banked if one.counts_on(begins)]
            remain = _without(protocol, {one.area for one in kept})
            chosen = _chosen(protocol, then, remain, areas)
            offers = Attempts(self._desk, session, earlier.case).offers(protocol, chosen, begins)
            hindrance = (
                _running(session, earlier)
                or gravest(offers)
                or signing_hindrance(self._desk, session, protocol)
            )
            if hindrance is not None:
                raise hindrance
            retried = Retried(earlier.case.id, _attempt(offers, earlier))
            new = write_case(self._desk, session, earlier.case.person_id, protocol, booked, retried)
            self._fill(session, new, protocol, kept, (chosen, remain))
            new_id = new.id
        self._desk.announce(Touched.CASES, Touched.PEOPLE, Touched.LOG)
        return new_id

    def _due(self, session: Session, case_id: UUID) -> Earlier:
        """The earlier case; one that somebody else opened the retest of meanwhile is said so."""
        case = rows.case(session, case_id)
        earlier = retest_due(self._desk, session, case.person_id, case.code)
        if earlier is not None and earlier.case.id == case_id:
            return earlier
        running = rows.open_case(session, case.person_id, case.code)
        raise NoRetest if running is None else OpenCaseExists(running.id)

    def _fill(
        self,
        session: Session,
        new: CaseRow,
        protocol: Protocol,
        kept: list[Banked],
        areas: tuple[frozenset[str], frozenset[str]],
    ) -> None:
        """What counts already, what is left for another retest; `areas`: chosen, remaining."""
        now, assessor = self._desk.clock.now(), self._desk.assessor
        session.add_all(one.credit(new.id, assessor.id, now) for one in kept)
        chosen, remain = areas
        if chosen == remain:
            rows.add_event(session, new, now, "retest_opened", assessor.name)
            return
        self._scope(session, new, protocol, chosen, remain - chosen)
        names = ", ".join(area.name.sv for area in protocol.areas if area.id in chosen)
        rows.add_event(session, new, now, "retest_of_areas", assessor.name, names)

    def _scope(
        self,
        session: Session,
        new: CaseRow,
        protocol: Protocol,
        chosen: frozenset[str],
        left: frozenset[str],
    ) -> None:
        session.add_all(LeftAreaRow(case_id=new.id, area_id=area) for area in left)
        said = RetestScoped(
            case=str(new.id),
            areas=tuple(area.id for area in protocol.areas if area.id in chosen),
            left=tuple(area.id for area in protocol.areas if area.id in left),
        )
        log.append(
            session,
            self._desk.signer,
            RecordType.RETEST_SCOPED,
            str(new.person_id),
            said,
            protocol_hash=protocol.hash,
            case_id=new.id,
        )

    def _offer(self, session: Session, earlier: Earlier) -> RetestOffer:
        protocol = self._desk.protocol(newest_published(session, earlier.case.code))
        today = self._desk.clock.now().date()
        then = self._desk.protocol(earlier.case.protocol_hash)
        banked = banked_of(session, earlier, then, protocol)
        kept = {one.area for one in banked if one.counts_on(today)}
        names = {area.id: area.name for area in protocol.areas}
        remain = _without(protocol, kept)
        attempts = Attempts(self._desk, session, earlier.case)
        each = attempts.offers(protocol, remain, today)
        return RetestOffer(
            case_id=earlier.case.id,
            person_id=earlier.case.person_id,
            code=protocol.code,
            role=protocol.name,
            each=each,
            kept=tuple(name for key, name in names.items() if key in kept),
            lapsed=tuple(names[one.area] for one in banked if not one.counts_on(today)),
            attempt=_attempt(each, earlier),
            max_attempts=protocol.rules.max_attempts,
            possible_from=attempts.possible_from(protocol, remain),
            running=_running(session, earlier),
            former=_former(earlier, then, protocol),
        )


def too_early(
    desk: Desk, session: Session, case: CaseRow, protocol: Protocol
) -> WaitingTime | None:
    """Why a retest cannot begin today, though it was booked for a day when it may (R35)."""
    earlier = None if case.retest_of is None else rows.case(session, case.retest_of)
    if earlier is None or rows.decision(session, earlier.id) is None:
        return None
    areas = areas_to_take(session, case, protocol)
    possible = Attempts(desk, session, earlier).possible_from(protocol, areas)
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
    then = desk.protocol(earlier.case.protocol_hash)
    shown = {one.area for one in banked_of(session, earlier, then, protocol)}
    attempts = Attempts(desk, session, earlier.case)
    offers = attempts.offers(protocol, _without(protocol, shown), begun)
    hindrance = gravest(offers)
    if isinstance(hindrance, WaitingTime):
        raise MovedTooEarly(hindrance.until)
    if hindrance is not None and not isinstance(hindrance, PoolExhausted):
        raise hindrance
    return Retried(earlier.case.id, _attempt(offers, earlier))


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
    months = desk.protocol(case.protocol_hash).rules.banked_months
    over = banked_to(decision.signed.date(), months)
    return Earlier(case, decision, result) if desk.clock.now().date() <= over else None


def _newest_decided(session: Session, person_id: UUID, code: str) -> CaseRow | None:
    return session.scalar(
        select(CaseRow)
        .join(DecisionRow, DecisionRow.case_id == CaseRow.id)
        .where(CaseRow.person_id == person_id, CaseRow.code == code)
        .order_by(CaseRow.opened.desc(), CaseRow.id.desc())
        .limit(1)
    )


def _running(session: Session, earlier: Earlier) -> OpenCaseExists | None:
    running = rows.open_case(session, earlier.case.person_id, earlier.case.code)
    return None if running is None else OpenCaseExists(running.id)


def _without(protocol: Protocol, kept: Collection[str]) -> frozenset[str]:
    return frozenset(area.id for area in protocol.areas if area.id not in kept)


def _former(earlier: Earlier, then: Protocol, today: Protocol) -> tuple[FormerArea, ...]:
    """What of the earlier case was not shown and is called something else now, or is no more."""
    areas = [then.area(one.area) for one in earlier.result.areas if not one.is_passed]
    found = (former_area(area, then, today) for area in areas)
    return tuple(one for one in found if one is not None)


def _chosen(
    protocol: Protocol, then: Protocol, remain: frozenset[str], areas: Collection[str]
) -> frozenset[str]:
    """Those asked for, by today's ids; all that remain where none are. Raises AreaNotLeft."""
    if not areas:
        return remain
    today = {shared_id(area): area.id for area in protocol.areas}
    earlier = {area.id: today.get(shared_id(area), "") for area in then.areas}
    names = {area.id: area.name for area in (*then.areas, *protocol.areas)}
    found = {earlier.get(one, one) if one not in today.values() else one: one for one in areas}
    for area, asked in found.items():
        if area not in remain:
            raise AreaNotLeft(names.get(asked, Text(asked, asked)))
    return frozenset(found)


def _attempt(offers: Collection[AreaOffer], earlier: Earlier) -> int:
    """Which attempt a case is that takes all of these."""
    return max((one.attempt for one in offers), default=earlier.case.attempt + 1)
