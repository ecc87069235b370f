"""Who asks for a page, what they may, and all that a page needs to answer one request."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from app.domain.errors import UserError
from app.domain.text import Language
from app.node.audit import Audit
from app.node.database import NodeDatabase
from app.node.door import Door
from app.node.filters import FilterT, address_of, read_filters
from app.node.forms import Form
from app.node.keys import NodeKeys
from app.node.page_frame import Frame
from app.node.region_settings import read_settings
from app.node.roles import NOBODY, Role, Visitor
from app.node.wording import Words, words

__all__ = ["NOBODY", "Asked", "NoSuchPage", "Page", "PageParts", "Role", "Visit", "Visitor"]

_SAID_ONCE: Final = ("key", "done", "language")


class NoSuchPage(UserError):
    """Nothing is at this address, or not for this visitor: answered 404, in words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came with the request. `params`: from the path; `query`: after the question mark."""

    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    query: tuple[tuple[str, str], ...] = ()
    form: Form = field(default_factory=Form)
    address: str = ""
    host: str = ""
    browser: str = ""
    token: str = ""
    is_tls: bool = False


@dataclass(frozen=True, slots=True)
class PageParts:
    """What every page leans on."""

    database: NodeDatabase
    keys: NodeKeys
    now: Callable[[], datetime]
    audit: Audit
    frame: Frame
    door: Door


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who, in which language, at what time, and how to answer.

    `stage`: how far in the browser is: "" not at all, "password", "set_up", "in".
    """

    visitor: Visitor
    language: Language
    now: datetime
    asked: Asked
    parts: PageParts
    form_token: str = ""
    stage: str = ""

    @property
    def words(self) -> Words:
        """The words of the pages in the visitor's language."""
        return words(self.language)

    @property
    def region(self) -> str:
        """What the region calls itself, "" where it has not said."""
        with self.reading() as session:
            return read_settings(session).name

    @property
    def path(self) -> str:
        """The page's own, without what is asked of it."""
        return self.asked.path

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """What stands after the question mark, as it was sent."""
        return self.asked.query

    @property
    def form(self) -> Form:
        """What was filled in."""
        return self.asked.form

    def filters(self, kind: type[FilterT]) -> FilterT:
        """The filters that stand in the address."""
        return read_filters(kind, self.asked.query)

    def address(self, filters: object = None, **changes: object) -> str:
        """This page with these filters, for links, pagers and sorting."""
        return address_of(self.asked.path, filters, **changes)

    def address_at(self, path: str, filters: object = None, **changes: object) -> str:
        """Another page with these filters."""
        return address_of(path, filters, **changes)

    def pager(self, filters: object) -> Callable[[int], str]:
        """The address of each page of a list by its number; the filters have a field `page`."""
        return lambda number: self.address(filters, page=number)

    def in_language(self, language: str) -> str:
        """This page with its filters in the other language; what is said once is not kept."""
        kept = {key: value for key, value in self.asked.query if key not in _SAID_ONCE}
        return address_of(self.asked.path, None, **(kept | {"language": language}))

    def may(self, least: Role | str) -> bool:
        """Whether the visitor may what needs this role; asked by templates for what to offer."""
        return self.visitor.role.covers(Role(least))

    def reading(self) -> AbstractContextManager[Session]:
        """A unit that only reads."""
        return self.parts.database.reading()

    @contextmanager
    def acting(self) -> Iterator[Session]:
        """A unit that may write, in its turn: begin every act with it, and `note` within it."""
        with self.parts.database.transaction() as session:
            self.parts.database.take_turn(session)
            yield session

    def note(self, session: Session, act: str, subject: str) -> None:
        """Log that the visitor did this, in the caller's `acting()` unit.

        `act`: a key of the words, such as "log_conflict_settled"; `subject`: what it was done to,
        never an identity number.
        """
        self.parts.audit.note(session, self.visitor, act, subject)

    def page(self, template: str, status: int = 200, **facts: object) -> Response:
        """The page drawn in the frame; the template has `visit`, `words` and these facts."""
        return self.parts.frame.page(self, template, status, facts)

    def go(self, path: str, done: str = "", **more: object) -> Response:
        """See another page (303), after an act; `done`: a key of the words, said at its top."""
        told = {**more, **({"done": done} if done else {})}
        return RedirectResponse(address_of(path, **told), status_code=303)


Show = Callable[[Visit], Response]


@dataclass(frozen=True, slots=True)
class Page:
    """One address. `least`: who may; None: anybody. `show` answers GET, `act` POST.

    Both run in the thread pool. `act_least`: who may POST, where that is more. `most_bytes`: of a
    form's body.
    """

    path: str
    least: Role | None
    show: Show | None = None
    act: Show | None = None
    act_least: Role | None = None
    most_bytes: int = 64 * 1024
