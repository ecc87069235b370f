"""What two assessors do in one practical, without a screen."""

from uuid import UUID

from app.workspace import Workspace
from tests.desk_work import photos_of, seen


def colleague(desk: Workspace, name: str) -> UUID:
    """The id of a colleague at the desk."""
    return next(one.id for one in desk.second_persons.others() if one.name == name)


def rate_alone(desk: Workspace, case_id: UUID, weak: int = 0) -> tuple[str, ...]:
    """Whoever is signed in rates all at 3 and the first `weak` at 1, and hands in; which those are.

    The weak ones are criteria without a measure.
    """
    sitting = desk.practical.start(case_id)
    areas = desk.practical.sheet(sitting).areas
    sheets = [sheet for area in areas for sheet in area.criteria]
    low = tuple(s.criterion.id for s in sheets if s.criterion.measured is None)[:weak]
    ratings = {s.criterion.id: seen(s, 1 if s.criterion.id in low else 3) for s in sheets}
    desk.photos.add_all(sitting, photos_of(areas))
    desk.practical.observe_all(sitting, ratings)
    desk.practical.hand_in(sitting)
    return low
