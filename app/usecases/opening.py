"""A case begins: pinned to a protocol version, with its last day, written down."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.case import CaseState
from app.domain.errors import UserError
from app.domain.protocol import Protocol
from app.seal.payloads import CaseOpened
from app.seal.records import RecordType
from app.storage import cases as rows
from app.storage import log
from app.storage.people import present
from app.storage.tables import CaseRow
from app.usecases.desk import Desk


class OpenCaseExists(UserError):
    """The person already has an open case for this profile (I5)."""

    def __init__(self, case_id: UUID) -> None:
        super().__init__()
        self.case_id = case_id


@dataclass(frozen=True, slots=True)
class Retried:
    """The case that is tried again, and which attempt the new one is (R35)."""

    case_id: UUID
    attempt: int


def write_case(
    desk: Desk,
    session: Session,
    person_id: UUID,
    protocol: Protocol,
    booked: datetime | None = None,
    retried: Retried | None = None,
) -> CaseRow:
    """A new case in the file and in the log, in the transaction given.

    Raises UnknownPerson, PersonErased.
    """
    now = desk.clock.now()
    case = CaseRow(
        id=desk.new_id(),
        person_id=present(session, person_id).id,
        protocol_hash=protocol.hash,
        code=protocol.code,
        centre=desk.centre,
        assessor_id=desk.assessor.id,
        state=CaseState.REGISTERED if booked is None else CaseState.BOOKED,
        opened=now,
        booked=booked,
        touched=now,
        machine="",
        gauge="",
        retest_of=retried.case_id if retried else None,
        attempt=retried.attempt if retried else 1,
        deadline=last_day(protocol, (booked or now).date()),
    )
    session.add(case)
    session.flush()
    rows.add_event(session, case, now, "opened", desk.assessor.name)
    _record(desk, session, case, protocol)
    return case


def last_day(protocol: Protocol, begins: date) -> date:
    """When a case that begins on this day lapses unless it is decided."""
    return begins + timedelta(days=protocol.rules.case_days)


def _record(desk: Desk, session: Session, case: CaseRow, protocol: Protocol) -> None:
    opened = CaseOpened(
        case=str(case.id),
        person=str(case.person_id),
        profile=protocol.profile,
        centre=case.centre,
        booked=case.booked,
        retest_of=str(case.retest_of) if case.retest_of else None,
        attempt=case.attempt,
    )
    log.append(
        session,
        desk.signer,
        RecordType.CASE_OPENED,
        opened.person,
        opened,
        protocol_hash=protocol.hash,
        case_id=case.id,
    )
