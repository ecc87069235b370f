"""A project's month as a file for the funder: made, stated by a signed manifest, made again."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.errors import UserError
from app.domain.participation import Month, Project
from app.node.database import NodeDatabase
from app.node.funding_changes import NOTHING, Changed, changed_since, keep_parts
from app.node.funding_check import FundingRow, funding_rows
from app.node.funding_facts import in_seconds, keep_sent, sent_of
from app.node.funding_months import MonthLine, digest_of, month_line, told_of
from app.node.funding_tables import SentMonth
from app.node.keys import NodeKeys
from app.node.ledger_entries import MonthSent
from app.node.month_telling import tell_months
from app.node.tables import ExportLine
from app.reports.tables import (
    Column,
    ColumnKind,
    Manifest,
    Row,
    Signature,
    Stated,
    Table,
    Way,
    manifest_path,
    write_table,
)
from app.seal.export_word import sign_export

KIND = "funding_month"
FileForm = Literal["csv", "xlsx"]
_MINUTES = Decimal(60)


class NotNext(UserError):
    """Months are sent in order, once they have ended, and only while something is to be sent."""


class MonthChanged(UserError):
    """What the month holds is not what was sent: that file cannot be made any more."""


@dataclass(frozen=True, slots=True)
class FundingMonth:
    """A month of a project with its place in the list, its rows, what changed since it was sent."""

    project: Project
    line: MonthLine
    rows: tuple[FundingRow, ...]
    changed: Changed = NOTHING

    @property
    def going(self) -> tuple[FundingRow, ...]:
        """The rows that stand in the file, in the order they have there."""
        going = (row for row in self.rows if row.goes)
        return tuple(sorted(going, key=lambda row: (row.identity, row.first, row.participation)))

    @property
    def left_out(self) -> tuple[FundingRow, ...]:
        """Rows with hours that do not stand in it."""
        return tuple(row for row in self.rows if row.minutes and not row.goes)


def read_month(
    session: Session, keys: NodeKeys, project: Project, month: Month, at: datetime
) -> FundingMonth | None:
    """The month as it stands; None for one that is not the project's or has not begun."""
    line = month_line(session, project, month, at.date())
    if line is None:
        return None
    changed, sent = NOTHING, line.sent
    if sent is not None and line.is_changed:
        changed = changed_since(session, sent, told_of(session, project, month))
    return FundingMonth(project, line, funding_rows(session, keys, project, month), changed)


def send(
    database: NodeDatabase,
    session: Session,
    keys: NodeKeys,
    held: FundingMonth,
    at: datetime,
    actor: str,
) -> SentMonth:
    """The month is sent as it stands and locked; the caller's is a transaction in its turn (R63).

    Raises NotNext.
    """
    if not held.line.is_next:
        raise NotNext
    moment, last = in_seconds(at), held.line.sent
    if last is not None and moment <= last.at:
        moment = last.at + timedelta(seconds=1)
    with made_file(keys, held, moment, "csv") as (manifest, _):
        sent = MonthSent(
            project=str(held.project.id),
            month=held.line.month.first,
            rows=manifest.rows,
            left_out=len(held.left_out),
            sha256=manifest.sha256,
            digest=digest_of(session, held.project, held.line.month),
            at=moment,
        )
    database.write_down(session, sent)
    keep_sent(session, sent, actor)
    session.add(ExportLine(kind=KIND, rows=sent.rows, sha256=sent.sha256, written=at))
    session.flush()
    row = session.get_one(SentMonth, _newest(session, sent))
    keep_parts(session, row, told_of(session, held.project, held.line.month))
    tell_months(session, keys, held.project, at)
    return row


@contextmanager
def sent_file(
    keys: NodeKeys, held: FundingMonth, form: FileForm
) -> Iterator[tuple[Manifest, Path]]:
    """The file that was sent, made again, byte for byte as it was told. Raises MonthChanged."""
    sent = held.line.sent
    if sent is None or held.line.is_changed:
        raise MonthChanged
    at = sent_of(sent).at
    with made_file(keys, held, at, "csv") as (manifest, _):
        if manifest.sha256 != sent.sha256:  # somebody who was in it is erased
            raise MonthChanged
    with made_file(keys, held, at, form) as made:
        yield made


@contextmanager
def made_file(
    keys: NodeKeys, held: FundingMonth, at: datetime, form: FileForm
) -> Iterator[tuple[Manifest, Path]]:
    """The file and its manifest beside it, as long as the `with` lasts."""
    with tempfile.TemporaryDirectory(prefix="intyga-month-") as folder:
        path = Path(folder) / file_name(held, form)
        stated = Stated(
            at,
            kind=KIND,
            place=keys.name,
            filters={"project": held.project.number, "month": str(held.line.month)},
        )
        table = Table(f"{held.line.month}", _COLUMNS, _cells(held))
        way = Way(form, bom=False)
        yield write_table(table, path, way, stated, partial(_signed, keys)), path


def file_name(held: FundingMonth, form: FileForm) -> str:
    """What the file is called: project and month, nobody's name or number (I12)."""
    number = "".join(sign if sign.isalnum() else "-" for sign in held.project.number)
    return f"deltagare-{number}-{held.line.month}.{form}"


def manifest_of(path: Path) -> bytes:
    """The manifest that was written beside the file."""
    return manifest_path(path).read_bytes()


_COLUMNS = (
    Column("project", "Projekt", width=18),
    Column("month", "Månad", width=10),
    Column("identity", "Personnummer", width=16),
    Column("first", "Startdatum", ColumnKind.DATE, 12),
    Column("last", "Slutdatum", ColumnKind.DATE, 12),
    Column("hours", "Timmar", ColumnKind.DECIMAL, 10, places=2),
)
"""The funder's own words, in Swedish whoever asks for the file."""


def _signed(keys: NodeKeys, manifest: Manifest) -> Signature:
    return Signature(sign_export(keys.node, manifest), keys.delegation)


def _cells(held: FundingMonth) -> Iterable[Row]:
    for row in held.going:
        hours = (row.minutes / _MINUTES).quantize(Decimal("0.01"))
        month = str(held.line.month)
        yield (held.project.number, month, row.identity, row.first, row.last, hours)


def _newest(session: Session, sent: MonthSent) -> int:
    wanted = select(func.max(SentMonth.id)).where(SentMonth.project == sent.project)
    return session.scalar(wanted) or 0
