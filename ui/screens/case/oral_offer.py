"""Before the decision: what was not assessed may be asked about."""

from uuid import UUID

from PySide6.QtCore import Signal

from app.domain.errors import UserError
from app.usecases.cases import CaseView
from ui.language import tr
from ui.screens.case.work import CaseWork
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel


class OralOffer(Card):
    """Hidden where nothing can be taken up."""

    begun = Signal()
    failed = Signal(object)  # UserError

    def __init__(self, work: CaseWork) -> None:
        super().__init__(" ")
        self.setObjectName("oral_offer")
        self._work = work
        self._case_id: UUID | None = None
        self._numbers: tuple[str, ...] = ()
        self._words = TextLabel("", "body", "muted", wrap=True)
        self.begin = SecondaryButton("", "speech")
        self.begin.setObjectName("oral_begin")
        self.begin.clicked.connect(self._on_begin)
        self.body.addWidget(self._words)
        self.body.addWidget(self.begin)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Ask what this case could take up."""
        if view.id != self._case_id:
            self._case_id = view.id
            self.hide()
        case_id, oral = view.id, self._work.desk.oral
        self._work.background.run(self, lambda: (case_id, oral.offered(case_id)), self._on_offered)

    def retranslate(self) -> None:
        """Set the words."""
        self.set_title(tr("Muntlig uppföljning"))
        words = tr("%n kriterier som inte blev bedömda kan visas i ord.", len(self._numbers))
        self._words.setText(f"{words} {', '.join(self._numbers)}")
        self.begin.setText(tr("Börja fråga"))

    def _on_offered(self, offered: tuple[UUID, tuple[str, ...]]) -> None:
        case_id, self._numbers = offered
        if case_id == self._case_id:
            self.retranslate()
            self.setVisible(bool(self._numbers))

    def _on_begin(self) -> None:
        case_id, oral = self._case_id, self._work.desk.oral
        if case_id is None:
            return
        self.begin.setEnabled(False)
        self._work.background.run(
            self, lambda: oral.begin(case_id), lambda _id: self._on_begun(), self._on_refused
        )

    def _on_begun(self) -> None:
        self.begin.setEnabled(True)
        self.begun.emit()

    def _on_refused(self, error: UserError) -> None:
        self.begin.setEnabled(True)
        self.failed.emit(error)
