"""A table as JSON: an array of objects, one a line."""

from pathlib import Path

import msgspec

from app.reports.table import Table


def fill_json(table: Table, path: Path) -> int:
    """Writes the file row by row; gives the number of rows."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    keys = tuple(column.key for column in table.columns)
    count = 0
    with path.open("wb") as file:
        file.write(b"[")
        for row in table.rows:
            file.write(b",\n" if count else b"\n")
            file.write(encoder.encode(dict(zip(keys, row, strict=True))))
            count += 1
        file.write(b"\n]\n")
    return count
