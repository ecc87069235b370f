"""The exports made at this desk, as rows."""

from app.usecases.exports import MadeExport
from ui.figures import number, short_day_and_time
from ui.language import marked, tr
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState

KIND_WORDS = {
    "certificates": marked("Bevis"),
    "cases": marked("Ärenden"),
    "people": marked("Personer"),
    "items": marked("Frågornas statistik"),
    "areas": marked("Resultat per område"),
    "agreement": marked("Samstämmighet mellan bedömare"),
    "registers": marked("Registrens antal"),
    "workload": marked("Bedömarnas arbete"),
    "accreditations": marked("Behörigheter"),
    "equipment": marked("Maskiner och mätdon"),
    "sample": marked("Stickprov"),
    "case_file": marked("Ärendets akt"),
    "mail": marked("E-post"),
    "company.report": marked("Företagets rapport"),
    "company.workbook": marked("Matris, gap och plan"),
    "company.skills": marked("Kompetenslista"),
    "order.rota": marked("Schema"),
}


class ExportRows(RowsModel[MadeExport]):
    """What, when, by whom, how many rows, and whether the file still lies there."""

    heads = (
        marked("Innehåll"),
        marked("Fil"),
        marked("Skriven"),
        marked("Av"),
        marked("Rader"),
        marked("Läge"),
    )
    right = (4,)

    def cell(self, row: MadeExport, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(kind_words(row.kind), key=True)
            case 1:
                return Cell(row.file.name if row.file else row.filters.get("printer") or "–")
            case 2:
                return Cell(short_day_and_time(row.at))
            case 3:
                return Cell(row.actor)
            case 4:
                return Cell(number(row.rows))
            case _:
                return Cell(state=_state(row))

    def id_of(self, row: MadeExport) -> object:
        """The row itself."""
        return row


def kind_words(kind: str) -> str:
    """What the table holds; the word itself for one this program has no words for."""
    what = kind.rpartition(".")[0] or kind
    known = KIND_WORDS.get(what.partition(".")[0]) or KIND_WORDS.get(what)
    return tr(known) if known else what


def _state(row: MadeExport) -> CellState:
    if row.kind.endswith(".print"):
        return CellState("printer", "ok", tr("Utskriven"))
    if row.file is None:
        return CellState("minus", "neutral", tr("Ingen fil"))
    if row.is_there:
        return CellState("check-circle", "ok", tr("Finns kvar"))
    return CellState("x-circle", "neutral", tr("Flyttad eller borttagen"))
