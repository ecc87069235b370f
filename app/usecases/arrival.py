"""Arrival: identity, briefing, impartiality, prior results, site, tools (R4, R8–R10, R12, R14)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import CaseState, Part, WrongState
from app.domain.change import Touched
from app.domain.errors import UserError
from app.domain.free_text import clean_line
from app.domain.protocol import Evidence, Protocol
from app.domain.text import Text
from app.storage import cases as rows
from app.storage import desk_facts
from app.storage.sittings import latest_sitting
from app.storage.tables import CaseRow
from app.usecases.authority import Expiry, expiries, sites
from app.usecases.banked import drop_lapsed
from app.usecases.desk import Desk
from app.usecases.opening import last_day
from app.usecases.retests import too_early
from app.usecases.signing import require_rater, signing_hindrance
from app.usecases.syncing import last_proof
from app.usecases.ties import tie_hindrance
from app.usecases.two_assessors import lead

_ARRIVING = (CaseState.REGISTERED, CaseState.BOOKED, CaseState.IDENTIFIED, CaseState.RUNNING)
_PRIOR_LASTS = timedelta(hours=24)
_SITE = "site"


class ArrivalPoint(StrEnum):
    """What arrival asks for."""

    IDENTITY = "identity"
    BRIEFING = "briefing"
    PRIVACY = "privacy"
    IMPARTIAL = "impartial"
    SITE = "site"
    MACHINE = "machine"
    GAUGE = "gauge"


class ArrivalIncomplete(UserError):
    """Something of the arrival is not done (R4, R8–R10, R12)."""

    def __init__(self, missing: tuple[ArrivalPoint, ...]) -> None:
        super().__init__()
        self.missing = missing


class IdentityDocument(StrEnum):
    """The kind of document seen; no copy is kept (R8)."""

    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is noted when the person arrives. `gauge_calibrated_to`: last valid day."""

    identity_seen: IdentityDocument | None = None
    briefed: tuple[bool, ...] = (False,) * 6
    privacy_accepted: bool = False
    machine: str = ""
    gauge: str = ""
    gauge_calibrated_to: date | None = None
    impartial: bool = False
    site: str = ""


@dataclass(frozen=True, slots=True)
class ArrivalForm:
    """What to say and ask at arrival, and what is saved of it.

    `sites`: to choose from, none where there is nothing to choose. `prior`: when earlier results
    were last fetched, None for not checked (R14). `hindrance`: why nothing can begin as it stands.
    """

    person_id: UUID
    briefing: tuple[Text, ...]
    privacy: Text
    privacy_version: str
    needs_gauge: bool
    sites: tuple[str, ...]
    prior: datetime | None
    months: int
    expiring: tuple[Expiry, ...]
    hindrance: UserError | None
    saved: Arrival


