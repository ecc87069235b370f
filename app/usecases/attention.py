"""What needs an act today: clock, accreditations, cuts, deadlines, what waits (R3, R46, R62)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.authority import Nearness, nearness
from app.domain.case import CaseState, Step, next_step
from app.domain.certificate_status import EXPIRING_DAYS
from app.domain.disputes import DisputeKind
from app.domain.text import Text
from app.storage import cases as rows
from app.storage import centres, conflicts, log
from app.storage.certificates import last_days
from app.storage.errors import ClockBehind
from app.storage.sittings import open_incident, sittings_of
from app.storage.tables import CaseRow, PersonRow
from app.usecases.authority import Expiry, expiries
from app.usecases.beside import SecondView, second_view
from app.usecases.certificate_history import waiting_changes
from app.usecases.company_plan import DueMeasure, due_measures
from app.usecases.desk import Desk
from app.usecases.disputes import due_entries
from app.usecases.follow_up import due_follow_ups
from app.usecases.lab import due_answers, lab_hindrance
from app.usecases.progress import case_progress
from app.usecases.region_protocols import RegionProtocol, news
from app.usecases.seal_standing import own_seal_hindrance
from app.usecases.secrecy import is_secrecy_signed
from app.usecases.shared_place import waiting
from app.usecases.signing import clock_hindrance

_FOLLOW_UP_AHEAD = timedelta(days=7)
_AT_PRACTICAL = (CaseState.IDENTIFIED, CaseState.RUNNING)
_MAY_LAPSE = (CaseState.REGISTERED, CaseState.BOOKED, CaseState.IDENTIFIED, CaseState.RUNNING)


class AttentionKind(StrEnum):
    """Why something needs attention."""

    CLOCK_BEHIND = "clock_behind"
    SEAL_DOUBTED = "seal_doubted"
    ACCREDITATION_EXPIRED = "accreditation_expired"
    ACCREDITATION_EXPIRING = "accreditation_expiring"
    CENTRE_EXPIRED = "centre_expired"
    CENTRE_EXPIRING = "centre_expiring"
    CENTRE_UNKNOWN = "centre_unknown"
    SECRECY = "secrecy"
    INCIDENT = "incident"
    CONFLICT = "conflict"
    DISPUTE = "dispute"
    LAB_ANSWER = "lab_answer"
    SECOND_WAITS = "second_waits"
    DIFFERENCES = "differences"
    STATUS_UNSENT = "status_unsent"
    CERTIFICATES_ENDING = "certificates_ending"
    SHARED_PLACE = "shared_place"
    PROTOCOL = "protocol"
    UNSENT = "unsent"
    UNSIGNED = "unsigned"
    UNISSUED = "unissued"
    FOLLOW_UP = "follow_up"
    COMPANY_PLAN = "company_plan"
    PAUSED = "paused"
    LAPSING = "lapsing"


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing to see to. `count`: days left, negative when late; or how many wait since `since`.

    `near`: which of the 90, 30 and 7 days is reached; `entry`: of a register, with its `number`;
    `note`: why a case stands still, "" for a protected person. `told`: what the region said of a
    protocol version and nobody here has read, or could not be done.
    """

    kind: AttentionKind
    count: int = 0
    since: datetime | None = None
    day: date | None = None
    profiles: tuple[str, ...] = ()
    case_id: UUID | None = None
    name: str = ""
    role: Text | None = None
    near: Nearness | None = None
    centre: str = ""
    entry: UUID | None = None
    number: str = ""
    dispute: DisputeKind | None = None
    note: str = ""
    told: RegionProtocol | None = None


def attention(desk: Desk, session: Session, now: datetime) -> tuple[Attention, ...]:
    """Everything to see to, the most pressing first."""
    found: list[Attention] = [*_clock(desk, session), *_authority(desk, session)]
    found += [*_incidents(desk, session), *_conflicts(session), *_disputes(session, now.date())]
    found += [*_lab_answers(desk, session, now.date()), *_by_two(desk, session)]
    found += [*_certificates(desk, session, now.date()), *_to_replace(desk, session)]
    found += [Attention(AttentionKind.PROTOCOL, told=told) for told in news(desk, session)]
    found += [] if desk.is_practice else _unsent(session)
    found += [*_unsigned(desk, session), *_unissued(desk, session)]
    found += [*_standing_still(desk, session, now.date())]
    found += _follow_ups(desk, session, now.date())
    found += _company_plans(desk, session, now.date())
    return tuple(found)


