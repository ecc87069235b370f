"""Funding projects at the node: made, changed, given a logo, told to every desk."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import SystemClock
from app.domain.errors import UserError
from app.domain.free_text import clean_line
from app.domain.ids import IdMaker
from app.domain.participation import Project
from app.node.database import NodeDatabase
from app.node.funding_facts import in_seconds, keep_project, word_of
from app.node.funding_tables import FundingProject
from app.node.keys import NodeKeys
from app.node.ledger_entries import ProjectSaid
from app.seal.codes import BadSeal
from app.seal.project_word import LOGO_MOST, PNG, ProjectWord, sign_project

_NOTHING = UUID(int=0)


class BadProject(UserError):
    """Something of the project cannot be so. `field`: name, number, owner, last, targets, statuses.

    Also "logo": no PNG of at most 48 KiB.
    """

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


class NoSuchProject(UserError):
    """No project begins so, or several do; `found`: how many."""

    def __init__(self, asked: str, found: int) -> None:
        super().__init__()
        self.asked, self.found = asked, found


@dataclass(frozen=True, slots=True)
class ToldProject:
    """A project as the node last said it, and when."""

    project: Project
    serial: int
    written: datetime


class Projects:
    """Makes and changes; each is one transaction, in the ledger before it counts."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._new_id = IdMaker(SystemClock())

    def make(self, session: Session, wanted: Project) -> Project:
        """A new project, whatever id it is asked for with. Raises BadProject."""
        return self._say(session, replace(wanted, id=self._new_id(), logo=b""), 1)

    def change(self, session: Session, id_: str, wanted: Project) -> Project:
        """The project as it is from now on; the logo stays. Raises NoSuchProject, BadProject."""
        held = project(session, id_)
        kept = replace(wanted, id=held.project.id, logo=held.project.logo)
        return self._say(session, kept, held.serial + 1)

    def set_logo(self, session: Session, id_: str, png: bytes) -> Project:
        """The picture on the attendance papers, b"" for none. Raises NoSuchProject, BadProject."""
        if png and not _is_picture(png):
            raise BadProject("logo")
        held = project(session, id_)
        return self._say(session, replace(held.project, logo=png), held.serial + 1)

    def _say(self, session: Session, wanted: Project, serial: int) -> Project:
        """Sign it, write it down, tell it; the caller's is a transaction in its turn."""
        said = _checked(wanted)
        try:
            raw = sign_project(self._keys.node, ProjectWord(said, serial))
        except BadSeal as error:
            raise BadProject("name") from error
        entry = ProjectSaid(raw, in_seconds(self._now()))
        self._database.write_down(session, entry)
        keep_project(session, entry)
        return said


def projects(session: Session) -> tuple[ToldProject, ...]:
    """Every project, the latest to end first."""
    found = [_told(row) for row in session.scalars(select(FundingProject))]
    return tuple(sorted(found, key=lambda one: (one.project.last, one.project.name), reverse=True))


def project(session: Session, asked: str) -> ToldProject:
    """The one project whose id begins so. Raises NoSuchProject."""
    begun = asked.strip().lower()
    rows = session.scalars(select(FundingProject)).all()
    found = [row for row in rows if begun and row.id.startswith(begun)]
    if len(found) != 1:
        raise NoSuchProject(asked, len(found))
    return _told(found[0])


def no_project() -> UUID:
    """The id of what is not a project yet."""
    return _NOTHING


def _told(row: FundingProject) -> ToldProject:
    return ToldProject(word_of(row.word).project, row.serial, row.written)


def _is_picture(png: bytes) -> bool:
    """Whether it is a PNG that can be drawn, and small enough to be told to every desk."""
    from PIL import Image

    if not png.startswith(PNG) or len(png) > LOGO_MOST:
        return False
    try:
        with Image.open(BytesIO(png)) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError):  # Pillow's own answers to a broken PNG
        return False
    return True


def _checked(wanted: Project) -> Project:
    """The project with its texts on one line each. Raises BadProject."""
    name, number, owner = map(clean_line, (wanted.name, wanted.number, wanted.owner))
    for field, text in (("name", name), ("number", number), ("owner", owner)):
        if not text:
            raise BadProject(field)
    if wanted.last < wanted.first:
        raise BadProject("last")
    if not wanted.statuses:
        raise BadProject("statuses")
    days = [target.day for target in wanted.targets]
    if len(set(days)) != len(days) or any(target.people < 1 for target in wanted.targets):
        raise BadProject("targets")
    targets = tuple(sorted(wanted.targets, key=lambda target: target.day))
    statuses = tuple(dict.fromkeys(wanted.statuses))
    told = replace(wanted, name=name, number=number, owner=owner)
    return replace(told, targets=targets, statuses=statuses)
