"""What is only on this laptop, since when and why; try now, see it go."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from app.domain.errors import UserError
from app.usecases.bundles import Bundles
from app.usecases.photo_mending import PhotoMending
from app.usecases.syncing import Progress, SyncStatus
from app.usecases.verification import Code
from ui.actions import bind
from ui.background import Background
from ui.figures import day, number, short_day_and_time
from ui.models.answer_words import code_words
from ui.models.sync_rows import UnfinishedRows, WaitingRows
from ui.screen import Screen
from ui.screens.sync_cards import ConflictsCard, Headliner, ProofCard, WhyCard, side_by_side
from ui.screens.sync_file import FileCard
from ui.screens.sync_trouble import TroubleCard
from ui.screens.sync_words import (
    headline,
    left_words,
    needs_words,
    nothing_words,
    progress_words,
)
from ui.sync_timer import Overdue, SyncTimer
from ui.theme import metrics
from ui.theme_roles import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.facts import FigureCard
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.table import HairlineTable
from ui.widgets.yielding import yielding

_AGE: dict[Overdue, Tone] = {Overdue.NO: "warn", Overdue.DAY: "warn", Overdue.WEEK: "bad"}

_NUMBER, _CONTENT = ColumnWidth(212, least=212), ColumnWidth(160, stretch=True, least=110)
_COLUMNS = (_NUMBER, ColumnWidth(156), _CONTENT, ColumnWidth(92), ColumnWidth(160, least=150))
_FEW_COLUMNS = (_NUMBER, ColumnWidth(140), _CONTENT, ColumnWidth(0), ColumnWidth(0))
_ENOUGH = 760


class SyncScreen(Screen):
    """Always true: counted from the log and its receipts each time."""

    def __init__(
        self,
        runner: SyncTimer,
        bundles: Bundles,
        background: Background,
        mending: PhotoMending,
    ) -> None:
        super().__init__()
        self.setObjectName("sync")
        self._runner = runner
        self.file = FileCard(bundles, background)
        self.trouble = TroubleCard(mending, background)
        self._status: SyncStatus | None = None
        self.headline = Headliner()
        self.figures = {
            "waiting": FigureCard("clock", "warn"),
            "sending": FigureCard("upload", "neutral"),
            "acknowledged": FigureCard("check-circle", "ok"),
            "refused": FigureCard("person", "neutral"),
        }
        self.waiting, self.unfinished = WaitingRows(self), UnfinishedRows(self)
        self.table, self.later = HairlineTable("row_sync"), HairlineTable("row_sync")
        self.proof, self.why = ProofCard(), WhyCard()
        self.conflicts = ConflictsCard()
        self.conflicts.link.clicked.connect(lambda: self.go.emit("conflicts", None))
        self.now = PrimaryButton("", "sync", size="control_main")
        self.stop = SecondaryButton("", "x")
        self.progress = QProgressBar()
        self._doing = TextLabel("", "small", "muted", wrap=True)
        self._foot = TextLabel("", "small", "muted", wrap=True)
        self._build()
        self._connect(runner)
        bind(self, "sync.now", self.try_now)
        bind(self, "sync.write", self.file.ask_write)
        bind(self, "sync.read", self.file.ask_read)
        self._on_running(runner.running)

    def _connect(self, runner: SyncTimer) -> None:
        self.now.clicked.connect(self.try_now)
        self.stop.clicked.connect(runner.cancel)
        self.later.chosen.connect(lambda case_id: self.go.emit("case", case_id))
        runner.status_read.connect(self.show_status)
        runner.progressed.connect(self._on_progress)
        runner.running_changed.connect(self._on_running)
        runner.failed.connect(self._on_failed)
        self.file.begun.connect(self.errors.clear)
        self.file.failed.connect(self.show_error)
        self.trouble.failed.connect(self.show_error)
        self.trouble.case_asked.connect(lambda case_id: self.go.emit("case", case_id))

    def refresh(self) -> None:
        """Count again."""
        self._runner.look()

    def try_now(self) -> None:
        """A run at once."""
        if self.now.isEnabled():
            self.errors.clear()
            self._runner.try_now()

    def show_status(self, status: SyncStatus) -> None:
        """Show how it stands."""
        self._status = status
        enrolled = status.node is not None
        self.waiting.show_rows(status.rows if enrolled else ())
        self.unfinished.show_rows(status.unfinished if enrolled else ())
        for card in (self._act, self.file):
            card.setVisible(enrolled)
        self.file.show_status(status)
        self.trouble.show_troubled(status.troubled if enrolled else ())
        self._retranslate()

    def _on_progress(self, progress: Progress) -> None:
        done, of = progress.sent, progress.total
        if progress.all_photos:
            done, of = progress.photos, progress.all_photos
        self.progress.setMaximum(max(1, of))
        self.progress.setValue(done)
        self._doing.setText(progress_words(progress))
        self._show_figure("sending", progress.total - progress.sent)

    def _on_running(self, running: object) -> None:
        self.progress.setVisible(bool(running))
        self.stop.setVisible(bool(running))
        self.now.setVisible(not running)
        self._doing.setVisible(bool(running))
        self.progress.setMaximum(0)
        self._doing.setText(self.tr("Söker noden …"))
        self._retranslate()

    def _on_failed(self, error: UserError) -> None:
        self.show_error(error)

    def _retranslate(self) -> None:
        status = self._status
        self._table_card.set_title(self.tr("Väntar på att skickas"))
        self._later_title.setText(self.tr("Skickas först när beslutet är signerat"))
        self.table.set_empty(nothing_words(status.photos_waiting if status else 0))
        self.table.setAccessibleName(self.tr("Väntar på att skickas"))
        self.later.setAccessibleName(self._later_title.text())
        self.now.setText(self.tr("Försök nu"))
        self.stop.setText(self.tr("Avbryt"))
        self.file.retranslate()
        self.trouble.retranslate()
        if status is None:
            self.set_title(self.tr("Synk"))
            return
        place = self.tr("Den här datorn: {desk}").format(desk=status.desk)
        self.set_title(self.tr("Synk"), " · ".join(filter(None, (place, status.node))))
        self.headline.show_headline(headline(status, _AGE[self._runner.overdue()]))
        self.proof.show_status(status, self._runner.today())
        self.why.show_status(status, self._runner)
        self.conflicts.show_count_of(status.conflicts)
        self.now.setEnabled(status.node is not None)
        self._table_card.count.setVisible(bool(self.waiting.rows))
        if self.waiting.rows:
            self._table_card.show_count(len(self.waiting.rows), "warn")
        for part in (self._later_title, self._later_line, self.later):
            part.setVisible(bool(self.unfinished.rows))
        for key in self.figures:
            self._show_figure(key)
        self._foot.setText(self._lists_words(status.status_date, status.lists_refused))

    def _show_figure(self, key: str, sending: int = 0) -> None:
        status = self._status
        if status is None:
            return
        enrolled = status.node is not None
        waiting = status.waiting if enrolled else 0
        photos = status.photos_waiting if enrolled else 0
        since = short_day_and_time(status.oldest) if status.oldest and waiting else ""
        says: dict[str, tuple[str, int, str, Tone]] = {
            "waiting": (
                self.tr("Väntar"),
                waiting,
                self.tr("sedan {since}").format(since=since) if since else left_words(photos),
                "warn" if waiting or photos else "neutral",
            ),
            "sending": (
                self.tr("Skickas"),
                sending,
                self.tr("pågår") if sending else self.tr("inget pågår"),
                "accent" if sending else "neutral",
            ),
            "acknowledged": (
                self.tr("Kvitterade"),
                status.acknowledged,
                self.tr("av noden"),
                "ok" if status.acknowledged else "neutral",
            ),
            "refused": (
                self.tr("Behöver dig"),
                status.refused + status.conflicts,
                needs_words(status),
                "bad" if status.refused else "warn" if status.conflicts else "neutral",
            ),
        }
        label, count, line, tone = says[key]
        self.figures[key].show_figure(label, number(count), line, tone)

    def _lists_words(self, held: date | None, refused: str) -> str:
        if refused == Code.E_UNKNOWN_KEY:
            return self.tr(
                "Nodens lista är signerad av en rot som den här datorn inte känner. Ring regionen: "
                "nya rötter tas emot i Inställningar."
            )
        if refused:
            return code_words(Code(refused))
        if held is None:
            return self.tr("Inga listor över bevis och ackrediteringar har hämtats än.")
        words = self.tr(
            "Listor över bevis och ackrediteringar är från {day}. Varje kontroll visar det datumet."
        )
        return words.format(day=day(held))

    def _build(self) -> None:
        self._table_card = self._waiting_card()
        left = stacked(
            self.headline, side_by_side(*self.figures.values()), self._table_card, stretch=2
        )
        act = self._act = Card()
        act.body.addWidget(self._doing)
        act.body.addWidget(self.progress)
        act.body.addWidget(self.stop)
        act.body.addWidget(self.now)
        self.progress.setTextVisible(False)
        for name, part in (("sync_now", self.now), ("sync_stop", self.stop)):
            part.setObjectName(name)
        right = stacked(self.conflicts, self.trouble, self.proof, self.why, act, self.file)
        columns = [Column(left, 862, least=560), Column(right, 364, least=344)]
        self.page.addWidget(FlowColumns(columns), 1)

    def _waiting_card(self) -> Card:
        m = metrics()
        card = Card(" ", padded=False)
        self.table.setModel(self.waiting)
        self.table.setObjectName("sync_table")
        ColumnChoice(self.table, _COLUMNS, _FEW_COLUMNS, _ENOUGH)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.body.addWidget(yielding(self.table, 130), 1)
        self._later_line = Hairline()
        self._later_title = TextLabel("", "section")
        self._later_title.setContentsMargins(m.card_padding, m.gap, m.card_padding, 0)
        self.later.setModel(self.unfinished)
        self.later.setObjectName("sync_later")
        self.later.horizontalHeader().hide()
        self.later.show_all_rows()
        self.later.set_columns((ColumnWidth(190), ColumnWidth(300, stretch=True), ColumnWidth(190)))
        for part in (self._later_line, self._later_title, self.later):
            card.body.addWidget(part)
        card.foot.addWidget(IconLabel("info"))
        card.foot.addWidget(self._foot, 1)
        return card
