"""What waits and is in a file for the node, so that the desk can say where it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.storage import carried
from app.storage.tables import RecordRow


@dataclass(frozen=True, slots=True)
class InFile:
    """So many records wait that are in the file `name`, written `since`; no receipt yet.

    `photos`: how many it carries, whether the node has them by now or not.
    """

    name: str
    count: int
    since: datetime
    photos: int = 0


def in_file(session: Session, waiting: Iterable[RecordRow], photos: int = 0) -> InFile | None:
    """The newest file that carries something of what waits, None when there is none.

    `photos`: how many photos wait.
    """
    records = tuple(waiting)
    for file in reversed(carried.files(session)):
        count = sum(carried.is_in(record, file) for record in records)
        if file.is_there and (count or (photos and file.photos)):
            return InFile(file.name, count, file.written, file.photos)
    return None
