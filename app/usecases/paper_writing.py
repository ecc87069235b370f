"""A file for somebody else, whole with its signed manifest and written down; long ones watched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.reports.tables import ExportCancelled, Manifest, watched
from app.storage import export_rows
from app.usecases.batch_report import BatchProgress, BatchStep, Cancelled, Tell
from app.usecases.desk import Desk
from app.usecases.export_writing import signed

if TYPE_CHECKING:
    from app.reports.tables import Table


@dataclass(frozen=True, slots=True)
class Steps:
    """How somebody follows the making of a file: told how far, asked whether to go on."""

    tell: Tell = lambda _progress: None
    cancelled: Cancelled = lambda: False

    def at(self, done: int, total: int) -> None:
        """So far. Raises ExportCancelled."""
        self.tell(BatchProgress(BatchStep.SAVING, done, total))
        if self.cancelled():
            raise ExportCancelled

    def through(self, tables: Sequence["Table"]) -> tuple["Table", ...]:
        """The tables with rows that tell how far all of them are, and can be cancelled."""
        whole = [replace(table, rows=tuple(table.rows)) for table in tables]
        total = sum(len(tuple(table.rows)) for table in whole)
        found, before = [], 0
        for table in whole:
            found.append(watched(table, self._progress(before, total), self.cancelled))
            before += len(tuple(table.rows))
        return tuple(found)

    def _progress(self, before: int, total: int) -> Callable[[int], object]:
        return lambda count: self.tell(BatchProgress(BatchStep.SAVING, before + count, total))


def write_paper(
    desk: Desk,
    kind: tuple[str, str],
    path: Path,
    filters: Mapping[str, str],
    fill: Callable[[Path], int],
) -> Manifest:
    """Let `fill` write the file (it gives the rows), with its manifest (I14).

    `kind`: as `company.report` and the ending. Raises NotWritten, and what `fill` does; then
    nothing new stands at `path`, and what stood there is as it was.
    """
    from app.reports.manifest_file import ManifestFile, fill_manifest
    from app.reports.whole_file import manifest_path, whole_files

    now, actor = desk.clock.now(), desk.assessor.name
    with whole_files(path) as parts:
        rows, sha256 = parts.make(path, fill)
        manifest = Manifest(
            rows,
            sha256,
            now,
            kind=kind[0],
            file=path.name,
            by=actor,
            place=desk.centre,
            filters=dict(filters),
            practice=desk.is_practice,
        )
        seal = signed(desk, manifest)
        told = ManifestFile(manifest)
        if seal is not None:
            told = ManifestFile(manifest, seal.signed, seal.authority)
        parts.make(manifest_path(path), lambda part: fill_manifest(told, part))
    exported = export_rows.Exported(
        now, actor, ".".join(kind), rows, sha256, str(path), dict(filters)
    )
    with desk.database.transaction() as session:
        export_rows.write_down(session, exported)
    return manifest
