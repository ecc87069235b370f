"""After a crash: when the sitting was cut off, what is safe, and the assessor's confirmation."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.usecases.sittings import Incident
from ui.figures import clock_time, duration
from ui.language import tr
from ui.theme import colour, metrics, px, tone_ground
from ui.widgets.buttons import SecondaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.painting import box, painting


class IncidentBar(QFrame):
    """Hidden while there is none; nothing can be answered until it is confirmed."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("incident")
        self._what = TextLabel("", "strong", wrap=True)
        self._safe = TextLabel("", "small", wrap=True)
        self.confirm = SecondaryButton("", "play")
        self.confirm.setObjectName("confirm_incident")
        self.confirm.clicked.connect(self.confirmed)
        m = metrics()
        row = QHBoxLayout(self)
        row.setContentsMargins(m.gap_wide, m.gap, m.gap, m.gap)
        row.setSpacing(m.gap)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(self._what)
        words.addWidget(self._safe)
        row.addWidget(IconLabel("warning", "warn", px(20)))
        row.addLayout(words, 1)
        row.addWidget(self.confirm)
        self.hide()

    def show_incident(self, incident: Incident | None) -> None:
        """Say what happened, or hide."""
        self.setVisible(incident is not None)
        if incident is None:
            return
        self._what.setText(
            tr("Avbrott {start}, upptäckt {end} ({lost})").format(
                start=clock_time(incident.stopped.astimezone()),
                end=clock_time(incident.found.astimezone()),
                lost=duration(incident.lost_seconds),
            )
        )
        self._safe.setText(
            tr("Allt som var svarat är sparat. Klockan har stått still sedan avbrottet.")
        )
        self.confirm.setText(tr("Bekräfta och fortsätt"))
        self.setAccessibleName(f"{self._what.text()} {self._safe.text()}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A quiet warning."""
        with painting(self) as painter:
            box(
                painter,
                QRectF(self.rect()),
                metrics().radius,
                tone_ground("warn"),
                colour("warn"),
            )
