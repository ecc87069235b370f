"""Credit transfer: what may be credited in a case, granted from a source, taken back (R33)."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, SittingState, Step, WrongState, move_case, next_step
from app.domain.change import Touched
from app.domain.credits import (
    AreaClaim,
    CreditKind,
    CreditRefusal,
    claims,
    share,
    within_share,
)
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.domain.text import Text
from app.storage import cases as rows
from app.storage.tables import CaseRow, CreditRow
from app.usecases.cases import CreditedArea, credited_areas
from app.usecases.credit_sources import Found, Offer, best_text, external_source, own_sources
from app.usecases.desk import Desk
from app.usecases.evidence import credited
from app.usecases.progress import case_progress, own_sittings
from app.usecases.signing import require_rater

_OPEN = (CaseState.REGISTERED, CaseState.BOOKED, CaseState.IDENTIFIED, CaseState.RUNNING)
_BEFORE_DECISION = (*_OPEN, CaseState.PAUSED, CaseState.ASSESSED)


class CreditRefused(UserError):
    """The area cannot be credited from this source: `reason` says which rule (R33)."""

    def __init__(self, area: Text, reason: CreditRefusal) -> None:
        super().__init__()
        self.area = area
        self.reason = reason


class TooLateToCredit(UserError):
    """The theory test or the practical has been begun: what is asked for is settled."""


class NotCredited(UserError):
    """The area is not credited in this case."""


@dataclass(frozen=True, slots=True)
class CreditableArea:
    """An area of the case: what it weighs in permille, and its credit where it has one."""

    id: str
    name: Text
    permille: int
    required_level: int
    credited: CreditedArea | None
    kind: CreditKind | None


@dataclass(frozen=True, slots=True)
class CreditsView:
    """Credits of a case, and what this desk's own certificates could give.

    `share`, `limit` in permille of the weight, banked parts apart; `is_settled`: a test has begun.
    """

    areas: tuple[CreditableArea, ...]
    offers: tuple[Offer, ...]
    share: int
    limit: int
    age_months: int
    is_settled: bool


class Credits:
    """From own history or another centre's certificate, never scored again (R33)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def candidates(self, case_id: UUID) -> CreditsView:
        """What is credited, and what the person's certificates at this desk could give."""
        with self._desk.database.reading() as session:
            case = rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            held = _rows(session, case)
            counting = credited_areas(protocol, credited(session, case, protocol))
            found = own_sources(self._desk, session, case)
            return CreditsView(
                areas=_areas(protocol, counting, held),
                offers=tuple(self._offer(protocol, held, one) for one in found),
                share=share(protocol, _shared(held)),
                limit=protocol.rules.credit_share_permille,
                age_months=protocol.rules.credit_age_months,
                is_settled=_is_begun(session, case),
            )

    def from_code(self, case_id: UUID, text: str) -> Offer:
        """What another centre's certificate gives, by the text of its code.

        Raises NotInForce, OtherHolder, HolderUnsure, UnknownProfile.
        """
        with self._desk.database.reading() as session:
            case = rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            found = external_source(self._desk, session, case, text)
            return self._offer(protocol, _rows(session, case), found)

    def from_file(self, case_id: UUID, path: Path) -> Offer:
        """As `from_code`, for a PDF or a picture of the certificate.

        Raises FileTooLarge, NotReadable, NoCodeFound besides.
        """
        from app.certificate.reading import codes_in_file

        return self.from_code(case_id, best_text(self._desk, codes_in_file(path)))

    def grant(self, case_id: UUID, areas: Collection[str], offer: Offer) -> None:
        """Credit these areas; the source is judged again, whatever the screen showed.

        Raises CreditRefused, TooLateToCredit, OnlySupervises, WrongState, and as `from_code`.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            if case.state not in _OPEN:
                raise WrongState(case.state, CaseState.RUNNING)
            if _is_begun(session, case):
                raise TooLateToCredit
            protocol = self._desk.protocol(case.protocol_hash)
            found = self._again(session, case, offer)
            for claim in self._granted(session, protocol, case, areas, found):
                self._keep(session, case, protocol, claim, found)
            _settle_state(session, protocol, case)
        self._desk.announce(Touched.CASES)

    def take_back(self, case_id: UUID, area: str) -> None:
        """The area is no longer credited; once a test has begun it is left out of this case.

        Raises NotCredited, OnlySupervises, WrongState after the decision.
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            if case.state not in _BEFORE_DECISION:
                raise WrongState(case.state, CaseState.ASSESSED)
            row = session.get(CreditRow, (case_id, area))
            if row is None or row.kind == CreditKind.WITHDRAWN:
                raise NotCredited
            protocol = self._desk.protocol(case.protocol_hash)
            self._event(session, case, "credit_taken_back", protocol.area(area).name.sv)
            if _is_begun(session, case):
                row.kind = CreditKind.WITHDRAWN
            else:
                session.delete(row)
            session.flush()
            _settle_state(session, protocol, case)
        self._desk.announce(Touched.CASES)

    def _offer(self, protocol: Protocol, held: tuple[CreditRow, ...], found: Found) -> Offer:
        today = self._desk.clock.now().date()
        judged = claims(protocol, found.source, today)
        known = {row.area_id for row in held if row.kind != CreditKind.WITHDRAWN}
        fresh = tuple(claim for claim in judged if claim.area not in known)
        within = {claim.area: claim for claim in _each_within(protocol, fresh, _shared(held))}
        return Offer(
            kind=found.kind,
            number=found.source.source,
            issued=found.source.issued,
            profile=found.profile,
            role=found.role,
            centre=found.centre,
            claims=tuple(within.get(claim.area, claim) for claim in judged),
            document=found.document,
        )

    def _again(self, session: Session, case: CaseRow, offer: Offer) -> Found:
        if offer.kind is CreditKind.EXTERNAL:
            return external_source(self._desk, session, case, offer.document)
        own = own_sources(self._desk, session, case)
        for found in own:
            if found.source.source == offer.number:
                return found
        number = Text(offer.number, offer.number)
        raise CreditRefused(number, CreditRefusal.NOT_IN_SOURCE)

    def _granted(
        self,
        session: Session,
        protocol: Protocol,
        case: CaseRow,
        areas: Collection[str],
        found: Found,
    ) -> tuple[AreaClaim, ...]:
        """The claims for these areas, all of them good. Raises CreditRefused for the first not."""
        judged = claims(protocol, found.source, self._desk.clock.now().date())
        wanted = tuple(claim for claim in judged if claim.area in areas)
        held = _rows(session, case)
        known = {row.area_id for row in held}
        for claim in within_share(protocol, wanted, _shared(held)):
            if claim.refusal is not None:
                raise CreditRefused(protocol.area(claim.area).name, claim.refusal)
        return tuple(claim for claim in wanted if claim.area not in known)

    def _keep(
        self, session: Session, case: CaseRow, protocol: Protocol, claim: AreaClaim, found: Found
    ) -> None:
        source = found.source
        session.add(
            CreditRow(
                case_id=case.id,
                area_id=claim.area,
                kind=found.kind,
                level=claim.level,
                source=source.source,
                issued=source.issued,
                document=found.document.encode() or None,
                credited_by=self._desk.assessor.id,
                at=self._desk.clock.now(),
            )
        )
        session.flush()
        self._event(session, case, "credited", protocol.area(claim.area).name.sv)

    def _event(self, session: Session, case: CaseRow, kind: str, detail: str) -> None:
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        rows.add_event(session, case, now, kind, actor, detail)


