"""The rota as a table for others: whom to expect, when, where, with whom."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.rota import RotaPaper, Slot
from app.domain.text import Language, Text
from app.reports.tables import Column, ColumnKind, Table
from app.storage import group_orders as rows
from app.storage.tables import OrganisationRow
from app.usecases.desk import Desk

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


def rota_paper(
    desk: Desk,
    session: Session,
    order_id: UUID,
    lines: tuple[tuple[str, Slot], ...],
    language: Language,
) -> RotaPaper:
    """The lines as they hang on the wall. Raises UnknownOrder."""
    order = rows.order(session, order_id)
    company = session.get_one(OrganisationRow, order.company_id).name
    return RotaPaper(language, company, order.name, desk.centre, lines, desk.is_practice)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
