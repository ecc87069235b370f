"""Settle an entry: the outcome, what changes, and the reason in writing (R47)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.disputes import DisputeOutcome
from app.domain.overrides import SHORTEST_REASON
from app.usecases.disputes import ContestedArea, EntryView
from app.usecases.settling import Settlement
from ui.figures import iso_day
from ui.language import tr
from ui.models.dispute_words import late_words, outcome_act
from ui.screens.box import Box
from ui.screens.case.override_box import reason_fault
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Hairline
from ui.widgets.fields import Field, NoteField
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.segmented import SegmentedChoice

_SAME = "same"


class SettleBox(Box):
    """Outcome first; a changed decision says area by area what it is changed to."""

    given = Signal(object)  # Settlement

    def __init__(self, parent: QWidget, view: EntryView) -> None:
        act = PrimaryButton(tr("Vidare till kod"), chevron=True)
        heading = tr("Avgör {number}").format(number=view.line.number)
        super().__init__(parent, heading, act, tr("Avbryt"))
        self.setObjectName("settle_box")
        self.act.setObjectName("settle_on")
        self._view = view
        self._levels: dict[str, SegmentedChoice] = {}
        self.outcome = SegmentedChoice(
            [(one.value, outcome_act(one)) for one in view.outcomes], tr("Utfall")
        )
        self.outcome.choose(view.outcomes[0].value)
        self.outcome.chosen.connect(lambda _key: self._show_areas())
        self._areas = self._build_areas()
        self.reason = NoteField()
        self.reason.setObjectName("settle_reason")
        self.reason.setFixedHeight(px(100))
        self._field = Field(tr("Skäl, i skrift till den som begärde det"), self.reason)
        self._field.set_hint(tr("Minst {least} tecken.").format(least=SHORTEST_REASON))
        self._wrong = NoteLine("warning", "bad")
        if view.line.is_late and view.file_by is not None:
            self.reason.show_text(late_words(view.line, iso_day(view.file_by)))
        for part in (Field(tr("Utfall"), self.outcome), self._areas, self._wrong, self._field):
            self.body.addWidget(part)
        self.act.clicked.connect(self._on_act)
        self.size_at(640)
        self._show_areas()
        self.outcome.setFocus()

    def _show_areas(self) -> None:
        self._areas.setVisible(self.outcome.key == DisputeOutcome.CHANGED)
        self._wrong.show_words("")
        self.grow()

    def _on_act(self) -> None:
        reason, outcome = self.reason.toPlainText().strip(), DisputeOutcome(self.outcome.key)
        levels = self._changed() if outcome is DisputeOutcome.CHANGED else {}
        if outcome is DisputeOutcome.CHANGED and not levels:
            self._wrong.show_words(tr("Välj vilket område som ändras."))
            self.grow()
            return
        wrong = reason_fault(reason)
        if wrong:
            self._field.show_wrong(wrong)
            self.grow()
            self.reason.setFocus()
            return
        self.given.emit(Settlement(outcome, reason, levels))
        self.accept()

    def _changed(self) -> dict[str, int]:
        chosen = {area: choice.key for area, choice in self._levels.items()}
        return {area: int(key) for area, key in chosen.items() if key not in ("", _SAME)}

    def _build_areas(self) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, metrics().gap, 0)
        lines.setSpacing(metrics().gap_tiny)
        for area in self._view.areas:
            if area.choices:
                lines.addWidget(self._area_line(area))
                lines.addWidget(Hairline())
        lines.addStretch(1)
        scroll = QuietScroll(holder, 200)
        scroll.setMinimumHeight(px(200))
        return scroll

    def _area_line(self, area: ContestedArea) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(f"{area.number}  {said(area.name)}", "body", wrap=True), 1)
        same = tr("nivå {level} står kvar").format(level=area.level)
        levels = [(str(one), tr("nivå {level}").format(level=one)) for one in area.choices]
        choice = SegmentedChoice([(_SAME, same), *levels], said(area.name))
        choice.setObjectName(f"settle_{area.id}")
        choice.choose(_SAME)
        self._levels[area.id] = choice
        row.addWidget(choice)
        return line
