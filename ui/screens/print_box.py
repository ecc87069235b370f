"""Print something: choose the printer, see that it went, or why not."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.errors import UserError
from ui.background import Background
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel


class PrintPaperBox(Box):
    """The printers of this computer, the default one chosen; saving instead where there is none."""

    save_asked = Signal()

    def __init__(
        self,
        parent: QWidget,
        words: tuple[str, str, str],
        background: Background,
        printers: Callable[[], tuple[str, ...]],
        send: Callable[[str | None], object],
        *,
        without: str = "",
    ) -> None:
        """`words`: heading, what is printed, a note; `send` hands it to the printer named.

        `without`: what to do where there is no printer, for what is never saved in a file.
        """
        heading, line, note = words
        act = PrimaryButton(tr("Skriv ut"), "printer")
        super().__init__(parent, heading, act, tr("Avbryt"))
        self.setObjectName("print_box")
        self._background, self._send, self._without = background, send, without
        self.printers = QComboBox()
        self.printers.setObjectName("print_printer")
        self._field = Field(self.tr("Skrivare"), self.printers)
        self._note = TextLabel(note, "small", "muted", wrap=True)
        self.act.setObjectName("print_now")
        self.body.addWidget(TextLabel(line, "body", "muted", wrap=True))
        self.body.addWidget(self._field)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.size_at(520)
        self.act.setEnabled(False)
        self.act.clicked.connect(self.print_now)
        background.network.run(self, printers, self._on_printers, self._on_refused)

    def print_now(self) -> None:
        """Hand the pages to the printer."""
        self.act.setEnabled(False)
        self.errors.clear()
        printer, send = self.printers.currentText() or None, self._send
        self._background.run(
            self,
            lambda: send(printer),
            lambda _none: self._on_printed(printer),
            self._on_refused,
        )

    def _on_printers(self, names: tuple[str, ...]) -> None:
        self.printers.addItems(list(names))
        self.act.setEnabled(bool(names))
        if not names:
            self._note.setText(
                self.tr("Ingen skrivare är inlagd på datorn. Spara som PDF i stället.")
            )
            self._offer_saving()

    def _on_printed(self, printer: str | None) -> None:
        words = self.tr("Skickat till {printer}").format(printer=printer or "")
        self.parent().toast(words)  # type: ignore[union-attr]
        self.accept()

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(bool(self.printers.count()))
        self.errors.show_message(message(error))
        if self.printers.count():
            self.leave.setFocus()
        else:
            self._offer_saving()
        self.grow()

    def _offer_saving(self) -> None:
        if self._without:
            self._note.setText(self._without)
            self._field.hide()
            self.leave.setFocus()
            return
        self.act.setText(self.tr("Spara som PDF"))
        self.act.set_icon_name("save")
        self.act.clicked.disconnect(self.print_now)
        self.act.clicked.connect(self._on_save)
        self.act.setEnabled(True)
        self.act.setFocus()
        self._field.hide()

    def _on_save(self) -> None:
        self.reject()
        self.save_asked.emit()
