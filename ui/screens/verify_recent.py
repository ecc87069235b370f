"""The last checks made at this desk; nothing personal is kept."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.usecases.verification import RecentCheck
from ui.figures import clock_time
from ui.models.answer_words import recent_state
from ui.theme import metrics, px, sized_font
from ui.widgets.card import Hairline
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel, TextLabel

_SHOWN = 3


class RecentList(QWidget):
    """Number, time, answer; the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verify_recent")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(metrics().gap_small)
        self._grid.setVerticalSpacing(px(7))
        self._grid.setColumnStretch(0, 1)

    def show_checks(self, checks: Sequence[RecentCheck]) -> None:
        """Show these."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, check in enumerate(checks[:_SHOWN]):
            if at:
                self._grid.addWidget(Hairline(), 2 * at - 1, 0, 1, 3)
            self._add(2 * at, check)

    def _add(self, row: int, check: RecentCheck) -> None:
        number = ElidedLabel(check.number or self.tr("utan nummer"), "small")
        number.setFont(sized_font(13, 500))
        state = recent_state(check)
        answer = QWidget()
        line = QHBoxLayout(answer)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(6))
        line.addWidget(IconLabel(state.icon, state.tone))
        line.addWidget(TextLabel(state.words, "state", state.tone))
        line.addStretch(1)
        self._grid.addWidget(number, row, 0)
        self._grid.addWidget(TextLabel(clock_time(check.at), "small", "muted"), row, 1)
        self._grid.addWidget(answer, row, 2)
