"""An auditor's sample, and the samples drawn before, as rows."""

from app.domain.certificate import CertificateKind
from app.usecases.person_lines import Standing
from app.usecases.sampled import Draw, SampledCase
from ui.figures import iso_day, short_day_and_time
from ui.language import marked, tr
from ui.models.case_words import standing_state
from ui.models.rows import Cell, RowsModel
from ui.widgets.cells import CellState


class SampleRows(RowsModel[SampledCase]):
    """Number, whose, when it was decided, and what came of it."""

    heads = (
        marked("Bevis eller ärende"),
        marked("Namn"),
        marked("Beslutat"),
        marked("Resultat"),
    )

    def cell(self, row: SampledCase, column: int) -> Cell:
        """What stands in a cell; of a protected person the serial alone (R55)."""
        match column:
            case 0:
                return Cell(row.serial, key=True)
            case 1:
                return Cell(row.name or tr("Skyddad person"))
            case 2:
                return Cell(iso_day(row.decided) if row.decided else "–")
            case _:
                return Cell("–") if row.decided is None else Cell(state=result_state(row.outcome))

    def id_of(self, row: SampledCase) -> object:
        """The serial: a protected person's case has nothing else to be known by."""
        return row.serial


class DrawRows(RowsModel[Draw]):
    """The seed, how many of how many, and when."""

    heads = (marked("Frö"), marked("Dragna"), marked("När"))

    def cell(self, row: Draw, column: int) -> Cell:
        """What stands in a cell."""
        match column:
            case 0:
                return Cell(row.seed, key=True)
            case 1:
                return Cell(
                    tr("{count} av {among}").format(
                        count=min(row.count, row.among), among=row.among
                    )
                )
            case _:
                return Cell(short_day_and_time(row.at))

    def id_of(self, row: Draw) -> object:
        """The draw itself."""
        return row


_STANDINGS = {
    CertificateKind.FULL: Standing.FULL,
    CertificateKind.PARTIAL: Standing.PARTIAL,
    CertificateKind.STATEMENT: Standing.STATEMENT,
}


def result_state(outcome: str) -> CellState:
    """What came of a case: certificate, partial one or statement."""
    return standing_state(_STANDINGS[CertificateKind(outcome)])