class Arrivals:
    """Asks and notes what comes before the first part."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def form(self, case_id: UUID) -> ArrivalForm:
        """What to say and ask, and what is already noted."""
        with self._desk.database.reading() as session:
            case = rows.case(session, case_id)
            protocol = self._desk.protocol(case.protocol_hash)
            named = sites(self._desk, session)
            wording = protocol.wording
            return ArrivalForm(
                person_id=case.person_id,
                briefing=wording.briefing,
                privacy=wording.privacy,
                privacy_version=wording.privacy_version,
                needs_gauge=_needs_gauge(protocol),
                sites=named if len(named) > 1 else (),
                prior=self._prior(session, case),
                months=protocol.rules.impartiality_months,
                expiring=expiries(self._desk, session, protocol.code),
                hindrance=signing_hindrance(self._desk, session, protocol, case)
                or too_early(self._desk, session, case, protocol),
                saved=self._saved(session, protocol, case, named),
            )

    def note(self, case_id: UUID, arrival: Arrival) -> None:
        """Note the arrival; may be corrected until the practical begins.

        Raises ArrivalIncomplete, TextTooLong, WrongState, OnlySupervises, ConflictOfInterest,
        WaitingTime before a retest may be taken (R35).
        """
        require_rater(self._desk)
        with self._desk.database.transaction() as session:
            case = rows.case(session, case_id)
            if case.state not in _ARRIVING or latest_sitting(session, case_id, Part.PRACTICAL):
                raise WrongState(case.state, CaseState.IDENTIFIED)
            protocol = self._desk.protocol(case.protocol_hash)
            named = sites(self._desk, session)
            lacks = _lacks(protocol, arrival, named)
            if lacks:
                raise ArrivalIncomplete(lacks)
            tie = tie_hindrance(self._desk, session, protocol, case.person_id)
            hindrance = tie or too_early(self._desk, session, case, protocol)
            if hindrance is not None:
                raise hindrance
            self._write(session, protocol, case, arrival)
            self._choose_site(session, case, arrival.site, named)
        self._desk.announce(Touched.CASES)

    def _write(self, session: Session, protocol: Protocol, case: CaseRow, arrival: Arrival) -> None:
        now = self._desk.clock.now()
        case.identity_seen = arrival.identity_seen
        case.briefed = case.impartial = now
        case.privacy_version = protocol.wording.privacy_version
        case.machine, case.gauge = clean_line(arrival.machine), clean_line(arrival.gauge)
        case.gauge_calibrated_to = arrival.gauge_calibrated_to
        lead(session, case, self._desk.assessor.id)
        case.prior_checked = self._prior(session, case)
        if case.state in (CaseState.REGISTERED, CaseState.BOOKED):
            case.state = CaseState.IDENTIFIED
            case.deadline = last_day(protocol, now.date())
            for area in drop_lapsed(session, case, protocol, now.date()):
                name, actor = protocol.area(area).name.sv, self._desk.assessor.name
                rows.add_event(session, case, now, "credit_taken_back", actor, name)
        rows.add_event(session, case, now, "identified", self._desk.assessor.name)
        if case.prior_checked is None:
            rows.add_event(session, case, now, "prior_unchecked", self._desk.assessor.name)

    def _choose_site(
        self, session: Session, case: CaseRow, chosen: str, named: tuple[str, ...]
    ) -> None:
        """The only site needs no choice; the one chosen is offered first next time."""
        case.site = chosen if chosen in named else (named[0] if len(named) == 1 else "")
        if case.site:
            desk_facts.put(session, _SITE, case.site)

    def _prior(self, session: Session, case: CaseRow) -> datetime | None:
        """When the node was last heard of earlier results, a day back at most."""
        if case.state not in (CaseState.REGISTERED, CaseState.BOOKED) and case.prior_checked:
            return case.prior_checked
        proof = last_proof(session)
        if proof is None or self._desk.clock.now() - proof.at > _PRIOR_LASTS:
            return None
        return proof.at

    def _saved(
        self, session: Session, protocol: Protocol, case: CaseRow, named: tuple[str, ...]
    ) -> Arrival:
        seen, is_briefed = case.identity_seen, case.briefed is not None
        is_own = case.assessor_id == self._desk.assessor.id
        kept = case.site or desk_facts.get(session, _SITE) or ""
        return Arrival(
            identity_seen=None if seen is None else IdentityDocument(seen),
            briefed=(is_briefed,) * len(protocol.wording.briefing),
            privacy_accepted=case.privacy_version is not None,
            machine=case.machine,
            gauge=case.gauge,
            gauge_calibrated_to=case.gauge_calibrated_to,
            impartial=case.impartial is not None and is_own,
            site=kept if kept in named else "",
        )


def _needs_gauge(protocol: Protocol) -> bool:
    return any(c.evidence is Evidence.VALUE for c in protocol.criteria)


def _lacks(
    protocol: Protocol, arrival: Arrival, named: tuple[str, ...]
) -> tuple[ArrivalPoint, ...]:
    needs_gauge = _needs_gauge(protocol)
    asked = {
        ArrivalPoint.IDENTITY: arrival.identity_seen is not None,
        ArrivalPoint.BRIEFING: len(arrival.briefed) == len(protocol.wording.briefing)
        and all(arrival.briefed),
        ArrivalPoint.PRIVACY: arrival.privacy_accepted,
        ArrivalPoint.IMPARTIAL: arrival.impartial,
        ArrivalPoint.SITE: len(named) < 2 or arrival.site in named,
        ArrivalPoint.MACHINE: bool(clean_line(arrival.machine)) or not needs_gauge,
        ArrivalPoint.GAUGE: not needs_gauge
        or (bool(clean_line(arrival.gauge)) and arrival.gauge_calibrated_to is not None),
    }
    return tuple(point for point, given in asked.items() if not given)
