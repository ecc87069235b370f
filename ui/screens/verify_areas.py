"""The areas of a certificate with the levels its code gives them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.usecases.verification import Checked, CheckedArea
from ui.language import language
from ui.models.layer_words import levels_in_text
from ui.screens.verify_layers import emptied
from ui.theme import metrics, px, sized_font
from ui.widgets.card import Hairline
from ui.widgets.labels import TextLabel
from ui.widgets.progress import LevelBar


class AreaLevels(QWidget):
    """Number, name, bar, level; beside it what the paper says where that is something else."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("answer_areas")
        self._title = TextLabel("", "section")
        self._scale = TextLabel("", "small", "muted")
        m = metrics()
        inner = QVBoxLayout(self)
        inner.setContentsMargins(m.gap_huge, m.gap_wide, m.gap_huge, m.gap)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._scale)
        inner.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(m.gap)
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(1, 1)
        inner.addLayout(self._grid, 1)

    def show_areas(self, checked: Checked) -> None:
        """The areas of this answer."""
        self._title.setText(
            self.tr("Områden och nivåer i koden") if checked.differs else self._usual()
        )
        self._scale.setText(self.tr("Nivå 1–{top}").format(top=checked.top_level))
        emptied(self._grid)
        said = levels_in_text(checked)
        for at, area in enumerate(checked.areas):
            self._add(at, area, checked.top_level, said)
        self._grid.setRowStretch(2 * len(checked.areas), 1)

    def _usual(self) -> str:
        return self.tr("Områden och nivåer")

    def _add(self, at: int, area: CheckedArea, top: int, said: Mapping[str, str]) -> None:
        name = self._name(at, area)
        words = TextLabel(name, "small", wrap=True)
        words.setFont(sized_font(13, 500))
        bar = LevelBar()
        bar.show_level(area.level, top)
        level = TextLabel(self._level_words(area), "state")
        level.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = 2 * at
        found = said.get(area.name.sv if area.name else str(at + 1))
        self._grid.addWidget(TextLabel(str(at + 1), "small", "muted"), row, 0)
        if found is None:  # a layout in the layout would be asked for its height many times
            self._grid.addWidget(words, row, 1)
        else:
            paper = self.tr("På papperet: {level}").format(level=found)
            self._grid.addLayout(_under_each_other(words, TextLabel(paper, "state", "bad")), row, 1)
        self._grid.addWidget(bar, row, 2)
        self._grid.addWidget(level, row, 3)
        self._grid.addWidget(Hairline(), row + 1, 0, 1, 4)

    def _name(self, at: int, area: CheckedArea) -> str:
        if area.name:
            return area.name.in_language(language())
        return self.tr("Område {number}").format(number=at + 1)

    def _level_words(self, area: CheckedArea) -> str:
        if area.credited and not area.level:
            return self.tr("tillgodoräknat")
        return str(area.level) if area.level else "–"


def _under_each_other(upper: QWidget, lower: QWidget) -> QVBoxLayout:
    both = QVBoxLayout()
    both.setSpacing(0)
    both.addWidget(upper)
    both.addWidget(lower)
    return both
