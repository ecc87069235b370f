"""A file for a company: asked where, written with bar and cancel, then told what was written."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.settings import FilesView
from ui.background import Background
from ui.language import tr
from ui.screens.choose_file import save_file
from ui.screens.export_after import ExportAfter
from ui.screens.run_box import RunBox
from ui.widgets.buttons import PrimaryButton

if TYPE_CHECKING:
    from app.open_desk import Workspace
    from app.usecases.exports import Manifest
    from app.usecases.paper_writing import Steps

Write = Callable[[Path, "Steps"], "Manifest"]


@dataclass(frozen=True, slots=True)
class FileJob:
    """What the box is called, the name proposed, and what writes the file."""

    heading: str
    name: str
    write: Write


class CompanyFiles:
    """Saves files of a company; the folder used last is where the next one begins.

    `view` as remembered, `remember` keeps it.
    """

    def __init__(
        self,
        desk: "Workspace",
        background: Background,
        view: FilesView,
        remember: Callable[[FilesView], object],
    ) -> None:
        self._desk, self._background = desk, background
        self.view, self._remember = view, remember

    def remember(self, **values: str) -> None:
        """Keep a folder or a kind of sheet for the next time."""
        self.view = msgspec.structs.replace(self.view, **values)
        self._remember(self.view)

    def save(self, parent: QWidget, job: FileJob) -> None:
        """Ask for a place, then write there in a box of its own."""

        def write(path: Path) -> None:
            self.remember(folder=str(path.parent))
            box = FileBox(parent, self._desk, self._background, job)
            box.elsewhere.clicked.connect(lambda: self.save(parent, job))
            box.open()
            box.write(path)

        save_file(parent, job.heading, job.name, write, self.view.folder)


class FileBox(RunBox):
    """Bar and cancel while it runs; then rows, check sum and folder, or why there is no file."""

    def __init__(
        self, parent: QWidget, desk: "Workspace", background: Background, job: FileJob
    ) -> None:
        super().__init__(parent, job.heading, PrimaryButton(tr("Klar"), "check"), background)
        self.setObjectName("file_box")
        self._job = job
        self.act.setObjectName("file_done")
        self.elsewhere = PrimaryButton(tr("Välj en annan plats"), "download")
        self.elsewhere.setObjectName("file_elsewhere")
        self.elsewhere.hide()
        self.after = ExportAfter(desk.exports, background, self)
        for part in (self.progress, self.after):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.row.addWidget(self.elsewhere)
        self.act.clicked.connect(self.accept)
        self.elsewhere.clicked.connect(self.accept)
        self.size_at(560)

    def write(self, path: Path) -> None:
        """Write there."""
        from app.usecases.paper_writing import Steps

        job = self._job
        self.show_running()
        self.run(
            lambda tell, cancelled: job.write(path, Steps(tell, cancelled)),
            lambda manifest: self._on_written(path, manifest),
            self._on_refused,
        )

    def _on_written(self, path: Path, manifest: "Manifest") -> None:
        self.leave.hide()
        self.after.show_written(path, manifest)
        self.grow()
        self.act.setFocus()

    def _on_refused(self, error: UserError) -> None:
        self.act.hide()
        self.elsewhere.show()
        self.show_error(error)
        self.elsewhere.setFocus()
