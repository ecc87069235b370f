"""What a settled conflict changes at this desk: a person is called what was decided (R57)."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.change import Touched
from app.domain.conflicts import ConflictKind, Keep, PersonField
from app.seal.conflict_payloads import read_resolution, read_review
from app.storage import conflicts
from app.storage.errors import ClockBehind
from app.storage.tables import ConflictRow, PersonRow
from app.usecases.desk import Desk
from app.usecases.people import rename_in


def follow_settled(desk: Desk) -> None:
    """Take over a name that counts where this desk still has the other one, signed as a change.

    Both names stay in the person's history; a name given here since is left alone. What was
    answered here without effect may be answered again.
    """
    with desk.database.reading() as session:
        found = [change for row in conflicts.conflicts(session) if (change := _name(session, row))]
        is_in_vain = bool(conflicts.answered_in_vain(session))
    if is_in_vain:
        with desk.database.transaction() as session:
            conflicts.let_answer_again(session)
        desk.announce(Touched.CERTIFICATES, Touched.LOG)
    for person, name in found:
        try:
            with desk.database.transaction() as session:
                rename_in(desk, session, person, name)
        except ClockBehind:
            return  # taken over by the next run, once the clock is right
        desk.announce(Touched.PEOPLE, Touched.CASES, Touched.LOG)


def _name(session: Session, row: ConflictRow) -> tuple[UUID, str] | None:
    """Whom to give which name, None where there is nothing to do."""
    if row.kind != ConflictKind.PERSON or row.resolution is None:
        return None
    review, end = read_review(row.review), read_resolution(row.resolution)
    sides = {Keep.FIRST: review.first, Keep.SECOND: review.second}
    kept = {one.field: sides.get(one.keep) for one in end.fields}.get(PersonField.NAME)
    person = session.get(PersonRow, UUID(review.first.person))
    if kept is None or person is None or person.name == kept.name:
        return None
    lost = review.second if kept is review.first else review.first
    return (person.id, kept.name) if person.name == lost.name else None
