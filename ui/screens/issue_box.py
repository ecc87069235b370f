"""Issue many certificates: which, one PIN, how far it is, and what became of each."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from app.domain.errors import UserError
from app.usecases.batch import Batch, ReadyCase
from app.usecases.batch_report import BatchProgress, Cancelled, IssueReport, Tell
from ui.background import Background
from ui.language import tr
from ui.models.ready_rows import ReadyRows
from ui.screens.batch_words import issue_lines
from ui.screens.case.pin_box import PinBox
from ui.screens.report_lines import ReportLines
from ui.screens.run_box import RunBox
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.choice_table import ChoiceTable
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.labels import TextLabel
from ui.widgets.yielding import yielding

_PERSON, _STATE = ColumnWidth(200, stretch=True, least=150), ColumnWidth(96)
_WIDE = (_PERSON, ColumnWidth(200), ColumnWidth(150), ColumnWidth(150), _STATE)
_NARROW = (_PERSON, ColumnWidth(0), ColumnWidth(0), ColumnWidth(0), _STATE)
_ENOUGH = 640
_SIZE, _LOW = (920, 640), 240


class IssueBox(RunBox):
    """Every signed decision without certificate; what can be issued is ticked to begin with."""

    issued = Signal(object)  # ids, in the order issued
    print_asked = Signal(object)  # ids
    case_asked = Signal(object)

    def __init__(
        self, parent: QWidget, batch: Batch, background: Background, *, passphrase: bool
    ) -> None:
        act = PrimaryButton("", "pen")
        super().__init__(parent, tr("Utfärda flera bevis"), act, background)
        self.setObjectName("issue_box")
        self._batch, self._background, self._passphrase = batch, background, passphrase
        self._ready: tuple[ReadyCase, ...] = ()
        self._report: IssueReport | None = None
        self._pin: PinBox | None = None
        self._line = TextLabel("", "body", "muted", wrap=True)
        self._line.setObjectName("issue_line")
        self.report = ReportLines()
        self.company = QComboBox()
        self.company.setObjectName("issue_company")
        self.model = ReadyRows(self)
        self.table = ChoiceTable("row_sync", ticks_only=True)
        self.table.setObjectName("issue_table")
        self._rows, self._rest = Card(padded=False), QWidget()
        self._hint = TextLabel("", "small", "muted", wrap=True)
        self.again = SecondaryButton("", "undo")
        self.again.setObjectName("issue_again")
        self.act.setObjectName("issue_now")
        self.act.setDefault(True)
        self._build()
        self.act.clicked.connect(self._on_act)
        self.again.clicked.connect(self._on_again)
        self.table.choice_changed.connect(self._show_count)
        self.table.chosen.connect(self._on_opened)
        self.company.currentIndexChanged.connect(lambda _at: self._show_company())
        self._load()

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The cases ticked, in the order shown."""
        return tuple(one for one in self.table.chosen_ids if isinstance(one, UUID))

    def reject(self) -> None:
        """Away; a signature that is still being asked for is not given."""
        if self._pin is not None and not self.is_running:
            self._pin.reject()
        super().reject()

    def _load(self) -> None:
        self.act.setEnabled(False)
        self._background.run(self, self._batch.ready, self._on_ready)

    def _on_ready(self, ready: tuple[ReadyCase, ...]) -> None:
        self._ready, self._report = ready, None
        companies = list(dict.fromkeys(case.company for case in ready if case.company))
        self.company.blockSignals(True)
        self.company.clear()
        self.company.addItem(tr("Alla företag"), "")
        for name in companies:
            self.company.addItem(name, name)
        self.company.blockSignals(False)
        self._show_choice()

    def _show_choice(self) -> None:
        able = sum(case.hindrance is None for case in self._ready)
        words = tr("%n av {total} kan utfärdas nu. Ett utfärdat bevis kan inte ändras.", able)
        self._line.setText(words.format(total=len(self._ready)))
        self.report.show_lines(())
        self.again.hide()
        self.act.set_icon_name("pen")
        self.act.setVisible(bool(self._ready))
        self.leave.setText(tr("Avbryt") if self._ready else tr("Stäng"))
        self._show_company()
        self._show_table(shown=True)
        (self.table if able else self.leave).setFocus()

    def _show_company(self) -> None:
        """The rows of the company chosen; all that can be issued are ticked."""
        wanted = self.company.currentData() or ""
        self._show_rows([case for case in self._ready if wanted in ("", case.company)])

    def _show_rows(self, rows: list[ReadyCase]) -> None:
        self.model.show_rows(rows)
        self.table.fit_details()
        able = [at for at, case in enumerate(rows) if case.hindrance is None]
        self.table.choose_rows(able, 0 if rows else -1)
        self._show_count()

    def _show_count(self) -> None:
        if self._report is None and not self.is_running:
            count = len(self.table.chosen_ids)
            self.act.setText(tr("Utfärda (%n)", count))
            self.act.setEnabled(count > 0)

    def _on_act(self) -> None:
        if self._report is not None:
            self.print_asked.emit(self._report.issued)
            self.accept()
        elif self.chosen:
            self._ask()

    def _ask(self) -> None:
        count = len(self.chosen)
        box = PinBox(
            self,
            tr("Utfärda %n bevis", count),
            tr("En gång för alla: din signatur sätts på vart och ett av dem."),
            tr("Utfärda"),
            passphrase=self._passphrase,
        )
        box.given.connect(self._on_given)
        box.finished.connect(self._on_pin_closed)
        self._pin = box
        box.open()

    def _on_given(self, secret: str) -> None:
        cases, batch = self.chosen, self._batch

        def work(tell: Tell, cancelled: Cancelled) -> tuple[IssueReport, tuple[ReadyCase, ...]]:
            report = batch.issue(cases, secret, tell, cancelled)
            return report, batch.ready()

        self.run(work, lambda told: self._on_done(cases, *told), self._on_refused)

    def _on_progress(self, progress: BatchProgress) -> None:
        """The first word of it: the PIN was right."""
        if self._pin is not None:
            self._pin.accept()
            self._show_table(shown=False)
            self.show_running()
        super()._on_progress(progress)

    def _on_refused(self, error: UserError) -> None:
        if self._pin is not None:
            self._pin.show_wrong(error)
            return
        self._show_choice()
        self.show_error(error)

    def _on_pin_closed(self, result: int) -> None:
        """Given up while it was being looked at: nothing is issued."""
        self._pin = None
        if result == QDialog.DialogCode.Rejected:
            self._stop.set()

    def _on_done(
        self, cases: tuple[UUID, ...], report: IssueReport, ready: tuple[ReadyCase, ...]
    ) -> None:
        if self._pin is not None:
            self._pin.accept()
        self._report, self._ready = report, ready
        asked = frozenset(cases)
        waiting = [case for case in ready if case.case_id in asked]
        self.report.show_lines(issue_lines(report))
        self._show_rows(waiting)
        self.table.choose_rows((), 0 if waiting else -1)
        self._show_table(shown=bool(waiting))
        self.again.setVisible(any(case.hindrance is None for case in waiting))
        self.act.set_icon_name("printer")
        self.act.setText(tr("Skriv ut (%n)", len(report.issued)))
        self.act.setVisible(bool(report.issued))
        self.act.setEnabled(True)
        (self.act if report.issued else self.leave).setFocus()
        if report.issued:
            self.issued.emit(report.issued)

    def _on_again(self) -> None:
        """Back to what can still be issued."""
        self.act.show()
        self._on_ready(self._ready)

    def _on_opened(self, case_id: object) -> None:
        """A case that is hindered is opened, so that somebody can see to it; else on to the PIN."""
        row = self.model.row_of(case_id)
        if row < 0 or self.is_running:
            return
        if self.model.rows[row].hindrance is not None:
            self.accept()
            self.case_asked.emit(case_id)
        elif self.act.isVisible() and self._report is None:
            self._on_act()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Signerade beslut utan bevis"))
        self.table.set_empty(
            tr("Inga beslut väntar på bevis. Signera ett beslut och håll återkopplingen först.")
        )
        self.company.setAccessibleName(tr("Företag"))
        self.company.hide()
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        self.again.setText(tr("Utfärda dem som är kvar"))
        self.again.hide()
        self.row.insertWidget(2, self.again)
        self._rows.body.setContentsMargins(0, metrics().gap_small, 0, metrics().gap_small)
        self._rows.body.addWidget(yielding(self.table, 84), 1)
        self._hint.setText(
            tr("Mellanslag markerar. Enter går vidare, eller öppnar ett ärende som väntar.")
        )
        for part in (self._line, self.report, self.company, self.progress):
            self.body.addWidget(part)
        self.body.addWidget(self._rows, 1)
        self.body.addWidget(self._hint)
        self.body.addWidget(self._rest, 1)
        self.size_within(*_SIZE)

    def _show_table(self, *, shown: bool) -> None:
        """The rows, or only the room they would take."""
        asks = self._report is None and shown
        self._line.setVisible(asks and bool(self._ready))
        self.company.setVisible(asks and self.company.count() > 2)
        self._rows.setVisible(shown)
        self._hint.setVisible(shown and bool(self.model.rows))
        self._rest.setVisible(not shown)
        if shown:
            self.size_within(*_SIZE)
        else:
            self.resize(self.width(), min(self.height(), px(_LOW)))
            self.grow()