def _clock(desk: Desk, session: Session) -> list[Attention]:
    behind = clock_hindrance(desk, session)
    if not isinstance(behind, ClockBehind):
        return []
    return [Attention(AttentionKind.CLOCK_BEHIND, since=behind.newest)]


def _certificates(desk: Desk, session: Session, today: date) -> list[Attention]:
    """A seal nobody believes, changes nobody else knows of, certificates that soon run out."""
    found = []
    doubted = own_seal_hindrance(desk, session)
    if doubted is not None:
        found.append(Attention(AttentionKind.SEAL_DOUBTED, day=doubted.since, note=doubted.problem))
    count, since = waiting_changes(session)
    if count and not desk.is_practice:
        found.append(Attention(AttentionKind.STATUS_UNSENT, count, since=since))
    ending = last_days(session, today, today + timedelta(days=EXPIRING_DAYS))
    if ending:
        found.append(Attention(AttentionKind.CERTIFICATES_ENDING, len(ending), day=ending[0]))
    return found


def _to_replace(desk: Desk, session: Session) -> list[Attention]:
    """Certificates that share their place in the list with another since a laptop was copied."""
    found = []
    for row in waiting(session):
        case = rows.case(session, row.case_id)
        told = _of_case(
            desk, session, AttentionKind.SHARED_PLACE, case, rows.person_of(session, case)
        )(case.touched)
        found.append(replace(told, number=row.number))
    return found


def _authority(desk: Desk, session: Session) -> list[Attention]:
    found = [_expiring(expiry) for expiry in expiries(desk, session)]
    if not centres.of_centre(session, desk.centre):
        found.append(Attention(AttentionKind.CENTRE_UNKNOWN, centre=desk.centre))
    if not is_secrecy_signed(desk, session):
        found.append(Attention(AttentionKind.SECRECY))
    return found


def _expiring(expiry: Expiry) -> Attention:
    kinds = (
        (AttentionKind.CENTRE_EXPIRED, AttentionKind.CENTRE_EXPIRING)
        if expiry.centre
        else (AttentionKind.ACCREDITATION_EXPIRED, AttentionKind.ACCREDITATION_EXPIRING)
    )
    return Attention(
        kinds[expiry.near is not Nearness.EXPIRED],
        expiry.days_left,
        day=expiry.last_day,
        profiles=expiry.profiles,
        near=expiry.near,
        centre=expiry.centre,
    )


def _incidents(desk: Desk, session: Session) -> list[Attention]:
    found = []
    for case, person in rows.open_cases(session):
        for sitting in sittings_of(session, case.id):
            incident = open_incident(session, sitting.id)
            if incident is not None:
                told = _of_case(desk, session, AttentionKind.INCIDENT, case, person)
                found.append(told(incident.stopped))
    return found


def _unsigned(desk: Desk, session: Session) -> list[Attention]:
    return [
        _of_case(desk, session, AttentionKind.UNSIGNED, case, person)(case.touched)
        for case, person in rows.open_cases(session)
        if case.state == CaseState.ASSESSED
        and lab_hindrance(session, desk.protocol(case.protocol_hash), case) is None
    ]


def _unissued(desk: Desk, session: Session) -> list[Attention]:
    """Decided and talked through, the certificate not issued; from two on they go as one."""
    waiting = [pair for pair in rows.open_cases(session) if pair[0].state == CaseState.DEBRIEFED]
    if len(waiting) > 1:
        return [Attention(AttentionKind.UNISSUED, len(waiting))]
    return [
        replace(_of_case(desk, session, AttentionKind.UNISSUED, *pair)(pair[0].touched), count=1)
        for pair in waiting
    ]


def _lab_answers(desk: Desk, session: Session, today: date) -> list[Attention]:
    found = []
    for answer in due_answers(session, today):
        case = rows.case(session, answer.case_id)
        person = rows.person_of(session, case)
        told = _of_case(desk, session, AttentionKind.LAB_ANSWER, case, person)(case.touched)
        found.append(replace(told, day=answer.day, count=(answer.day - today).days))
    return found


