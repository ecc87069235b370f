"""A table written in one kind of file, unsigned."""

from datetime import datetime
from pathlib import Path

from app.reports.tables import Manifest, Stated, Table, Way, write_table


def write_xlsx(table: Table, path: Path, at: datetime) -> Manifest:
    """As a workbook."""
    return write_table(table, path, Way("xlsx"), Stated(at))


def write_csv(table: Table, path: Path, at: datetime, bom: bool = True) -> Manifest:
    """As Excel in Swedish opens it."""
    return write_table(table, path, Way("csv", bom), Stated(at))


def write_json(table: Table, path: Path, at: datetime) -> Manifest:
    """With its schema."""
    return write_table(table, path, Way("json"), Stated(at))


def write_parquet(table: Table, path: Path, at: datetime) -> Manifest:
    """For programs."""
    return write_table(table, path, Way("parquet"), Stated(at))
