"""Rows that are new: plain until they are written, since no session need follow them."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import TypeVar, cast

from sqlalchemy.orm import Session

from app.node.bulk import add_all
from app.node.tables import NodeRow

RowT = TypeVar("RowT", bound=NodeRow)


class Fresh:
    """New rows of any table, to be changed until they are written together."""

    def __init__(self) -> None:
        self._rows: defaultdict[type[NodeRow], list[NodeRow]] = defaultdict(list)

    def add(self, table: type[RowT], **values: object) -> RowT:
        """A row with these values, None in every other column."""
        row = cast("RowT", SimpleNamespace(**_empty(table) | values))
        self._rows[table].append(row)
        return row

    def of(self, table: type[RowT]) -> Sequence[RowT]:
        """Those of one table."""
        return cast("Sequence[RowT]", self._rows[table])

    def store(self, session: Session, *tables: type[NodeRow]) -> None:
        """Write those of these tables, in this order; then they are new no more."""
        for table in tables:
            add_all(session, table, [vars(row) for row in self._rows.pop(table, ())])


@cache
def _empty(table: type[NodeRow]) -> dict[str, object]:
    return dict.fromkeys(table.__mapper__.column_attrs.keys())
