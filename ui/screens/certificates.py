"""The certificates of this desk: find, choose one or many, look, print, save, issue many."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.change import Change, Touched
from app.usecases.certificate_list import CertificateLines, Narrowing
from app.usecases.certificates import CertificateLine
from app.usecases.exports import ExportFilters
from ui.actions import bind
from ui.models.attention_words import ISSUE_MANY
from ui.models.certificate_rows import STATES, CertificateRows
from ui.screen import Screen
from ui.screens.case.status_flow import StatusWork
from ui.screens.certificates_bars import ListFoot, NarrowedBar, ReadyBar
from ui.screens.certificates_filter import (
    Companies,
    FilterBox,
    narrowing_of,
    narrowing_words,
    view_of,
)
from ui.screens.certificates_preview import CertificatePanel
from ui.screens.certificates_print import PrintBox
from ui.screens.certificates_selection import SelectionPanel
from ui.screens.certificates_work import CertificateWork, print_many, save_each, save_one
from ui.screens.choose_file import save_file
from ui.screens.export_box import ExportBox
from ui.screens.issue_box import IssueBox
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.choice_table import ChoiceTable
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.fields import SearchField
from ui.widgets.yielding import yielding

_NUMBER, _PERSON = ColumnWidth(252, least=252), ColumnWidth(120, stretch=True)
_DAY, _STATE, _NONE = ColumnWidth(104), ColumnWidth(140), ColumnWidth(0)
_WIDE = (_NUMBER, _PERSON, ColumnWidth(100), ColumnWidth(120), _NONE, _DAY, _STATE)
_NARROW = (_NUMBER, _PERSON, _NONE, _NONE, _NONE, _NONE, _STATE)
_ENOUGH = 812

HandOut = Callable[[QWidget, CertificateWork, Sequence[bytes]], None]
"""Hands out many certificates, asked for from a widget."""


class CertificatesScreen(Screen):
    """List at the left; at the right the page itself, or what can be done with many at once."""

    def __init__(self, work: CertificateWork) -> None:
        super().__init__()
        self.setObjectName("certificates")
        self._work, self._background = work, work.background
        self._narrowing = narrowing_of(work.view())
        self._companies: Companies = ()
        self._wanted: tuple[bytes, ...] = ()
        self._asked, self._is_cut = 0, False
        self.field = SearchField()
        self.field.setObjectName("certificate_search")
        self.filter = SecondaryButton("", "list", size="control_main")
        self.filter.setObjectName("certificates_filter")
        self.ready, self.narrowed, self.foot = ReadyBar(), NarrowedBar(), ListFoot()
        self.model = CertificateRows(self)
        self.table = ChoiceTable("row_people")
        self.table.setObjectName("certificate_table")
        self.panel, self.selection = CertificatePanel(), SelectionPanel()
        self._right = QStackedWidget()
        self.export = self.foot.export
        self._build()
        self._connect()
        self._retranslate()

    @property
    def current(self) -> CertificateLine | None:
        """The certificate one is at."""
        row = self.table.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    @property
    def chosen(self) -> tuple[CertificateLine, ...]:
        """The certificates chosen, in the order of the list."""
        ids = frozenset(self.table.chosen_ids)
        return tuple(line for line in self.model.rows if line.id in ids)

    def refresh(self) -> None:
        """The list again; what one had chosen stays chosen."""
        sought, narrowing, work = self.field.text.strip(), self._narrowing, self._work
        wanted = self._wanted or tuple(line.id for line in self.chosen)
        self._asked += 1
        asked = self._asked

        def read() -> tuple[CertificateLines, Companies, int]:
            return work.list.find(sought, narrowing), work.list.companies(), work.batch.waiting()

        def show(read: tuple[CertificateLines, Companies, int]) -> None:
            if asked == self._asked:
                found, self._companies, waiting = read
                self.ready.show_waiting(waiting)
                self._show(found, sought, wanted)

        self._background.run(self, read, show)

    def open_with(self, subject: object) -> None:
        """Show the certificate with this id (bytes), choose several, or what waits to be issued."""
        if isinstance(subject, bytes):
            self._show_only((subject,))
        elif isinstance(subject, tuple):
            self._show_only(subject)
        elif subject == ISSUE_MANY:
            self.issue_many()

    def on_change(self, change: Change) -> None:
        """Certificates concern this screen, and cases that wait for theirs."""
        self.panel.on_change(change)
        if change.touched & {Touched.CERTIFICATES, Touched.CASES, Touched.TRUST}:
            super().on_change(change)

    def issue_many(self) -> None:
        """What waits for its certificate, in a box of its own."""
        work = self._work
        box = IssueBox(self, work.batch, work.background, passphrase=work.passphrase)
        box.issued.connect(self._show_only)
        box.print_asked.connect(lambda ids: print_many(self, work, ids))
        box.case_asked.connect(lambda case_id: self.go.emit("case", case_id))
        box.open()

    def print_current(self) -> None:
        """Choose a printer and print what is chosen."""
        line = self.current
        if len(self.chosen) > 1:
            self._hand_out(print_many)
        elif line is not None and not line.is_erased:
            box = PrintBox(self, self._work.certificates, self._background, line)
            box.save_asked.connect(self.save_current)
            box.open()

    def save_current(self) -> None:
        """Choose a place and save what is chosen there."""
        line = self.current
        if len(self.chosen) > 1:
            save_each(self, self._work, [line.id for line in self.chosen])
        elif line is not None and not line.is_erased:
            name = f"{line.number} {line.name}.pdf"
            save_file(
                self, self.tr("Spara beviset som PDF"), name, lambda path: self._save(line, path)
            )

    def export_now(self) -> None:
        """Files for the coordinator."""
        narrowed = ExportFilters(company=self._narrowing.company)
        ExportBox(self, self._work.exports, self._background, filters=narrowed).open()

    def choose_filter(self) -> None:
        """What the list shows, and in which order."""
        box = FilterBox(self, self._narrowing, self._companies, STATES)
        box.chosen.connect(self._narrow)
        box.open()

    def _narrow(self, narrowing: Narrowing) -> None:
        self._narrowing = narrowing
        self._work.remember(view_of(narrowing))
        self.refresh()

    def _show_all(self) -> None:
        self._narrow(Narrowing(order=self._narrowing.order))
        self.table.setFocus()

    def _show_only(self, ids: tuple[bytes, ...]) -> None:
        """Choose these; nothing that was sought or narrowed hides them."""
        self._wanted = ids
        self.field.edit.blockSignals(True)
        self.field.edit.clear()
        self.field.edit.blockSignals(False)
        if self._narrowing.hides:
            self._narrow(Narrowing(order=self._narrowing.order))
        else:
            self.refresh()

    def _hand_out(self, act: HandOut) -> None:
        ids = tuple(line.id for line in self.selection.in_force)
        if ids:
            act(self, self._work, ids)

    def _save(self, line: CertificateLine, path: Path) -> None:
        self._background.run(
            self,
            lambda: self._work.certificates.save(line.id, path),
            lambda _none: self._say(self.tr("Sparat: {name}").format(name=path.name)),
        )

    def _say(self, words: str) -> None:
        self.window().toast(words)  # type: ignore[attr-defined]

    def _show(self, found: CertificateLines, sought: str, wanted: tuple[bytes, ...]) -> None:
        self._wanted, self._is_cut = (), found.is_cut
        at = self.current
        self.model.show_found(found.lines, sought)
        rows = self._rows_of(wanted) or ([0] if found.lines else [])
        current = self.model.row_of(at.id) if at is not None else -1
        self.table.choose_rows(rows, current if current in rows else min(rows, default=-1))
        self.table.set_empty(self._empty_words(sought))
        self.narrowed.show_words(narrowing_words(self._narrowing, self._companies))
        self._on_choice()

    def _empty_words(self, sought: str) -> str:
        if sought or self._narrowing.hides:
            return self.tr("Inget bevis passar. Ändra det du söker, eller visa alla.")
        return self.tr(
            "Inga bevis här. De kommer hit när ett beslut är signerat och beviset utfärdat."
        )

    def _rows_of(self, ids: tuple[bytes, ...]) -> list[int]:
        wanted = frozenset(ids)
        return [at for at, line in enumerate(self.model.rows) if line.id in wanted]

    def _on_choice(self) -> None:
        """One chosen shows its page, several what can be done with them."""
        chosen = self.chosen
        self.foot.show_counts(len(self.model.rows), len(chosen), is_cut=self._is_cut)
        self.selection.show_lines(chosen)
        self._right.setCurrentWidget(self.selection if len(chosen) > 1 else self.panel)
        if len(chosen) == 1:
            self._show_page(chosen[0])
        elif not chosen:
            self.panel.show_nothing()

    def _show_page(self, line: CertificateLine) -> None:
        if line == self.panel.line:
            return
        self.panel.show_line(line)
        if line.is_erased:
            return
        dpi = self.panel.dots_per_inch
        self._background.run(
            self,
            lambda: self._work.certificates.preview(line.id, dpi),
            lambda png: self.panel.show_page(line.id, png),
        )

    def _retranslate(self) -> None:
        self.set_title(self.tr("Bevis"), self.tr("Allt som utfärdats på den här datorn"))
        self.field.set_placeholder(self.tr("Sök namn, företag eller bevisnummer"))
        self.filter.setText(self.tr("Visa bara"))
        self.table.setAccessibleName(self.tr("Bevis"))

    def _connect(self) -> None:
        self.setFocusProxy(self.field)
        self.field.text_changed.connect(lambda _text: self.refresh())
        self.field.moved.connect(self.table.step)
        self.filter.clicked.connect(self.choose_filter)
        self.narrowed.cleared.connect(self._show_all)
        self.ready.asked.connect(self.issue_many)
        self.table.choice_changed.connect(self._on_choice)
        self.panel.print_asked.connect(self.print_current)
        self.panel.save_asked.connect(self.save_current)
        self.panel.case_asked.connect(lambda case_id: self.go.emit("case", case_id))
        work = self._work
        self.panel.work_with(StatusWork(work.status, work.background, work.passphrase, work.files))
        self.panel.other_asked.connect(lambda certificate_id: self._show_only((certificate_id,)))
        self.selection.print_asked.connect(self.print_current)
        self.selection.one_asked.connect(lambda: self._hand_out(save_one))
        self.selection.many_asked.connect(self.save_current)
        self.selection.none_asked.connect(self.table.choose_current)
        self.foot.all.clicked.connect(self.table.selectAll)
        self.export.clicked.connect(self.export_now)
        bind(self, "certificates.print", self.print_current)
        bind(self, "certificates.save", self.save_current)
        bind(self, "certificates.issue", self.issue_many)
        bind(self, "certificates.change", self.panel.change_now)
        bind(self, "certificates.filter", self.choose_filter)

    def _build(self) -> None:
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        card = Card(padded=False)
        card.body.setContentsMargins(0, metrics().gap_small, 0, 0)
        card.body.addWidget(yielding(self.table, 110), 1)
        card.foot.addWidget(self.foot)
        above = QHBoxLayout()
        above.setSpacing(metrics().gap)
        above.addWidget(self.field, 1)
        above.addWidget(self.filter)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addLayout(above)
        column.addWidget(self.narrowed)
        column.addWidget(self.ready)
        column.addWidget(card, 1)
        self._right.addWidget(self.panel)
        self._right.addWidget(self.selection)
        columns = [Column(left, 838, least=560), Column(self._right, 388, least=316)]
        self.page.addWidget(FlowColumns(columns), 1)
