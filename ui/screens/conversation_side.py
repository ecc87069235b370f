"""The left of a conversation: who takes part, themes with their progress, roles, summary."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.conversation import ConversationState
from app.usecases.conversations import ConversationSheet
from ui.icons import draw_icon
from ui.language import tr
from ui.screens.case.words import said
from ui.theme import colour, metrics, px, sized_font
from ui.widgets.area_progress import AreaCount, AreaList
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.card import Card, Hairline
from ui.widgets.labels import TextLabel
from ui.widgets.list_row import ListRow
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.wrapped import Wrapped

ROLES, SUMMARY = "roles", "summary"


class PlaceRow(ListRow):
    """A place of the conversation beside its themes: icon, words, a number."""

    def __init__(self, icon: str) -> None:
        super().__init__(40)
        self._icon, self._words, self._count = icon, "", ""

    def show_place(self, words: str, count: str = "") -> None:
        """Say what it is and how many."""
        self._words, self._count = words, count
        self.setAccessibleName(f"{words} {count}".strip())
        self.update()

    def draw_content(self, painter: QPainter, rect: QRectF) -> None:
        """Icon, words, number."""
        tint = colour("accent_text" if self.is_current else "muted")
        draw_icon(painter, self._icon, QRectF(px(9), px(12), px(16), px(16)), tint)
        painter.setFont(sized_font(13, 600 if self.is_current else 500))
        painter.setPen(colour("text"))
        self.draw_line(
            painter, QRectF(px(34), 0, rect.width() - px(74), rect.height()), self._words
        )
        painter.setPen(colour("muted"))
        painter.setFont(sized_font(12, 600))
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        place = QRectF(rect.width() - px(40), 0, px(30), rect.height())
        painter.drawText(place, int(flags), self._count)


class ConversationSide(QWidget):
    """Where one is, and what can be done with the whole."""

    theme_chosen = Signal(str)
    place_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = LinkButton("", "chevron-left", chevron=False)
        self.back.setObjectName("conversation_back")
        self.state = NoteLine("pause", "warn")
        self.state.setObjectName("conversation_state")
        self.who = TextLabel("", "small", "muted", wrap=True)
        self.who.setObjectName("conversation_who")
        self.themes = AreaList()
        self.roles, self.summary = PlaceRow("people"), PlaceRow("list")
        self.roles.setObjectName("place_roles")
        self.summary.setObjectName("place_summary")
        self.resume = PrimaryButton("", "play")
        self.resume.setObjectName("conversation_resume")
        self.pause = SecondaryButton("", "pause")
        self.pause.setObjectName("conversation_pause")
        self.drop = QuietButton("", "trash")
        self.drop.setObjectName("conversation_drop")
        self.to_summary = SecondaryButton("", "list")
        self.to_summary.setObjectName("conversation_to_summary")
        self._build()
        self.set_compact(compact=False)
        self.to_summary.clicked.connect(lambda: self.place_chosen.emit(SUMMARY))
        self.themes.chosen.connect(self.theme_chosen)
        self.roles.clicked.connect(lambda: self.place_chosen.emit(ROLES))
        self.summary.clicked.connect(lambda: self.place_chosen.emit(SUMMARY))

    def show_sheet(self, sheet: ConversationSheet, at: str) -> None:
        """Show how far the conversation is, and where one is in it."""
        current = next((t.id for t in sheet.guide.themes if at in {q.id for q in t.questions}), "")
        counts = [
            AreaCount(theme.id, said(theme.name), each.answered + each.skipped, each.total)
            for theme, each in zip(sheet.guide.themes, sheet.line.standings, strict=True)
        ]
        self.themes.show_areas(counts, current)
        self.roles.show_place(tr("Roller som behövs"), str(len(sheet.roles) or ""))
        self.roles.set_current(at == ROLES)
        self.summary.show_place(tr("Sammanfattning"), str(len(sheet.steps) or ""))
        self.summary.set_current(at == SUMMARY)
        self.who.setText(
            "\n".join(
                f"{each.role}: {each.name}" if each.name else each.role
                for each in sheet.participants
            )
        )
        self._show_state(sheet)

    def set_compact(self, *, compact: bool) -> None:
        """Whether it stands above the question: then only what cannot be done otherwise."""
        self._places.setVisible(not compact)
        self.to_summary.setVisible(compact)

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self.back.setText(tr("Alla samtal"))
        self.resume.setText(tr("Fortsätt samtalet"))
        self.pause.setText(tr("Pausa"))
        self.to_summary.setText(tr("Sammanfattning"))
        self.drop.setAccessibleName(tr("Ta bort samtalet"))
        self.drop.setToolTip(tr("Ta bort samtalet"))

    def _show_state(self, sheet: ConversationSheet) -> None:
        state = sheet.line.state
        paused = tr("Pausat: {reason}").format(reason=sheet.line.pause_reason)
        self.state.show_words(paused if state is ConversationState.PAUSED else "")
        self.resume.setVisible(state is ConversationState.PAUSED)
        self.pause.setVisible(state is ConversationState.OPEN)
        self.drop.setVisible(state is not ConversationState.HELD)

    def _build(self) -> None:
        m = metrics()
        card = Card()
        card.body.setContentsMargins(m.gap, m.gap, m.gap, m.gap)
        card.body.setSpacing(m.gap_tiny)
        inner = Wrapped()
        places = QVBoxLayout(inner)
        places.setContentsMargins(0, 0, 0, 0)
        places.setSpacing(m.gap_tiny)
        for part in (self.who, self.state, self.themes, Hairline(), self.roles, self.summary):
            places.addWidget(part)
        places.addStretch(1)
        acts = QHBoxLayout()
        acts.setSpacing(m.gap_small)
        acts.addWidget(self.resume, 1)
        acts.addWidget(self.pause, 1)
        acts.addWidget(self.to_summary, 1)
        acts.addWidget(self.drop)
        card.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._places = QuietScroll(inner, least=200)
        card.body.addWidget(self._places, 1)
        card.body.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
