"""A company's conversations: each with its day and state, and how the themes have moved."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.conversation import ConversationState
from app.usecases.conversations import ConversationLine
from ui.language import tr
from ui.models.conversation_rows import ConversationRows
from ui.models.conversation_words import (
    development_spoken,
    profile_bars,
    profile_spoken,
    short_days,
    step_names,
    theme_lines,
)
from ui.theme import metrics
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.cells import ColumnWidth
from ui.widgets.columns import Column, FlowColumns, stacked
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import TextLabel
from ui.widgets.table import HairlineTable
from ui.widgets.theme_development import ThemeDevelopment
from ui.widgets.theme_profile import ThemeProfile

_COLUMNS = (
    ColumnWidth(64),
    ColumnWidth(110),
    ColumnWidth(150, stretch=True, least=96),
    ColumnWidth(90),
    ColumnWidth(200, least=150),
)


class ConversationList(QWidget):
    """The list at the left, the newest profile and the development at the right."""

    begin_asked = Signal()
    opened = Signal(object)  # conversation id

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("conversation_list")
        self._lines: tuple[ConversationLine, ...] = ()
        self.intro = TextLabel("", "body", "muted", wrap=True)
        self.begin = PrimaryButton("", "speech")
        self.begin.setObjectName("conversation_begin")
        self.model = ConversationRows(self)
        self.table = HairlineTable("row")
        self.table.setObjectName("conversation_table")
        self.table.setModel(self.model)
        self.table.set_columns(_COLUMNS)
        self.table.show_all_rows()
        self.profile = ThemeProfile()
        self.development = ThemeDevelopment()
        self._profile_card, self._development_card = Card(" "), Card(" ")
        self._legend = TextLabel("", "small", "muted", wrap=True)
        self.empty = EmptyState("speech")
        self.empty.setObjectName("conversations_empty")
        self.empty.button.setObjectName("conversation_first")
        self._build()
        self.begin.clicked.connect(self._on_begin)
        self.empty.acted.connect(self.begin_asked)
        self.table.chosen.connect(self.opened)

    @property
    def unfinished(self) -> ConversationLine | None:
        """The one that is not closed."""
        return next(
            (line for line in self._lines if line.state is not ConversationState.HELD), None
        )

    def show_lines(self, lines: Sequence[ConversationLine]) -> None:
        """Show these, the newest first."""
        self._lines = tuple(lines)
        self._stack.setCurrentWidget(self._full if lines else self.empty)
        current = self.table.current_id
        self.model.show_rows(self._lines)
        self.table.choose_row(max(0, self.model.row_of(current)))
        self.table.updateGeometry()
        self.begin.setText(tr("Fortsätt samtalet") if self.unfinished else tr("Börja ett samtal"))
        self._show_pictures()

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        self.table.setAccessibleName(tr("Företagets samtal"))
        self.intro.setText(
            tr(
                "Ett samtal om vad företaget behöver kunna de närmaste åren: sex teman, ungefär en "
                "och en halv timme. Håll det igen efter ett halvår, så syns vad som har ändrats."
            )
        )
        self._profile_card.set_title(tr("Profil i det senaste avslutade samtalet"))
        self._development_card.set_title(tr("Utveckling över tid"))
        self.empty.show_words(
            tr(
                "Inget samtal än. Ett samtal om strategisk kompetensförsörjning visar var "
                "företaget står och vad som är nästa steg. Räkna med en och en halv timme."
            ),
            tr("Börja ett samtal"),
        )
        self.show_lines(self._lines)

    def take_focus(self) -> None:
        """To what one does first."""
        (self.begin if self._lines else self.empty.button).setFocus()

    def _show_pictures(self) -> None:
        held = [line for line in self._lines if line.state is ConversationState.HELD]
        self._profile_card.setVisible(bool(held))
        self._development_card.setVisible(len(held) > 1)
        if not held:
            return
        before = held[1].standings if len(held) > 1 else ()
        bars = profile_bars(held[0].guide, held[0].standings, before)
        self.profile.show_bars(bars, step_names(held[0].guide), profile_spoken(bars))
        self._legend.setText(tr("Ringen visar förra samtalet."))
        self._legend.setVisible(bool(before))
        rising = held[::-1]
        days, lines = short_days(rising), theme_lines(rising)
        self.development.show_lines(days, lines, development_spoken(days, lines))

    def _on_begin(self) -> None:
        if self.unfinished is not None:
            self.opened.emit(self.unfinished.id)
        else:
            self.begin_asked.emit()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(metrics().gap_wide)
        head.addWidget(self.intro, 1)
        head.addWidget(self.begin)
        table = Card(padded=False)
        table.body.addWidget(self.table)
        table.body.addStretch(1)
        self._profile_card.body.addWidget(self.profile)
        self._profile_card.body.addWidget(self._legend)
        self._development_card.body.addWidget(self.development)
        right = stacked(self._profile_card, self._development_card)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addLayout(head)
        column.addWidget(FlowColumns([Column(table, 700, least=520), Column(right, 480)]), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
