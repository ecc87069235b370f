"""The funding project of the practice desk: hours can be written there as at a real desk."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.employment import Employment
from app.domain.participation import Project, Target
from app.seal.keys import SigningKey
from app.seal.project_word import ProjectWord, sign_project
from app.storage import participation
from app.storage.tables import ProjectRow

_ID = UUID("0190a000-0000-7000-8000-00000000f0d0")


def keep_project(session: Session, node: SigningKey, today: date) -> None:
    """See to it that there is one; it lasts from the year before until the end of the next."""
    held = session.get(ProjectRow, _ID)
    if held is not None and participation.project(session, _ID).last.year > today.year:
        return
    first, last = date(today.year - 1, 1, 1), date(today.year + 1, 12, 31)
    project = Project(
        id=_ID,
        name="Övningsprojekt",
        number="Övning 1",
        owner="Övningsnod",
        first=first,
        last=last,
        targets=(Target(date(today.year, 12, 31), 600), Target(last, 1000)),
        statuses=tuple(Employment),
    )
    word = ProjectWord(project, 1 if held is None else held.serial + 1)
    participation.keep_project(session, sign_project(node, word), word)
