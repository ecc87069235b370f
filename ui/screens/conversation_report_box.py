"""The report of a conversation: with the company's notes or without, in which language, where."""

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from app.domain.errors import UserError
from app.domain.text import Language
from app.usecases.conversation_reports import ConversationReports
from app.usecases.conversations import ConversationSheet
from ui.background import Background
from ui.language import language, tr
from ui.screens.case.scrolled_box import ScrolledBox
from ui.screens.choose_file import save_file
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.tick_line import TickLine


class ReportBox(ScrolledBox):
    """Asks what is to be in it, then where it is to be; the file is written down as an export."""

    def __init__(
        self,
        parent: QWidget,
        reports: ConversationReports,
        background: Background,
        sheet: ConversationSheet,
    ) -> None:
        act = PrimaryButton(tr("Spara rapporten"), "save")
        super().__init__(parent, tr("Rapport till företaget"), act, tr("Stäng"))
        self.setObjectName("report_box")
        self._reports, self._background, self._sheet = reports, background, sheet
        self.notes = TickLine(tr("Ta med anteckningar, deltagarnas namn och vem som kan ta över"))
        self.notes.setObjectName("report_notes")
        self.spoken = SegmentedChoice([("sv", "Svenska"), ("en", "English")])
        self.spoken.setObjectName("report_language")
        self.spoken.choose(language())
        self.saved_as = TextLabel("", "state", "ok", wrap=True)
        self.saved_as.setObjectName("report_done")
        self.saved_as.hide()
        self.act.setObjectName("report_save")
        self.asked.addWidget(
            TextLabel(
                tr(
                    "Profil, utveckling, styrkor, nästa steg, roller och svaren tema för tema. "
                    "Anteckningarna är med bara om företaget vill det."
                ),
                "body",
                "muted",
                wrap=True,
            )
        )
        self.asked.addWidget(self.notes)
        self.asked.addWidget(Field(tr("Språk"), self.spoken))
        self.asked.addWidget(self.saved_as)
        self.act.clicked.connect(self._on_save)
        self.size_at(520)
        self.notes.setFocus()

    @property
    def chosen_language(self) -> Language:
        """The language of the report."""
        return cast("Language", self.spoken.key)

    def save_to(self, path: Path) -> None:
        """Write the report there."""
        self.errors.clear()
        self.act.setEnabled(False)
        reports, conversation = self._reports, self._sheet.line.id
        spoken, with_notes = self.chosen_language, self.notes.isChecked()
        self._background.run(
            self,
            lambda: reports.write(conversation, path, spoken, with_notes=with_notes),
            lambda _rows: self._on_written(path),
            self._on_refused,
        )

    def _on_save(self) -> None:
        reports, conversation, spoken = self._reports, self._sheet.line.id, self.chosen_language
        self._background.run(
            self,
            lambda: reports.name(conversation, spoken),
            lambda name: save_file(self, tr("Spara rapporten"), name, self.save_to),
        )

    def _on_written(self, path: Path) -> None:
        self.act.setEnabled(True)
        self.saved_as.setText(tr("Sparad: {name}").format(name=path.name))
        self.saved_as.show()
        self.grow()

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.show_error(error)
