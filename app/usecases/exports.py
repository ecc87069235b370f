"""Files for coordinators and others out of this desk; every one is written down (I14)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from app.reports.export_check import ExportAnswer, ExportCheck, check_export, is_export
from app.reports.tables import Manifest, manifest_path
from app.storage import desk_facts
from app.storage import export_rows as rows
from app.storage.export_rows import ExportFilters
from app.usecases import export_kinds as kinds
from app.usecases import statistics
from app.usecases.desk import Desk
from app.usecases.export_writing import (
    ExportCancelled,
    ExportOrder,
    Format,
    Separator,
    Watching,
    write_export,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.domain.text import Language
    from app.reports.tables import Table

__all__ = [
    "KINDS",
    "ExportAnswer",
    "ExportCancelled",
    "ExportCheck",
    "ExportFilters",
    "ExportOrder",
    "Exports",
    "Format",
    "Kind",
    "MadeExport",
    "Manifest",
    "Separator",
    "Watching",
]
_Maker = Callable[[Desk, "Session", ExportFilters, "Language"], "Table"]
_ALL, _PROFILE = ("first", "last", "company", "profile"), ("profile",)


@dataclass(frozen=True, slots=True)
class Kind:
    """A table there is, and what narrows it."""

    make: _Maker
    narrows: tuple[str, ...] = ()


KINDS: Mapping[str, Kind] = {
    "certificates": Kind(kinds.certificate_table, _ALL),
    "cases": Kind(kinds.case_table, _ALL),
    "people": Kind(kinds.people_table, _ALL),
    "items": Kind(statistics.items, _PROFILE),
    "areas": Kind(statistics.areas, _PROFILE),
    "agreement": Kind(statistics.agreement, _PROFILE),
    "registers": Kind(statistics.registers),
    "workload": Kind(statistics.workload),
    "accreditations": Kind(statistics.accreditations),
    "equipment": Kind(statistics.equipment),
}
"""The tables there are, by the word they are asked for with."""
_MOST_MADE = 200
_LAST = "last_export"


@dataclass(frozen=True, slots=True)
class MadeExport:
    """An export that was made here. `file` as it was then; `is_there`: it still lies there.

    `kind` is `certificates.xlsx`, or `mail.certificates.xlsx` for a message made of it.
    """

    at: datetime
    actor: str
    kind: str
    rows: int
    sha256: str
    file: Path | None
    filters: Mapping[str, str]
    is_there: bool


class Exports:
    """Files out of the desk: never an identity number (I12), protected people without name."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(
        self,
        order: ExportOrder,
        path: Path,
        filters: ExportFilters | None = None,
        watching: Watching | None = None,
    ) -> Manifest:
        """Write the table `order.kind` names (one of KINDS), narrowed by `filters`.

        Raises NotWritten, TooManyRows, ExportCancelled; then nothing new stands at `path`.
        """
        kind = KINDS[order.kind]
        narrowed = (filters or ExportFilters()).only(kind.narrows)
        order = replace(order, filters=narrowed.stated())
        with self._desk.database.reading() as session:
            table = kind.make(self._desk, session, narrowed, order.language)
            manifest = write_export(self._desk, order, table, path, watching)
        self._remember(order)
        return manifest

    def last_order(self) -> ExportOrder:
        """How the last file was asked for, without what narrowed it; the usual before the first."""
        with self._desk.database.reading() as session:
            kept = desk_facts.get(session, _LAST)
        try:
            return ExportOrder("") if kept is None else msgspec.json.decode(kept, type=ExportOrder)
        except msgspec.DecodeError:
            return ExportOrder("")

    def made(self) -> tuple[MadeExport, ...]:
        """The newest 200 exports, newest first."""
        with self._desk.database.reading() as session:
            found = rows.made(session, _MOST_MADE)
        return tuple(_made(line) for line in found)

    def companies(self) -> tuple[tuple[str, str], ...]:
        """Id and name of every company that somebody here works for."""
        with self._desk.database.reading() as session:
            return rows.companies(session)

    def check(self, path: Path) -> ExportCheck:
        """Whether an export, or the manifest beside it, is as it was made, and by whom.

        Raises NoManifest, ExportUnread.
        """
        return check_export(path, self._desk.trust())

    def is_export(self, path: Path) -> bool:
        """Whether the file has a manifest beside it, or is one."""
        return is_export(path)

    def mail(self, files: tuple[Path, ...], path: Path, subject: str, text: str) -> None:
        """Write a message to `path` with the files and their manifests in it; nobody is sent it.

        The message is not addressed: whoever opens it in their mail program does that. Raises
        NotWritten, FileGone.
        """
        from app.usecases.export_mail import write_mail

        attached = [one for file in files for one in (file, manifest_path(file)) if one.is_file()]
        sha256 = write_mail(path, attached, subject, text, self._desk.clock.now())
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        line = rows.Exported(now, actor, "mail.eml", len(attached), sha256, str(path))
        with self._desk.database.transaction() as session:
            rows.write_down(session, line)

    def _remember(self, order: ExportOrder) -> None:
        kept = msgspec.json.encode(replace(order, filters={})).decode()
        with self._desk.database.transaction() as session:
            desk_facts.put(session, _LAST, kept)


def _made(line: rows.Exported) -> MadeExport:
    file = Path(line.file) if line.file else None
    is_there = file is not None and file.is_file()
    return MadeExport(
        line.at, line.actor, line.kind, line.rows, line.sha256, file, line.filters, is_there
    )
