"""Whether an export is as it was made, and by whom: one answer in words."""

from PySide6.QtWidgets import QWidget

from app.usecases.exports import ExportAnswer, ExportCheck
from ui.figures import iso_day, number
from ui.language import marked, tr
from ui.models.export_rows import kind_words
from ui.screens.box import Box
from ui.theme_roles import Tone
from ui.widgets.answer_band import AnswerBand
from ui.widgets.buttons import PrimaryButton
from ui.widgets.facts import Facts
from ui.widgets.quiet_scroll import QuietScroll

_ANSWERS: dict[ExportAnswer, tuple[Tone, str, str, str]] = {
    ExportAnswer.WHOLE: (
        *("ok", "check-circle"),
        marked("Hel"),
        marked("Filen är precis som när den skrevs, och underskriften håller."),
    ),
    ExportAnswer.CHANGED: (
        *("bad", "x-circle"),
        marked("Ändrad"),
        marked("Filen är inte den som följebladet talar om. Be om en ny."),
    ),
    ExportAnswer.MANIFEST_CHANGED: (
        *("bad", "x-circle"),
        marked("Ändrad"),
        marked("Följebladet är ändrat efter att det skrevs under. Be om en ny fil."),
    ),
    ExportAnswer.UNKNOWN_SIGNER: (
        *("warn", "warning"),
        marked("Okänd undertecknare"),
        marked(
            "Filen stämmer med följebladet, men ingen som regionen står bakom har skrivit under."
        ),
    ),
    ExportAnswer.UNSIGNED: (
        *("warn", "warning"),
        marked("Inte undertecknad"),
        marked("Filen stämmer med följebladet, men vem som helst kan ha skrivit båda."),
    ),
}


class ExportAnswerBox(Box):
    """The answer large, then what the manifest says of the file."""

    def __init__(self, parent: QWidget, check: ExportCheck) -> None:
        super().__init__(parent, tr("Kontroll av export"), PrimaryButton(tr("Klart")), "")
        self.setObjectName("export_answer_box")
        self.leave.hide()
        self.act.setObjectName("export_answer_done")
        self.act.clicked.connect(self.accept)
        self.band, self.facts = AnswerBand(), Facts()
        self.band.setObjectName("export_answer")
        tone, icon, words, line = _ANSWERS[check.answer]
        self.band.show_answer(tone, icon, tr(words), tr(line))
        self.facts.show_rows(_rows(check))
        self.body.addWidget(self.band)
        self.body.addWidget(QuietScroll(self.facts, 60), 1)
        self.size_within(620, 480)


def _rows(check: ExportCheck) -> list[tuple[str, str]]:
    """What is known; a changed file is not said to have the rows of the one that was."""
    told = check.manifest
    rows = [
        (tr("Fil"), told.file),
        (tr("Innehåll"), kind_words(f"{told.kind}.") if told.kind else ""),
        (tr("Rader"), number(told.rows)),
        (tr("Urval"), ", ".join(f"{key}: {value}" for key, value in told.filters.items())),
        (tr("Skriven"), f"{iso_day(told.written_at.date())} {told.written_at:%H:%M}"),
        (tr("Av"), ", ".join(filter(None, (told.by, told.place)))),
        (tr("Undertecknad av"), check.signer),
        (tr("Övning"), tr("Ja: inget i filen är på riktigt") if told.practice else ""),
    ]
    return [(label, value) for label, value in rows if value]
