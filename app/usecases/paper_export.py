"""A file that is no table, out of the desk: whole, with a manifest, written down (I14)."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.reports.tables import Manifest
from app.storage import export_rows
from app.usecases.desk import Desk
from app.usecases.export_writing import signed


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """What kind of file, what narrows it; ids and codes, never a person's name."""

    kind: str
    suffix: str
    filters: dict[str, str]


def write_paper(desk: Desk, order: PaperOrder, path: Path, fill: Callable[[Path], int]) -> int:
    """Let `fill` write the file at the path it gets and say how many rows it holds; gives them.

    Raises NotWritten; then nothing new stands at `path`.
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
            kind=order.kind,
            file=path.name,
            by=actor,
            place=desk.centre,
            filters=order.filters,
            practice=desk.is_practice,
        )
        seal = signed(desk, manifest)
        told = ManifestFile(manifest)
        if seal is not None:
            told = ManifestFile(manifest, seal.signed, seal.authority)
        parts.make(manifest_path(path), lambda part: fill_manifest(told, part))
    exported = export_rows.Exported(
        now, actor, f"{order.kind}.{order.suffix}", rows, sha256, str(path), order.filters
    )
    with desk.database.transaction() as session:
        export_rows.write_down(session, exported)
    return rows
