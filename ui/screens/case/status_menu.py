"""What may be done with a certificate as it stands, each act a big row; and its history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.domain.certificate_status import StatusAct
from app.usecases.status_acts import CertificateStanding, HandedOver, StatusWay
from ui.language import tr
from ui.messages import message
from ui.models.status_words import ACT_ICONS, ACT_WORDS, certificate_event
from ui.theme import metrics, px
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.timeline import Timeline

_ROWS_AT_ONCE = 4


class StatusMenu(QDialog):
    """Arrows or Tab and Enter; Escape leaves it and the keyboard is where it was."""

    chosen = Signal(object)  # StatusAct

    def __init__(self, parent: QWidget, standing: CertificateStanding) -> None:
        super().__init__(parent.window())
        self.setObjectName("status_menu")
        self.setWindowTitle(tr("Ändra eller återkalla"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        m = metrics()
        column = QVBoxLayout(self)
        column.setContentsMargins(m.gap_huge, m.gap_huge, m.gap_huge, m.card_padding)
        column.setSpacing(m.gap_small)
        column.addWidget(TextLabel(self.windowTitle(), "heading", wrap=True))
        whose = " · ".join(filter(None, (standing.name, standing.number)))
        column.addWidget(TextLabel(whose, "body", "muted", wrap=True))
        column.addSpacing(m.gap_small)
        for way in standing.ways:
            if way.hindrance is None:
                column.addWidget(self._entry(way, standing))
        for words in self._why_not(standing):
            column.addWidget(NoteLine("info", "neutral", words, style="small"))
        column.addSpacing(m.gap_small)
        column.addWidget(TextLabel(tr("Historik"), "section"))
        column.addWidget(_history(standing), 1)
        leave = SecondaryButton(tr("Stäng"))
        leave.setObjectName("status_close")
        leave.clicked.connect(self.reject)
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignRight)
        over = parent.window()
        self.setFixedWidth(min(px(620), over.width() - px(32)))
        self.resize(self.width(), min(column.heightForWidth(self.width()), over.height() - px(16)))

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
