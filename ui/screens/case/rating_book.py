"""The practical as the assessor has it in hand: what is rated, what is open, where to go next."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from app.domain.missing import Missing
from app.domain.protocol import Critical
from app.domain.seen import Seen
from app.usecases.practical_sheet import (
    AreaSheet,
    CriterionSheet,
    Photo,
    PracticalSheet,
    criterion_sheet,
    is_left,
)


class RatingBook:
    """Every criterion with what was seen; judges at once by the same rules as the store."""

    def __init__(self, sheet: PracticalSheet) -> None:
        self._areas = sheet.areas
        self._gauge_valid = sheet.gauge_valid
        self._area_of = {each.criterion.id: area for area in sheet.areas for each in area.criteria}
        self._sheets = {each.criterion.id: each for area in sheet.areas for each in area.criteria}
        self._order = tuple(self._sheets)
        self.current = sheet.current if sheet.current in self._sheets else self._order[0]

    def __iter__(self) -> Iterator[CriterionSheet]:
        return iter(self._sheets.values())

    @property
    def areas(self) -> tuple[AreaSheet, ...]:
        """The areas with their criteria as they stand now."""
        return tuple(
            replace(area, criteria=tuple(self._sheets[each.criterion.id] for each in area.criteria))
            for area in self._areas
        )

    @property
    def here(self) -> CriterionSheet:
        """The criterion on view."""
        return self._sheets[self.current]

    @property
    def area_here(self) -> AreaSheet:
        """The area of the criterion on view."""
        return next(area for area in self.areas if area.id == self.here.criterion.area)

    @property
    def done(self) -> int:
        """How many criteria lack nothing."""
        return sum(sheet.is_done for sheet in self)

    @property
    def total(self) -> int:
        """How many criteria there are."""
        return len(self._order)

    @property
    def is_complete(self) -> bool:
        """Whether the practical can be handed in."""
        return self.done == self.total

    @property
    def counts(self) -> Counter[int]:
        """How many criteria are rated at each step; 0 is "not assessed"."""
        return Counter(each.seen.rating for each in self if each.seen.rating is not None)

    @property
    def begun(self) -> tuple[CriterionSheet, ...]:
        """Criteria one has been at that still lack something, in order."""
        return tuple(each for each in self if not each.is_done and _is_begun(each))

    @property
    def untouched(self) -> int:
        """How many criteria nothing has been said of."""
        return sum(not each.is_done and not _is_begun(each) for each in self)

    @property
    def stops(self) -> tuple[CriterionSheet, ...]:
        """The criteria that end the practical when they fail."""
        return tuple(each for each in self if each.criterion.critical is Critical.STOP)

    def sheet(self, criterion_id: str) -> CriterionSheet:
        """The criterion as it stands now."""
        return self._sheets[criterion_id]

    def see(self, criterion_id: str, seen: Seen) -> CriterionSheet:
        """Take over what was seen, judged at once."""
        return self._judge(replace(self._sheets[criterion_id], seen=seen))

    def show_photos(self, criterion_id: str, photos: tuple[Photo, ...]) -> CriterionSheet:
        """Take over the photos it has now, judged at once."""
        return self._judge(replace(self._sheets[criterion_id], photos=photos))

    def next_open(self) -> str | None:
        """The next criterion that lacks something, after this one and round again.

        None when there is none but perhaps this one.
        """
        at = self._order.index(self.current)
        for criterion_id in (*self._order[at + 1 :], *self._order[:at]):
            sheet = self._sheets[criterion_id]
            if not sheet.is_done and sheet.missing != (Missing.LATER,):
                return criterion_id
        waiting = [each.criterion.id for each in self if not each.is_done]
        return next((each for each in waiting if each != self.current), None)

    def next_begun(self) -> str | None:
        """The next of what was begun or put off and is not done, after this one and round again."""
        waiting = {each.criterion.id for each in self.begun} - {self.current}
        at = self._order.index(self.current)
        round_again = (*self._order[at + 1 :], *self._order[:at])
        return next((each for each in round_again if each in waiting), None)

    def next_after(self) -> str:
        """The criterion that follows, done or not; the first after the last."""
        at = self._order.index(self.current)
        return self._order[(at + 1) % len(self._order)]

    def before(self) -> str | None:
        """The criterion before this one, None at the first."""
        at = self._order.index(self.current)
        return self._order[at - 1] if at else None

    def first_of(self, area_id: str) -> str:
        """The first open criterion of an area, or its first."""
        area = next(area for area in self.areas if area.id == area_id)
        left = [each for each in area.criteria if not each.is_done] or list(area.criteria)
        return left[0].criterion.id

    def _judge(self, known: CriterionSheet) -> CriterionSheet:
        """Judged by what is said of it; an area that may be left is judged as a whole."""
        area = self._area_of[known.criterion.id]
        self._sheets[known.criterion.id] = known
        together = [self._sheets[each.criterion.id] for each in area.criteria]
        left = is_left(area.required, (each.seen for each in together))
        for each in [known] if area.required else together:
            self._sheets[each.criterion.id] = criterion_sheet(
                each.criterion,
                each.number,
                area.required_level,
                each.seen,
                each.photos,
                self._gauge_valid,
                left,
            )
        return self._sheets[known.criterion.id]


def _is_begun(sheet: CriterionSheet) -> bool:
    seen = sheet.seen
    said = bool(seen.note.strip() or seen.measured.strip() or sheet.photos)
    return said or seen.rating is not None or seen.later or seen.awaits_lab
