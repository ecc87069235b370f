"""Telling the region the legal gender of who is validated, for its figures (X4): no number goes."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.identity_number import Sex, parse_identity_number
from app.seal.codes import BadSeal
from app.seal.payload_form import Payload
from app.seal.payloads import decode_payload
from app.seal.person_payloads import PersonGender
from app.seal.records import RecordType
from app.storage import epochs, log, people
from app.storage.errors import ClockBehind
from app.storage.tables import PersonRow, RecordRow, ToldGenderRow
from app.usecases.desk import Desk

_AT_ONCE = 500


def tell_genders(desk: Desk, *, waits: bool = False) -> None:
    """Write a record for each person with a case and a Swedish number who is not told of yet.

    `waits`: not while the node has yet to give back what a restored desk had told already.

    Done when the desk is about to send, so nothing is told of somebody who is only registered.
    Nobody protected or erased is told of, nor anybody without such a number (R55).
    """
    try:
        with desk.database.transaction() as session:
            if waits and epochs.asks_back(session, desk.signer.key.kid):
                return
            told = _tell(desk, session)
    except ClockBehind:
        return  # told by the next run, once the clock is right
    if told:
        desk.announce(Touched.LOG)


def _tell(desk: Desk, session: Session) -> int:
    """How many records were written; of whom the log that came back tells, none is."""
    found, told = people.untold_genders(session, _AT_ONCE), 0
    before = _told_before(session, [str(row.id) for row in found])
    for row in found:
        gender = _gender(desk, row)
        if gender is None:
            continue
        payload = PersonGender(person=str(row.id), gender=gender)
        if payload not in before:
            log.append(session, desk.signer, RecordType.PERSON_GENDER, str(row.id), payload)
            told += 1
        session.add(ToldGenderRow(person_id=row.id, gender=gender.value))
    return told


def _told_before(session: Session, subjects: Collection[str]) -> list[Payload]:
    row, kind, found = RecordRow, RecordType.PERSON_GENDER, list[Payload]()
    wanted = select(row.payload).where(row.type == kind, row.subject.in_(subjects))
    for raw in session.scalars(wanted) if subjects else ():
        with suppress(BadSeal):  # damaged: a check names it
            found.append(decode_payload(kind, raw or b""))
    return found


def _gender(desk: Desk, row: PersonRow) -> Sex | None:
    """What the last but one digit says, as the law has it."""
    if row.identity_sealed is None:
        return None
    digits = desk.identities.open(row.identity_sealed, row.id)
    return parse_identity_number(digits, date.max, age_confirmed=True).sex
