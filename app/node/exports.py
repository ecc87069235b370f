"""Tables as files for coordinators: signed by the node, stated and kept in mind (I14)."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.node import export_kinds as kinds
from app.node.age_table import ages
from app.node.database import NodeDatabase
from app.node.equipment import equipment
from app.node.export_kinds import Maker, Wanted
from app.node.export_tables import ExportDetail
from app.node.gender_table import genders
from app.node.keys import NodeKeys
from app.node.picture_choice import Choice
from app.node.tables import ExportLine
from app.node.workload_tables import accreditations, deviations, workload
from app.reports.json_file import schema_path
from app.reports.manifest_file import ManifestFile, manifest_bytes
from app.reports.tables import (
    Format,
    Manifest,
    Signature,
    Stated,
    Table,
    Way,
    manifest_path,
    write_table,
)
from app.seal.export_word import sign_export

_CASES: Final = ("region", "centre", "company", "role", "since", "until", "state")
_WORK: Final = ("centre", "since", "until")
_SITTINGS: Final = ("role", "since", "until")


@dataclass(frozen=True, slots=True)
class Kind:
    """A table there is, and what of a selection narrows it."""

    make: Maker
    narrows: tuple[str, ...] = ()

    def narrowed(self, choice: Choice) -> Choice:
        """The selection without what does not narrow the table."""
        return replace(Choice(), **{name: getattr(choice, name) for name in self.narrows})


KINDS: Final[Mapping[str, Kind]] = {
    "cases": Kind(kinds.cases, _CASES),
    "certificates": Kind(kinds.certificates, (*_CASES[:-1], "kind", "status")),
    "nameless": Kind(kinds.nameless, _CASES),
    "ages": Kind(ages, _CASES[:-1]),
    "genders": Kind(genders, _CASES[:-1]),
    "areas": Kind(kinds.areas, _CASES),
    "companies": Kind(kinds.companies, _CASES[:-1]),
    "registers": Kind(kinds.registers),
    "computers": Kind(kinds.computers),
    "workload": Kind(workload, _WORK),
    "accreditations": Kind(accreditations, _WORK[:1]),
    "equipment": Kind(equipment, _WORK),
    "deviations": Kind(deviations, _WORK[:1]),
    "items": Kind(kinds.items, _SITTINGS),
    "agreement": Kind(kinds.agreement, _SITTINGS),
}
"""The tables there are, by the word they are asked for with."""

FORMATS: Final[tuple[Format, ...]] = ("xlsx", "csv", "json", "parquet")
_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class NodeExport:
    """What is asked for, how the file is to be, and by whom."""

    what: str
    way: Way
    wanted: Wanted
    by: str = ""


@dataclass(frozen=True, slots=True)
class MadeExport:
    """An export as the page lists it: the line, and what else is known of it, if anything."""

    line: ExportLine
    detail: ExportDetail | None

    @property
    def filters(self) -> Mapping[str, str]:
        """What narrowed it."""
        raw = b"{}" if self.detail is None else self.detail.filters
        return msgspec.json.decode(raw, type=dict[str, str])


def write_export(database: NodeDatabase, keys: NodeKeys, order: NodeExport, path: Path) -> Manifest:
    """Write the table with a manifest under the node's key. Raises NotWritten, TooManyRows."""

    kind = KINDS[order.what]
    wanted = replace(order.wanted, choice=kind.narrowed(order.wanted.choice))
    narrowed = stated(wanted.choice)
    told = Stated(order.wanted.at, order.what, order.by, keys.name, narrowed)
    with database.reading() as session:
        table = kind.make(session, wanted)
        return write_signed(keys, table, path, order.way, told)


def write_signed(keys: NodeKeys, table: Table, path: Path, way: Way, told: Stated) -> Manifest:
    """Write any table with a manifest under the node's key. Raises NotWritten, TooManyRows."""

    def sign(manifest: Manifest) -> Signature:
        return Signature(sign_export(keys.node, manifest), keys.delegation)

    return write_table(table, path, way, told, sign)


def keep_other(
    session: Session, keys: NodeKeys, told: Stated, name: str, content: bytes, rows: int
) -> Manifest:
    """Sign and keep the manifest of a file that is no table, as that of an export (I14)."""
    sha256 = hashlib.sha256(content).hexdigest()
    about = (told.kind, name, told.by, told.place)
    manifest = Manifest(rows, sha256, told.at, *about)
    beside = ManifestFile(manifest, sign_export(keys.node, manifest), keys.delegation)
    _keep(session, manifest, manifest_bytes(beside))
    return manifest


def keep_export(session: Session, order: NodeExport, path: Path, manifest: Manifest) -> None:
    """Keep that it was made and its manifest, in the caller's transaction (I14)."""
    schema = schema_path(path).read_bytes() if order.way.format == "json" else b""
    _keep(session, manifest, manifest_path(path).read_bytes(), schema)


def _keep(session: Session, manifest: Manifest, beside: bytes, schema: bytes = b"") -> None:
    line = ExportLine(
        kind=manifest.kind,
        rows=manifest.rows,
        sha256=manifest.sha256,
        written=manifest.written_at,
    )
    session.add(line)
    session.flush()
    session.add(
        ExportDetail(
            export=line.id,
            by=manifest.by,
            file=manifest.file,
            filters=msgspec.json.encode(manifest.filters, order="sorted"),
            manifest=beside,
            extra=schema,
        )
    )


def made_exports(session: Session) -> tuple[MadeExport, ...]:
    """The newest ones, newest first."""
    found = (
        select(ExportLine, ExportDetail)
        .join(ExportDetail, ExportDetail.export == ExportLine.id, isouter=True)
        .order_by(ExportLine.id.desc())
        .limit(_SHOWN)
    )
    return tuple(MadeExport(line, detail) for line, detail in session.execute(found))


def stated(choice: Choice) -> dict[str, str]:
    """The selection as a manifest says it; only what narrows."""
    usual = Choice()
    given = {one.name: getattr(choice, one.name) for one in fields(choice)}
    return {
        name: str(value)
        for name, value in given.items()
        if value != getattr(usual, name) and name != "page"
    }
