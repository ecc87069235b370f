"""CSV as others write it: any of the usual encodings and separators, told by the content."""

import csv
import io
from collections import Counter

_SEPARATORS = (";", "\t", ",", "|")
_SAMPLE = 30
_LONGEST_CELL = 100_000


def read_csv(raw: bytes, most: int) -> list[tuple[str, ...]] | None:
    """The rows as text, at most so many; None for what is no text."""
    text = decoded(raw)
    if text is None or "\x00" in text:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    told = _told_separator(text)
    if told:
        text = text.partition("\n")[2]
    separator = told or _separator(text)
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            rows.append(tuple(_bare(cell) for cell in row))
            if len(rows) >= most:
                break
    except csv.Error:
        return None
    return rows


def decoded(raw: bytes) -> str | None:
    """UTF-8 with or without a mark, UTF-16 with or without, else Windows-1252."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if raw.startswith(mark):
            return _as(raw, encoding)
    if raw[1:400:2].count(0) > len(raw[1:400:2]) // 2:
        return _as(raw, "utf-16-le")
    if raw[0:400:2].count(0) > len(raw[0:400:2]) // 2:
        return _as(raw, "utf-16-be")
    found = _as(raw, "utf-8")
    return raw.decode("cp1252", errors="replace") if found is None else found


def _as(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _told_separator(text: str) -> str:
    first = text.partition("\n")[0].strip()
    return first[4:] if len(first) == 5 and first.lower().startswith("sep=") else ""


def _separator(text: str) -> str:
    """What parts most rows into the same number of cells, more than one."""
    lines = [line for line in text.split("\n", _SAMPLE) if line.strip()][:_SAMPLE]

    def likeness(separator: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
        wide = [(count, width) for width, count in widths.items() if width > 1]
        return max(wide, default=(0, 0))

    return max(_SEPARATORS, key=likeness)


def _bare(cell: str) -> str:
    """A cell without what keeps spreadsheets from counting with it: ="0001022391"."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1].strip()
    return text.lstrip("'") if text.startswith("'") else text
