"""Opening a file from another assessor's computer: the file and the code, then the case."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.errors import UserError
from app.usecases.handover_files import read_file
from app.usecases.helping import CoAssessing
from ui.background import Background
from ui.language import tr
from ui.screens.box import Box
from ui.screens.choose_file import open_file
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import ElidedLabel, TextLabel


class OpenAskBox(Box):
    """Stays open until the file is opened; what was written stays while something is wrong."""

    opened = Signal(object)  # UUID of the case

    def __init__(self, parent: QWidget, helping: CoAssessing, background: Background) -> None:
        act = PrimaryButton(tr("Öppna"), chevron=True)
        super().__init__(parent, tr("Medbedöm åt en kollega"), act, tr("Avbryt"))
        self.setObjectName("open_ask_box")
        self.act.setObjectName("open_ask")
        self._helping, self._background, self._busy = helping, background, False
        self._path: Path | None = None
        self.choose = SecondaryButton(tr("Välj fil"), "file")
        self.choose.setObjectName("open_ask_file")
        self._name = ElidedLabel(tr("Ingen fil vald"), "body", "muted")
        self.code = QLineEdit()
        self.code.setObjectName("open_ask_code")
        self.code.setPlaceholderText("K7QM4-T2P9X")
        self._field = Field(tr("Koden som kollegan säger"), self.code)
        meaning = tr(
            "Kollegan har sparat en fil på sin dator. Du bedömer ensam här och ger tillbaka en "
            "svarsfil. Beslutet fattas på kollegans dator."
        )
        self.body.addWidget(TextLabel(meaning, "body", "muted", wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self._name, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._field)
        self.choose.clicked.connect(
            lambda: open_file(self, tr("Välj fil"), "*.intyga", self.show_file)
        )
        self.code.textChanged.connect(lambda _text: self._field.show_wrong(""))
        self.code.returnPressed.connect(self._on_act)
        self.act.clicked.connect(self._on_act)
        self.size_at(520)
        self.choose.setFocus()

    def show_file(self, path: Path) -> None:
        """This file it is."""
        self._path = path
        self._name.setText(path.name)
        self.errors.clear()
        self.code.setFocus()

    def _on_act(self) -> None:
        path, code = self._path, self.code.text()
        if self._busy:
            return
        if path is None:
            self.choose.setFocus()
            return
        if not code.strip():
            self._field.show_wrong(tr("Skriv koden."))
            self.code.setFocus()
            return
        self._busy = True
        self.errors.clear()
        self._background.run(
            self, lambda: self._helping.open(read_file(path), code), self._on_opened, self._refused
        )

    def _on_opened(self, case_id: UUID) -> None:
        self.opened.emit(case_id)
        self.accept()

    def _refused(self, error: UserError) -> None:
        self._busy = False
        self.show_error(error)
