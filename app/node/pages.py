"""The coordinators' overview and exports, opened with the node's access key."""

import hmac
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from app.domain.text import Language
from app.node.database import NodeDatabase
from app.node.exports import FORMATS, KINDS, write_export
from app.node.keys import NodeKeys
from app.node.overview import Overview, read_overview
from app.node.wording import words

_COOKIE = "intyga_access"
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


class Pages:
    """What a coordinator sees in a browser."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._loader = PackageLoader("app.node")
        self._templates = Environment(
            loader=self._loader,
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["local"] = _local

    def all(self) -> list[Route]:
        """The routes of the pages."""
        return [
            Route("/", self._overview),
            Route("/style.css", self._style),
            Route("/export/{kind}.{format}", self._export),
        ]

    async def _overview(self, request: Request) -> Response:
        given = request.query_params.get("key", "")
        if given and self._opens(given):
            answer = RedirectResponse("/", status_code=303, headers=_SAFE)
            answer.set_cookie(_COOKIE, given, httponly=True, samesite="strict", max_age=12 * 3600)
            return _remember_language(answer, request)
        if not self._opens(request.cookies.get(_COOKIE, "")):
            return self._page("closed.html", request, 401)
        overview = await run_in_threadpool(self.overview)
        return self._page("overview.html", request, 200, overview=overview)

    async def _style(self, request: Request) -> Response:
        source, _, _ = self._loader.get_source(self._templates, "style.css")
        return Response(source, media_type="text/css")

    async def _export(self, request: Request) -> Response:
        if not self._opens(request.cookies.get(_COOKIE, "")):
            return self._page("closed.html", request, 401)
        kind, form = request.path_params["kind"], request.path_params["format"]
        if kind not in KINDS or form not in FORMATS:
            return self._page("closed.html", request, 404)
        folder = tempfile.TemporaryDirectory(prefix="intyga-export-")
        path = Path(folder.name) / f"{kind}.{form}"
        language = _language(request)
        manifest = await run_in_threadpool(
            write_export, self._database, kind, path, language, self._now()
        )
        headers = {**_SAFE, "X-Row-Count": str(manifest.rows), "X-Content-SHA256": manifest.sha256}
        return FileResponse(
            path,
            filename=f"intyga-{kind}-{self._now():%Y-%m-%d}.{form}",
            headers=headers,
            background=BackgroundTask(folder.cleanup),
        )

    def overview(self) -> Overview:
        """What has arrived."""
        with self._database.reading() as session:
            return read_overview(session, self._now())

    def _opens(self, key: str) -> bool:
        return hmac.compare_digest(key.encode(), self._keys.access.encode())

    def _page(self, template: str, request: Request, status: int, **facts: object) -> Response:
        language = _language(request)
        text = self._templates.get_template(template).render(
            words=words(language), language=language, name=self._keys.name, now=self._now(), **facts
        )
        answer = Response(text, status_code=status, media_type="text/html", headers=_SAFE)
        return _remember_language(answer, request)


def _remember_language(answer: Response, request: Request) -> Response:
    """The language asked for in an address stays until another is asked for."""
    if "language" in request.query_params:
        language = _language(request)
        answer.set_cookie("intyga_language", language, httponly=True, samesite="strict")
    return answer


def _language(request: Request) -> Language:
    asked = request.query_params.get("language") or request.cookies.get("intyga_language", "sv")
    return "en" if asked == "en" else "sv"


def _local(moment: datetime) -> str:
    """A time as the clock on the server's wall shows it."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
