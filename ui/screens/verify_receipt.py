"""The receipt of a check: the outcome in the language in force, printed or saved, never kept."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.usecases.verification import Checked, ReceiptWords, Verification
from ui.background import Background
from ui.figures import day_and_time, iso_day
from ui.language import language, tr
from ui.models.answer_words import as_of, look_of
from ui.models.layer_words import layer_rows
from ui.screens.choose_file import save_file
from ui.screens.print_box import PrintPaperBox


class ReceiptBox(PrintPaperBox):
    """The printers of this computer; saving as PDF where there is none."""

    def __init__(
        self,
        parent: QWidget,
        verification: Verification,
        background: Background,
        words: ReceiptWords,
    ) -> None:
        said = tr("Bara utfallet sparas, inga personuppgifter.")
        super().__init__(
            parent,
            (tr("Skriv ut kvittot"), words.answer, said),
            background,
            verification.printers,
            lambda printer: verification.print_receipt(words, printer),
        )
        self._parent, self._verification, self._words = parent, verification, words
        self.save_asked.connect(self._on_save_asked)

    def _on_save_asked(self) -> None:
        verification, words = self._verification, self._words

        def save(path: Path) -> None:
            def write() -> None:
                path.write_bytes(verification.receipt(words))

            self._background.run(self._parent, write, lambda _none: None)

        save_file(self._parent, tr("Spara kvittot"), f"{words.title}.pdf", save)


def receipt_words(checked: Checked, at: datetime) -> ReceiptWords:
    """What the receipt says: number, answer, layers, lists; nobody's name."""
    rows = [
        (tr("Bevisnummer"), checked.number or "–"),
        (tr("Kontrollerat"), day_and_time(at)),
        (tr("Statuslista från"), iso_day(checked.status_date) if checked.status_date else "–"),
        *((row.title, row.words) for row in layer_rows(checked)),
    ]
    return ReceiptWords(
        language=language(),
        title=tr("Kvitto på kontroll av bevis"),
        answer=look_of(checked).words,
        line=as_of(checked, at.date()),
        rows=tuple(rows),
        note=tr("Kvittot visar utfallet av en kontroll vid en viss tid. Det är inget bevis."),
    )
