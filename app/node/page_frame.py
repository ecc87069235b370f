"""Draws pages: templates in the frame with rail and head, one style of clear parts."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Final, Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import Response

from app.domain.text import Language
from app.node.navigation import current, rail
from app.node.roles import Visitor
from app.node.wording import Words

SAFE: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # "no-referrer" would have browsers say Origin: null of our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


class Drawn(Protocol):
    """What the frame asks of a visit."""

    @property
    def visitor(self) -> Visitor:
        """Whose rail it is."""

    @property
    def words(self) -> Words:
        """The words in the visitor's language."""

    @property
    def language(self) -> Language:
        """Which that is."""

    @property
    def now(self) -> datetime:
        """The time the page is of."""

    @property
    def region(self) -> str:
        """What the region calls itself, "" where it has not said."""

    @property
    def path(self) -> str:
        """The page's own."""

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """What stands after the question mark."""


class Frame:
    """`paths`: every page there is, so that the rail leads to no other."""

    def __init__(self, name: str, paths: Collection[str] = ()) -> None:
        self._name, self.paths = name, frozenset(paths)
        self._loader = PackageLoader("app.node")
        self._templates = Environment(
            loader=self._loader,
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["local"] = _local

    def page(
        self, visit: Drawn, template: str, status: int, facts: Mapping[str, object]
    ) -> Response:
        """The template with its facts, for this visit."""
        places = rail(visit.visitor.role, self.paths)
        text = self._templates.get_template(template).render(
            visit=visit,
            words=visit.words,
            language=visit.language,
            now=visit.now,
            name=visit.region or self._name,
            places=places,
            current=current(visit.path, places),
            done=_done(visit),
            **facts,
        )
        return Response(text, status_code=status, media_type="text/html", headers=SAFE)

    def style(self) -> str:
        """Every part of the style in the order of their names."""
        parts = sorted(one for one in self._loader.list_templates() if one.endswith(".css"))
        return "\n".join(self._loader.get_source(self._templates, one)[0] for one in parts)


def _done(visit: Drawn) -> str:
    """What an act before this page came to; only words of ours are said."""
    key = dict(visit.query).get("done", "")
    return visit.words[key] if key.startswith("done_") and key in visit.words else ""


def _local(moment: datetime | date) -> str:
    """A time as the clock on the server's wall shows it."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
