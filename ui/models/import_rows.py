"""Rows of a list before it is taken in: what becomes of each, what is wrong in words."""

from collections.abc import Sequence

from app.domain.people_columns import PeopleColumn
from app.domain.people_list import JudgedRow, RowNote, RowOutcome, RowProblem
from ui.language import marked, tr
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellRole, CellState

_OUTCOMES = {
    RowOutcome.NEW: CellState("plus", "ok", marked("Ny, registreras")),
    RowOutcome.KNOWN: CellState("check", "accent", marked("Finns här, läggs till")),
    RowOutcome.JOINED: CellState("minus", "neutral", marked("Redan med i ordern")),
}
_PROBLEMS = {
    RowProblem.NO_NAME: marked("Namnet saknas"),
    RowProblem.NAME_TOO_LONG: marked("Namnet är för långt för ett bevis"),
    RowProblem.NAME_HIDDEN: marked("Namnet har tecken som inte syns"),
    RowProblem.NO_LETTER: marked("Namnet har inga bokstäver"),
    RowProblem.FORMULA: marked("Namnet ser ut som en formel"),
    RowProblem.NUMBER_SHAPE: marked("Numret är inget personnummer"),
    RowProblem.NUMBER_DIGIT: marked("Numrets kontrollsiffra stämmer inte"),
    RowProblem.NUMBER_DATE: marked("Numrets datum finns inte"),
    RowProblem.FUTURE: marked("Födelsedatumet har inte varit än"),
    RowProblem.AGE: marked("Åldern är orimlig; registrera personen för hand om den stämmer"),
    RowProblem.NO_DAY: marked("Födelsedatumet går inte att läsa"),
    RowProblem.DAY_TWO_WAYS: marked("Dag och månad kan vara omkastade; skriv ÅÅÅÅ-MM-DD"),
    RowProblem.OTHER_DAY: marked("Födelsedatum och personnummer säger olika"),
    RowProblem.TEXT_TOO_LONG: marked("Numret eller avdelningen är för lång"),
    RowProblem.TWICE: marked("Står redan på rad {line}"),
    RowProblem.OTHER_NAME: marked("Numret tillhör någon med ett annat namn här"),
}
_NOTES = {
    RowNote.NO_NUMBER: marked("utan nummer, så dubbletter syns inte"),
    RowNote.SPELT_OTHERWISE: marked("namnet stavas annorlunda här, det står kvar"),
    RowNote.FILE_ONLY_NAMESAKE: marked("samma namn och födelsedatum"),
}
COLUMNS = {
    PeopleColumn.IGNORED: marked("Tas inte in"),
    PeopleColumn.NAME: marked("Namn"),
    PeopleColumn.FIRST_NAME: marked("Förnamn"),
    PeopleColumn.LAST_NAME: marked("Efternamn"),
    PeopleColumn.IDENTITY: marked("Personnummer"),
    PeopleColumn.BIRTH_DATE: marked("Födelsedatum"),
    PeopleColumn.EMPLOYEE_NUMBER: marked("Anställningsnummer"),
    PeopleColumn.DEPARTMENT: marked("Avdelning"),
    PeopleColumn.PROTECTED: marked("Skyddade uppgifter"),
}


def problem_words(row: JudgedRow) -> str:
    """Why a row is refused; "" for one that is not."""
    return tr(_PROBLEMS[row.problem]).format(line=row.other) if row.problem else ""


def outcome_words(row: JudgedRow) -> str:
    """What becomes of a row, with what is worth knowing."""
    if row.problem is not None:
        return problem_words(row)
    words = tr(_OUTCOMES[row.outcome].words)
    return f"{words} · {tr(_NOTES[row.note])}" if row.note else words


class ImportRows(RowsModel[JudgedRow]):
    """Line in the file, name, number, department, what becomes of it."""

    heads = (
        marked("Rad"),
        marked("Namn"),
        marked("Nummer"),
        marked("Avdelning"),
        marked("Vad som händer"),
    )

    def show_judged(self, rows: Sequence[JudgedRow], only: str) -> None:
        """Show all rows, or those of one outcome."""
        self.show_rows([row for row in rows if only in ("", row.outcome)])

    def data(self, index, role: int = 0) -> object:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """A row refused stands on its own ground."""
        if role == CellRole.ROW_TONE:
            refused = self.rows[index.row()].outcome is RowOutcome.REFUSED
            return "warn" if refused else None
        return super().data(index, role)

    def cell(self, row: JudgedRow, column: int) -> Cell:
        """What stands in a cell, as the file has it."""
        match column:
            case 0:
                return Cell(str(row.row.line))
            case 1:
                return Cell(row.row.name, key=True)
            case 2:
                return Cell(row.row.number or row.row.born)
            case 3:
                return Cell(row.row.department)
            case _:
                return Cell(state=_state(row))

    def id_of(self, row: JudgedRow) -> int:
        """The line."""
        return row.row.line


def _state(row: JudgedRow) -> CellState:
    if row.problem is not None:
        return CellState("warning", "warn", problem_words(row))
    shown = _OUTCOMES[row.outcome]
    return CellState(shown.icon, shown.tone, outcome_words(row))
