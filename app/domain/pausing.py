"""When a theory test may be paused: between two areas, or when something happens (R20)."""

from collections.abc import Collection, Sequence

from app.domain.errors import UserError
from app.domain.protocol import Question


class PauseBetweenAreas(UserError):
    """The area is begun: finish it first, or say what cannot wait. `left` questions are blank."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left


def left_in_area(questions: Sequence[Question], answered: Collection[str], current: str) -> int:
    """Questions still blank in the area of the `current` one; 0 between two areas.

    Between areas is who has answered all of an area, or nothing of the one just come to.
    """
    area = next(question.area for question in questions if question.id == current)
    of_area = [question.id for question in questions if question.area == area]
    blank = [item for item in of_area if item not in answered]
    return len(blank) if len(blank) < len(of_area) else 0
