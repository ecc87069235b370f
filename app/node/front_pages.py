"""The lists of what has arrived as files."""

import tempfile
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from app.node.exports import FORMATS, KINDS, write_export
from app.node.visiting import NoSuchPage, Page, Role, Visit


def export(visit: Visit) -> Response:
    """One list as a file."""
    kind, form = visit.asked.params["kind"], visit.asked.params["format"]
    if kind not in KINDS or form not in FORMATS:
        raise NoSuchPage
    folder = tempfile.TemporaryDirectory(prefix="intyga-export-")
    path = Path(folder.name) / f"{kind}.{form}"
    manifest = write_export(visit.parts.database, kind, path, visit.language, visit.now)
    with visit.acting() as session:
        visit.note(session, "log_export_made", f"{path.name} · {manifest.rows}")
    return FileResponse(
        path,
        filename=f"intyga-{kind}-{visit.now:%Y-%m-%d}.{form}",
        headers={"X-Row-Count": str(manifest.rows), "X-Content-SHA256": manifest.sha256},
        background=BackgroundTask(folder.cleanup),
    )


PAGES = (Page("/export/{kind}.{format}", Role.COORDINATOR, export),)
