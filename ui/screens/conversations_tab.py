"""The tab Samtal: a company's guided conversations, one of them at work, the report of it."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from app.domain.change import Change, Touched
from app.domain.conversation import Participant
from app.usecases.conversations import ConversationLine, ConversationSheet
from ui.background import Background
from ui.language import tr
from ui.screens.company_tab import CompanyTab
from ui.screens.conversation_acts import ConversationActs
from ui.screens.conversation_boxes import ParticipantsBox
from ui.screens.conversation_list import ConversationList
from ui.screens.conversation_work import ConversationWork

if TYPE_CHECKING:
    from app.open_desk import Workspace


class ConversationsTab(CompanyTab):
    """The list first; a conversation takes its whole place until one goes back."""

    def __init__(self, desk: "Workspace", background: Background) -> None:
        super().__init__()
        self.setObjectName("conversations_tab")
        self._desk, self._background = desk, background
        self._use = desk.conversations
        self.list = ConversationList()
        self.work = ConversationWork(self._use, background, self._today)
        self._acts = ConversationActs(self.work)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.work)
        self.page.addWidget(self._stack, 1)
        self._connect()

    @property
    def is_at_work(self) -> bool:
        """Whether a conversation is on view, not the list."""
        return self._stack.currentWidget() is self.work

    def open_company(self, company_id: UUID) -> None:
        """The company's conversations; another company's is left."""
        if company_id != self.company_id:
            self._stack.setCurrentWidget(self.list)
        super().open_company(company_id)

    def refresh(self) -> None:
        """Read the list; a conversation at work holds what was said itself."""
        company = self.company_id
        if company is None or self.is_at_work:
            return

        def show(lines: tuple[ConversationLine, ...]) -> None:
            if company == self.company_id:
                self.list.show_lines(lines)

        self._background.run(self, lambda: self._use.list(company), show, self.failed.emit)

    def on_change(self, change: Change) -> None:
        """Conversations are told of as companies are."""
        if Touched.COMPANIES in change.touched:
            self.refresh()

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self.list.retranslate()
        self.work.retranslate()

    def show_list(self) -> None:
        """Back to the list."""
        self._stack.setCurrentWidget(self.list)
        self.headed.emit("")
        self.refresh()
        self.list.take_focus()

    def _on_begin(self) -> None:
        newest = self.list.model.rows[0].id if self.list.model.rows else None
        if newest is None:
            self._ask_begin(())
        else:
            self._background.run(
                self, lambda: self._use.sheet(newest).participants, self._ask_begin
            )

    def _ask_begin(self, participants: tuple[Participant, ...]) -> None:
        usual = (Participant(tr("Platschef")), Participant(tr("Facklig företrädare")))
        box = ParticipantsBox(self, participants or usual, self._today())
        box.given.connect(lambda people, day: self._begin(box, people, day))
        box.open()

    def _begin(self, box: ParticipantsBox, people: tuple[Participant, ...], day: date) -> None:
        company = self.company_id
        assert company is not None

        def begun(conversation_id: UUID) -> None:
            box.accept()
            self._open(conversation_id)

        self._background.run(
            self,
            lambda: self._use.begin(company, people, day),
            begun,
            box.show_error,
        )

    def _open(self, conversation_id: UUID) -> None:
        self._stack.setCurrentWidget(self.work)
        self.work.open(conversation_id)

    def _on_report(self, sheet: ConversationSheet) -> None:
        from ui.screens.conversation_report_box import ReportBox

        ReportBox(self, self._desk.conversation_reports, self._background, sheet).open()

    def _today(self) -> date:
        return self._desk.desk.clock.now().date()

    def _on_left(self) -> None:
        self.work.flush()
        self.show_list()

    def _connect(self) -> None:
        self.list.begin_asked.connect(self._on_begin)
        self.list.opened.connect(self._open)
        self.work.left.connect(self.show_list)
        self.work.side.back.clicked.connect(self._on_left)
        self.work.failed.connect(self.failed)
        self.work.headed.connect(self.headed)
        self.work.report_asked.connect(self._on_report)
