"""The log of acts, for coordinators and administrators."""

import tempfile
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select
from starlette.responses import Response

from app.node.account_tables import AuditLine
from app.node.audit_reading import LogFilters, log_table, narrowed, read_log
from app.node.export_kinds import Wanted
from app.node.exports import NodeExport, keep_export, write_signed
from app.node.picture_choice import Choice
from app.node.visiting import Page, Role, Visit
from app.reports.tables import Stated, Way

LOOKED_AT: Final = 5_000
"""So many of the newest lines are proved each time the page is opened; all of them when asked."""
_KIND: Final = "log"


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
    """The lines the filters leave, signed; that the file was made is a line of its own (I14)."""
    filters, parts = visit.filters(LogFilters), visit.parts
    wanted = Wanted(Choice(), visit.language, visit.now)
    order = NodeExport(_KIND, Way("csv"), wanted, visit.visitor.name)
    told = Stated(visit.now, _KIND, order.by, parts.keys.name, narrowed(filters))
    with tempfile.TemporaryDirectory(prefix="intyga-log-") as folder:
        path = Path(folder) / f"intyga-log-{visit.now:%Y-%m-%d}.csv"
        with visit.acting() as session:
            table = log_table(session, filters, visit.words)
            made = write_signed(parts.keys, table, path, order.way, told)
            keep_export(session, order, path, made)
            visit.note(session, "log_log_exported", f"{made.rows} · {made.sha256[:16]}")
        content = path.read_bytes()
    headers = {
        "Content-Disposition": f'attachment; filename="{path.name}"',
        "X-Row-Count": str(made.rows),
        "X-Content-SHA256": made.sha256,
    }
    return Response(content, media_type="text/csv", headers=headers)


PAGES = (
    Page("/log", Role.COORDINATOR, show),
    Page("/log.csv", Role.COORDINATOR, export),
)
