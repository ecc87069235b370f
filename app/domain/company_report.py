"""What a company's report says: the matrix, what it comes to, what is next, what runs out."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from app.domain.certificate import CertificateKind
from app.domain.matrix import Matrix, MatrixArea, MatrixRow
from app.domain.matrix_summary import SMALLEST_GROUP, AreaGap, Summary
from app.domain.text import Language, Text


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is planned or proposed for an area. `who` and `until` only where it is planned.

    `called`: the area in words, where an older version called it something else.
    """

    area: Text
    text: str
    people: int
    who: str = ""
    until: date | None = None
    done: bool = False
    called: str = ""

    @property
    def is_planned(self) -> bool:
        """Whether somebody has taken it on."""
        return bool(self.who)


@dataclass(frozen=True, slots=True)
class RunningOut:
    """A certificate whose last day is near."""

    name: str
    kind: CertificateKind
    last_day: date


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """All the report prints. `scale`: code and name; `summary.state` None: too few to sum up."""

    language: Language
    practice: bool
    company: str
    role: str
    order: str
    centre: str
    made: date
    by: str
    basis: str
    label: str
    scale: tuple[tuple[int, str], ...]
    matrix: Matrix
    summary: Summary
    steps: tuple[NextStep, ...]
    running_out: tuple[RunningOut, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a group of five or more. `left`: gaps and areas not assessed of `cells`."""

    assessed: int
    all_met: int
    full: int
    partial: int
    left: int
    cells: int


def figures(facts: ReportFacts) -> Figures | None:
    """What the report says in numbers; None of a group that is too small (X2)."""
    assessed = assessed_rows(facts.matrix)
    if facts.summary.state is None or len(assessed) < SMALLEST_GROUP:
        return None
    kinds = Counter(row.person.certified for row in assessed)
    met = sum(is_met(row) for row in assessed)
    cells = [cell.standing for row in assessed for cell in row.cells]
    left = sum(standing.is_gap or not standing.is_assessed for standing in cells)
    full, partial = kinds[CertificateKind.FULL], kinds[CertificateKind.PARTIAL]
    return Figures(len(assessed), met, full, partial, left, len(cells))


def assessed_rows(matrix: Matrix) -> tuple[MatrixRow, ...]:
    """Those of whom anything is known."""
    return tuple(row for row in matrix.rows if any(cell.standing.is_assessed for cell in row.cells))


def is_met(row: MatrixRow) -> bool:
    """Whether somebody is at what is required in every area."""
    return all(cell.standing.is_assessed and not cell.standing.is_gap for cell in row.cells)


def met_by_all(facts: ReportFacts) -> tuple[MatrixArea, ...]:
    """The areas in which everybody assessed is at what is required; nobody's missing."""
    rows = assessed_rows(facts.matrix)
    by_id = {gap.area: gap for gap in facts.summary.gaps}
    return tuple(
        area
        for area in facts.matrix.areas
        if area.id in by_id and by_id[area.id].under == 0 and by_id[area.id].assessed == len(rows)
    )


def biggest(facts: ReportFacts, most: int = 2) -> tuple[AreaGap, ...]:
    """The areas with the most people under what is required."""
    ranked = sorted(facts.summary.gaps, key=lambda gap: -gap.under)
    return tuple(gap for gap in ranked if gap.under)[:most]
