"""A table as Parquet: typed columns, texts as a dictionary, group by group in flat memory."""

from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from app.reports.cells import whole_letters
from app.reports.table import Cell, Column, ColumnKind, Table

_GROUP = 10_000
_DIGITS = 38


def fill_parquet(table: Table, path: Path) -> int:
    """Writes the file in groups of 10 000 rows; gives the number of rows.

    Decimals have the column's places, times are UTC.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    count = 0
    schema = pa.schema([pa.field(column.key, _type(column)) for column in table.columns])
    with path.open("wb") as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        found = iter(table.rows)
        while rows := tuple(islice(found, _GROUP)):
            cells = zip(*rows, strict=True)
            columns = zip(table.columns, schema, cells, strict=True)
            arrays = [
                pa.array([_held(column, cell) for cell in of_column], field.type)
                for column, field, of_column in columns
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(rows)
    return count


def _type(column: Column) -> Any:  # noqa: ANN401 - pyarrow has no types of its own
    import pyarrow as pa

    return {
        ColumnKind.TEXT: pa.dictionary(pa.int32(), pa.string()),
        ColumnKind.INTEGER: pa.int64(),
        ColumnKind.DECIMAL: pa.decimal128(_DIGITS, column.places),
        ColumnKind.BOOLEAN: pa.bool_(),
        ColumnKind.DATE: pa.date32(),
        ColumnKind.TIME: pa.timestamp("us", tz="UTC"),
    }[column.kind]


def _held(column: Column, cell: Cell) -> Cell:
    match cell:
        case str():
            return whole_letters(cell)
        case Decimal():
            return cell.quantize(Decimal(1).scaleb(-column.places), ROUND_HALF_EVEN)
        case datetime():
            return cell.astimezone(UTC)
    return cell
