"""What two assessors do in one practical, without a screen."""

from uuid import UUID

from app.domain.protocol import Evidence
from app.workspace import Workspace
from tests.desk_work import a_photo, seen


def colleague(desk: Workspace, name: str) -> UUID:
    """The id of a colleague at the desk."""
    return next(one.id for one in desk.second_persons.others() if one.name == name)


def rate_alone(desk: Workspace, case_id: UUID, weak: int = 0) -> tuple[str, ...]:
    """Whoever is signed in rates all at 3 and the first `weak` at 1, and hands in; which those are.

    The weak ones are criteria without a measure.
    """
    sitting = desk.practical.start(case_id)
    sheets = [s for area in desk.practical.sheet(sitting).areas for s in area.criteria]
    low = tuple(s.criterion.id for s in sheets if s.criterion.measured is None)[:weak]
    for sheet in sheets:
        if sheet.criterion.evidence is Evidence.PHOTO:
            desk.photos.add(sitting, sheet.criterion.id, a_photo())
        level = 1 if sheet.criterion.id in low else 3
        desk.practical.observe(sitting, sheet.criterion.id, seen(sheet, level))
    desk.practical.hand_in(sitting)
    return low
