"""The rota as a table for others: whom to expect, when, where, with whom."""

from collections.abc import Sequence

from app.domain.rota import Slot
from app.domain.text import Language, Text
from app.reports.tables import Column, ColumnKind, Table

_TITLE = Text("Schema", "Rota")
_HEADS = (
    ("day", Text("Dag", "Day")),
    ("begins", Text("Från", "From")),
    ("ends", Text("Till", "To")),
    ("name", Text("Namn", "Name")),
    ("machine", Text("Maskin", "Machine")),
    ("assessor", Text("Bedömare", "Assessor")),
)


def rota_table(lines: Sequence[tuple[str, Slot]], language: Language) -> Table:
    """A row for each name and place, in the order of the days."""
    columns = tuple(
        Column(
            key,
            words.in_language(language),
            kind=ColumnKind.DATE if key == "day" else ColumnKind.TEXT,
        )
        for key, words in _HEADS
    )
    rows = [
        (slot.day, _time(slot.begins), _time(slot.ends), name, slot.machine, slot.assessor)
        for name, slot in lines
    ]
    return Table(_TITLE.in_language(language), columns, rows)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
