"""Certificates issued here, as rows."""

from app.domain.reason_words import KIND_WORDS
from app.usecases.certificates import CertificateLine
from ui.figures import iso_day
from ui.language import language, marked, tr
from ui.models.erased_words import short_name
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState, matches

_STATES = {
    "issued": CellState("check-circle", "ok", marked("Gäller")),
    "suspended": CellState("pause", "warn", marked("Stoppat")),
    "revoked": CellState("x-circle", "bad", marked("Återkallat")),
    "replaced": CellState("sync", "warn", marked("Ersatt")),
    "voided": CellState("trash", "bad", marked("Makulerat")),
    "not_believed": CellState("warning", "bad", marked("Godtas inte")),
    "expired": CellState("clock", "warn", marked("Utgånget")),
}


class CertificateRows(RowsModel[CertificateLine]):
    """Number, name, company, role, kind, day of issue, state."""

    heads = (
        marked("Bevisnummer"),
        marked("Person"),
        marked("Företag"),
        marked("Roll"),
        marked("Sort"),
        marked("Utfärdat"),
        marked("Läge"),
    )
    _sought = ""

    def show_found(self, lines: tuple[CertificateLine, ...], sought: str) -> None:
        """Show what a search found."""
        self._sought = sought
        self.show_rows(lines)

    def cell(self, row: CertificateLine, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.number, key=True, matches=matches(row.number, (self._sought,)))
            case 1:
                name = short_name(row.name) or tr("Skyddad person")
                return Cell(name, key=True, matches=matches(name, (self._sought,)))
            case 2:
                return Cell(row.company, matches=matches(row.company, (self._sought,)))
            case 3:
                return Cell(row.role.in_language(language()))
            case 4:
                return Cell(KIND_WORDS[row.kind].in_language(language()))
            case 5:
                return Cell(iso_day(row.issued))
            case _:
                return Cell(state=certificate_state(row))

    def id_of(self, row: CertificateLine) -> bytes:
        """The certificate."""
        return row.id


STATES = tuple(_STATES)


def state_words(state: str) -> str:
    """A state's Swedish word, to be translated."""
    return _STATES[state].words


def certificate_state(line: CertificateLine) -> CellState:
    """Its state; one from a practice desk is a print without worth, whatever became of it."""
    state = _STATES[line.state]
    if line.practice and line.state == "issued":
        return CellState("warning", "warn", tr("Prov"))
    if line.practice:
        return CellState(state.icon, state.tone, tr("Prov · {state}").format(state=tr(state.words)))
    return CellState(state.icon, state.tone, tr(state.words))
