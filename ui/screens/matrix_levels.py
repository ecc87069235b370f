"""A box for the levels a company requires, area by area, beside the profile's."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.usecases.matrix import CompanyMatrix
from ui.language import language, tr
from ui.models.former_words import former_level_words
from ui.screens.case.scrolled_box import ScrolledBox
from ui.widgets.buttons import PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class LevelsBox(ScrolledBox):
    """One choice an area; what changed is told as area id → level."""

    given = Signal(object)  # dict[str, int]

    def __init__(self, parent: QWidget, of: CompanyMatrix, area: str = "") -> None:
        super().__init__(parent, tr("Krävd nivå"), PrimaryButton(tr("Spara")), tr("Avbryt"))
        self.setObjectName("levels_box")
        self.act.setObjectName("levels_save")
        self._before = {one.id: one.required for one in of.matrix.areas}
        steps = {step.code: step.name.in_language(language()) for step in of.protocol.scale}
        words = tr(
            "Vad företaget självt kräver i rollen. Det ändrar gapen, aldrig vad som krävs för "
            "kompetensbevis."
        )
        self.asked.addWidget(TextLabel(words, "body", "muted", wrap=True))
        for asked in of.former:
            note = NoteLine("info", "neutral", former_level_words(asked), style="body")
            note.setObjectName("levels_former")
            self.asked.addWidget(note)
        self.levels: dict[str, QComboBox] = {}
        for one in of.matrix.areas:
            combo = self.levels[one.id] = QComboBox()
            combo.setObjectName(f"level_{one.id}")
            for level in one.allowed:
                mark = f" · {tr('profilens')}" if level == one.profile_level else ""
                combo.addItem(f"{level} {steps.get(level, '')}{mark}", level)
            combo.setCurrentIndex(max(0, combo.findData(one.required)))
            self.asked.addWidget(Field(one.name.in_language(language()), combo))
        self.act.clicked.connect(self._on_act)
        self.act.setDefault(True)
        self.size_within(460, 560)
        first = self.levels.get(area) or next(iter(self.levels.values()))
        first.setFocus()

    def _on_act(self) -> None:
        chosen = {area: int(combo.currentData()) for area, combo in self.levels.items()}
        self.given.emit({a: level for a, level in chosen.items() if level != self._before[a]})
        self.accept()
