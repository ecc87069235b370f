"""The matrix as files: the report on paper, a workbook, a list for the company's own system."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.errors import UserError
from app.usecases.company_plan import PlanView
from app.usecases.company_report import CompanyFile
from ui.background import Background
from ui.language import language, tr
from ui.screens.choose_file import save_file
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton

if TYPE_CHECKING:
    from app.open_desk import Workspace


class MatrixFiles(QWidget):
    """Two buttons; each asks where, works beside the window, and says what was written."""

    failed = Signal(UserError)

    def __init__(self, tab: QWidget, desk: "Workspace", background: Background) -> None:
        super().__init__()
        self._tab, self._desk, self._background = tab, desk, background
        self._view: PlanView | None = None
        self.excel = SecondaryButton("", "list")
        self.excel.setObjectName("matrix_excel")
        self.report = PrimaryButton("", "file")
        self.report.setObjectName("matrix_report")
        menu = QMenu(self.excel)
        self.workbook = menu.addAction("")
        self.skills = menu.addAction("")
        self.workbook.setObjectName("matrix_workbook")
        self.skills.setObjectName("matrix_skills")
        self.excel.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_small)
        row.addWidget(self.excel)
        row.addWidget(self.report)
        self.workbook.triggered.connect(lambda: self._ask(CompanyFile.WORKBOOK))
        self.skills.triggered.connect(lambda: self._ask(CompanyFile.SKILLS))
        self.report.clicked.connect(lambda: self._ask(CompanyFile.REPORT))

    def show_view(self, view: PlanView) -> None:
        """What the files are about."""
        self._view = view
        for button in (self.excel, self.report):
            button.setEnabled(bool(view.of.matrix.rows))

    def retranslate(self) -> None:
        """Every fixed word."""
        self.excel.setText(tr("Excel"))
        self.report.setText(tr("Rapport (PDF)"))
        self.workbook.setText(tr("Matris, gap och plan (XLSX)"))
        self.skills.setText(tr("Kompetenslista för eget system (CSV)"))

    def _ask(self, kind: CompanyFile) -> None:
        view = self._view
        if view is None:
            return
        name = self._desk.company_reports.name(view.of, kind, language())
        save_file(self._tab, tr("Spara"), name, lambda path: self._write(view, kind, path))

    def _write(self, view: PlanView, kind: CompanyFile, path: Path) -> None:
        company, code, spoken = view.of.company_id, view.of.protocol.code, language()
        reports = self._desk.company_reports
        self.setEnabled(False)
        self._background.run(
            self,
            lambda: reports.write(company, code, kind, path, spoken),
            lambda rows: self._on_written(path, rows),
            self._on_failed,
        )

    def _on_written(self, path: Path, rows: int) -> None:
        self.setEnabled(True)
        toast: Callable[[str], object] | None = getattr(self.window(), "toast", None)
        if toast is not None:
            toast(tr("{name} sparad · {rows} rader").format(name=path.name, rows=rows))

    def _on_failed(self, error: UserError) -> None:
        self.setEnabled(True)
        self.failed.emit(error)
