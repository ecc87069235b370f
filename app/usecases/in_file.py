"""What waits and is in a file for the node, so that the desk can say where it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.storage import carried
from app.storage.tables import RecordRow


@dataclass(frozen=True, slots=True)
class InFile:
    """So many records wait that are in the file `name`, written `since`; no receipt yet."""

    name: str
    count: int
    since: datetime


def in_file(session: Session, waiting: Iterable[RecordRow]) -> InFile | None:
    """The newest file that carries something of what waits, None when there is none."""
    records = tuple(waiting)
    for file in reversed(carried.files(session)):
        count = sum(carried.is_in(record, file) for record in records)
        if file.is_there and count:
            return InFile(file.name, count, file.written)
    return None
