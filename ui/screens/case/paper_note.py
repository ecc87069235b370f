"""The line that says which parts of a case were keyed in from paper; hidden where none was."""

from uuid import UUID

from app.usecases.paper_entry import KeyedPart
from ui.screens.case.paper_words import keyed_line
from ui.screens.case.work import CaseWork
from ui.widgets.note_line import NoteLine


class KeyedNote(NoteLine):
    """Loads itself for the case on view."""

    def __init__(self, work: CaseWork) -> None:
        super().__init__("file", "neutral", style="small")
        self.setObjectName("keyed_note")
        self._work = work
        self._keyed: tuple[KeyedPart, ...] = ()

    def show_case(self, case_id: UUID) -> None:
        """Say what of this case came from paper."""
        entry = self._work.desk.paper_entry
        self._work.background.run(self, lambda: entry.keyed(case_id), self._on_keyed)

    def retranslate(self) -> None:
        """Say it in the language in force."""
        self.show_words(keyed_line(self._keyed))

    def _on_keyed(self, keyed: tuple[KeyedPart, ...]) -> None:
        self._keyed = keyed
        self.retranslate()
