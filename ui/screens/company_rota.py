"""The rota of the order on view: proposed, changed by keyboard, led to cases, saved, printed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.rota import RotaTerms, Slot
from app.usecases.rota import Place, Proposed, RotaChoices, RotaLine
from ui.background import Background
from ui.language import language, tr
from ui.models.rota_rows import RotaRows
from ui.screens.company_rota_boxes import RotaBox, SlotBox
from ui.screens.file_box import CompanyFiles, FileJob
from ui.screens.print_box import PrintPaperBox
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.note_line import NoteLine
from ui.widgets.table import HairlineTable

if TYPE_CHECKING:
    from app.open_desk import Workspace
    from app.usecases.exports import Manifest
    from app.usecases.paper_writing import Steps

_DAY, _TIME, _NAME = ColumnWidth(122), ColumnWidth(104), ColumnWidth(150, stretch=True, least=120)
_CLASH = ColumnWidth(230, least=160)
_WIDE = (_DAY, _TIME, _NAME, ColumnWidth(90), ColumnWidth(130), _CLASH)
_NARROW = (_DAY, _TIME, _NAME, ColumnWidth(0), ColumnWidth(0), _CLASH)
_ENOUGH = 800


class RotaView(QWidget):
    """Places in the order of the days; Enter changes the one one is at.

    `acts` and `more` stand in the head of the card around.
    """

    failed = Signal(UserError)
    go = Signal(str, object)

    def __init__(self, desk: "Workspace", background: Background, files: CompanyFiles) -> None:
        super().__init__()
        self.setObjectName("rota")
        self._rota, self._files, self._background = desk.rota, desk.rota_files, background
        self._saving = files
        self._order_id: UUID | None = None
        self._today = date.min
        self.model = RotaRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("rota_table")
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        self.clash = NoteLine("warning", "warn", style="small")
        self.clash.setObjectName("rota_clash")
        self._make_acts()
        self._build()
        self._connect()

    @property
    def line(self) -> RotaLine | None:
        """The place one is at."""
        at = self.model.row_of(self.table.current_id)
        return self.model.rows[at] if at >= 0 else None

    def show_order(self, order_id: UUID, today: date) -> None:
        """The rota of this order."""
        self._order_id, self._today = order_id, today
        self._background.run(self, lambda: self._rota.view(order_id), self._on_lines)

    def ask(self) -> None:
        """What a proposal is to be made of."""

        def show(choices: RotaChoices) -> None:
            box = RotaBox(self, choices, self._today)
            box.given.connect(self._on_terms)
            box.open()

        self._with_choices(show)

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self.propose.setText(tr("Föreslå schema"))
        self.add.setText(tr("Ny tid"))
        self.add.setToolTip(tr("En tid till för samma person, som vid en annan maskin"))
        self.change.setText(tr("Ändra tid"))
        self.clear.setText(tr("Töm"))
        self.out.setText(tr("Exportera"))
        self.save.setText(tr("Lista (XLSX eller CSV)"))
        self.paper.setText(tr("Till väggen (PDF)"))
        self.print.setText(tr("Skriv ut"))
        self.table.setAccessibleName(tr("Schema"))
        self.table.set_empty(
            tr("Inget schema än. Föreslå ett, så fördelas de som är med över dagar och bedömare.")
        )
        self._show_line()

    def _on_lines(self, lines: tuple[RotaLine, ...]) -> None:
        at = self.table.current_id
        self.model.show_rows(lines)
        self.table.choose_row(max(0, self.model.row_of(at)))
        for button in (self.add, self.change, self.clear, self.out):
            button.setEnabled(bool(lines))
        self._show_line()

    def _show_line(self) -> None:
        """What the place one is at collides with, and whether it has led to a case."""
        line = self.line
        self.clash.show_words("" if line is None else self.model.said(line))
        self.open.setEnabled(line is not None)
        has_case = line is not None and line.case_id is not None
        self.open.setText(tr("Till ärendet") if has_case else tr("Börja ärendet"))

    def _on_open(self) -> None:
        """The case of the place one is at, begun now and booked at its time where there is none."""
        line, order_id, rota = self.line, self._order_id, self._rota
        if line is None or order_id is None:
            return
        if line.case_id is not None:
            self.go.emit("case", line.case_id)
            return
        self._run(
            lambda: rota.begin(order_id, line.person_id, line.turn),
            lambda case_id: self.go.emit("case", case_id),
        )

    def _on_terms(self, terms: RotaTerms) -> None:
        order_id, rota = self._order_id, self._rota
        assert order_id is not None

        def done(proposed: Proposed) -> None:
            words = tr("%n personer fick en tid", proposed.placed)
            if proposed.unplaced:
                words = f"{words}, {tr('%n fick inte plats', proposed.unplaced)}"
            self._say(words, lambda: self._run(lambda: rota.restore(order_id, proposed.before)))

        self._run(lambda: rota.propose(order_id, terms), done)

    def _on_row(self, _place: object = None) -> None:
        self._ask_slot(
            lambda order_id, line, slot: self._rota.move(order_id, line.person_id, slot, line.turn)
        )

    def _on_add(self) -> None:
        """One more place for whoever one is at."""
        self._ask_slot(
            lambda order_id, line, slot: self._rota.add(order_id, line.person_id, slot), is_new=True
        )

    def _ask_slot(
        self, keep: Callable[[UUID, RotaLine, Slot], object], *, is_new: bool = False
    ) -> None:
        line, order_id = self.line, self._order_id
        if line is None or order_id is None:
            return
        others = [one.slot.assessor for one in self.model.rows if one.slot.assessor]

        def show(choices: RotaChoices) -> None:
            name = line.name or tr("Skyddad person")
            box = SlotBox(self, name, line.slot, choices, others)
            box.clear.setVisible(not is_new)
            box.given.connect(lambda slot: self._run(lambda: keep(order_id, line, slot)))
            box.open()

        self._with_choices(show)

    def _with_choices(self, show: Callable[[RotaChoices], object]) -> None:
        order_id, rota = self._order_id, self._rota
        if order_id is not None:
            self._background.run(self, lambda: rota.choices(order_id), show, self.failed.emit)

    def _on_clear(self) -> None:
        order_id, rota = self._order_id, self._rota
        assert order_id is not None

        def done(before: dict[Place, Slot]) -> None:
            self._say(
                tr("Schemat är tömt"), lambda: self._run(lambda: rota.restore(order_id, before))
            )

        self._run(lambda: rota.clear(order_id), done)

    def _on_save(self, ending: str) -> None:
        order_id, files, spoken = self._order_id, self._files, language()
        assert order_id is not None

        def write(path: Path, steps: "Steps") -> "Manifest":
            return files.write(order_id, path, spoken, steps)

        name = f"{tr('schema')}.{ending}"
        self._saving.save(self, FileJob(tr("Spara schemat"), name, write))

    def _on_print(self) -> None:
        order_id, files, spoken = self._order_id, self._files, language()
        assert order_id is not None
        line = tr("%n tider", len(self.model.rows))
        note = tr("Personer med skyddade uppgifter står inte med.")
        PrintPaperBox(
            self,
            (tr("Skriv ut schemat"), line, note),
            self._background,
            files.printers,
            lambda printer: files.print(order_id, spoken, printer),
        ).open()

    def _run(
        self, act: Callable[[], object], done: Callable[..., object] = lambda _none: None
    ) -> None:
        self._background.run(self, act, done, self.failed.emit)

    def _say(self, words: str, undo: Callable[[], object] | None) -> None:
        self.window().toast(words, undo)  # type: ignore[attr-defined]

    def _make_acts(self) -> None:
        self.open, self.propose = SecondaryButton("", "play"), SecondaryButton("", "calendar")
        self.add, self.change = SecondaryButton("", "plus"), SecondaryButton("", "pen")
        self.clear, self.out = SecondaryButton("", "x"), SecondaryButton("", "download")
        menu = QMenu(self.out)
        self.save, self.paper = menu.addAction(""), menu.addAction("")
        self.print = menu.addAction("")
        self.out.setMenu(menu)
        for part, name in (
            (self.open, "rota_open"),
            (self.propose, "rota_new"),
            (self.add, "rota_add"),
            (self.change, "rota_change"),
            (self.clear, "rota_clear"),
            (self.out, "rota_out"),
            (self.save, "rota_save"),
            (self.paper, "rota_paper"),
            (self.print, "rota_print"),
        ):
            part.setObjectName(name)

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_row)
        self.table.current_changed.connect(lambda _id: self._show_line())
        self.open.clicked.connect(self._on_open)
        self.propose.clicked.connect(self.ask)
        self.add.clicked.connect(self._on_add)
        self.change.clicked.connect(lambda: self._on_row())
        self.clear.clicked.connect(self._on_clear)
        self.save.triggered.connect(lambda: self._on_save("xlsx"))
        self.paper.triggered.connect(lambda: self._on_save("pdf"))
        self.print.triggered.connect(self._on_print)

    def _build(self) -> None:
        self.acts = _together(self.open, self.propose)
        self.more = _together(self.add, self.change, self.clear, self.out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        told, side = QHBoxLayout(), metrics().card_padding
        told.setContentsMargins(side, metrics().gap_small, side, 0)
        told.addWidget(self.clash)
        column.addLayout(told)
        column.addWidget(self.table, 1)


def _together(*buttons: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(metrics().gap_small)
    for button in buttons:
        row.addWidget(button)
    return holder
