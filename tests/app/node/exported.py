"""A node's export written without a page, as the pages write it."""

from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.text import Language
from app.node.export_kinds import Wanted
from app.node.exports import NodeExport, keep_export, write_export
from app.node.picture_choice import Choice
from app.reports.tables import Manifest, Way


def export(
    node: Any,
    kind: str,
    path: Path,
    language: Language = "sv",
    at: datetime | None = None,
    choice: Choice | None = None,
) -> Manifest:
    """Write `kind` to the path in the format of its ending, and keep that it was made."""
    form: Any = path.suffix[1:]
    wanted = Wanted(choice or Choice(), language, at or node.now)
    order = NodeExport(kind, Way(form), wanted, "Sara Berg")
    manifest = write_export(node.database, node.keys, order, path)
    with node.database.transaction() as session:
        keep_export(session, order, path, manifest)
    return manifest
