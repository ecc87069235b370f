"""A rota out of the desk: as a list, on paper to hang on the wall, straight to a printer (I14)."""

from hashlib import sha256
from pathlib import Path
from uuid import UUID

from app.domain.rota import Slot
from app.domain.text import Language
from app.reports.tables import Manifest
from app.storage import export_rows
from app.usecases.desk import Desk
from app.usecases.export_writing import ExportOrder, write_export
from app.usecases.paper_writing import Steps, write_paper
from app.usecases.rota import Rota
from app.usecases.rota_list import rota_paper, rota_table


class RotaFiles:
    """Never a protected person's place (R55)."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._rota = desk, Rota(desk)

    def write(
        self, order_id: UUID, path: Path, language: Language, steps: Steps | None = None
    ) -> Manifest:
        """The rota with its manifest, as the path ends: PDF, CSV, else XLSX.

        Raises UnknownOrder, NotWritten, ExportCancelled.
        """
        steps, filters = steps or Steps(), {"order": str(order_id)}
        ending = path.suffix.lower().lstrip(".")
        if ending == "pdf":
            pdf, count = self.paper(order_id, language)

            def fill(part: Path) -> int:
                part.write_bytes(pdf)
                return count

            steps.at(count, count)
            return write_paper(self._desk, ("order.rota", ending), path, filters, fill)
        (table,) = steps.through((rota_table(self._lines(order_id), language),))
        kind = ExportOrder(
            "order.rota", "csv" if ending == "csv" else "xlsx", language, filters=filters
        )
        return write_export(self._desk, kind, table, path)

    def paper(self, order_id: UUID, language: Language) -> tuple[bytes, int]:
        """The PDF and how many places stand on it. Raises UnknownOrder."""
        from app.certificate.rota_sheet import draw_rota

        lines = self._lines(order_id)
        with self._desk.database.reading() as session:
            told = rota_paper(self._desk, session, order_id, lines, language)
        return draw_rota(told), len(lines)

    def print(self, order_id: UUID, language: Language, printer: str | None = None) -> int:
        """Send it to a printer, and write that down; how many places stand on it (I14).

        Raises UnknownOrder, NoPrinterProgram, PrintFailed.
        """
        from app.certificate.printing import print_pdf

        pdf, count = self.paper(order_id, language)
        print_pdf(pdf, rota_table((), language).name, printer)
        self._write_down(order_id, pdf, count, printer or "")
        return count

    def printers(self) -> tuple[str, ...]:
        """The printers of this computer, the default one first. Raises NoPrinterProgram."""
        from app.certificate.printing import printers

        return printers()

    def _write_down(self, order_id: UUID, pdf: bytes, count: int, printer: str) -> None:
        now, actor = self._desk.clock.now(), self._desk.assessor.name
        sum_ = sha256(pdf).hexdigest()
        told = {"order": str(order_id), "printer": printer}
        line = export_rows.Exported(now, actor, "order.rota.print", count, sum_, "", told)
        with self._desk.database.transaction() as session:
            export_rows.write_down(session, line)

    def _lines(self, order_id: UUID) -> tuple[tuple[str, Slot], ...]:
        lines = self._rota.view(order_id)
        return tuple((one.name, one.slot) for one in lines if not one.is_protected)
