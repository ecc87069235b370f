"""Cases or certificates as a file for the coordinator; rows and check sum are told."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.usecases.exports import Exports, Format, Manifest
from ui.background import Background
from ui.figures import number
from ui.language import language, tr
from ui.screens.box import Box
from ui.screens.choose_file import save_file
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.segmented import SegmentedChoice

_FORMATS: dict[str, Format] = {"xlsx": "xlsx", "csv": "csv", "json": "json"}


class ExportBox(Box):
    """What, as which kind of file, and where; then what the file states about itself."""

    def __init__(self, parent: QWidget, exports: Exports, background: Background) -> None:
        act = PrimaryButton(tr("Välj plats och spara"), "download")
        super().__init__(parent, tr("Exportera till samordnaren"), act, tr("Stäng"))
        self.setObjectName("export_box")
        self._exports, self._background = exports, background
        self.what = SegmentedChoice(
            [("certificates", self.tr("Bevis")), ("cases", self.tr("Ärenden"))],
            self.tr("Vad ska exporteras?"),
        )
        self.kind = SegmentedChoice(
            [("xlsx", "Excel (XLSX)"), ("csv", "CSV"), ("json", "JSON")], self.tr("Filtyp")
        )
        self.written = TextLabel("", "body", wrap=True)
        self.written.setObjectName("export_result")
        self.sum = TextLabel("", "small", "muted", wrap=True)
        self.sum.setObjectName("export_sum")
        self.sum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told = Card(ground="ok")
        self.act.setObjectName("export_now")
        self._build()
        self.what.choose("certificates")
        self.kind.choose("xlsx")
        self.act.clicked.connect(self._on_act)

    def write(self, path: Path) -> None:
        """Write the file; its rows and its check sum are shown."""
        exports, format_, spoken = self._exports, _FORMATS[self.kind.key], language()
        write = exports.cases if self.what.key == "cases" else exports.certificates
        self.act.setEnabled(False)
        self.errors.clear()
        self._background.run(
            self,
            lambda: write(path, format_, spoken),
            lambda manifest: self._on_written(path, manifest),
            self._on_refused,
        )

    def _on_act(self) -> None:
        stems = {"certificates": self.tr("intyga-bevis"), "cases": self.tr("intyga-ärenden")}
        name = f"{stems[self.what.key]}.{self.kind.key}"
        save_file(self, self.tr("Spara exporten"), name, self.write)

    def _on_written(self, path: Path, manifest: Manifest) -> None:
        self.act.setEnabled(True)
        words = self.tr("%n rader skrivna till {name}", "", manifest.rows)
        shown = words.replace(str(manifest.rows), number(manifest.rows), 1)
        self.written.setText(shown.format(name=path.name))
        parts = [manifest.sha256[at : at + 8] for at in range(0, 64, 8)]
        self.sum.setText(self.tr("Kontrollsumma (SHA-256): {sum}").format(sum=" ".join(parts)))
        self._told.show()
        self.grow()

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.show_error(error)

    def _build(self) -> None:
        note = self.tr("Utan identitetsnummer. Skyddade personer står utan namn.")
        self.body.addWidget(TextLabel(note, "body", "muted", wrap=True))
        for words, choice in (
            (self.tr("Vad ska exporteras?"), self.what),
            (self.tr("Filtyp"), self.kind),
        ):
            self.body.addWidget(TextLabel(words, "state"))
            self.body.addWidget(choice)
        self._told.body.addWidget(self.written)
        self._told.body.addWidget(self.sum)
        self._told.hide()
        self.body.addWidget(self._told)
        self.body.addStretch(1)
        self.size_at(560)
