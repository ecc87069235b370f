"""The competence matrix: people by areas, what each has shown beside what is required."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.former_area import FormerArea
from app.domain.plan import PlannedMeasure
from app.domain.protocol import Protocol
from app.domain.text import Text

_FAR = 2


class Standing(StrEnum):
    """What a level is worth beside the one required; the last three are no gaps."""

    FAR_UNDER = "far_under"
    """Two steps or more under it, or not shown safely."""
    ONE_UNDER = "one_under"
    MEETS = "meets"
    ABOVE = "above"
    CREDITED = "credited"
    NOT_ASSESSED = "not_assessed"
    NO_BASIS = "no_basis"
    """Nothing on record lets the employer see it (R54)."""

    @property
    def is_gap(self) -> bool:
        """Whether it is under what is required."""
        return self in (Standing.FAR_UNDER, Standing.ONE_UNDER)

    @property
    def is_assessed(self) -> bool:
        """Whether there is something to compare."""
        return self not in (Standing.NOT_ASSESSED, Standing.NO_BASIS)


class Stage(StrEnum):
    """How far somebody has come, as their employer is told it."""

    DONE = "done"
    RUNNING = "running"
    PAUSED = "paused"
    BOOKED = "booked"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class MatrixArea:
    """A column. `required`: the level asked for, the company's own or else the profile's."""

    id: str
    name: Text
    profile_level: int
    required: int
    allowed: tuple[int, ...]

    @property
    def is_own(self) -> bool:
        """Whether the company asks for another level than the profile."""
        return self.required != self.profile_level


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person has shown in an area; `level` None where a credit names none.

    `credited`: it rests on an earlier result; `safe` False where a stop criterion failed (I10).
    """

    level: int | None
    credited: bool = False
    safe: bool = True


@dataclass(frozen=True, slots=True)
class FormerShown:
    """What was shown in an area as another version had it; `today`: its id now, "" for none."""

    area: FormerArea
    shown: Shown
    today: str = ""


@dataclass(frozen=True, slots=True)
class PersonCourse:
    """Where somebody is on the way to a full certificate. `case_id`: their newest case.

    `decided`: their newest decided one, after which a retest may be opened (`may_retest`) or is
    under way (`in_retest`), of the areas `retaken`; `left`: areas that do not count as shown;
    `judged`: area id → the day of its newest decision; `planned`: area id → what their own plan,
    of case `planned_in`, says.
    """

    case_id: UUID | None = None
    decided: UUID | None = None
    may_retest: bool = False
    in_retest: bool = False
    planned_in: UUID | None = None
    planned: Mapping[str, PlannedMeasure] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    retaken: frozenset[str] = frozenset()
    judged: Mapping[str, date] = field(default_factory=dict)

    def may_retest_in(self, area: str) -> bool:
        """Whether a retest of just this area may be asked for."""
        return self.may_retest and area in self.left


@dataclass(frozen=True, slots=True)
class MatrixPerson:
    """Somebody of the company's order with what stands of them. `shown`: area id → level.

    `has_basis`: an agreement or consent lets the employer see levels (R54); `certified` is the
    outcome of the newest certificate in force, "" without one, `valid_to` its last day. `former`:
    areas shown under a name that today's version does not use.
    """

    person_id: UUID
    name: str
    employee_number: str
    department: str
    stage: Stage
    has_basis: bool
    shown: Mapping[str, Shown]
    certified: str = ""
    valid_to: date | None = None
    course: PersonCourse = PersonCourse()
    former: tuple[FormerShown, ...] = ()

    def assessed_as(self, area: str) -> FormerArea | None:
        """What an area of today's was called when it was assessed; None where no other name."""
        return next((one.area for one in self.former if one.today == area), None)


@dataclass(frozen=True, slots=True)
class Cell:
    """A person in an area: the level to write, None for none, and what it is worth."""

    standing: Standing
    level: int | None
    required: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A person with a cell for each area, in the areas' order."""

    person: MatrixPerson
    cells: tuple[Cell, ...]

    @property
    def gaps(self) -> int:
        """In how many areas they are under what is required."""
        return sum(cell.standing.is_gap for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """All rows of a role at a company. `hidden`: people left out for their protection.

    They are told of only where they are so many that nobody is pointed out.
    """

    areas: tuple[MatrixArea, ...]
    rows: tuple[MatrixRow, ...]
    hidden: int = 0

    def row(self, person_id: UUID) -> MatrixRow | None:
        """The row of a person, None when they are not in it."""
        return next((row for row in self.rows if row.person.person_id == person_id), None)


def levels_to_choose(protocol: Protocol, area_id: str) -> tuple[int, ...]:
    """The levels a company may require in an area, lowest first.

    All of the scale; where theory alone is tested none above the profile's, for nobody could show
    it: a share of points is no rating.
    """
    area = protocol.area(area_id)
    codes = tuple(sorted(step.code for step in protocol.scale))
    if protocol.criteria_of(area_id):
        return codes
    return tuple(code for code in codes if code <= area.required_level)


def matrix_areas(protocol: Protocol, own: Mapping[str, int]) -> tuple[MatrixArea, ...]:
    """The protocol's areas with the level required of each; `own`: area id → the company's level.

    A level of its own that the scale no longer has is passed over.
    """
    found = []
    for area in protocol.areas:
        allowed = levels_to_choose(protocol, area.id)
        wanted = own.get(area.id, area.required_level)
        level = wanted if wanted in allowed else area.required_level
        found.append(MatrixArea(area.id, area.name, area.required_level, level, allowed))
    return tuple(found)


def build_matrix(
    areas: tuple[MatrixArea, ...], people: Iterable[MatrixPerson], hidden: int = 0
) -> Matrix:
    """The matrix of these people; without a basis a row has no levels at all (R54)."""
    rows = tuple(
        MatrixRow(person, tuple(_cell(person, area) for area in areas)) for person in people
    )
    return Matrix(areas, rows, hidden)


def _cell(person: MatrixPerson, area: MatrixArea) -> Cell:
    if not person.has_basis:
        return Cell(Standing.NO_BASIS, None, area.required)
    shown = person.shown.get(area.id)
    if shown is None:
        return Cell(Standing.NOT_ASSESSED, None, area.required)
    return Cell(_standing(shown, area), shown.level, area.required)


def _standing(shown: Shown, area: MatrixArea) -> Standing:
    """A credit that names no level stands for the profile's: that is what it replaced (R33)."""
    if not shown.safe:
        return Standing.FAR_UNDER
    level = area.profile_level if shown.level is None else shown.level
    lacking = area.required - level
    if lacking > 0:
        return Standing.FAR_UNDER if lacking >= _FAR else Standing.ONE_UNDER
    if shown.credited:
        return Standing.CREDITED
    return Standing.ABOVE if lacking < 0 else Standing.MEETS
