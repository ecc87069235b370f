"""A registered person becomes protected, or is so no longer: here, at the region, in the months."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.seal.payloads import PersonCorrected
from app.seal.records import RecordType
from app.storage import log, participation
from app.storage import people as rows
from app.usecases.desk import Desk
from app.usecases.participation import restate_if_other

_REASON = "protection_changed"


def protect_in(desk: Desk, session: Session, person_id: UUID, *, is_protected: bool) -> bool:
    """Let the person be protected or not, in the caller's transaction; False when they are so.

    The region hears of it, and the person's parts in projects are told anew: the funder's file has
    another form of a protected person, so the months that were sent are opened (R63). No search
    finds a protected person (R55).

    Raises UnknownPerson, PersonErased, ClockBehind.
    """
    person = rows.present(session, person_id)
    if person.protected == is_protected:
        return False
    rows.protect(session, person, is_protected=is_protected)
    kind = "protected" if is_protected else "unprotected"
    rows.add_event(session, person_id, desk.clock.now(), kind, desk.assessor.name)
    corrected = PersonCorrected(
        person=str(person_id),
        name=person.name,
        birth_date=person.birth_date,
        employer=rows.employer_name(session, person) or None,
        is_protected=is_protected,
        reason=_REASON,
    )
    log.append(session, desk.signer, RecordType.PERSON_CORRECTED, str(person_id), corrected)
    for part in participation.parts_of_person(session, person_id):
        restate_if_other(desk, session, part)
    return True
