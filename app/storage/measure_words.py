"""Words of measures that may be about an erased person: which records carry them, which rows."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from app.domain.company_measure import WORDS_GONE, is_named
from app.domain.erasure import erasure_in
from app.seal.codes import BadSeal
from app.seal.measure_payloads import MeasureWorded
from app.seal.measure_words import NAMING, WORDED, goes_with, names_in, people_of
from app.seal.payload_form import Payload
from app.seal.payloads import decode_payload
from app.storage.tables import MeasurePersonRow, MeasureRow, PersonNameRow, PersonRow, RecordRow


def told_of(session: Session, measure_id: UUID) -> frozenset[str]:
    """Whom the words of a measure until now may be about: what is written next may still be."""
    wanted = select(RecordRow).where(
        RecordRow.type.in_(WORDED), func.instr(RecordRow.payload, str(measure_id).encode()) > 0
    )
    people = (people_of(_read(row)) for row in session.scalars(wanted))
    return frozenset().union(*people)


def records_about(session: Session, person_id: UUID) -> Sequence[RecordRow]:
    """Records of measures whose content goes with the person."""
    person, names = str(person_id), names_of(session, person_id)
    rows = session.scalars(
        select(RecordRow).where(RecordRow.type.in_(WORDED), RecordRow.payload.is_not(None))
    )
    return [row for row in rows if goes_with(_read(row), person, names)]


def names_of(session: Session, person_id: UUID) -> frozenset[str]:
    """What the person is or was called, as far as this file still knows."""
    kept = select(RecordRow).where(
        RecordRow.type.in_(NAMING),
        RecordRow.subject == str(person_id),
        RecordRow.payload.is_not(None),
    )
    now = select(PersonRow.name).where(PersonRow.id == person_id)
    before = select(PersonNameRow.name).where(PersonNameRow.person_id == person_id)
    shown = {name for name in session.scalars(now.union(before)) if erasure_in(name) is None}
    return names_in(filter(None, map(_read, session.scalars(kept)))) | shown


def forget(session: Session, person_id: UUID) -> None:
    """Take the person off every measure; words that may be about them go, as their records will.

    A measure for nobody else goes as a whole.
    """
    gone = set(_worded_about(session, person_id))
    theirs = set(
        session.scalars(
            select(MeasurePersonRow.measure_id).where(MeasurePersonRow.person_id == person_id)
        )
    )
    _unword(session, gone | theirs, names_of(session, person_id))
    session.execute(delete(MeasurePersonRow).where(MeasurePersonRow.person_id == person_id))
    somebody = select(MeasurePersonRow.measure_id)
    nobodys = MeasureRow.id.in_(theirs) & MeasureRow.id.not_in(somebody)
    session.execute(delete(MeasureRow).where(nobodys))


def _worded_about(session: Session, person_id: UUID) -> Iterator[UUID]:
    """Measures whose newest words may be about the person."""
    newest: dict[str, Payload] = {}
    rows = session.scalars(
        select(RecordRow)
        .where(RecordRow.type.in_(WORDED), RecordRow.payload.is_not(None))
        .order_by(RecordRow.written, text("rowid"))
    )
    for payload in map(_read, rows):
        if isinstance(payload, MeasureWorded):
            newest[payload.measure] = payload
    return (UUID(one) for one, told in newest.items() if str(person_id) in people_of(told))


def _unword(session: Session, measures: Collection[UUID], names: Collection[str]) -> None:
    for row in session.scalars(select(MeasureRow)).all():
        said = " | ".join((row.text, row.responsible, row.length))
        if row.id in measures or is_named(said, names):
            row.text, row.length, row.responsible = WORDS_GONE, "", ""
    session.flush()


def _read(row: RecordRow) -> Payload | None:
    try:
        return decode_payload(row.type, row.payload or b"")
    except BadSeal:
        return None  # damaged: a check names it