def _by_two(desk: Desk, session: Session) -> list[Attention]:
    """What whoever is signed in has to do in a practical by two assessors (R29)."""
    found = []
    for case, person in rows.open_cases(session):
        kind = _asked_of_two(desk, session, case)
        if kind is not None:
            found.append(_of_case(desk, session, kind, case, person)(case.touched))
    return found


def _asked_of_two(desk: Desk, session: Session, case: CaseRow) -> AttentionKind | None:
    if case.second_assessor_id is None or case.state not in _AT_PRACTICAL:
        return None
    protocol = desk.protocol(case.protocol_hash)
    if next_step(case_progress(session, protocol, case)) is not Step.PRACTICAL:
        return None
    view = second_view(session, protocol, case, desk.assessor.id)
    return None if view is None or not view.takes_part else _part_of_two(view)


def _part_of_two(view: SecondView) -> AttentionKind | None:
    own_in = view.own is not None and view.own.is_handed_in
    other_in = view.other is not None and view.other.is_handed_in
    if view.is_second:
        waits = view.is_blind and not own_in and not view.elsewhere
        return AttentionKind.SECOND_WAITS if waits else None
    return AttentionKind.DIFFERENCES if own_in and other_in else None


def _standing_still(desk: Desk, session: Session, today: date) -> list[Attention]:
    """Paused cases, and those that lapse within thirty days."""
    found = []
    for case, person in rows.open_cases(session):
        left = None if case.deadline is None else (case.deadline - today).days
        near = None if case.deadline is None else nearness(case.deadline, today)
        is_near = near in (Nearness.WEEK, Nearness.MONTH) and case.state in _MAY_LAPSE
        if case.state != CaseState.PAUSED and not is_near:
            continue
        kind = AttentionKind.PAUSED if case.state == CaseState.PAUSED else AttentionKind.LAPSING
        told = _of_case(desk, session, kind, case, person)(case.touched)
        note = "" if person.protected else case.pause_reason
        found.append(replace(told, day=case.deadline, count=left or 0, near=near, note=note))
    return found


def _of_case(
    desk: Desk, session: Session, kind: AttentionKind, case: CaseRow, person: PersonRow
) -> Callable[[datetime], Attention]:
    name = rows.name_of(session, str(person.id))
    role = desk.protocol(case.protocol_hash).name
    return lambda since: Attention(kind, since=since, case_id=case.id, name=name, role=role)


def _disputes(session: Session, today: date) -> list[Attention]:
    return [
        Attention(
            AttentionKind.DISPUTE,
            (entry.deadline - today).days,
            day=entry.deadline,
            entry=entry.id,
            number=entry.number,
            dispute=entry.kind,
        )
        for entry in due_entries(session, today)
    ]


def _conflicts(session: Session) -> list[Attention]:
    """One line for all that nobody at this desk has answered."""
    waiting = [row for row in conflicts.open_conflicts(session) if row.answer is None]
    if not waiting:
        return []
    return [Attention(AttentionKind.CONFLICT, len(waiting), since=waiting[0].told)]


def _follow_ups(desk: Desk, session: Session, today: date) -> list[Attention]:
    """One line for all: the oldest leads on."""
    due = due_follow_ups(session, desk, today + _FOLLOW_UP_AHEAD)
    if not due:
        return []
    first = due[0]
    told = Attention(
        AttentionKind.FOLLOW_UP,
        len(due),
        day=first.day,
        case_id=first.case_id,
        name=first.name,
        role=first.role,
    )
    return [told]


def _company_plans(desk: Desk, session: Session, today: date) -> list[Attention]:
    """One line a company: `entry` is the company, `name` its name, `day` of the oldest."""
    by_company: dict[UUID, list[DueMeasure]] = {}
    for due in due_measures(desk, session, today):
        by_company.setdefault(due.measure.company_id, []).append(due)
    return [
        Attention(
            AttentionKind.COMPANY_PLAN,
            len(due),
            day=due[0].measure.asked_on,
            name=due[0].company,
            entry=company,
        )
        for company, due in by_company.items()
    ]


def _unsent(session: Session) -> list[Attention]:
    waiting = log.waiting(session)
    if not waiting:
        return []
    return [Attention(AttentionKind.UNSENT, len(waiting), since=waiting[0].written)]
