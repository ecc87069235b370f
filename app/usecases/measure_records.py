"""A company's measure signed as it then stands: its facts, and apart from them its words."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.company_measure import CompanyMeasure
from app.domain.erasure import erasure_in
from app.seal.measure_payloads import MeasureStated, MeasureTaker, MeasureWorded
from app.seal.records import RecordType
from app.storage import log, measure_words
from app.storage.tables import PersonRow
from app.usecases.desk import Desk


def tell(
    desk: Desk,
    session: Session,
    measure: CompanyMeasure,
    before: CompanyMeasure | None,
    *,
    dropped: bool,
) -> None:
    """Sign the measure; its words again only where they, or whom it is for, are others."""
    stated = MeasureStated(
        measure=str(measure.id),
        company=str(measure.company_id),
        profile=measure.code,
        area=measure.area,
        kind=measure.kind,
        people=tuple(MeasureTaker(str(one.person_id), one.done) for one in measure.people),
        due=measure.due,
        follow_up=measure.follow_up,
        dropped=dropped,
    )
    log.append(session, desk.signer, RecordType.MEASURE_STATED, "", stated)
    if before is not None and _worded(before) == _worded(measure):
        return
    worded = MeasureWorded(
        measure=stated.measure,
        people=_about(session, measure, is_new=before is None),
        text=measure.text,
        responsible=measure.responsible,
        length=measure.length or None,
    )
    log.append(session, desk.signer, RecordType.MEASURE_WORDED, "", worded)


def _worded(measure: CompanyMeasure) -> tuple[object, ...]:
    people = frozenset(one.person_id for one in measure.people)
    return measure.text, measure.responsible, measure.length, people


def _about(session: Session, measure: CompanyMeasure, *, is_new: bool) -> tuple[str, ...]:
    """Whom the words may be about: those it is for, and those it was for and who are still here."""
    now = [str(one.person_id) for one in measure.people]
    if is_new:
        return tuple(now)
    earlier = measure_words.told_of(session, measure.id) - frozenset(now)
    named = select(PersonRow).where(PersonRow.id.in_(UUID(one) for one in earlier))
    there = (row.id for row in session.scalars(named) if erasure_in(row.name) is None)
    return (*now, *sorted(map(str, there)))
