"""The matrix as files: the report on paper, a workbook, a list for the company's own system."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.usecases.company_plan import PlanView
from app.usecases.company_report import CompanyFile
from ui.language import language, tr
from ui.screens.file_box import CompanyFiles, FileJob
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, SecondaryButton

if TYPE_CHECKING:
    from app.open_desk import Workspace
    from app.usecases.exports import Manifest
    from app.usecases.paper_writing import Steps


class MatrixFiles(QWidget):
    """Two buttons; the menu of sheets begins at the kind that was chosen last."""

    def __init__(self, tab: QWidget, desk: "Workspace", files: CompanyFiles) -> None:
        super().__init__()
        self._tab, self._desk, self._files = tab, desk, files
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
        menu.aboutToShow.connect(self._on_menu)
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

    def _on_menu(self) -> None:
        last = self.skills if self._files.view.sheet == CompanyFile.SKILLS else self.workbook
        self.excel.menu().setActiveAction(last)

    def _ask(self, kind: CompanyFile) -> None:
        view, spoken = self._view, language()
        if view is None:
            return
        if kind is not CompanyFile.REPORT:
            self._files.remember(sheet=kind.value)
        company, code, reports = view.of.company_id, view.of.protocol.code, self._desk

        def write(path: Path, steps: "Steps") -> "Manifest":
            return reports.company_reports.write(company, code, kind, path, spoken, steps)

        words = {
            CompanyFile.REPORT: tr("Rapport (PDF)"),
            CompanyFile.WORKBOOK: tr("Matris, gap och plan (XLSX)"),
            CompanyFile.SKILLS: tr("Kompetenslista för eget system (CSV)"),
        }
        name = reports.company_reports.name(view.of, kind, spoken)
        self._files.save(self._tab, FileJob(words[kind], name, write))
