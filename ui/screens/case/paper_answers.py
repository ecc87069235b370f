"""A theory test on paper keyed in: one short line for each question, letters only."""

from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.usecases.paper_entry import AnswerLine
from ui.language import tr
from ui.messages import message
from ui.screens.box import Box
from ui.screens.case.pane import CasePane
from ui.screens.case.paper_answer_row import AnswerRow
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.confirm_box import ask
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll


def open_answers_box(pane: CasePane, sitting_id: UUID) -> "AnswersBox":
    """Key in the answers of the test printed for the case on view."""
    box = AnswersBox(pane, sitting_id)
    box.open()
    return box


class AnswersBox(Box):
    """Every answer is stored as it is written; the words of the questions stay on the paper."""

    def __init__(self, pane: CasePane, sitting_id: UUID) -> None:
        act = PrimaryButton(tr("Lämna in provet"), chevron=True)
        super().__init__(pane, tr("Skriv in svaren"), act, tr("Fortsätt senare"))
        self.setObjectName("answers_box")
        assert pane.view is not None
        self._pane, self._sitting_id, self._case_id = pane, sitting_id, pane.view.id
        self._rows: list[AnswerRow] = []
        how = tr("Skriv bokstaven som är ikryssad. Svaret sparas och du kommer till nästa fråga.")
        self._count = TextLabel("", "state")
        self._count.setObjectName("answers_count")
        self._lost = QuietButton(tr("Provet är borttappat …"), "trash")
        self._lost.setObjectName("answers_lost")
        self._lost.clicked.connect(self._on_lost)
        self.act.setObjectName("answers_hand_in")
        self.act.setEnabled(False)
        self.act.setAutoDefault(False)
        self.act.clicked.connect(self._on_hand_in)
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._listed = QuietScroll(self._list, least=280)
        self.body.addWidget(TextLabel(how, "body", "muted", wrap=True))
        self.body.addWidget(self._listed, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addStretch(1)
        foot.addWidget(self._lost)
        self.body.addLayout(foot)
        self.size_at(560, 540)
        entry = pane.work.desk.paper_entry
        pane.work.background.run(self, lambda: entry.lines(sitting_id), self._on_lines)

    @property
    def filled(self) -> int:
        """How many questions have an answer that is stored."""
        return sum(bool(row.line.written) for row in self._rows)

    def _on_lines(self, lines: tuple[AnswerLine, ...]) -> None:
        for line in lines:
            row = AnswerRow(line)
            row.written.connect(lambda text, row=row: self._on_written(row, text))
            row.went_on.connect(lambda row=row: self._go_on(row))
            row.entered.connect(lambda row=row: self._listed.ensureWidgetVisible(row))
            self._rows.append(row)
            self._lines.addWidget(row)
        self._lines.addStretch(1)
        self._show_count()
        self.act.setEnabled(True)
        blank = [row for row in self._rows if not row.line.written]
        (blank or self._rows)[0].edit.setFocus()

    def _on_written(self, row: AnswerRow, text: str) -> None:
        entry, sitting_id, item = self._pane.work.desk.paper_entry, self._sitting_id, row.line

        def kept(line: AnswerLine) -> None:
            row.show_line(line)
            self._show_count()
            self._pane.saved.emit()

        def refused(error: UserError) -> None:
            row.show_wrong(message(error).what)

        self._pane.work.background.run(
            self, lambda: entry.key(sitting_id, item.item_id, text), kept, refused
        )

    def _go_on(self, row: AnswerRow) -> None:
        at = self._rows.index(row) + 1
        if at < len(self._rows):
            self._rows[at].edit.setFocus()
        else:
            self.act.setFocus()

    def _on_hand_in(self) -> None:
        for row in self._rows:
            row.finish()
        self._pane.work.background.run(self, lambda: None, lambda _none: self._ask_hand_in())

    def _ask_hand_in(self) -> None:
        """Once every answer written has been stored or refused."""
        wrong = [row for row in self._rows if row.is_wrong]
        if wrong:
            wrong[0].edit.setFocus()
            return
        blank = len(self._rows) - self.filled
        if not blank:
            self._hand_in()
            return
        ask(
            self,
            self.tr("Lämna in med %n obesvarade frågor?", "", blank),
            self.tr("Obesvarade frågor ger inga poäng. Efter inlämningen går inget att ändra."),
            self.tr("Lämna in provet"),
            self._hand_in,
        )

    def _hand_in(self) -> None:
        entry, sitting_id = self._pane.work.desk.paper_entry, self._sitting_id
        self.act.setEnabled(False)
        self._pane.work.background.run(
            self, lambda: entry.hand_in(sitting_id), self._on_over, self._on_refused
        )

    def _on_lost(self) -> None:
        entry, case_id = self._pane.work.desk.paper_entry, self._case_id
        ask(
            self,
            self.tr("Är det utskrivna provet borttappat?"),
            self.tr("Det som är inskrivet räknas inte. Nästa prov får andra frågor."),
            self.tr("Provet är borttappat"),
            lambda: self._pane.work.background.run(
                self, lambda: entry.give_up_test(case_id), self._on_over, self._on_refused
            ),
            danger=True,
        )

    def _on_over(self, _nothing: object) -> None:
        pane = self._pane
        self.accept()
        QTimer.singleShot(0, pane, pane.done.emit)  # once the box has gone

    def _on_refused(self, error: UserError) -> None:
        self.act.setEnabled(True)
        self.show_error(error)

    def _show_count(self) -> None:
        self._count.setText(
            self.tr("{filled} av {total} ifyllda").format(filled=self.filled, total=len(self._rows))
        )
