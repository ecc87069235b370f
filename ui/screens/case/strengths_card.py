"""What the person has shown: where the feedback talk begins."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout

from ui.language import tr
from ui.theme import metrics
from ui.widgets.card import Card
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class StrengthsCard(Card):
    """The areas that stand, two abreast."""

    def __init__(self) -> None:
        super().__init__(" ")
        self._none = TextLabel("", "body", "muted", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(metrics().gap_wide)
        self._grid.setVerticalSpacing(metrics().gap_small)
        self._lines: list[NoteLine] = []
        self.body.addWidget(self._none)
        self.body.addLayout(self._grid)

    def show_areas(self, names: Sequence[str]) -> None:
        """Show these areas, or say that none is shown yet."""
        self.set_title(tr("Det här är visat"))
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [NoteLine("check-circle", "ok", name, style="key") for name in names]
        for at, line in enumerate(self._lines):
            self._grid.addWidget(line, at // 2, at % 2)
        self._none.setText(
            tr("Inget område är visat den här gången. Samtalet handlar om vägen dit.")
        )
        self._none.setVisible(not names)
        self.show_count(len(names), "ok")
