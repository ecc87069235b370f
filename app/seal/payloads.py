"""What the records of the log say, as JSON with one form only. Never an identity number (I12)."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from app.domain.case import Part
from app.domain.certificate import AreaOutcome, CertificateKind
from app.domain.certificate_status import StatusReason
from app.domain.result import ReasonCode
from app.seal.codes import BadSeal, Code
from app.seal.company_payloads import CompanyRegistered, CompanyRequired, OrderJoined, OrderMade
from app.seal.conflict_payloads import ConflictSettled
from app.seal.conversation_payloads import ConversationHeld
from app.seal.course_payloads import CaseEnded, CaseMoved, CaseReviewed
from app.seal.dispute_payloads import AppealFiled, AppealSettled
from app.seal.erase_payloads import EraseDone, EraseRequested
from app.seal.issued_facts import IssuedFacts
from app.seal.measure_payloads import MeasurePlanned, MeasureStated, MeasureWorded
from app.seal.order_payloads import OrderPlaced
from app.seal.participation_payloads import HoursAttested, ParticipationStated
from app.seal.payload_form import SCHEMA, Id, Payload
from app.seal.person_payloads import PersonGender
from app.seal.records import RecordType
from app.seal.retest_payloads import RetestScoped


class OpeningReason(StrEnum):
    """Why a log begins a new epoch."""

    FIRST = "first"
    RESTORED = "restored"
    CLONED = "cloned"
    FORKED = "forked"


class LogOpened(Payload, frozen=True):
    """The first record of an epoch; `previous_epoch` in hex where there was one (R60)."""

    desk: str
    centre: str
    assessor: str
    seal_public: bytes
    reason: OpeningReason = OpeningReason.FIRST
    previous_epoch: str | None = None


class PersonRegistered(Payload, frozen=True):
    """A person as the node may know them: name and birth date, no number of any kind."""

    person: Id
    name: str
    birth_date: date | None = None
    employer: str | None = None
    is_protected: bool = False


class PersonCorrected(PersonRegistered, frozen=True):
    """The person's facts as they stand from now on; earlier records keep what they said."""

    reason: str | None = None


class CaseOpened(Payload, frozen=True):
    """A person is to be validated for a profile at a centre."""

    case: Id
    person: Id
    profile: str
    centre: str
    booked: datetime | None = None
    retest_of: str | None = None
    attempt: int = 1


class ItemAnswer(Payload, frozen=True):
    """One drawn item and what was answered; an empty answer is a blank."""

    item: str
    answer: tuple[str, ...] = ()


class RatingGiven(Payload, frozen=True):
    """One criterion as rated: 0 not assessed, 1–4; the value in the criterion's unit."""

    criterion: str
    level: int
    note: str | None = None
    measured: Decimal | None = None
    photo: str | None = None
    photos: tuple[str, ...] = ()
    awaits_lab: bool = False
    lab_reference: str | None = None


class SittingIncident(Payload, frozen=True):
    """The clock stood still: the last moment known, when it was found, why."""

    stopped: datetime
    found: datetime
    kind: str = "interrupted"


class SittingEnd(StrEnum):
    """How a sitting ended."""

    HANDED_IN = "handed_in"
    TIME_OUT = "time_out"
    SAFETY_STOPPED = "safety_stopped"
    ABORTED = "aborted"


class SittingClosed(Payload, frozen=True):
    """A sitting as it was handed in: what was drawn, answered, rated and measured.

    `paper_date`: keyed in from a form of that day; `assessor`: who assessed, if not who signs.
    """

    case: Id
    sitting: Id
    part: Part
    number: int
    started: datetime
    stopped: datetime
    active_seconds: int
    end: SittingEnd = SittingEnd.HANDED_IN
    seed: int | None = None
    items: tuple[ItemAnswer, ...] = ()
    ratings: tuple[RatingGiven, ...] = ()
    incidents: tuple[SittingIncident, ...] = ()
    stop_criterion: str | None = None
    machine: str | None = None
    gauges: tuple[str, ...] = ()
    stop_measure: str | None = None
    test_piece: str | None = None
    batch: str | None = None
    paper_date: date | None = None
    assessor: str | None = None
    beside: str | None = None
    settled: tuple[RatingGiven, ...] = ()
    helpers: tuple[str, ...] = ()


class AreaDecided(Payload, frozen=True):
    """One area's result; levels and shares as in AreaResult, `reasons` those not met."""

    area: str
    outcome: AreaOutcome
    required_level: int
    level: int | None = None
    theory_permille: int | None = None
    practical_level: int | None = None
    reasons: tuple[ReasonCode, ...] = ()
    credit_source: str | None = None
    overridden: bool = False


