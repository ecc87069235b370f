"""One measure beside the plan: for whom, how far each has come, what can be done now."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.domain.development import DevelopmentStep
from app.usecases.company_plan import MeasureLine, Proposal, TakerLine
from ui.figures import iso_day
from ui.language import language, tr
from ui.models.company_plan_rows import TakerRows, measure_text
from ui.models.former_words import former_words
from ui.models.matrix_words import KIND_WORDS, STEP_WORDS, person_words
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.step_line import StepLine
from ui.widgets.table import HairlineTable

_NAME_MOST = 18
_COLUMNS = (ColumnWidth(150, stretch=True, least=90), ColumnWidth(130), ColumnWidth(108))


class PlanSide(Card):
    """Acts are told with the line they are about; the tab does them."""

    plan_asked = Signal(object)  # Proposal
    change_asked = Signal(object)  # MeasureLine
    drop_asked = Signal(object)  # MeasureLine
    done_asked = Signal(object, object)  # MeasureLine, person ids (none: all)
    reopen_asked = Signal(object, object)
    retest_asked = Signal(object, str)  # the decided case's id, the area ("": all that remain)

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("plan_side")
        self._entry: MeasureLine | Proposal | None = None
        self.line = TextLabel("", "small", "muted", wrap=True)
        self.former = NoteLine("info", "neutral", style="body")
        self.former.setObjectName("plan_former")
        self.way = StepLine()
        self.way.setObjectName("plan_way")
        self.model = TakerRows(self)
        self.takers = HairlineTable("row")
        self.takers.setObjectName("plan_takers")
        self.takers.setModel(self.model)
        self.takers.set_columns(_COLUMNS)
        self.act = PrimaryButton("", "check")
        self.act.setObjectName("plan_act")
        self.one = SecondaryButton("", "check")
        self.one.setObjectName("plan_one_done")
        self.retest = SecondaryButton("", "sync")
        self.retest.setObjectName("plan_retest")
        self.change, self.drop = QuietButton("", "pen"), QuietButton("", "trash")
        self.change.setObjectName("plan_change")
        self.drop.setObjectName("plan_drop")
        self._build()
        self._connect()

    @property
    def taker(self) -> TakerLine | None:
        """Who is current in the list."""
        found = [row for row in self.model.rows if row.person_id == self.takers.current_id]
        return found[0] if found else None

    @property
    def _area(self) -> str:
        """The area in today's version, "" where that has it no longer."""
        return "" if self._entry is None else self._entry.area

    def show_entry(
        self, entry: MeasureLine | Proposal | None, takers: tuple[TakerLine, ...] = ()
    ) -> None:
        """Another line of the plan, or none; `takers`: for whom it is or would be."""
        current = self.takers.current_id
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        self.set_title(entry.area_name.in_language(language()))
        is_line = isinstance(entry, MeasureLine)
        self.line.setText(line_words(entry))
        former = entry.former if isinstance(entry, MeasureLine) else None
        self.former.show_words("" if former is None else former_words(former))
        self.model.show_rows(takers)
        for button in (self.change, self.drop):
            button.setVisible(is_line)
        self.takers.choose_row(max(0, self.model.row_of(current)))
        self._show_acts()

    def retranslate(self) -> None:
        """Every fixed word."""
        self.change.setText(tr("Ändra"))
        self.drop.setText(tr("Ta bort"))
        self.takers.setAccessibleName(tr("För vem"))
        self.show_entry(self._entry, self.model.rows)

    def _show_acts(self) -> None:
        entry, taker = self._entry, self.taker
        is_line = isinstance(entry, MeasureLine)
        self.way.setVisible(taker is not None)
        self.one.setVisible(taker is not None and is_line)
        is_open = isinstance(entry, MeasureLine) and not entry.is_done
        may_retest = taker is not None and taker.development.may_retest
        self.retest.setVisible(is_open and may_retest)
        if taker is not None:
            steps = [(tr(STEP_WORDS[s]), taker.development.is_taken(s)) for s in DevelopmentStep]
            self.way.show_steps(steps)
            name = person_words(taker.name, _NAME_MOST)
            done = tr("Klar: {name}").format(name=name)
            self.one.setText(done if taker.done is None else tr("Ångra klar"))
        again = tr("Omprov i området") if self._area else tr("Omprov i det som återstår")
        self.retest.setText(again)
        act = tr("Genomförd för alla") if is_open else again
        self.act.setText(act if is_line else tr("Planera"))
        self.act.set_icon_name("check" if is_open or not is_line else "sync")
        self.act.setVisible(not is_line or is_open or may_retest)

    def _on_act(self) -> None:
        if isinstance(self._entry, Proposal):
            self.plan_asked.emit(self._entry)
        elif self._entry is not None and self._entry.is_done:
            self._on_retest()
        elif self._entry is not None:
            self.done_asked.emit(self._entry, ())

    def _on_one(self) -> None:
        taker = self.taker
        if taker is None:
            return
        signal = self.done_asked if taker.done is None else self.reopen_asked
        signal.emit(self._entry, (taker.person_id,))

    def _on_retest(self) -> None:
        taker, entry = self.taker, self._entry
        if taker is not None and isinstance(entry, MeasureLine) and taker.case_id is not None:
            self.retest_asked.emit(taker.case_id, self._area)

    def _connect(self) -> None:
        self.act.clicked.connect(self._on_act)
        self.one.clicked.connect(self._on_one)
        self.retest.clicked.connect(self._on_retest)
        self.change.clicked.connect(lambda: self.change_asked.emit(self._entry))
        self.drop.clicked.connect(lambda: self.drop_asked.emit(self._entry))
        self.takers.current_changed.connect(lambda _id: self._show_acts())

    def _build(self) -> None:
        self.body.addWidget(self.line)
        self.body.addWidget(self.former)
        self.body.addWidget(self.takers, 1)
        self.body.addWidget(self.way)
        for buttons in ((self.act, self.one), (self.retest, self.change, self.drop)):
            row = QHBoxLayout()
            row.setSpacing(metrics().gap_small)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self.body.addLayout(row)


def line_words(entry: MeasureLine | Proposal) -> str:
    """ "Kurs · Kurs i mätteknik, 2 dagar · Eva Ek · senast 2026-06-01 · följs upp …"."""
    kind = entry.kind if isinstance(entry, Proposal) else entry.measure.kind
    text, kind_words = measure_text(entry), tr(KIND_WORDS[kind])
    parts = [text] if text.startswith(kind_words) else [kind_words, text]
    if isinstance(entry, Proposal):
        parts.append(tr("För %n personer", len(entry.people)))
    else:
        one = entry.measure
        parts.append(one.responsible)
        if one.due:
            parts.append(tr("senast {day}").format(day=iso_day(one.due)))
        if one.follow_up:
            parts.append(tr("följs upp {day}").format(day=iso_day(one.follow_up)))
        if entry.hidden:
            parts.append(tr("för %n som inte visas", entry.hidden))
    return " · ".join(filter(None, parts))
