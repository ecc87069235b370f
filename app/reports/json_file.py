"""A table as JSON, an array of objects, one a line; and the schema its columns make."""

from pathlib import Path

import msgspec

from app.reports.cells import whole_letters
from app.reports.table import Column, ColumnKind, Table

_TYPES: dict[ColumnKind, dict[str, object]] = {
    ColumnKind.TEXT: {"type": ["string", "null"]},
    ColumnKind.INTEGER: {"type": ["integer", "null"]},
    ColumnKind.DECIMAL: {"type": ["number", "null"]},
    ColumnKind.BOOLEAN: {"type": ["boolean", "null"]},
    ColumnKind.DATE: {"type": ["string", "null"], "format": "date"},
    ColumnKind.TIME: {"type": ["string", "null"], "format": "date-time"},
}


def fill_json(table: Table, path: Path) -> int:
    """Writes the file row by row; gives the number of rows."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    keys = tuple(column.key for column in table.columns)
    count = 0
    with path.open("wb") as file:
        file.write(b"[")
        for row in table.rows:
            file.write(b",\n" if count else b"\n")
            cells = (whole_letters(cell) if isinstance(cell, str) else cell for cell in row)
            file.write(encoder.encode(dict(zip(keys, cells, strict=True))))
            count += 1
        file.write(b"\n]\n")
    return count


def schema_path(path: Path) -> Path:
    """Where the schema of the export at `path` is."""
    return path.with_name(f"{path.stem}.schema.json")


def fill_schema(table: Table, path: Path) -> int:
    """Writes the JSON Schema (2020-12) that `fill_json` keeps to; gives the number of columns."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": whole_letters(table.name),
        "type": "array",
        "items": {
            "type": "object",
            "properties": {column.key: _shape(column) for column in table.columns},
            "required": [column.key for column in table.columns],
            "additionalProperties": False,
        },
    }
    path.write_bytes(msgspec.json.format(msgspec.json.encode(schema)) + b"\n")
    return len(table.columns)


def _shape(column: Column) -> dict[str, object]:
    return {"title": whole_letters(column.title), **_TYPES[column.kind]}
