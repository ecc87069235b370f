"""A long list of people on its way out of an order: how far, and a way to let it stay."""

from threading import Event
from uuid import UUID

from PySide6.QtWidgets import QProgressBar, QWidget

from app.domain.errors import UserError
from app.usecases.people_import import PeopleImport
from ui.background import Background
from ui.language import tr
from ui.screens.box import Box
from ui.widgets.buttons import PrimaryButton
from ui.widgets.labels import TextLabel

LONG = 400
"""People in a list that is gone before anybody could read how far it is."""


class UndoBox(Box):
    """Begins at once; leaving it stops between two shares, and then nothing has changed."""

    def __init__(
        self, parent: QWidget, imports: PeopleImport, background: Background, import_id: UUID
    ) -> None:
        act = PrimaryButton(tr("Stäng"))
        super().__init__(parent, tr("Inläsningen ångras"), act, tr("Avbryt, låt listan stå kvar"))
        self.setObjectName("import_undo_box")
        act.hide()
        act.clicked.connect(self.accept)
        self._stop = stop = Event()
        self.progress = QProgressBar()
        self.progress.setObjectName("import_undo_progress")
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Hur långt det har kommit"))
        words = tr("Alla som kom med listan tas ur ordern på en gång, eller ingen.")
        self.body.addWidget(TextLabel(words, "body", "muted", wrap=True))
        self.body.addWidget(self.progress)
        self.size_at(480)
        told = background.database.relay(self, self._on_progress)
        background.run(
            self,
            lambda: imports.undo(import_id, lambda at, all_: told((at, all_)), stop.is_set),
            lambda _count: self.accept(),
            self._on_refused,
        )

    def reject(self) -> None:
        """Stop; everybody stays in the order."""
        self._stop.set()
        super().reject()

    def _on_progress(self, told: tuple[int, int]) -> None:
        at, whole = told
        self.progress.setMaximum(whole)
        self.progress.setValue(at)

    def _on_refused(self, error: UserError) -> None:
        if type(error).__name__ == "ReadingStopped":
            return
        self.progress.hide()
        self.show_error(error)
