"""A next step that was agreed: what, who, until when, and whether it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.conversation import ChosenStep
from ui.figures import iso_day
from ui.language import tr
from ui.theme import metrics
from ui.widgets.buttons import LinkButton
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


class StepLine(QWidget):
    """Stands as it was agreed; that it is done is noted, and can be taken back."""

    done_asked = Signal(int, bool)  # which of all steps, whether it is done

    def __init__(self, number: int, step: ChosenStep, of: str = "step") -> None:
        """`of` begins the name of what marks it as done."""
        super().__init__()
        is_done = step.done is not None
        words = tr("{who} · klart senast {day}").format(
            who=step.responsible, day=iso_day(step.due) if step.due else ""
        )
        self.act = LinkButton(
            tr("Ångra") if is_done else tr("Gjort i dag"),
            "undo" if is_done else "check",
            chevron=False,
        )
        self.act.setObjectName(f"{of}_done_{number}")
        self.act.setAccessibleDescription(step.text)
        self.act.clicked.connect(lambda: self.done_asked.emit(number, not is_done))
        state = NoteLine("check-circle", "ok")
        state.show_words(tr("Gjort {day}").format(day=iso_day(step.done)) if step.done else "")
        row = QHBoxLayout()
        row.addWidget(TextLabel(words, "small", "muted", wrap=True), 1)
        row.addWidget(self.act, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_tiny)
        column.addWidget(TextLabel(step.text, "key", wrap=True))
        column.addLayout(row)
        column.addWidget(state)
