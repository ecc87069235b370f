"""A company's matrix, gaps, plan and skills as tables with typed columns (X2, X3)."""

from collections.abc import Iterator, Sequence

from app.domain.matrix import Cell, MatrixArea, MatrixRow, Standing
from app.domain.matrix_summary import summarise
from app.domain.text import Language
from app.reports.tables import Cell as Field
from app.reports.tables import Column, ColumnKind, Row, Table
from app.usecases import company_report_words as words
from app.usecases.company_plan import PlanView

_WIDTHS = {"name": 28, "area": 30, "what": 44, "proposal": 44, "responsible": 24, "profile": 12}
_KINDS = {
    "valid_to": ColumnKind.DATE,
    "due": ColumnKind.DATE,
    "follow_up": ColumnKind.DATE,
    "done": ColumnKind.DATE,
    "level": ColumnKind.INTEGER,
    "required": ColumnKind.INTEGER,
    "under": ColumnKind.INTEGER,
    "far": ColumnKind.INTEGER,
    "assessed": ColumnKind.INTEGER,
    "own": ColumnKind.BOOLEAN,
    "credited": ColumnKind.BOOLEAN,
}


def matrix_table(view: PlanView, language: Language) -> Table:
    """A row a person, a column an area; first what is required."""
    keys = ("name", "number", "department", "stage", "certificate", "valid_to")
    columns = _with_areas(_columns(keys, language), view.of.matrix.areas, language)
    required: Row = (
        words.REQUIRED.in_language(language),
        *(None,) * (len(keys) - 1),
        *(area.required for area in view.of.matrix.areas),
    )
    rows = (required, *(_matrix_row(row, language) for row in view.of.matrix.rows))
    return Table(words.MATRIX.in_language(language), columns, rows)


def gap_table(view: PlanView, language: Language) -> Table:
    """An area a row with how many are under; nothing of groups that are too small (X2)."""
    keys = ("area", "required", "own", "under", "far", "assessed", "proposal")
    gaps = {gap.area: gap for gap in summarise(view.of.matrix.areas, view.of.matrix.rows).gaps}
    proposed = {one.area: one.text.in_language(language) for one in view.proposals}
    rows = [
        (
            area.name.in_language(language),
            area.required,
            area.is_own,
            None if gap is None else gap.under,
            None if gap is None else gap.far,
            None if gap is None else gap.assessed,
            proposed.get(area.id),
        )
        for area in view.of.matrix.areas
        for gap in (gaps.get(area.id),)
    ]
    return Table(words.GAPS.in_language(language), _columns(keys, language), rows)


def plan_table(view: PlanView, language: Language) -> Table:
    """A row for each person of each measure."""
    keys = (
        *("area", "kind", "what", "length", "responsible", "due", "follow_up"),
        *("name", "done"),
    )
    return Table(
        words.PLAN.in_language(language), _columns(keys, language), _plan_rows(view, language)
    )


def skills_table(view: PlanView, language: Language) -> Table:
    """A row for each person and area with a level: employee number, profile, area, level, until."""
    keys = ("number", "name", "profile", "area", "level", "required", "credited", "valid_to")
    return Table(
        words.SKILLS.in_language(language), _columns(keys, language), _skill_rows(view, language)
    )


def _plan_rows(view: PlanView, language: Language) -> Iterator[Row]:
    for line in view.lines:
        one = line.measure
        for taker in line.takers:
            yield (
                words.area_words(line.area_name, line.former, language),
                words.KINDS[one.kind].in_language(language),
                one.text,
                one.length or None,
                one.responsible,
                one.due,
                one.follow_up,
                taker.name,
                taker.done,
            )


def _skill_rows(view: PlanView, language: Language) -> Iterator[Row]:
    areas = view.of.matrix.areas
    for row in view.of.matrix.rows:
        for area, cell in zip(areas, row.cells, strict=True):
            if not cell.standing.is_assessed:
                continue
            yield (
                row.person.employee_number or None,
                row.person.name,
                view.of.protocol.code,
                area.name.in_language(language),
                area.profile_level if cell.level is None else cell.level,
                cell.required,
                cell.standing is Standing.CREDITED,
                row.person.valid_to,
            )


def _matrix_row(row: MatrixRow, language: Language) -> Row:
    person = row.person
    return (
        person.name,
        person.employee_number or None,
        person.department or None,
        words.STAGES[person.stage].in_language(language),
        _certificate(row, language),
        person.valid_to,
        *(_level(cell) for cell in row.cells),
    )


def _certificate(row: MatrixRow, language: Language) -> Field:
    if not row.person.has_basis:
        return words.NO_BASIS.in_language(language)
    return words.CERTIFICATES[row.person.certified].in_language(language) or None


def _level(cell: Cell) -> Field:
    """A number to count with; a credit without a level stands as what it stands for."""
    if not cell.standing.is_assessed:
        return None
    return cell.required if cell.level is None else cell.level


def _with_areas(
    first: tuple[Column, ...], areas: Sequence[MatrixArea], language: Language
) -> tuple[Column, ...]:
    """Areas of one name, or named as another column, are told apart by their ids."""
    names = [area.name.in_language(language) for area in areas]
    taken = [*names, *(column.title for column in first)]
    titles = (
        name if taken.count(name) == 1 else f"{name} ({area.id})"
        for area, name in zip(areas, names, strict=True)
    )
    columns = (
        Column(f"area_{area.id}", title, ColumnKind.INTEGER, 14)
        for area, title in zip(areas, titles, strict=True)
    )
    return (*first, *columns)


def _columns(keys: Sequence[str], language: Language) -> tuple[Column, ...]:
    return tuple(
        Column(
            key,
            words.HEADS[key].in_language(language),
            _KINDS.get(key, ColumnKind.TEXT),
            _WIDTHS.get(key, 16),
        )
        for key in keys
    )
