"""What an area's id meant in the version that had it, and what today's version has of it."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.former_area import FormerArea, former_area, same_area, shared_id
from app.domain.protocol import Area, Protocol
from app.domain.text import Text
from app.storage import protocols
from app.storage.tables import ProtocolRow
from app.usecases.desk import Desk


class AreaVersions:
    """Areas by ids that were kept without a version; others than today's are read when needed."""

    def __init__(self, desk: Desk, session: Session, today: Protocol) -> None:
        self._desk, self._session, self._today = desk, session, today
        self._by_id = {area.id: area for area in today.areas}
        self._found: dict[str, tuple[Area, Protocol] | None] = {}

    def today_of(self, area_id: str) -> str:
        """The area's id in today's version, "" where that has it no longer."""
        if area_id in self._by_id:
            return area_id
        found = self._find(area_id)
        after = None if found is None else same_area(found[0], self._today)
        return "" if after is None else after.id

    def name(self, area_id: str) -> Text:
        """What it is called in today's version; in the newest that had it, where that is older."""
        if area_id in self._by_id:
            return self._by_id[area_id].name
        found = self._find(area_id)
        return Text(area_id, area_id) if found is None else found[0].name

    def former(self, area_id: str) -> FormerArea | None:
        """What to say of an id that is not today's; None where there is nothing to say."""
        if area_id in self._by_id:
            return None
        found = self._find(area_id)
        if found is None:
            return FormerArea(Text(area_id, area_id), "", self._today.version)
        return former_area(*found, self._today)

    def are_one(self, area_id: str, other: str) -> bool:
        """Whether two ids are of one area."""
        return area_id == other or self._shared(area_id) == self._shared(other)

    def _shared(self, area_id: str) -> str:
        if area_id in self._by_id:
            return shared_id(self._by_id[area_id])
        found = self._find(area_id)
        return area_id if found is None else shared_id(found[0])

    def _find(self, area_id: str) -> tuple[Area, Protocol] | None:
        if area_id not in self._found:
            self._found[area_id] = next(self._having(area_id), None)
        return self._found[area_id]

    def _having(self, area_id: str) -> Iterator[tuple[Area, Protocol]]:
        """The area in each version that has it, the highest first."""
        wanted = select(ProtocolRow.version, ProtocolRow.hash).where(
            ProtocolRow.code == self._today.code, ProtocolRow.hash != self._today.hash
        )
        rows = self._session.execute(wanted).all()
        for row in sorted(rows, key=lambda row: protocols.order(row.version), reverse=True):
            version = self._desk.protocol(row.hash)
            yield from ((area, version) for area in version.areas if area.id == area_id)
