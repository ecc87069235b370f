"""The exports made here: what each stated, where it lies, and whether it still is what it was."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.models.export_rows import ExportRows
from ui.screens.box import Box
from ui.screens.export_answer import ExportAnswerBox
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.cells import ColumnWidth
from ui.widgets.table import HairlineTable
from ui.widgets.yielding import yielding

if TYPE_CHECKING:
    from app.usecases.exports import ExportCheck, Exports, MadeExport
    from ui.background import Background

_COLUMNS = (
    ColumnWidth(120),
    ColumnWidth(180, stretch=True, least=120),
    ColumnWidth(150),
    ColumnWidth(140),
    ColumnWidth(70),
    ColumnWidth(190),
)


class ExportsMadeBox(Box):
    """Newest first; one is chosen and shown in its folder, or held against its manifest."""

    def __init__(self, parent: QWidget, exports: "Exports", background: "Background") -> None:
        act = PrimaryButton(tr("Kontrollera filen"), "shield-check")
        super().__init__(parent, tr("Gjorda exporter"), act, tr("Stäng"))
        self.setObjectName("exports_made_box")
        self._exports, self._background = exports, background
        self.opens = QDesktopServices.openUrl
        self._model = ExportRows()
        self.table = HairlineTable()
        self.table.setObjectName("exports_made")
        self.table.setAccessibleName(tr("Gjorda exporter"))
        self.table.setModel(self._model)
        self.table.set_columns(_COLUMNS)
        self.table.set_empty(tr("Inget är exporterat härifrån än."))
        self.folder = SecondaryButton(tr("Visa i mappen"), "external")
        self.folder.setObjectName("exports_made_folder")
        self.act.setObjectName("exports_made_check")
        self.body.addWidget(yielding(self.table, 120), 1)
        self.row.insertWidget(1, self.folder)
        self.table.current_changed.connect(self._on_current)
        self.folder.clicked.connect(self._show_folder)
        self.act.clicked.connect(self._check)
        self._on_current(None)
        background.run(self, exports.made, self._model.show_rows)
        self.size_within(900, 480)

    def _on_current(self, row: "MadeExport | None") -> None:
        self._row = row
        is_there = row is not None and row.is_there
        self.folder.setEnabled(is_there)
        self.act.setEnabled(is_there and row is not None and not row.kind.startswith("mail."))

    def _show_folder(self) -> None:
        if self._row is not None and self._row.file is not None:
            self.opens(QUrl.fromLocalFile(str(self._row.file.parent)))

    def _check(self) -> None:
        file = None if self._row is None else self._row.file
        if file is not None:
            self._background.run(self, lambda: self._exports.check(file), self._on_checked)

    def _on_checked(self, check: "ExportCheck") -> None:
        ExportAnswerBox(self, check).open()