def _rows(session: Session, case: CaseRow) -> tuple[CreditRow, ...]:
    return tuple(session.scalars(select(CreditRow).where(CreditRow.case_id == case.id)))


def _shared(held: tuple[CreditRow, ...]) -> frozenset[str]:
    """The areas that count against the scheme's share: banked parts of the profile do not."""
    counting = (CreditKind.OWN, CreditKind.EXTERNAL)
    return frozenset(row.area_id for row in held if row.kind in counting)


def _each_within(
    protocol: Protocol, judged: tuple[AreaClaim, ...], held: frozenset[str]
) -> tuple[AreaClaim, ...]:
    """Each claim by itself against the share: which of them are taken is the assessor's choice."""
    return tuple(within_share(protocol, (claim,), held)[0] for claim in judged)


def _areas(
    protocol: Protocol, counting: tuple[CreditedArea, ...], held: tuple[CreditRow, ...]
) -> tuple[CreditableArea, ...]:
    by_id = {area.area_id: area for area in counting}
    kinds = {row.area_id: CreditKind(row.kind) for row in held}
    return tuple(
        CreditableArea(
            area.id,
            area.name,
            share(protocol, {area.id}),
            area.required_level,
            by_id.get(area.id),
            kinds.get(area.id),
        )
        for area in protocol.areas
    )


def _is_begun(session: Session, case: CaseRow) -> bool:
    """Whether a test has been begun, so that what it covers stands."""
    tests = (Part.THEORY, Part.PRACTICAL)
    return any(
        row.part in tests and row.state != SittingState.ABORTED
        for row in own_sittings(session, case)
    )


def _settle_state(session: Session, protocol: Protocol, case: CaseRow) -> None:
    """A case where nothing is left to take waits for its decision, and comes back from there."""
    state = CaseState(case.state)
    if state is CaseState.ASSESSED and not _is_begun(session, case):
        case.state = move_case(state, CaseState.RUNNING)
    is_running = case.state in (CaseState.IDENTIFIED, CaseState.RUNNING)
    if is_running and next_step(case_progress(session, protocol, case)) is Step.DECISION:
        case.state = CaseState.ASSESSED
