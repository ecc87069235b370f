"""What an export states about itself, and what one does with it: its folder, an e-mail."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from ui.figures import number
from ui.language import tr
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from app.usecases.exports import Exports, Manifest
    from ui.background import Background
    from ui.screens.box import Box


class ExportAfter(Card):
    """Hidden until a file is written. Nothing is sent: the computer's own mail program does that.

    `opens`: what shows a file or folder; the system's own way.
    """

    def __init__(self, exports: "Exports", background: "Background", box: "Box") -> None:
        super().__init__(ground="ok")
        self.setObjectName("export_after")
        self._exports, self._background, self._box = exports, background, box
        self._path = Path()
        self.opens = QDesktopServices.openUrl
        self.written = TextLabel("", "strong", wrap=True)
        self.written.setObjectName("export_result")
        self.sum = TextLabel("", "small", "muted", wrap=True)
        self.sum.setObjectName("export_sum")
        self.sum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folder = SecondaryButton(tr("Visa i mappen"), "external")
        self.folder.setObjectName("export_folder")
        self.mail = SecondaryButton(tr("Gör e-post"), "mail")
        self.mail.setObjectName("export_mail")
        self.folder.clicked.connect(self._show_folder)
        self.mail.clicked.connect(self._make_mail)
        self._build()
        self.hide()

    def show_written(self, path: Path, manifest: "Manifest") -> None:
        """Say how many rows the file has, and its check sum."""
        self._path = path
        words = tr("%n rader skrivna till {name}", manifest.rows)
        shown = words.replace(str(manifest.rows), number(manifest.rows), 1)
        cut = tr(" %n celler var för långa för Excel och är avkortade.", manifest.cut)
        self.written.setText(shown.format(name=path.name) + (cut if manifest.cut else ""))
        parts = [manifest.sha256[at : at + 8] for at in range(0, 64, 8)]
        self.sum.setText(tr("Kontrollsumma (SHA-256): {sum}").format(sum=" ".join(parts)))
        self.show()
        self.folder.setFocus()

    def _show_folder(self) -> None:
        self.opens(QUrl.fromLocalFile(str(self._path.parent)))

    def _make_mail(self) -> None:
        file, draft = self._path, self._path.with_name(f"{self._path.name}.eml")
        subject = tr("Export från Intyga: {name}").format(name=file.name)
        text = tr(
            "Här är filen {name} med följeblad. Kontrollera den i Intyga under Kontrollera, eller "
            "med: python3 -m app export check {name}"
        ).format(name=file.name)
        self.mail.setEnabled(False)
        self._background.run(
            self,
            lambda: self._exports.mail((file,), draft, subject, text),
            lambda _done: self._on_mail(draft),
            self._on_refused,
        )

    def _on_mail(self, draft: Path) -> None:
        self.mail.setEnabled(True)
        self.opens(QUrl.fromLocalFile(str(draft)))

    def _on_refused(self, error: Exception) -> None:
        self.mail.setEnabled(True)
        self._box.show_error(error)  # type: ignore[arg-type]

    def _build(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(metrics().gap_small)
        acts.addWidget(self.folder)
        acts.addWidget(self.mail)
        acts.addStretch(1)
        self.body.addWidget(self.written)
        self.body.addWidget(self.sum)
        self.body.addLayout(acts)
