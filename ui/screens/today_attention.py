"""What needs an act: accreditation, unsent records, unsigned decisions, sittings that were cut."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.usecases.today import Attention, AttentionKind
from ui.figures import day, short_day_and_time
from ui.language import language, tr
from ui.theme_roles import Tone
from ui.widgets.attention import Attention as AttentionRow
from ui.widgets.card import Card, Hairline
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel

_LOOKS: dict[AttentionKind, tuple[str, Tone]] = {
    AttentionKind.ACCREDITATION_EXPIRED: ("x-circle", "bad"),
    AttentionKind.ACCREDITATION_EXPIRING: ("warning", "warn"),
    AttentionKind.UNSENT: ("cloud-off", "warn"),
    AttentionKind.UNSIGNED: ("pen", "accent"),
    AttentionKind.INCIDENT: ("warning", "bad"),
}


class AttentionCard(Card):
    """One row a thing, the most pressing first; says so when there is nothing."""

    case_asked = Signal(object)  # case id
    sync_asked = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self.setObjectName("attention")
        self._lines: tuple[Attention, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.show_lines(())

    def show_lines(self, lines: Sequence[Attention]) -> None:
        """Show these."""
        self._lines = tuple(lines)
        self.set_title(self.tr("Kräver åtgärd"))
        self.count.setVisible(bool(lines))
        if lines:
            self.show_count(len(lines), "warn")
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, line in enumerate(self._lines):
            if at:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(self._row(line))
        if not lines:
            self._rows.addWidget(_Nothing(self.tr("Inget just nu.")))

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_lines(self._lines)

    def _row(self, line: Attention) -> AttentionRow:
        icon, tone = _LOOKS[line.kind]
        title, more, link = attention_words(line)
        row = AttentionRow(icon, tone, title, more, link)
        row.setObjectName(f"attention_{line.kind}")
        if line.case_id is not None:
            row.followed.connect(lambda: self.case_asked.emit(line.case_id))
        else:
            row.followed.connect(self.sync_asked)
        return row


class _Nothing(QWidget):
    """Nothing needs an act."""

    def __init__(self, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(IconLabel("check-circle", "ok"))
        column.addWidget(TextLabel(words, "body", "muted", wrap=True))


def attention_words(line: Attention) -> tuple[str, str, str]:
    """Title, line and link of one thing to see to."""
    role = line.role.in_language(language()) if line.role else ""
    who = " · ".join(part for part in (line.name or tr("Skyddad person"), role) if part)
    profiles = ", ".join(line.profiles)
    last = day(line.day) if line.day else ""
    match line.kind:
        case AttentionKind.ACCREDITATION_EXPIRED:
            title = tr("Ackrediteringen har gått ut")
            more = tr("Gick ut {day}. Inget nytt kan startas eller signeras.").format(day=last)
            return title, more, ""
        case AttentionKind.ACCREDITATION_EXPIRING:
            title = tr("Ackrediteringen går ut om %n dagar", line.count)
            more = tr("{profiles} · gäller till {day}").format(profiles=profiles, day=last)
            return title, more, ""
        case AttentionKind.UNSENT:
            since = short_day_and_time(line.since) if line.since else ""
            more = tr("Finns bara på den här datorn, sedan {since}").format(since=since)
            return tr("%n poster är inte synkade", line.count), more, tr("Öppna Synk")
        case AttentionKind.UNSIGNED:
            return tr("Ett beslut är inte signerat"), who, tr("Visa beslutet")
        case AttentionKind.INCIDENT:
            return tr("Ett prov avbröts"), who, tr("Bekräfta avbrottet")
