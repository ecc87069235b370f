"""The coordinators' overview and exports, opened with the node's access key."""

import hmac
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from app.domain.text import Language
from app.node.database import NodeDatabase
from app.node.exports import FORMATS, KINDS, write_export
from app.node.keys import NodeKeys
from app.node.tables import (
    EnrolledSeal,
    KnownCase,
    KnownPerson,
    RegisteredCertificate,
    StoredRecord,
)
from app.node.wording import words

_COOKIE = "intyga_access"
_ROWS = 50
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Overview:
    """All the overview shows; figures reconcile: cases = open + decided."""

    name: str
    now: datetime
    cases: int
    certificates: int
    people: int
    records: int
    states: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    latest: tuple[RegisteredCertificate, ...]
    running: tuple[tuple[KnownCase, str], ...]
    seals: tuple[tuple[EnrolledSeal, int, datetime | None], ...]
    held: int


class Pages:
    """What a coordinator sees in a browser."""

    def __init__(self, database: NodeDatabase, keys: NodeKeys, now: Callable[[], datetime]) -> None:
        self._database, self._keys, self._now = database, keys, now
        self._loader = PackageLoader("app.node")
        self._templates = Environment(
            loader=self._loader,
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
        )

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
            return answer
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
        with self._database.transaction() as session:
            states = _counts(session, KnownCase.state)
            kinds = _counts(session, RegisteredCertificate.kind)
            return Overview(
                name=self._keys.name,
                now=self._now(),
                cases=sum(count for _, count in states),
                certificates=sum(count for _, count in kinds),
                people=_size(session, select(KnownPerson.id)),
                records=_size(session, select(StoredRecord.hash)),
                states=states,
                kinds=kinds,
                latest=_latest(session),
                running=_running(session),
                seals=_seals(session),
                held=_size(
                    session, select(StoredRecord.hash).where(StoredRecord.result != "stored")
                ),
            )

    def _opens(self, key: str) -> bool:
        return hmac.compare_digest(key.encode(), self._keys.access.encode())

    def _page(self, template: str, request: Request, status: int, **facts: object) -> Response:
        language = _language(request)
        text = self._templates.get_template(template).render(
            words=words(language), language=language, **facts
        )
        answer = Response(text, status_code=status, media_type="text/html", headers=_SAFE)
        if "language" in request.query_params:
            answer.set_cookie("intyga_language", language, httponly=True, samesite="strict")
        return answer


def _language(request: Request) -> Language:
    asked = request.query_params.get("language") or request.cookies.get("intyga_language", "sv")
    return "en" if asked == "en" else "sv"


def _shown_name(person: KnownPerson | None) -> str:
    return "–" if person is None or person.protected else person.name


def _counts(session: Session, column: InstrumentedAttribute[str]) -> tuple[tuple[str, int], ...]:
    found = session.execute(select(column, func.count()).group_by(column).order_by(column))
    return tuple((value, count) for value, count in found)


def _size(session: Session, query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _latest(session: Session) -> tuple[RegisteredCertificate, ...]:
    newest = select(RegisteredCertificate).order_by(
        RegisteredCertificate.issued.desc(), RegisteredCertificate.number
    )
    return tuple(session.scalars(newest.limit(_ROWS)))


def _running(session: Session) -> tuple[tuple[KnownCase, str], ...]:
    found = session.execute(
        select(KnownCase, KnownPerson)
        .join(KnownPerson, KnownPerson.id == KnownCase.person, isouter=True)
        .where(KnownCase.state != "certified")
        .order_by(KnownCase.touched.desc())
        .limit(_ROWS)
    )
    return tuple((case, _shown_name(person)) for case, person in found)


def _seals(session: Session) -> tuple[tuple[EnrolledSeal, int, datetime | None], ...]:
    found = session.execute(
        select(EnrolledSeal, func.count(StoredRecord.hash), func.max(StoredRecord.received))
        .join(StoredRecord, StoredRecord.kid == EnrolledSeal.kid, isouter=True)
        .group_by(EnrolledSeal.kid)
        .order_by(EnrolledSeal.assessor)
    )
    return tuple((seal, count, last) for seal, count, last in found)
