"""What may be done with a certificate as it stands, each act a big row; and its history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.certificate_status import StatusAct
from app.usecases.status_acts import CertificateStanding, HandedOver, StatusWay
from ui.language import tr
from ui.messages import message
from ui.models.status_words import ACT_ICONS, ACT_WORDS, certificate_event
from ui.screens.case.menu_box import MenuBox
from ui.theme import metrics
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.timeline import Timeline

_ROWS_AT_ONCE = 4


class StatusMenu(MenuBox):
    """Arrows or Tab and Enter; Escape leaves it and the keyboard is where it was."""

    chosen = Signal(object)  # StatusAct

    def __init__(self, parent: QWidget, standing: CertificateStanding) -> None:
        whose = " · ".join(filter(None, (standing.name, standing.number)))
        super().__init__(parent, tr("Ändra eller återkalla"), whose, 620)
        self.setObjectName("status_menu")
        for way in standing.ways:
            if way.hindrance is None:
                self.rows.addWidget(self._entry(way, standing))
        for words in self._why_not(standing):
            self.rows.addWidget(NoteLine("info", "neutral", words, style="small"))
        self.rows.addSpacing(metrics().gap_small)
        self.rows.addWidget(TextLabel(tr("Historik"), "section"))
        self.rows.addWidget(_history(standing), 1)
        leave = SecondaryButton(tr("Stäng"))
        leave.setObjectName("status_close")
        leave.clicked.connect(self.reject)
        self.foot.addWidget(leave, 0, Qt.AlignmentFlag.AlignRight)

    def _entry(self, way: StatusWay, standing: CertificateStanding) -> SecondaryButton:
        is_new = way.act is StatusAct.REPLACE and standing.must_replace
        act = tr("Ersätt med ett nytt bevis") if is_new else tr(ACT_WORDS[way.act])
        words = tr("{act} …").format(act=act)
        entry = SecondaryButton(words, ACT_ICONS[way.act], size="control_main")
        entry.setObjectName(f"status_{way.act}")
        entry.setAutoDefault(True)
        entry.clicked.connect(lambda: self._choose(way))
        return entry

    def _why_not(self, standing: CertificateStanding) -> tuple[str, ...]:
        """Why other acts are not open, each reason once."""
        if not standing.ways:
            return (tr("Inget mer går att göra med det: läget är slutligt."),)
        errors = (way.hindrance for way in standing.ways)
        said = (message(one) for one in errors if one and not isinstance(one, HandedOver))
        return tuple(dict.fromkeys(f"{one.what} {one.next_step}".strip() for one in said))

    def _choose(self, way: StatusWay) -> None:
        self.accept()
        self.chosen.emit(way.act)


def _history(standing: CertificateStanding) -> QWidget:
    timeline = Timeline()
    timeline.show_events([certificate_event(event) for event in reversed(standing.history)])
    scroll = QuietScroll(timeline, least=40 * min(_ROWS_AT_ONCE, len(standing.history)))
    scroll.setObjectName("status_history")
    scroll.setAccessibleName(tr("Historik"))
    scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows scroll it
    return scroll
