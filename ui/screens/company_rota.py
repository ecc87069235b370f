"""The rota of the order on view: proposed, changed by keyboard, saved as a list."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.rota import RotaTerms, Slot
from app.usecases.rota import Proposed, Rota, RotaChoices, RotaLine
from ui.background import Background
from ui.language import language, tr
from ui.models.rota_rows import RotaRows
from ui.screens.choose_file import save_file
from ui.screens.company_rota_boxes import RotaBox, SlotBox
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.table import HairlineTable

if TYPE_CHECKING:
    from app.usecases.exports import Manifest

_DAY, _TIME, _NAME = ColumnWidth(110), ColumnWidth(104), ColumnWidth(150, stretch=True, least=120)
_CLASH = ColumnWidth(230, least=160)
_WIDE = (_DAY, _TIME, _NAME, ColumnWidth(90), ColumnWidth(130), _CLASH)
_NARROW = (_DAY, _TIME, _NAME, ColumnWidth(0), ColumnWidth(0), _CLASH)
_ENOUGH = 800


class RotaView(QWidget):
    """Places in the order of the days; Enter changes the one one is at."""

    failed = Signal(UserError)

    def __init__(self, rota: Rota, background: Background) -> None:
        super().__init__()
        self.setObjectName("rota")
        self._rota, self._background = rota, background
        self._order_id: UUID | None = None
        self._today = date.min
        self.model = RotaRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("rota_table")
        self.table.setModel(self.model)
        ColumnChoice(self.table, _WIDE, _NARROW, _ENOUGH)
        self.propose = SecondaryButton("", "calendar")
        self.propose.setObjectName("rota_new")
        self.change = SecondaryButton("", "pen")
        self.change.setObjectName("rota_change")
        self.clear = SecondaryButton("", "x")
        self.clear.setObjectName("rota_clear")
        self.save = SecondaryButton("", "download")
        self.save.setObjectName("rota_save")
        self.paper = SecondaryButton("", "file")
        self.paper.setObjectName("rota_paper")
        self.acts = QWidget()  # stands in the head of the card around
        self._build()
        self.table.chosen.connect(self._on_row)
        self.propose.clicked.connect(self.ask)
        self.change.clicked.connect(lambda: self._on_row(self.table.current_id))
        self.clear.clicked.connect(self._on_clear)
        self.save.clicked.connect(self._on_save)
        self.paper.clicked.connect(self._on_paper)

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

        order_id = self._order_id
        if order_id is not None:
            self._background.run(self, lambda: self._rota.choices(order_id), show, self.failed.emit)

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self.propose.setText(tr("Föreslå schema"))
        self.change.setText(tr("Ändra tid"))
        self.clear.setText(tr("Töm"))
        self.save.setText(tr("Spara lista"))
        self.paper.setText(tr("PDF"))
        self.paper.setAccessibleName(tr("Spara schemat som PDF"))
        self.table.setAccessibleName(tr("Schema"))
        self.table.set_empty(
            tr("Inget schema än. Föreslå ett, så fördelas de som är med över dagar och bedömare.")
        )

    def _on_lines(self, lines: tuple[RotaLine, ...]) -> None:
        at = self.table.current_id
        self.model.show_rows(lines)
        self.table.choose_row(max(0, self.model.row_of(at)))
        for button in (self.change, self.clear, self.save, self.paper):
            button.setEnabled(bool(lines))

    def _on_terms(self, terms: RotaTerms) -> None:
        order_id, rota = self._order_id, self._rota
        assert order_id is not None

        def done(proposed: Proposed) -> None:
            words = tr("%n personer fick en tid", proposed.placed)
            if proposed.unplaced:
                words = f"{words}, {tr('%n fick inte plats', proposed.unplaced)}"
            self._say(words, lambda: self._run(lambda: rota.restore(order_id, proposed.before)))

        self._run(lambda: rota.propose(order_id, terms), done)

    def _on_row(self, person: object) -> None:
        found = [line for line in self.model.rows if line.person_id == person]
        order_id, rota = self._order_id, self._rota
        if not found or order_id is None:
            return
        line = found[0]
        others = [one.slot.assessor for one in self.model.rows if one.slot.assessor]

        def show(choices: RotaChoices) -> None:
            name = line.name or tr("Skyddad person")
            box = SlotBox(self, name, line.slot, choices, others)
            box.given.connect(
                lambda slot: self._run(lambda: rota.move(order_id, line.person_id, slot))
            )
            box.open()

        self._background.run(self, lambda: rota.choices(order_id), show, self.failed.emit)

    def _on_clear(self) -> None:
        order_id, rota = self._order_id, self._rota
        assert order_id is not None

        def done(before: dict[UUID, Slot]) -> None:
            self._say(
                tr("Schemat är tömt"), lambda: self._run(lambda: rota.restore(order_id, before))
            )

        self._run(lambda: rota.clear(order_id), done)

    def _on_save(self) -> None:
        order_id, spoken = self._order_id, language()
        assert order_id is not None

        def save(path: Path) -> None:
            self._run(
                lambda: self._rota.write(order_id, path, spoken),
                lambda manifest: self._on_saved(path, manifest),
            )

        save_file(self, tr("Spara schemat"), tr("schema") + ".xlsx", save)

    def _on_paper(self) -> None:
        order_id, spoken = self._order_id, language()
        assert order_id is not None

        def save(path: Path) -> None:
            self._run(
                lambda: self._rota.write_pdf(order_id, path, spoken),
                lambda count: self._on_written(path, count),
            )

        save_file(self, tr("Spara schemat"), tr("schema") + ".pdf", save)

    def _on_saved(self, path: Path, manifest: "Manifest") -> None:
        self._on_written(path, manifest.rows)

    def _on_written(self, path: Path, count: int) -> None:
        words = tr("%n rader skrivna till {name}", count)
        self._say(words.format(name=path.name), None)

    def _run(
        self, act: Callable[[], object], done: Callable[..., object] = lambda _none: None
    ) -> None:
        self._background.run(self, act, done, self.failed.emit)

    def _say(self, words: str, undo: Callable[[], object] | None) -> None:
        self.window().toast(words, undo)  # type: ignore[attr-defined]

    def _build(self) -> None:
        row = QHBoxLayout(self.acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap_small)
        for button in (self.propose, self.change, self.clear, self.save, self.paper):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
