"""A practical taken up again after a reviewer sent the case back: it begins with what was seen."""

from sqlalchemy.orm import Session

from app.domain.case import Part, SittingState, WrongState
from app.storage import photos as photo_rows
from app.storage import sittings as rows
from app.storage.tables import CaseRow, ObservationRow, PhotoRow, SittingRow
from app.usecases.beside import counted, stopped_sitting
from app.usecases.desk import Desk
from app.usecases.sittings import Sittings


def reopen(desk: Desk, sittings: Sittings, session: Session, case: CaseRow) -> SittingRow:
    """A new sitting that begins with copies of what counted; the one handed in stays as it is.

    Raises WrongState unless the case is assessed and its practical was handed in, after a safety
    stop, and while a laboratory is to answer.
    """
    before = rows.latest_sitting(session, case.id, Part.PRACTICAL)
    if before is None or stopped_sitting(session, before) or not _may_follow(before):
        raise WrongState(case.state, SittingState.STARTED)
    row = sittings.begin(session, case, Part.PRACTICAL, before.minutes, once_assessed=True)
    row.test_piece, row.batch = before.test_piece, before.batch
    row.current = before.current
    session.flush()
    _copy_seen(desk, session, case, before, row)
    _copy_photos(desk, session, before, row)
    return row


def _may_follow(before: SittingRow) -> bool:
    state = SittingState(before.state)
    is_waiting = state is SittingState.AWAITING_LAB
    return state.is_handed_in and not is_waiting


def _copy_seen(
    desk: Desk, session: Session, case: CaseRow, before: SittingRow, row: SittingRow
) -> None:
    protocol = desk.protocol(case.protocol_hash)
    seen = rows.observations(session, before.id)
    for criterion_id, each in counted(session, protocol, case, before).items():
        known = seen.get(criterion_id)
        session.add(
            ObservationRow(
                sitting_id=row.id,
                criterion_id=criterion_id,
                rating=each.rating,
                note=each.note,
                measured=each.measured,
                later=False,
                author_id=known.author_id if known else desk.assessor.id,
                at=desk.clock.now(),
                lab_reference=known.lab_reference if known else "",
            )
        )


def _copy_photos(desk: Desk, session: Session, before: SittingRow, row: SittingRow) -> None:
    for criterion_id, photos in photo_rows.of_sitting(session, before.id).items():
        session.add_all(
            PhotoRow(
                id=desk.new_id(),
                sitting_id=row.id,
                criterion_id=criterion_id,
                sha256=photo.sha256,
                author_id=photo.author_id,
                at=photo.at,
            )
            for photo in photos
        )
