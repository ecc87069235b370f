"""Hand out many certificates: print them, save each in its file, or all in one file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.errors import UserError
from app.usecases.batch import Batch
from app.usecases.batch_report import CopyReport
from ui.background import Background
from ui.language import marked, tr
from ui.screens.batch_words import copy_lines
from ui.screens.report_lines import ReportLines
from ui.screens.run_box import RunBox
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.segmented import SegmentedChoice

_WIDTH = 520


class CopiesBox(RunBox):
    """What is asked first, then how far it is, then what became of it; goes on where it stopped."""

    def __init__(
        self,
        parent: QWidget,
        words: tuple[str, str],
        batch: Batch,
        background: Background,
        ids: Sequence[bytes],
    ) -> None:
        """`words`: the heading, and the act with %n for how many."""
        heading, self._act_words = words
        super().__init__(parent, heading, PrimaryButton(), background)
        self.batch, self.left = batch, tuple(ids)
        self._total, self._done = len(self.left), 0
        self.report = ReportLines()
        self.note = TextLabel("", "small", "muted", wrap=True)
        self.act.setObjectName("copies_now")
        self.act.clicked.connect(self.go_on)

    def lay_out(self, *asked: QWidget) -> None:
        """What is asked above, then the report, the progress and the note."""
        for part in (*asked, self.report, self.progress, self.note):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.size_at(_WIDTH)
        self.show_act()

    def show_act(self) -> None:
        """The act with how many it is about."""
        self.act.setText(tr(self._act_words, len(self.left)))

    def go_on(self) -> None:
        """Hand out what is left."""
        self.report.show_lines(())
        self.show_running()
        self.grow()

    def done_words(self, count: int) -> str:
        """What was handed out, in words."""
        raise NotImplementedError

    def on_report(self, report: CopyReport) -> None:
        """Tell it; what is left may be gone on with."""
        self._done += len(report.done)
        self.left = report.left
        self.report.show_lines(copy_lines(report, self.done_words(len(report.done))))
        self.note.hide()
        if report.left:
            self._act_words = marked("Fortsätt (%n)")
            self.show_act()
            self.act.setFocus()
        else:
            self.act.hide()
            self.leave.setFocus()
        self.grow()


class PrintManyBox(CopiesBox):
    """The printers of this computer; one job a certificate, in the order of the list."""

    save_asked = Signal()

    def __init__(
        self, parent: QWidget, batch: Batch, background: Background, ids: Sequence[bytes]
    ) -> None:
        words = tr("Skriv ut %n bevis", len(ids)), marked("Skriv ut (%n)")
        super().__init__(parent, words, batch, background, ids)
        self.setObjectName("print_many_box")
        self.printers = QComboBox()
        self.printers.setObjectName("print_printer")
        self._field = Field(tr("Skrivare"), self.printers)
        self._has_none = False
        self.act.set_icon_name("printer")
        self.note.setText(
            tr("Ett jobb per bevis, i listans ordning. A4, verklig storlek, enkelsidigt. Räknas.")
        )
        self.lay_out(self._field)
        self.act.setEnabled(False)
        background.network.run(self, batch.printers, self._on_printers, self._on_none)

    def go_on(self) -> None:
        """Print, or save where there is no printer."""
        if self._has_none:
            self.reject()
            self.save_asked.emit()
            return
        super().go_on()
        self._field.hide()
        ids, batch = self.left, self.batch
        printer = self.printers.currentText() or None
        self.run(lambda tell, cancelled: batch.print(ids, printer, tell, cancelled), self.on_report)

    def on_report(self, report: CopyReport) -> None:
        """With another printer, if one likes, for what is left."""
        self._field.setVisible(bool(report.left))
        super().on_report(report)

    def done_words(self, count: int) -> str:
        """How many went to which printer."""
        words = tr("%n bevis skickade till {printer}.", count)
        return words.format(printer=self.printers.currentText())

    def _on_printers(self, names: tuple[str, ...]) -> None:
        self.printers.addItems(list(names))
        self.act.setEnabled(True)
        self.act.setFocus()
        if not names:
            self.note.setText(tr("Ingen skrivare är inlagd på datorn. Spara som en PDF i stället."))
            self._offer_saving()

    def _on_none(self, error: UserError) -> None:
        self.note.hide()
        self.show_error(error)
        self._offer_saving()

    def _offer_saving(self) -> None:
        self._has_none = True
        self._field.hide()
        self.act.setText(tr("Spara som en PDF"))
        self.act.set_icon_name("save")
        self.act.setEnabled(True)
        self.act.setFocus()
        self.grow()


class SaveManyBox(CopiesBox):
    """Each certificate in its own file in a folder; files that are there are asked about once."""

    def __init__(
        self,
        parent: QWidget,
        batch: Batch,
        background: Background,
        ids: Sequence[bytes],
        folder: Path,
    ) -> None:
        words = tr("Spara %n bevis", len(ids)), marked("Spara (%n)")
        super().__init__(parent, words, batch, background, ids)
        self.setObjectName("save_many_box")
        self._folder = folder
        self._there = TextLabel("", "body", wrap=True)
        self.files = SegmentedChoice(
            [("keep", tr("Behåll dem")), ("replace", tr("Skriv över"))],
            tr("Filer som redan finns"),
        )
        self.files.choose("keep")
        self.act.set_icon_name("save")
        self.note.setText(tr("Filerna heter som bevisets nummer och namn. Kopiorna räknas."))
        self._there.hide()
        self.files.hide()
        self.lay_out(self._there, self.files)
        self.act.setEnabled(False)
        asked = tuple(ids)
        background.run(self, lambda: batch.there(asked, folder), self._on_there)

    def go_on(self) -> None:
        """Save; what is there is kept or replaced, as one said."""
        super().go_on()
        self._there.hide()
        self.files.hide()
        ids, batch, folder = self.left, self.batch, self._folder
        over = self.files.key == "replace"
        self.run(
            lambda tell, cancelled: batch.save_many(ids, folder, tell, cancelled, replace=over),
            self.on_report,
        )

    def done_words(self, count: int) -> str:
        """How many lie in which folder."""
        words = tr("%n filer sparade i {folder}.", count)
        return words.format(folder=self._folder.name or str(self._folder))

    def _on_there(self, names: tuple[str, ...]) -> None:
        self.act.setEnabled(True)
        if not names:
            self.go_on()
            return
        words = tr("%n filer med samma namn finns redan i {folder}.", len(names))
        self._there.setText(words.format(folder=self._folder.name))
        self._there.show()
        self.files.show()
        self.files.setFocus()
        self.grow()


class SaveOneBox(CopiesBox):
    """All pages in one file for printing; starts at once, whole or not at all."""

    def __init__(
        self,
        parent: QWidget,
        batch: Batch,
        background: Background,
        ids: Sequence[bytes],
        path: Path,
    ) -> None:
        words = tr("Spara %n bevis som en PDF", len(ids)), marked("Spara (%n)")
        super().__init__(parent, words, batch, background, ids)
        self.setObjectName("save_one_box")
        self._path = path
        self.act.set_icon_name("save")
        self.lay_out()
        self.go_on()

    def go_on(self) -> None:
        """Make the file."""
        super().go_on()
        ids, batch, path = self.left, self.batch, self._path
        title = tr("%n kompetensbevis för utskrift", len(ids))
        self.run(
            lambda tell, cancelled: batch.save_one_pdf(ids, path, title, tell, cancelled),
            self.on_report,
        )

    def done_words(self, count: int) -> str:
        """Where it lies, and what it is good for."""
        words = tr(
            "%n bevis i {name}. Filen är för utskrift: signatur och digitalt bevis finns i "
            "de enskilda filerna.",
            count,
        )
        return words.format(name=self._path.name)
