"""The log of acts, for coordinators and administrators."""

import hashlib
from typing import Any, Final

from sqlalchemy import func, select
from starlette.responses import Response

from app.node.account_tables import AuditLine
from app.node.audit_reading import LogFilters, as_csv, read_log
from app.node.visiting import Page, Role, Visit

LOOKED_AT: Final = 5_000
"""So many of the newest lines are proved each time the page is opened; all of them when asked."""


def show(visit: Visit) -> Response:
    """The log, and whether it is whole."""
    filters = visit.filters(LogFilters)
    newest = None if filters.check == "all" else LOOKED_AT
    with visit.reading() as session:
        found = read_log(session, filters)
        damaged = visit.parts.audit.damage(session, newest)
        whole = session.scalar(select(func.count()).select_from(AuditLine)) or 0
    looked_at = whole if newest is None else min(whole, newest)
    facts: dict[str, Any] = {"log": found, "filters": filters, "damaged": damaged}
    return visit.page("log.html", looked_at=looked_at, whole=whole, **facts)


def export(visit: Visit) -> Response:
    """The lines the filters leave, as a file; that it was made is a line of its own (I14)."""
    filters = visit.filters(LogFilters)
    with visit.acting() as session:
        content, rows = as_csv(session, filters, visit.words)
        sha256 = hashlib.sha256(content).hexdigest()
        visit.note(session, "log_log_exported", f"{rows} · {sha256[:16]}")
    name = f"intyga-log-{visit.now:%Y-%m-%d}.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Row-Count": str(rows),
        "X-Content-SHA256": sha256,
    }
    return Response(content, media_type="text/csv", headers=headers)


PAGES = (
    Page("/log", Role.COORDINATOR, show),
    Page("/log.csv", Role.COORDINATOR, export),
)
