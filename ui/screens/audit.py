"""The auditor at the desk: a sample drawn by a seed, its cases opened and saved (X9)."""

from secrets import token_hex
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.sampled import Draw, Sample
from ui.actions import bind
from ui.language import tr
from ui.models.sample_rows import SampleRows
from ui.screen import Screen
from ui.screens.audit_case import DrawsCard, SampledCard
from ui.screens.audit_draw import DrawForm
from ui.screens.case.signed_file_box import SignedFileBox, open_case_file
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.columns import Column, FlowColumns
from ui.widgets.note_line import NoteLine
from ui.widgets.table import HairlineTable
from ui.widgets.yielding import yielding

if TYPE_CHECKING:
    from ui.background import Background
    from ui.screens.case.signed_file_box import AuditDesk

_COLUMNS = (
    ColumnWidth(214, least=196),
    ColumnWidth(150, stretch=True, least=90),
    ColumnWidth(106),
    ColumnWidth(130, least=118),
)


class AuditScreen(Screen):
    """Number and seed above what they draw; at the right one case, and the seeds used before."""

    def __init__(self, desk: "AuditDesk", background: "Background") -> None:
        super().__init__()
        self.setObjectName("audit")
        self._desk, self._background = desk, background
        self._sample: Sample | None = None
        self._draws: tuple[Draw, ...] = ()
        self.form = DrawForm()
        self.form.begin(token_hex(4))
        self.said = NoteLine("info", "neutral", style="small")
        self.said.setObjectName("sample_said")
        self._model = SampleRows()
        self.table = HairlineTable("row")
        self.table.setObjectName("sample")
        self.table.setModel(self._model)
        self.table.set_columns(_COLUMNS)
        self.save = SecondaryButton("", "download")
        self.save.setObjectName("sample_save")
        self.case, self.draws = SampledCard(), DrawsCard()
        self._connect()
        self._build()
        self._show(None)
        self._retranslate()

    def refresh(self) -> None:
        """The draws made here; what is drawn stays as it is."""
        self._background.run(self, self._desk.audits.draws, self._on_draws)

    def draw(self) -> None:
        """Draw by what the form says; the draw is written down."""
        terms, audits = self.form.terms(), self._desk.audits
        if terms is None:
            return
        self.errors.clear()
        count, seed = terms
        self.form.act.setEnabled(False)
        self._background.run(
            self, lambda: (audits.sample(count, seed), audits.draws()), self._on_drawn, self._failed
        )

    def _on_drawn(self, found: tuple[Sample, tuple[Draw, ...]]) -> None:
        self.form.act.setEnabled(True)
        self.saved.emit()
        self._on_draws(found[1])
        self._show(found[0])
        if found[0].cases:
            self.table.choose_row(0)
            self.table.setFocus()

    def _failed(self, error: Exception) -> None:
        self.form.act.setEnabled(True)
        self.show_error(error)  # type: ignore[arg-type]

    def _on_draws(self, draws: tuple[Draw, ...]) -> None:
        self._draws = draws
        self.draws.show_draws(draws)
        self._say()

    def _show(self, sample: Sample | None) -> None:
        self._sample = sample
        self._model.show_rows(sample.cases if sample else ())
        self.save.setEnabled(bool(sample and sample.cases))
        self._on_case(self.table.current_id)
        self._say()

    def _say(self) -> None:
        """What was drawn of how many, and whether the seed drew the same when first used."""
        sample = self._sample
        if sample is None or not sample.among:
            self.said.show_words("")
            self.table.set_empty(_empty(sample))
            return
        words = self.tr("{count} av {among} beslutade ärenden, med fröet {seed}.").format(
            count=len(sample.cases), among=sample.among, seed=sample.seed
        )
        asked = (sample.seed, sample.count)
        first = next((one for one in self._draws if (one.seed, one.count) == asked), None)
        if first is not None and first.sum != sample.sum:
            changed = self.tr(
                "När fröet först användes, {day}, fanns {among} ärenden: därför är urvalet ett "
                "annat nu."
            ).format(day=f"{first.at:%Y-%m-%d %H:%M}", among=first.among)
            self.said.show_words(f"{words} {changed}", "warn", "warning")
            return
        again = self.tr("Samma frö över samma ärenden ger samma urval, här och hos noden.")
        self.said.show_words(f"{words} {again}", "neutral", "info")

    def _on_case(self, serial: object) -> None:
        sample = self._sample
        cases = sample.cases if sample else ()
        self.case.show_case(next((one for one in cases if one.serial == serial), None))

    def _on_open(self) -> None:
        case = self.case.case
        if case is not None and case.case_id is not None:
            self.go.emit("case", case.case_id)

    def _on_save_case(self) -> None:
        case = self.case.case
        if case is not None and case.case_id is not None:
            open_case_file(self, self._desk, self._background, case.case_id, case.serial)

    def _on_save(self) -> None:
        sample, audits = self._sample, self._desk.audits
        if sample is None or not sample.cases:
            return
        note = self.tr(
            "Ärendena i den ordning de drogs. Följebladet bär frö och antal, så att vem som helst "
            "kan dra samma igen. Utan identitetsnummer; skyddade personer står med bara numret."
        )
        SignedFileBox(
            self,
            self._desk,
            self._background,
            (self.tr("Spara stickprovet"), note),
            lambda path, form, spoken: audits.write_sample(
                sample.count, sample.seed, path, form, spoken
            ),
            f"{self.tr('stickprov')}-{len(sample.cases)}",
        ).open()

    def _on_again(self, draw: Draw) -> None:
        self.form.show_terms(draw.count, draw.seed)
        self.draw()

    def _connect(self) -> None:
        self.form.asked.connect(self.draw)
        self.save.clicked.connect(self._on_save)
        self.table.current_changed.connect(self._on_case)
        self.table.chosen.connect(lambda _serial: self._on_open())
        self.case.open_asked.connect(self._on_open)
        self.case.save_asked.connect(self._on_save_case)
        self.draws.chosen.connect(self._on_again)
        self.setFocusProxy(self.form)
        bind(self, "audit.case", self._on_save_case)
        bind(self, "audit.back", lambda: self.go.emit("disputes", None))

    def _retranslate(self) -> None:
        self.set_title(
            self.tr("Stickprov"), self.tr("För revision: ärenden dragna så att de kan dras igen")
        )
        self._card.set_title(self.tr("Urvalet"))
        self.save.setText(self.tr("Spara listan"))
        self.table.setAccessibleName(self.tr("Urvalet"))
        self.form.retranslate()
        self.case.retranslate()
        self.draws.retranslate()
        self._say()

    def _build(self) -> None:
        self._card = Card(" ", padded=False)
        self._card.head.addWidget(self.save)
        told = QVBoxLayout()
        side = metrics().card_padding
        told.setContentsMargins(side, 0, side, metrics().gap_small)
        told.addWidget(self.said)
        self._card.body.addLayout(told)
        self._card.body.addWidget(yielding(self.table, 170), 1)
        left = _over(self.form, self._card)
        right = _over(self.case, self.draws)
        columns = [Column(left, 720, least=520), Column(right, 396, fixed=True)]
        self.page.addWidget(FlowColumns(columns), 1)


def _empty(sample: Sample | None) -> str:
    if sample is None:
        return tr("Skriv hur många ärenden som ska dras och ett frö, och dra.")
    return tr("Inget ärende är beslutat på den här datorn än, så det finns inget att dra ur.")


def _over(upper: QWidget, lower: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(metrics().column_gap)
    column.addWidget(upper)
    column.addWidget(lower, 1)
    return holder
