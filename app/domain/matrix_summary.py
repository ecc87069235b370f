"""What a matrix comes to as a whole; never of a group so small that it points somebody out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.matrix import Matrix, MatrixArea, MatrixRow, Stage, Standing
from app.domain.text import Language, Text

SMALLEST_GROUP = 5
"""So many people a group has at least before anything is said of it as a whole (X2)."""


@dataclass(frozen=True, slots=True)
class AreaGap:
    """How many are under what is required in an area, and how many assessed; `far`: by far."""

    area: str
    name: Text
    under: int
    far: int
    assessed: int


@dataclass(frozen=True, slots=True)
class GroupState:
    """How many have come how far; `total` are all of them."""

    counts: Mapping[Stage, int]
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The group as a whole. `state` None: the group is too small to be summed up.

    `gaps`: the biggest first, of areas where enough are assessed; `too_few`: the other areas.
    """

    state: GroupState | None
    gaps: tuple[AreaGap, ...]
    too_few: tuple[Text, ...]


class RowOrder(StrEnum):
    """What rows are ordered by, beside the areas."""

    NAME = "name"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Which rows are shown; "" and None let everybody through."""

    department: str = ""
    stage: Stage | None = None
    only_gaps: bool = False

    def lets(self, row: MatrixRow) -> bool:
        """Whether the row is shown."""
        person = row.person
        return (
            self.department in ("", person.department)
            and self.stage in (None, person.stage)
            and not (self.only_gaps and not row.gaps)
        )


def summarise(areas: Sequence[MatrixArea], rows: Sequence[MatrixRow]) -> Summary:
    """What the rows come to; nothing at all of fewer than five people, nor of an area by so few."""
    if len(rows) < SMALLEST_GROUP:
        return Summary(None, (), ())
    counts = Counter(row.person.stage for row in rows)
    state = GroupState({stage: counts[stage] for stage in Stage}, len(rows))
    gaps = [_gap(number, area, rows) for number, area in enumerate(areas)]
    enough = [gap for gap in gaps if gap.assessed >= SMALLEST_GROUP]
    few = tuple(gap.name for gap in gaps if gap.assessed < SMALLEST_GROUP)
    return Summary(state, tuple(sorted(enough, key=_biggest)), few)


def departments(matrix: Matrix) -> tuple[str, ...]:
    """The departments people stand in, in the order of letters."""
    return tuple(sorted({row.person.department for row in matrix.rows} - {""}))


def told_hidden(count: int) -> int:
    """How many protected people may be spoken of: none where they are fewer than five (R55)."""
    return count if count >= SMALLEST_GROUP else 0


def ordered(
    rows: Iterable[MatrixRow], by: RowOrder | int, *, descending: bool = False
) -> tuple[MatrixRow, ...]:
    """The rows by name, by how far they are, or by the area of this number; then by name.

    By an area the biggest gap comes first, and who is not assessed last, whichever way.
    """
    named = sorted(rows, key=lambda row: row.person.name.casefold())
    if by is RowOrder.NAME:
        return tuple(named[::-1] if descending else named)
    if by is RowOrder.STAGE:
        return tuple(
            sorted(named, key=lambda row: _STAGES.index(row.person.stage), reverse=descending)
        )
    column = int(by)
    known = [row for row in named if row.cells[column].standing.is_assessed]
    rest = [row for row in named if not row.cells[column].standing.is_assessed]
    known.sort(key=lambda row: _lead(row, column), reverse=descending)
    return (*known, *rest)


def gap_names(row: MatrixRow, areas: Sequence[MatrixArea], language: Language) -> tuple[str, ...]:
    """The areas in which somebody is under what is required."""
    return tuple(
        area.name.in_language(language)
        for area, cell in zip(areas, row.cells, strict=True)
        if cell.standing.is_gap
    )


_STAGES = tuple(Stage)


def _gap(number: int, area: MatrixArea, rows: Sequence[MatrixRow]) -> AreaGap:
    stands = [row.cells[number].standing for row in rows]
    return AreaGap(
        area.id,
        area.name,
        sum(standing.is_gap for standing in stands),
        sum(standing is Standing.FAR_UNDER for standing in stands),
        sum(standing.is_assessed for standing in stands),
    )


def _biggest(gap: AreaGap) -> tuple[float, int]:
    return -gap.under / gap.assessed, -gap.under


def _lead(row: MatrixRow, column: int) -> tuple[int, int]:
    """How far over what is required; somebody credited stands between meeting it and above."""
    cell = row.cells[column]
    return _ORDER[cell.standing], cell.level or 0


_ORDER = {standing: number for number, standing in enumerate(Standing)}
