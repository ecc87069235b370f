"""A table as a file for somebody else: what, narrowed how, as which kind, and where."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from app.domain.errors import UserError
from app.usecases.exports import (
    KINDS,
    ExportFilters,
    ExportOrder,
    Exports,
    Manifest,
    Watching,
)
from ui.background import Background
from ui.figures import number
from ui.language import language, marked, tr
from ui.models.export_rows import kind_words
from ui.screens.choose_file import save_file
from ui.screens.export_after import ExportAfter
from ui.screens.export_made import ExportsMadeBox
from ui.screens.run_box import RunBox
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.day_edit import DayEdit
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.segmented import SegmentedChoice
from ui.widgets.tick_line import TickLine

_STEMS = {
    "certificates": marked("intyga-bevis"),
    "cases": marked("intyga-ärenden"),
    "people": marked("intyga-personer"),
    "items": marked("intyga-frågor"),
    "areas": marked("intyga-områden"),
    "agreement": marked("intyga-samstämmighet"),
    "registers": marked("intyga-register"),
    "workload": marked("intyga-arbete"),
    "accreditations": marked("intyga-behörigheter"),
    "equipment": marked("intyga-utrustning"),
}
_SEPARATORS = {"semicolon": ";", "comma": ",", "tab": "\t"}
_WIDTH, _HEIGHT, _LEAST = 680, 500, 120


class ExportBox(RunBox):
    """Asks, shows how far it is, can be cancelled; then what the file states about itself.

    `kinds`: the tables offered, the first chosen; `filters`: narrowed so from the beginning.
    """

    def __init__(
        self,
        parent: QWidget,
        exports: Exports,
        background: Background,
        kinds: Sequence[str] = tuple(_STEMS),
        filters: ExportFilters | None = None,
    ) -> None:
        act = PrimaryButton(tr("Välj plats och spara"), "download")
        super().__init__(parent, tr("Exportera till samordnaren"), act, background)
        self.setObjectName("export_box")
        self._exports, self._background = exports, background
        self._filters = filters or ExportFilters()
        self._company = "" if self._filters.company is None else str(self._filters.company)
        self.leave.setText(tr("Stäng"))
        self.act.setObjectName("export_now")
        self.what, self.company = QComboBox(), QComboBox()
        self.first, self.last = DayEdit(), DayEdit()
        self.made = QuietButton(tr("Gjorda exporter"), "list")
        self._make_choices()
        self.counted = TextLabel("", "strong")
        self.after = ExportAfter(exports, background, self)
        self._name(kinds)
        self._build()
        self._connect()
        self._begin()
        self.size_within(_WIDTH, _HEIGHT)

    @property
    def filters(self) -> ExportFilters:
        """What the table is narrowed to."""
        company = self.company.currentData()
        return ExportFilters(
            self.first.day,
            self.last.day,
            UUID(company) if company else None,
            self._filters.profile,
        )

    @property
    def order(self) -> ExportOrder:
        """What is asked for."""
        return ExportOrder(
            self.what.currentData(),
            self.kind.key,  # type: ignore[arg-type]
            self.spoken.key,  # type: ignore[arg-type]
            self.bom.isChecked(),
            _SEPARATORS[self.separator.key],  # type: ignore[arg-type]
        )

    def write(self, path: Path) -> None:
        """Write the file; its rows and its check sum are shown."""
        exports, order, filters = self._exports, self.order, self.filters
        tell = self._background.network.relay(self, self._on_rows)
        self._asked.hide()
        self.made.hide()
        self.show_running()
        self.progress.hide()
        self._on_rows(0)
        self.counted.show()
        self.run(
            lambda _tell, cancelled: exports.write(order, path, filters, Watching(tell, cancelled)),
            lambda manifest: self._on_written(path, manifest),
            self._on_refused,
        )

    def _on_act(self) -> None:
        if self.after.isVisible():
            self._ask()
            return
        if not self._days_are_right():
            return
        name = f"{tr(_STEMS[self.what.currentData()])}.{self.kind.key}"
        save_file(self, self.tr("Spara exporten"), name, self.write)

    def _days_are_right(self) -> bool:
        """Whether both days can be read, and the first is not after the last."""
        for field, edit in ((self._first, self.first), (self._last, self.last)):
            field.show_wrong(self.tr("Skriv dagen som 2026-11-30") if edit.is_wrong else "")
        if self.first.is_wrong or self.last.is_wrong:
            return False
        if (self.first.day or date.min) > (self.last.day or date.max):
            self._last.show_wrong(self.tr("Perioden slutar innan den börjar"))
            return False
        return True

    def _on_rows(self, count: int) -> None:
        words = self.tr("%n rader skrivna …", "", count)
        self.counted.setText(words.replace(str(count), number(count), 1))

    def _on_written(self, path: Path, manifest: Manifest) -> None:
        self.counted.hide()
        self.made.show()
        self.after.show_written(path, manifest)
        self.act.setText(self.tr("Ny export"))
        self.grow()

    def _on_refused(self, error: UserError) -> None:
        self._ask()
        self.show_error(error)

    def _ask(self) -> None:
        """The questions, as they were answered."""
        self.after.hide()
        self.counted.hide()
        self._asked.show()
        self.made.show()
        self.act.setText(self.tr("Välj plats och spara"))
        self.what.setFocus()

    def _on_kind(self) -> None:
        is_csv = self.kind.key == "csv"
        self._csv.setVisible(is_csv)
        self.bom.setVisible(is_csv)

    def _on_what(self) -> None:
        """What does not narrow the table cannot be filled in."""
        narrows = KINDS[self.what.currentData()].narrows
        for name, part in (("company", self.company), ("first", self.first), ("last", self.last)):
            part.setEnabled(name in narrows)

    def _on_companies(self, companies: tuple[tuple[str, str], ...]) -> None:
        for company, name in companies:
            self.company.addItem(name, company)
        if self._company and self.company.findData(self._company) < 0:
            self.company.addItem(self.tr("Företaget"), self._company)  # never all instead of one
        at = self.company.findData(self._company)
        self.company.setCurrentIndex(max(0, at))

    def _show_made(self) -> None:
        ExportsMadeBox(self, self._exports, self._background).open()

    def _begin(self) -> None:
        self.spoken.choose(language())
        self.first.show_day(self._filters.first)
        self.last.show_day(self._filters.last)
        self.company.addItem(self.tr("Alla företag"), "")
        self._on_last(ExportOrder(""))
        self._on_what()
        self._background.run(self, self._exports.last_order, self._on_last)
        self._background.run(self, self._exports.companies, self._on_companies)

    def _on_last(self, last: ExportOrder) -> None:
        """As it was asked for the last time."""
        self.kind.choose(last.format)
        found = (key for key, sign in _SEPARATORS.items() if sign == last.separator)
        self.separator.choose(next(found, "semicolon"))
        self.bom.setChecked(last.bom)
        self._on_kind()

    def _make_choices(self) -> None:
        self.kind = SegmentedChoice(
            [("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"), ("parquet", "Parquet")],
            self.tr("Filtyp"),
        )
        self.spoken = SegmentedChoice(
            [("sv", "Svenska"), ("en", "English")], self.tr("Rubrikernas språk")
        )
        signs = (self.tr("Semikolon"), self.tr("Komma"), self.tr("Tabb"))
        self.separator = SegmentedChoice(
            list(zip(_SEPARATORS, signs, strict=True)), self.tr("Mellan värdena")
        )
        self.bom = TickLine(self.tr("Märk teckenkodningen (BOM), som Excel vill ha det"))

    def _name(self, kinds: Sequence[str]) -> None:
        for kind in kinds:
            self.what.addItem(kind_words(f"{kind}."), kind)
        for name, part in (
            ("export_what", self.what),
            ("export_company", self.company),
            ("export_first", self.first),
            ("export_last", self.last),
            ("export_bom", self.bom),
            ("export_made", self.made),
            ("export_counted", self.counted),
        ):
            part.setObjectName(name)

    def _connect(self) -> None:
        self.act.clicked.connect(self._on_act)
        self.kind.chosen.connect(lambda _key: self._on_kind())
        self.made.clicked.connect(self._show_made)
        self.what.currentIndexChanged.connect(lambda _at: self._on_what())

    def _build(self) -> None:
        self._first = Field(self.tr("Från och med"), self.first)
        self._last = Field(self.tr("Till och med"), self.last)
        self._csv = Field(self.tr("Mellan värdena"), self.separator)
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics().gap_wide)
        grid.setVerticalSpacing(metrics().gap)
        parts = (
            (Field(self.tr("Vad ska exporteras?"), self.what), 0, 0),
            (Field(self.tr("Företag"), self.company), 0, 1),
            (self._first, 1, 0),
            (self._last, 1, 1),
            (Field(self.tr("Filtyp"), self.kind), 2, 0),
            (Field(self.tr("Rubrikernas språk"), self.spoken), 2, 1),
            (self._csv, 3, 0),
            (self.bom, 3, 1),
        )
        for part, row, column in parts:
            grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        note = self.tr(
            "Utan identitetsnummer. Skyddade personer står utan namn. Bredvid filen läggs ett "
            "signerat följeblad med radantal och kontrollsumma."
        )
        asked = QWidget()
        inner = QVBoxLayout(asked)
        inner.setContentsMargins(0, 0, metrics().gap_small, 0)
        inner.addLayout(grid)
        inner.addWidget(TextLabel(note, "small", "muted", wrap=True))
        inner.addStretch(1)
        self._asked = QuietScroll(asked, _LEAST)
        self.body.addWidget(self._asked, 1)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.counted)
        self.counted.hide()
        self.body.addWidget(self.after)
        self.body.addStretch(0)
        self.row.insertWidget(1, self.made)
