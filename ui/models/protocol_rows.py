"""Versions, criteria, items, pools and changes of protocols, as rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.change_words import PARTS, field_lines
from app.domain.comparing import Change, ChangeKind, Comparison, Part
from app.domain.protocol import Area, Criterion
from app.usecases.library import AreaHealth, ItemLine, VersionLine
from ui.language import language, marked
from ui.models.protocol_words import (
    change_state,
    criterion_marks,
    difficulty_words,
    figures_state,
    health_state,
    kind_words,
    method_words,
    version_state,
)
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import matches


class VersionRows(RowsModel[VersionLine]):
    """Profile, version, state."""

    heads = (marked("Roll"), marked("Version"), marked("Läge"))

    def cell(self, row: VersionLine, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.name.in_language(language()), key=True)
            case 1:
                return Cell(row.version)
            case _:
                return Cell(state=version_state(row.state))

    def id_of(self, row: VersionLine) -> str:
        """The version's hash."""
        return row.hash


class CriterionRows(RowsModel[Criterion]):
    """Text, area, how it is shown, what decides."""

    heads = (marked("Kriterium"), marked("Område"), marked("Visas i"), marked("Avgörande"))
    _areas: dict[str, str]

    def show_criteria(self, criteria: Sequence[Criterion], areas: Sequence[Area]) -> None:
        """Show these, with the names of their areas."""
        self._areas = {area.id: area.name.in_language(language()) for area in areas}
        self.show_rows(criteria)

    def cell(self, row: Criterion, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.text.in_language(language()), key=True)
            case 1:
                return Cell(self._areas[row.area])
            case 2:
                return Cell(method_words(row.method))
            case _:
                return Cell(criterion_marks(row))

    def id_of(self, row: Criterion) -> str:
        """The criterion's id."""
        return row.id


class ItemRows(RowsModel[ItemLine]):
    """Id, stem, how it is answered, difficulty, how often asked, a mark."""

    heads = (
        marked("Id"),
        marked("Fråga"),
        marked("Svaras med"),
        marked("Rätt"),
        marked("Svar"),
        marked("Läge"),
    )
    right = (3, 4)
    _sought: tuple[str, ...] = ()

    def show_found(self, lines: Sequence[ItemLine], sought: str) -> None:
        """Show what a search found."""
        self._sought = tuple(sought.split())
        self.show_rows(lines)

    def cell(self, row: ItemLine, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.id, matches=matches(row.id, self._sought))
            case 1:
                stem = row.stem.in_language(language())
                return Cell(stem, key=True, matches=matches(stem, self._sought))
            case 2:
                return Cell(kind_words(row.kind))
            case 3:
                return Cell(difficulty_words(row.figures))
            case 4:
                return Cell(str(row.figures.asked) if row.figures.asked else "–")
            case _:
                return Cell(state=figures_state(row.figures))

    def id_of(self, row: ItemLine) -> str:
        """The item's id."""
        return row.id


class HealthRows(RowsModel[AreaHealth]):
    """Area, items in a test, items, families, how far they reach."""

    heads = (
        marked("Område"),
        marked("I provet"),
        marked("Frågor"),
        marked("Familjer"),
        marked("Läge"),
    )
    right = (1, 2, 3)

    def cell(self, row: AreaHealth, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.name.in_language(language()), key=True)
            case 1:
                return Cell(str(row.drawn) if row.drawn else "–")
            case 2:
                return Cell(str(row.items))
            case 3:
                return Cell(str(row.families))
            case _:
                return Cell(state=health_state(row))

    def id_of(self, row: AreaHealth) -> str:
        """The area's id."""
        return row.area


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of a comparison; `kind` stands at the first line of a change only."""

    kind: ChangeKind | None
    part: Part
    words: str


class ChangeRows(RowsModel[ChangeLine]):
    """What happened, to which part, in words; fields of a part a line each below it."""

    heads = (marked("Vad"), marked("Del"), marked("Ändring"))

    def show_comparison(self, comparison: Comparison) -> None:
        """Show every change."""
        self.show_rows([line for change in comparison.changes for line in _lines(change)])

    def cell(self, row: ChangeLine, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(state=None if row.kind is None else change_state(row.kind))
            case 1:
                words = PARTS[row.part].in_language(language())
                return Cell("" if row.kind is None else words[:1].upper() + words[1:])
            case _:
                return Cell(row.words, key=row.kind is not None)

    def id_of(self, row: ChangeLine) -> ChangeLine:
        """A line is known by what it says."""
        return row


def _lines(change: Change) -> list[ChangeLine]:
    fields = field_lines(change, language())
    if change.part in (Part.PROFILE, Part.RULE, Part.WORDING, Part.CODE):
        return [ChangeLine(change.kind, change.part, fields[0])]
    name = change.name.in_language(language())
    title = f"{change.key} · {name}" if name else change.key
    first = ChangeLine(change.kind, change.part, title)
    return [first, *(ChangeLine(None, change.part, line) for line in fields)]
