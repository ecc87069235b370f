"""Decide an area otherwise than the rules say: the level, and the reason in writing (R31)."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.free_text import LONGEST_NOTE
from app.domain.overrides import SHORTEST_REASON
from app.domain.text import Text
from app.usecases.decisions import AreaRow
from ui.language import tr
from ui.screens.box import Box
from ui.screens.case.words import said
from ui.theme import px
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field, NoteField
from ui.widgets.labels import TextLabel
from ui.widgets.segmented import SegmentedChoice


@dataclass(frozen=True, slots=True)
class OverrideDraft:
    """What was chosen and written for one area; kept until a colleague has confirmed it."""

    area: str
    level: int
    reason: str


class OverrideBox(Box):
    """Names what the rules say beside what can be chosen; the colleague's code comes after."""

    given = Signal(object)  # OverrideDraft

    def __init__(
        self, parent: QWidget, row: AreaRow, scale: tuple[Text, ...], draft: OverrideDraft | None
    ) -> None:
        act = PrimaryButton(tr("Vidare till kollegans kod"), chevron=True)
        super().__init__(
            parent, tr("Ändra bedömningen av {area}").format(area=said(row.name)), act, tr("Avbryt")
        )
        self.setObjectName("override_box")
        self.act.setObjectName("override_on")
        self._row = row
        computed = row.override.computed if row.override else (row.level or 0)
        rules = tr("Reglerna säger nivå {level}, {required} krävs.").format(
            level=computed, required=row.required_level
        )
        levels = [(str(level), _level_words(level, scale)) for level in row.choices]
        self.levels = SegmentedChoice(levels, tr("Ny nivå"))
        self.levels.setObjectName("override_levels")
        chosen = draft.level if draft and draft.level in row.choices else row.choices[-1]
        self.levels.choose(str(chosen))
        self.reason = NoteField()
        self.reason.setObjectName("override_reason")
        self.reason.setFixedHeight(px(120))
        self.reason.show_text(draft.reason if draft else "")
        self._field = Field(tr("Skäl, i ord som validanden får läsa"), self.reason)
        self._field.set_hint(
            tr("Minst {least} tecken. Skälet står i beslutet.").format(least=SHORTEST_REASON)
        )
        self.body.addWidget(TextLabel(rules, "strong", wrap=True))
        self.body.addWidget(TextLabel(said(row.words), "body", "muted", wrap=True))
        self.body.addWidget(Field(tr("Ny nivå"), self.levels))
        self.body.addWidget(self._field)
        self.act.clicked.connect(self._on_act)
        self.size_at(560)
        self.reason.setFocus()

    def _on_act(self) -> None:
        reason = self.reason.toPlainText().strip()
        wrong = reason_fault(reason)
        if wrong:
            self._field.show_wrong(wrong)
            self.grow()
            self.reason.setFocus()
            return
        self.given.emit(OverrideDraft(self._row.id, int(self.levels.key), reason))
        self.accept()


def reason_fault(reason: str) -> str:
    """What is wrong with a reason in writing, "" when nothing is."""
    if len(reason) < SHORTEST_REASON:
        return tr("Skriv minst {least} tecken om vad ni såg.").format(least=SHORTEST_REASON)
    if len(reason) > LONGEST_NOTE:
        return tr("Skriv högst {longest} tecken.").format(longest=LONGEST_NOTE)
    return ""


def _level_words(level: int, scale: tuple[Text, ...]) -> str:
    return f"{level} · {said(scale[level - 1])}" if level <= len(scale) else str(level)
