"""One way out of the desk for every table: whole, signed by who wrote it, written down (I14)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.text import Language
from app.reports.tables import (
    ExportCancelled,
    Format,
    Manifest,
    Separator,
    Signature,
    Stated,
    Way,
    watched,
    write_table,
)
from app.storage import export_rows as rows
from app.usecases.desk import Desk, NoAccreditation

if TYPE_CHECKING:
    from app.reports.tables import Table

__all__ = [
    "ExportCancelled",
    "ExportOrder",
    "Format",
    "Manifest",
    "Separator",
    "Watching",
    "write_export",
]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is asked for: `kind` of table, how the file is to be, and what narrows it.

    `filters` are stated in the manifest as they stand: ids and codes, never a person's name.
    """

    kind: str
    format: Format = "xlsx"
    language: Language = "sv"
    bom: bool = True
    separator: Separator = ";"
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watching:
    """How somebody follows a long export: told the rows so far, asked whether to go on."""

    progress: Callable[[int], object]
    cancelled: Callable[[], bool]


def write_export(
    desk: Desk, order: ExportOrder, table: "Table", path: Path, watching: Watching | None = None
) -> Manifest:
    """Write the table with a manifest under the assessor's seal, and keep that it was made.

    Raises NotWritten, TooManyRows, ExportCancelled; then nothing new stands at `path`.
    """
    if watching is not None:
        table = watched(table, watching.progress, watching.cancelled)
    now, actor = desk.clock.now(), desk.assessor.name
    stated = Stated(now, order.kind, actor, desk.centre, order.filters, desk.is_practice)
    way = Way(order.format, order.bom, order.separator)
    manifest = write_table(table, path, way, stated, lambda made: signed(desk, made))
    exported = rows.Exported(
        now,
        actor,
        f"{order.kind}.{order.format}",
        manifest.rows,
        manifest.sha256,
        str(path),
        order.filters,
    )
    with desk.database.transaction() as session:
        rows.write_down(session, exported)
    return manifest


def signed(desk: Desk, manifest: Manifest) -> Signature | None:
    """Unsigned while the seal has no accreditation: nobody could tell whose it is."""
    from app.seal.export_word import sign_export

    try:
        statement = desk.accreditation()
    except NoAccreditation:
        return None
    return Signature(sign_export(desk.signer.key, manifest), statement.raw)
