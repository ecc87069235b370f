"""The node's pages over HTTP: who asks, whether they may, and the answer of the page."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app import paths
from app.domain.text import Language
from app.node.accounts import Accounts
from app.node.audit import Audit
from app.node.bodies import read_body
from app.node.database import NodeDatabase
from app.node.door import Door
from app.node.enrolment import Refused
from app.node.filters import address_of
from app.node.forms import TOKEN_FIELD, BadField, Form
from app.node.keys import NodeKeys
from app.node.page_frame import SAFE, Frame
from app.node.page_table import PAGES
from app.node.person_keys import COST, Cost
from app.node.visiting import (
    NOBODY,
    Asked,
    NoSuchPage,
    Page,
    PageParts,
    Visit,
)

_LANGUAGE: Final = "intyga_language"
_YEAR: Final = 365 * 24 * 3600
_FONTS: Final = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")
_MOST_TARGET: Final = 4_000
_ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" '
    'rx="4" fill="#0f5fc7"/><path d="M4.2 8.4l2.6 2.6 5-5.4" fill="none" stroke="#fff" '
    'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
"""What stands in the browser's tab."""


class Pages:
    """What somebody sees in a browser. `pages`: the table, `cost`: of a guess of a password."""

    def __init__(
        self,
        database: NodeDatabase,
        keys: NodeKeys,
        now: Callable[[], datetime],
        cost: Cost = COST,
        pages: tuple[Page, ...] = PAGES,
    ) -> None:
        self._pages, self._now = pages, now
        self.door = Door(database, keys, now, cost)
        frame = Frame(keys.name, {page.path for page in pages})
        self._parts = PageParts(database, keys, now, Audit(database, keys, now), frame, self.door)
        self._style = frame.style()

    @property
    def accounts(self) -> Accounts:
        """The personal accounts."""
        return self.door.accounts

    def all(self) -> list[Route]:
        """The routes of the pages."""
        return [
            *(self._route(page) for page in self._pages),
            Route("/style.css", self._answer_style),
            Route("/favicon.ico", self._answer_icon),
            Route("/fonts/{name}", self._answer_font),
        ]

    def _route(self, page: Page) -> Route:
        async def endpoint(request: Request) -> Response:
            return await self._answer(page, request)

        methods = [*(["GET"] if page.show else []), *(["POST"] if page.act else [])]
        return Route(page.path, endpoint, methods=methods)

    async def _answer(self, page: Page, request: Request) -> Response:
        body: bytes | None = b""
        if request.method == "POST":
            try:
                body = await read_body(request, page.most_bytes)
            except Refused:
                body = None
        return await run_in_threadpool(self._answer_now, page, request, body)

    def _answer_now(self, page: Page, request: Request, body: bytes | None) -> Response:
        asked = _asked(request)
        visit, is_new = self._visit(request, asked)
        try:
            if body is None:
                answer = visit.page("message.html", 413, word="too_large")
            else:
                answer = self._of_page(page, request, visit, body)
        except NoSuchPage:
            answer = visit.page("message.html", 404, word="no_such_page")
        except BadField as bad:
            answer = visit.page("message.html", 400, word="bad_form", field=bad.field)
        for name, value in SAFE.items():
            answer.headers.setdefault(name, value)
        if is_new and "set-cookie" not in answer.headers:
            self.door.give(answer, visit.asked.token, is_tls=asked.is_tls)
        return _remember_language(answer, request, is_tls=asked.is_tls)

    def _visit(self, request: Request, asked: Asked) -> tuple[Visit, bool]:
        """Who it is; a browser without a token gets one of nobody's, for the forms' sake."""
        token, now = asked.token, self._now()
        visitor, stage = self.door.find(token)
        is_new = not token
        if is_new:
            asked = replace(asked, token=secrets.token_urlsafe(32))
        form_token = self.door.keys.form_token(asked.token)
        return (
            Visit(visitor, _language(request), now, asked, self._parts, form_token, stage),
            is_new,
        )

    def _of_page(self, page: Page, request: Request, visit: Visit, body: bytes) -> Response:
        is_act = request.method == "POST"
        if is_act:
            form = _form_of(request, body)
            if form is None or not self._is_ours(request, visit, form):
                return visit.page("message.html", 403, word="foreign_form")
            visit = replace(visit, asked=replace(visit.asked, form=form))
        least = page.act_least if is_act and page.act_least else page.least
        if least is not None:
            if visit.visitor == NOBODY:
                return self._to_the_door(visit, is_act=is_act)
            if not visit.may(least):
                return visit.page("message.html", 403, word="not_yours")
        show = page.act if is_act else page.show
        assert show is not None
        return show(visit)

    def _to_the_door(self, visit: Visit, *, is_act: bool) -> Response:
        """Log in first, then see what was asked for; a form has to be filled in again."""
        if visit.stage:
            return RedirectResponse(self.door.next_step(visit.stage), status_code=303)
        if self.door.is_by_key():
            return self._by_key(visit)
        wanted = "" if is_act else address_of(visit.asked.path, None, **dict(visit.asked.query))
        more = {"to": wanted} if wanted not in ("", "/") and len(wanted) < _MOST_TARGET else {}
        return RedirectResponse(address_of("/login", None, **more), status_code=303)

    def _by_key(self, visit: Visit) -> Response:
        """While nobody has an account the key in the address opens, and goes out of it at once."""
        given = dict(visit.asked.query).get("key", "")
        token = self.door.by_key(given, "") if visit.asked.path == "/" and given else None
        if token is None:
            return visit.page("closed.html", 401)
        answer = RedirectResponse("/", status_code=303)
        self.door.give(answer, token, is_tls=visit.asked.is_tls)
        return answer

    def _is_ours(self, request: Request, visit: Visit, form: Form) -> bool:
        """The form is from our own page in this browser (per-session token), not from another's."""
        return _is_same_origin(request) and secrets.compare_digest(
            form.raw(TOKEN_FIELD).encode(), visit.form_token.encode()
        )

    async def _answer_style(self, request: Request) -> Response:
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=300"}
        return Response(self._style, media_type="text/css", headers=headers)

    async def _answer_icon(self, request: Request) -> Response:
        headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=86400"}
        return Response(_ICON, media_type="image/svg+xml", headers=headers)

    async def _answer_font(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _FONTS:
            return Response(status_code=404)
        content = (paths.resource_folder() / "fonts" / name).read_bytes()
        headers = {"Cache-Control": "max-age=86400", "X-Content-Type-Options": "nosniff"}
        return Response(content, media_type="font/ttf", headers=headers)


def _asked(request: Request) -> Asked:
    is_tls = request.url.scheme == "https"
    return Asked(
        path=request.url.path,
        params={key: str(value) for key, value in request.path_params.items()},
        query=tuple(request.query_params.multi_items()),
        address=request.client.host if request.client else "",
        host=request.headers.get("host", ""),
        browser=request.headers.get("user-agent", ""),
        token=Door.token_of(request.cookies, is_tls=is_tls),
        is_tls=is_tls,
    )


def _form_of(request: Request, body: bytes) -> Form | None:
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/x-www-form-urlencoded":
        return None
    try:
        return Form.of(body)
    except ValueError:
        return None


def _is_same_origin(request: Request) -> bool:
    """By Sec-Fetch-Site and Origin, as far as the browser says them: today's say both."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in (None, "same-origin"):
        return False
    if origin is None:
        return True
    told = urlsplit(origin)
    is_lower = request.url.scheme == "https" and told.scheme != "https"
    return told.netloc == request.headers.get("host", "") and bool(told.netloc) and not is_lower


def _remember_language(answer: Response, request: Request, *, is_tls: bool) -> Response:
    """The language asked for in an address stays until another is asked for."""
    if "language" in request.query_params:
        answer.set_cookie(
            _LANGUAGE,
            _language(request),
            httponly=True,
            samesite="strict",
            secure=is_tls,
            max_age=_YEAR,
        )
    return answer


def _language(request: Request) -> Language:
    asked = request.query_params.get("language") or request.cookies.get(_LANGUAGE, "sv")
    return "en" if asked == "en" else "sv"
