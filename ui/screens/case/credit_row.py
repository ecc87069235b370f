"""One area in the list of credits: to tick, credited already, or why it does not count."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.credits import AreaClaim
from app.usecases.credits import CreditableArea
from ui.figures import permille
from ui.language import tr
from ui.screens.case.credit_words import credit_words, refusal_words
from ui.screens.case.words import said
from ui.theme import metrics
from ui.widgets.buttons import LinkButton
from ui.widgets.note_line import NoteLine
from ui.widgets.tick_line import TickLine

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class CreditRow(QWidget):
    """An area of the case, and what the chosen certificate gives for it."""

    toggled = Signal()
    taken_back = Signal(str)  # area id

    def __init__(self, area: CreditableArea, claim: AreaClaim | None, *, settled: bool) -> None:
        """`settled`: a test has begun, so nothing more can be credited."""
        super().__init__()
        self.area = area
        self.tick = TickLine()
        self.tick.setObjectName(f"credit_{area.id}")
        self.back = LinkButton(tr("Ta tillbaka"), chevron=False)
        self.back.setObjectName(f"credit_back_{area.id}")
        self.back.setAccessibleName(tr("Ta tillbaka {area}").format(area=said(area.name)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics().gap)
        self._show(row, claim, settled=settled)
        self.tick.toggled.connect(lambda _on: self.toggled.emit())
        self.back.clicked.connect(lambda: self.taken_back.emit(area.id))

    @property
    def is_chosen(self) -> bool:
        """Whether it is ticked."""
        return self.tick.isChecked()

    def _show(self, row: QHBoxLayout, claim: AreaClaim | None, *, settled: bool) -> None:
        name, credited = said(self.area.name), self.area.credited
        if credited is not None:
            words = f"{name} · {credit_words(credited)}"
            row.addWidget(NoteLine("check-circle", "ok", words, style="body"), 1, _MIDDLE)
            row.addWidget(self.back, 0, _MIDDLE)
            return
        if claim is not None and claim.counts and not settled:
            self.tick.show_words(f"{name} · {_level(claim)} · {permille(self.area.permille)}")
            row.addWidget(self.tick, 1)
            return
        refusal = claim.refusal if claim is not None else None
        words = f"{name} · {refusal_words(refusal)}" if refusal else name
        line = NoteLine("minus", "neutral", words, style="body")
        line.words.set_tone("muted")
        row.addWidget(line, 1, _MIDDLE)


def _level(claim: AreaClaim) -> str:
    if claim.level is None:
        return tr("visat")
    return tr("nivå {level}").format(level=claim.level)