class DecisionMade(Payload, frozen=True):
    """The outcome of a case by the protocol's rules (R31)."""

    case: Id
    outcome: CertificateKind
    areas: tuple[AreaDecided, ...]
    total_permille: int | None = None
    number: int = 1
    reviewer: str | None = None
    second: str | None = None
    reason: str | None = None


class PlanMeasure(Payload, frozen=True):
    """One way to close a gap that was agreed on; `done` once somebody has seen to it."""

    area: str
    text: str
    responsible: str | None = None
    due: date | None = None
    follow_up: date | None = None
    done: date | None = None
    done_note: str | None = None


class PlanAgreed(Payload, frozen=True):
    """What the feedback talk came to (R36); `comment` is the person's own.

    Written again as it then stands when a measure is done; the newest of a case counts.
    """

    case: Id
    measures: tuple[PlanMeasure, ...] = ()
    comment: str | None = None


class CertificateIssued(Payload, frozen=True):
    """Every printed fact and the signed bytes: a node verifies and shows them without asking."""

    case: Id
    person: Id
    facts: IssuedFacts
    status_index: int
    cert: bytes
    acc: bytes


class ListedStatus(StrEnum):
    """What a certificate is from now on."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    REPLACED = "replaced"


class CertificateStatus(Payload, frozen=True):
    """A certificate changes state; `certificate` and `replaced_by` are its 10-byte ids."""

    certificate: bytes
    status: ListedStatus
    reason: StatusReason
    replaced_by: bytes | None = None


class Incident(Payload, frozen=True):
    """Something that has to be explained later: what stood still or failed, and for how long."""

    kind: str
    at: datetime
    case: Id | None = None
    sitting: Id | None = None
    lost_seconds: int = 0
    note: str | None = None


_STRUCTS: dict[str, type[Payload]] = {
    RecordType.LOG_OPENED: LogOpened,
    RecordType.PERSON_REGISTERED: PersonRegistered,
    RecordType.PERSON_CORRECTED: PersonCorrected,
    RecordType.PERSON_GENDER: PersonGender,
    RecordType.ORDER_PLACED: OrderPlaced,
    RecordType.COMPANY_REGISTERED: CompanyRegistered,
    RecordType.COMPANY_REQUIRED: CompanyRequired,
    RecordType.ORDER_MADE: OrderMade,
    RecordType.ORDER_JOINED: OrderJoined,
    RecordType.CASE_OPENED: CaseOpened,
    RecordType.RETEST_SCOPED: RetestScoped,
    RecordType.SITTING_CLOSED: SittingClosed,
    RecordType.DECISION_MADE: DecisionMade,
    RecordType.PLAN_AGREED: PlanAgreed,
    RecordType.MEASURE_PLANNED: MeasurePlanned,
    RecordType.MEASURE_STATED: MeasureStated,
    RecordType.MEASURE_WORDED: MeasureWorded,
    RecordType.CERTIFICATE_ISSUED: CertificateIssued,
    RecordType.CERTIFICATE_STATUS: CertificateStatus,
    RecordType.CASE_MOVED: CaseMoved,
    RecordType.CASE_ENDED: CaseEnded,
    RecordType.CASE_REVIEWED: CaseReviewed,
    RecordType.APPEAL_FILED: AppealFiled,
    RecordType.APPEAL_SETTLED: AppealSettled,
    RecordType.CONFLICT_SETTLED: ConflictSettled,
    RecordType.INCIDENT: Incident,
    RecordType.ERASE_REQUESTED: EraseRequested,
    RecordType.ERASE_DONE: EraseDone,
    RecordType.PARTICIPATION_STATED: ParticipationStated,
    RecordType.HOURS_ATTESTED: HoursAttested,
    RecordType.CONVERSATION_HELD: ConversationHeld,
}


def is_known(record_type: str, schema: int) -> bool:
    """Whether this version can read such a payload; if not, a node holds it (`stored_held`)."""
    return schema == SCHEMA and record_type in _STRUCTS


def encode_payload(payload: msgspec.Struct) -> bytes:
    """The payload's one form: JSON, fields in order of name, defaults left out, no white space."""
    return msgspec.json.encode(payload, order="sorted")


def decode_payload(record_type: str, raw: bytes) -> Payload:
    """The payload of a known record type. Raises BadSeal E_SHAPE, KeyError for an unknown type."""
    try:
        return msgspec.json.decode(raw, type=_STRUCTS[record_type])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadSeal(Code.E_SHAPE) from error
