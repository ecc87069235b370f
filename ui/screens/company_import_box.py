"""A list of people before it is taken in: which column is what, what becomes of every row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.domain.people_columns import PeopleColumn
from app.domain.people_list import RowOutcome
from app.usecases.people_import import DryRun, PeopleImport, PeopleList, TakenIn
from ui.background import Background
from ui.figures import number
from ui.language import tr
from ui.models.import_rows import COLUMNS, ImportRows, problem_words
from ui.screens.box import Box
from ui.screens.choose_file import save_file
from ui.screens.company_join_box import BasisFields
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.cells import ColumnWidth
from ui.widgets.column_choice import ColumnChoice
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.table import HairlineTable

if TYPE_CHECKING:
    from app.usecases.exports import Manifest

_ROW, _WHAT = ColumnWidth(64), ColumnWidth(320, stretch=True)
_WIDE = (_ROW, ColumnWidth(190), ColumnWidth(136), ColumnWidth(100), _WHAT)
_NARROW = (_ROW, ColumnWidth(110), ColumnWidth(0), ColumnWidth(0), _WHAT)
_ENOUGH, _NUMBER = 560, 2
_GOOD = (RowOutcome.NEW, RowOutcome.KNOWN)


class ImportBox(Box):
    """Reads at once; the columns can be changed by keyboard, and every row is judged again."""

    taken = Signal(object)  # TakenIn

    def __init__(
        self,
        parent: QWidget,
        imports: PeopleImport,
        background: Background,
        order_id: UUID,
        path: Path,
        today: date,
    ) -> None:
        act = PrimaryButton(" ", "check")
        super().__init__(parent, tr("Läs in {file}").format(file=path.name), act, tr("Avbryt"))
        self.setObjectName("import_box")
        self._imports, self._background = imports, background
        self._order_id, self._path = order_id, path
        self._stop = Event()
        self._listed: PeopleList | None = None
        self.run: DryRun | None = None
        self._columns: list[QComboBox] = []
        self.model = ImportRows(self)
        self.table = self._rows_table()
        self.only = SegmentedChoice([("", " "), *((one.value, " ") for one in RowOutcome)])
        self.only.setObjectName("import_only")
        self.only.setAccessibleName(tr("Visa rader"))
        self.only.choose("")
        self.basis = BasisFields(today, upright=True)
        self._why = NoteLine("warning", "warn")
        self._why.setObjectName("import_why")
        self.progress = QProgressBar()
        self.progress.setObjectName("import_progress")
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Hur långt inläsningen har kommit"))
        self.save = SecondaryButton(tr("Spara nekade rader"), "download")
        self.save.setObjectName("import_save")
        self._note = TextLabel(tr("Läser filen…"), "body", "muted", wrap=True)
        self._note.setObjectName("import_note")
        self.act.setObjectName("import_take")
        self._build()
        self._connect()
        self._refresh()
        background.run(self, lambda: imports.read(path), self._on_read, self._on_refused)

    def take(self) -> None:
        """Take in the good rows, all of them or none."""
        run, imports = self.run, self._imports
        if run is None or not self.act.isEnabled():
            return
        basis, day = self.basis.chosen, self.basis.day.day
        self._work(lambda tell, stop: imports.take_in(run, basis, day, tell, stop), self._on_taken)

    def reject(self) -> None:
        """Stop what is under way; nothing is taken in."""
        self._stop.set()
        super().reject()

    def _work(
        self,
        work: "Callable[[Callable[[int, int], object], Callable[[], bool]], object]",
        done: Callable[..., object],
    ) -> None:
        self.errors.clear()
        self.act.setEnabled(False)
        self._stop = stop = Event()
        told = self._background.database.relay(self, self._on_progress)
        self._background.run(
            self,
            lambda: work(lambda at, whole: told((at, whole)), stop.is_set),
            done,
            self._on_refused,
        )

    def _on_progress(self, told: tuple[int, int]) -> None:
        at, whole = told
        self.progress.setVisible(whole > 400)
        self.progress.setMaximum(whole)
        self.progress.setValue(at)

    def _on_read(self, listed: PeopleList) -> None:
        self._listed = listed
        for at, head in enumerate(listed.heads):
            combo = QComboBox()
            combo.setObjectName(f"import_column_{at}")
            for column, words in COLUMNS.items():
                combo.addItem(tr(words), column.value)
            combo.setCurrentIndex(combo.findData(listed.columns[at].value))
            combo.currentIndexChanged.connect(lambda _at: self._judge())
            self._mapping.addWidget(Field(head or tr("Kolumn {n}").format(n=at + 1), combo))
            self._columns.append(combo)
        self._judge()

    def _judge(self) -> None:
        listed, imports = self._listed, self._imports
        if listed is None:
            return
        self._stop.set()  # an older judgement is of no use any more
        columns = [PeopleColumn(combo.currentData()) for combo in self._columns]
        self.run = None
        self._work(
            lambda tell, stop: imports.judge(self._order_id, listed, columns, tell, stop),
            self._on_judged,
        )

    def _on_judged(self, run: DryRun) -> None:
        now = tuple(PeopleColumn(combo.currentData()) for combo in self._columns)
        if run.columns != now:
            return
        self.run = run
        self.progress.hide()
        self._say()
        self._show_rows()
        self._refresh()
        if self.focusWidget() is None or self.focusWidget() is self.leave:
            (self.act if self.act.isEnabled() else self.table).setFocus()

    def _on_taken(self, taken: TakenIn) -> None:
        self.accept()
        self.taken.emit(taken)

    def _on_refused(self, error: UserError) -> None:
        if type(error).__name__ == "ReadingStopped":
            return  # taken back by another choice of columns, or by leaving
        self.progress.hide()
        self._note.setText("")
        self.show_error(error)
        self._refresh()

    def _on_save(self) -> None:
        run = self.run
        if run is None:
            return
        name = tr("nekade-rader") + ".xlsx"

        def save(path: Path) -> None:
            self._background.run(
                self,
                lambda: self._imports.write_refused(run, path, problem_words),
                lambda manifest: self._on_saved(path, manifest),
                self._on_refused,
            )

        save_file(self, tr("Spara nekade rader"), name, save)

    def _on_saved(self, path: Path, manifest: "Manifest") -> None:
        words = tr("%n rader sparade i {file}. Rätta dem och läs in filen.", manifest.rows)
        self._note.setText(words.format(file=path.name))

    def _say(self) -> None:
        run = self.run
        assert run is not None
        words = {
            "": tr("Alla {n}"),
            RowOutcome.NEW: tr("Nya {n}"),
            RowOutcome.KNOWN: tr("Finns här {n}"),
            RowOutcome.JOINED: tr("Redan med {n}"),
            RowOutcome.REFUSED: tr("Nekade {n}"),
        }
        for key, one in words.items():
            count = len(run.rows) if key == "" else run.count(RowOutcome(key))
            self.only.set_words(str(key), one.format(n=number(count)))
        good, refused = run.count(*_GOOD), run.count(RowOutcome.REFUSED)
        act = tr("Ta in de {good}, lämna {left}") if refused else tr("Ta in alla {good}")
        self.act.setText(act.format(good=number(good), left=number(refused)))
        self._note.setText(tr("Inget är ändrat än. Alla tas in på en gång, och det går att ångra."))

    def _show_rows(self) -> None:
        if self.run is not None:
            self.model.show_judged(self.run.rows, self.only.key)

    def _show_why(self, row_id: object) -> None:
        """Why the row one is at is refused, where its column may be too narrow to say it."""
        at = self.model.row_of(row_id)
        is_narrow = self.table.isColumnHidden(_NUMBER)
        why = problem_words(self.model.rows[at]) if is_narrow and at >= 0 else ""
        words = tr("Rad {line}: {why}").format(line=row_id, why=why)
        self._why.show_words(words if why else "")

    def _refresh(self) -> None:
        run = self.run
        good = 0 if run is None else run.count(*_GOOD)
        self.act.setEnabled(good > 0 and self.basis.is_right)
        self.save.setVisible(run is not None and run.count(RowOutcome.REFUSED) > 0)

    def _connect(self) -> None:
        self.act.clicked.connect(self.take)
        self.save.clicked.connect(self._on_save)
        self.only.chosen.connect(lambda _key: self._show_rows())
        self.table.current_changed.connect(self._show_why)
        self.basis.day.textChanged.connect(self._refresh)
        self.basis.kind.currentIndexChanged.connect(lambda _at: self._refresh())

    def _rows_table(self) -> HairlineTable:
        table = HairlineTable("row", tr("Rader i filen"))
        table.setObjectName("import_table")
        table.setModel(self.model)
        ColumnChoice(table, _WIDE, _NARROW, _ENOUGH)
        return table

    def _build(self) -> None:
        m = metrics()
        inner = QWidget()
        self._mapping = QVBoxLayout()
        self._mapping.setSpacing(m.gap_small)
        left = QVBoxLayout(inner)
        left.setContentsMargins(px(2), 0, m.gap, 0)
        left.setSpacing(m.gap_wide)
        left.addLayout(self._mapping)
        left.addWidget(self.basis)
        left.addStretch(1)
        scroll = QuietScroll(inner, 120)
        scroll.setFixedWidth(px(240))
        middle = QHBoxLayout()
        middle.setSpacing(m.gap_wide)
        middle.addWidget(scroll)
        middle.addWidget(self.table, 1)
        self.body.addWidget(self._note)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.only)
        self.body.addLayout(middle, 1)
        self.body.addWidget(self._why)
        self.progress.hide()
        self.row.insertWidget(1, self.save)
        self.size_within(1120, 700)
