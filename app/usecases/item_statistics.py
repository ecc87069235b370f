"""How the items of a protocol do in the tests handed in on this desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.item_statistics import ItemFigures, item_figures
from app.domain.protocol import Item, Protocol
from app.domain.scoring import score_item
from app.storage import sittings as rows
from app.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class PoolFigures:
    """`tests` handed in on this desk, and the figures of every item of the protocol by its id."""

    tests: int
    items: Mapping[str, ItemFigures]


class ItemStatistics:
    """Figures without a name in them: difficulty, discrimination, exposure."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, protocol_hash: str) -> PoolFigures:
        """The figures of the protocol's items from every test of the profile handed in here.

        Tests of another version count as far as their items stand unchanged in this one. Raises
        UnknownProtocol.
        """
        wanted = self._desk.protocol(protocol_hash)
        with self._desk.database.reading() as session:
            tests = tuple(self._tests(session, wanted))
        return PoolFigures(len(tests), item_figures((item.id for item in wanted.items), tests))

    def _tests(self, session: Session, wanted: Protocol) -> Iterable[dict[str, int]]:
        now, rule = {item.id: item for item in wanted.items}, wanted.rules.multiple_scoring
        for taken in rows.tests_handed_in(session, wanted.code):
            pinned = self._desk.protocol(taken.protocol_hash)
            items = {item.id: item for item in pinned.items}
            yield {
                item_id: score_item(items[item_id], taken.answers.get(item_id, ()), rule)
                for item_id in taken.drawn
                if _stands(items.get(item_id), now)
            }


def _stands(item: Item | None, now: Mapping[str, Item]) -> bool:
    return item is not None and now.get(item.id) == item
