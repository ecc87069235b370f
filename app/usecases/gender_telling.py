"""Telling the region the legal gender of who is validated, for its figures (X4): no number goes."""

from datetime import date

from app.domain.change import Touched
from app.domain.identity_number import Sex, parse_identity_number
from app.seal.person_payloads import PersonGender
from app.seal.records import RecordType
from app.storage import log, people
from app.storage.errors import ClockBehind
from app.storage.tables import PersonRow, ToldGenderRow
from app.usecases.desk import Desk

_AT_ONCE = 500


def tell_genders(desk: Desk) -> None:
    """Write a record for each person with a case and a Swedish number who is not told of yet.

    Done when the desk is about to send, so nothing is told of somebody who is only registered.
    Nobody protected or erased is told of, nor anybody without such a number (R55).
    """
    try:
        with desk.database.transaction() as session:
            told = 0
            for row in people.untold_genders(session, _AT_ONCE):
                gender = _gender(desk, row)
                if gender is None:
                    continue
                payload = PersonGender(person=str(row.id), gender=gender)
                log.append(session, desk.signer, RecordType.PERSON_GENDER, str(row.id), payload)
                session.add(ToldGenderRow(person_id=row.id, gender=gender.value))
                told += 1
    except ClockBehind:
        return  # told by the next run, once the clock is right
    if told:
        desk.announce(Touched.LOG)


def _gender(desk: Desk, row: PersonRow) -> Sex | None:
    """What the last but one digit says, as the law has it."""
    if row.identity_sealed is None:
        return None
    digits = desk.identities.open(row.identity_sealed, row.id)
    return parse_identity_number(digits, date.max, age_confirmed=True).sex
