"""The role's one-page guides beside a version: printed, or saved as PDF."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.role_guide import GuideReader
from app.usecases.library import VersionDetail
from app.usecases.role_guides import RoleGuides
from ui.background import Background
from ui.language import language, tr
from ui.screens.choose_file import save_file
from ui.screens.print_box import PrintPaperBox
from ui.theme import metrics
from ui.widgets.buttons import LinkButton


class GuideButtons(QWidget):
    """One button for each reader; not there for a version without a guide."""

    refused = Signal(object)  # UserError

    def __init__(self, guides: RoleGuides, background: Background) -> None:
        super().__init__()
        self._guides, self._background, self._hash = guides, background, ""
        self.buttons = {reader: LinkButton("", "printer") for reader in GuideReader}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap)
        for reader, button in self.buttons.items():
            button.setObjectName(f"guide_{reader}")
            button.clicked.connect(lambda _on=False, reader=reader: self.print(reader))
            row.addWidget(button)
        self.hide()

    def show_detail(self, detail: VersionDetail) -> None:
        """Those of this version."""
        self._hash = detail.line.hash
        self.setVisible(detail.wording.guide is not None)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.buttons[GuideReader.CANDIDATE].setText(tr("Sida för validanden"))
        self.buttons[GuideReader.ASSESSOR].setText(tr("Sida för bedömaren"))

    def print(self, reader: GuideReader) -> PrintPaperBox:
        """Ask for the printer; saving where there is none."""
        page = (self._hash, reader, language())
        heading = tr("Skriv ut vägledningen")
        line, note = self.buttons[reader].text(), tr("En sida A4 på det språk som visas nu.")
        box = PrintPaperBox(
            self,
            (heading, line, note),
            self._background,
            self._guides.printers,
            lambda printer: self._guides.print(*page, printer),
        )
        box.save_asked.connect(lambda: self._save(reader))
        box.open()
        return box

    def _save(self, reader: GuideReader) -> None:
        page = (self._hash, reader, language())

        def write(path: Path) -> None:
            words = tr("Sparat som {name}.").format(name=path.name)

            def said(_none: None) -> None:
                self.window().toast(words)  # type: ignore[attr-defined]

            self._background.run(self, lambda: self._guides.save(*page, path), said, self._refuse)

        def ask(name: str) -> None:
            save_file(self, tr("Spara vägledningen"), name, write)

        self._background.run(self, lambda: self._guides.name(*page), ask, self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)
