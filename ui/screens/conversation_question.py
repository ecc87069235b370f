"""One question at a time, calm enough to turn the laptop towards the manager."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.conversation import Answer, GuideQuestion, GuideStep
from ui.language import tr
from ui.screens.case.short_note import ShortNote
from ui.screens.case.tab_order import tab_through
from ui.screens.case.words import said
from ui.theme import metrics, px
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.note_line import NoteLine
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.tiles import RatingTile
from ui.widgets.wrapped import Wrapped

_PAUSE = 700


class QuestionCard(Card):
    """Shows a question with its four steps; says what was chosen and written."""

    chosen = Signal(int)  # a step
    noted = Signal(str)
    skip_asked = Signal()
    back_asked = Signal()
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question_card")
        self._quiet = False
        self._scale: tuple[GuideStep, ...] = ()
        self._question: GuideQuestion | None = None
        self.place = ElidedLabel("", "caption", "muted")
        self.place.setObjectName("question_place")
        self.question = TextLabel("", "display", wrap=True)
        self.question.setObjectName("question_text")
        self.before = NoteLine("clock", "neutral", style="small")
        self.before.setObjectName("question_before")
        self.skipped = NoteLine("minus", "warn")
        self.skipped.setObjectName("question_skipped")
        self.tiles: list[RatingTile] = []
        self._tiles = QWidget()
        self._tiles_row = QHBoxLayout(self._tiles)
        self._tiles_row.setContentsMargins(0, 0, 0, 0)
        self._tiles_row.setSpacing(metrics().gap_small)
        self.help = LinkButton("", "info", chevron=False)
        self.help.setObjectName("question_help")
        self.help.setCheckable(True)
        self._help_words = QWidget()
        self.listen = NoteLine("eye", "neutral", style="small")
        self.follow = NoteLine("speech", "neutral", style="small")
        self.note_label = TextLabel("", "state")
        self.note = ShortNote(64)
        self.note.setObjectName("question_note")
        self.note_label.setBuddy(self.note)
        self._typing = QTimer(self, interval=_PAUSE, singleShot=True)
        self.back = SecondaryButton("", "chevron-left")
        self.back.setObjectName("question_back")
        self.skip = SecondaryButton("")
        self.skip.setObjectName("question_skip")
        self.hint = ElidedLabel("", "small", "muted")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.next = PrimaryButton("", chevron=True)
        self.next.setObjectName("question_next")
        self._build()
        self._connect()

    def show_scale(self, scale: Sequence[GuideStep]) -> None:
        """The four steps, made once."""
        if self._scale == tuple(scale):
            return
        self._scale = tuple(scale)
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        self.tiles = [RatingTile(step.code, said(step.name), letters=14) for step in scale]
        for tile in self.tiles:
            tile.setObjectName(f"step_{tile.number}")
            tile.toggled.connect(partial(self._on_chosen, tile.number))
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy = tile.sizePolicy()
            policy.setHeightForWidth(True)
            tile.setSizePolicy(policy)
            tile.setMinimumWidth(px(120))
            self._tiles_row.addWidget(tile)
            tile.show()  # at once: it may get the keyboard before the next layout
        stops = (*self.tiles, self.help, self.note, self.back, self.skip, self.next)
        tab_through(stops)

    def show_question(self, question: GuideQuestion, place: str, answer: Answer) -> None:
        """Show a question with what was said to it."""
        self._quiet = True
        self._question = question
        self.place.setText(place)
        self.question.setText(said(question.text))
        for tile, step, words in zip(self.tiles, self._scale, question.steps, strict=True):
            tile.show_words(said(step.name), said(words))
        self.listen.show_words(tr("Lyssna efter: {words}").format(words=said(question.listen_for)))
        self.follow.show_words(tr("Fråga vidare: {words}").format(words=said(question.follow_up)))
        if self.note.toPlainText() != answer.note:
            self.note.show_text(answer.note)
        self.show_answer(answer)
        self._scroll.verticalScrollBar().setValue(0)
        self._quiet = False

    def show_answer(self, answer: Answer) -> None:
        """Show what was chosen, or why it was skipped."""
        quiet, self._quiet = self._quiet, True
        for tile in self.tiles:
            tile.setAutoExclusive(False)
            tile.setChecked(tile.number == answer.level)
        for tile in self.tiles:
            tile.setAutoExclusive(True)
        skipped = tr("Hoppades över: {reason}").format(reason=answer.skipped)
        self.skipped.show_words(skipped if answer.skipped else "")
        self._quiet = quiet

    def show_before(self, words: str) -> None:
        """What was said last time; nothing where there was no last time."""
        self.before.show_words(words)

    def set_locked(self, locked: bool) -> None:
        """Whether it can be read only."""
        for tile in self.tiles:
            tile.setEnabled(not locked)
        self.note.setReadOnly(locked)
        self.skip.setVisible(not locked)
        self.hint.setVisible(not locked)

    def choose(self, step: int) -> None:
        """Choose a step, as by its key."""
        tile = next((tile for tile in self.tiles if tile.number == step), None)
        if tile is not None and tile.isEnabled():
            tile.setChecked(True)
            tile.setFocus()

    def take_focus(self) -> None:
        """To the step chosen, or the first."""
        found = next((tile for tile in self.tiles if tile.isChecked()), None)
        (found or self.tiles[0]).setFocus()

    def retranslate(self) -> None:
        """Every fixed word in the language in force."""
        for tile, step in zip(self.tiles, self._scale, strict=True):
            words = self._question.steps[tile.number - 1] if self._question else step.description
            tile.show_words(said(step.name), said(words))
        self.help.setText(tr("Hjälp för dig som leder samtalet"))
        self.note_label.setText(tr("Anteckning"))
        self.note.setAccessibleName(tr("Anteckning"))
        self.back.setText(tr("Föregående"))
        self.skip.setText(tr("Hoppa över"))
        self.hint.setText(tr("1–4 väljer, Enter går vidare"))
        self.next.setText(tr("Nästa fråga"))

    def _on_chosen(self, step: int, on: bool) -> None:
        if on and not self._quiet:
            self.chosen.emit(step)

    def _on_typed(self) -> None:
        """What is written is kept at the next pause, not only when the field is left (R18)."""
        if not self._quiet:
            self._typing.start()

    def _connect(self) -> None:
        self.note.finished.connect(self.noted)
        self.note.textChanged.connect(self._on_typed)
        self._typing.timeout.connect(self.note.finish)
        self.help.toggled.connect(self._help_words.setVisible)
        self.skip.clicked.connect(self.skip_asked)
        self.back.clicked.connect(self.back_asked)
        self.next.clicked.connect(self.next_asked)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self._tiles)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.next_asked)

    def _build(self) -> None:
        m = metrics()
        side = m.card_padding
        self.body.setContentsMargins(0, m.gap_wide, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(side, 0, side, 0)
        head.addWidget(self.place, 1)
        self.body.addLayout(head)
        inner = Wrapped()
        column = QVBoxLayout(inner)
        column.setContentsMargins(side, 0, m.gap, m.gap)
        column.setSpacing(m.gap)
        help_words = QVBoxLayout(self._help_words)
        help_words.setContentsMargins(0, 0, 0, 0)
        help_words.setSpacing(m.gap_tiny)
        help_words.addWidget(self.listen)
        help_words.addWidget(self.follow)
        self._help_words.hide()
        for part in (self.question, self.before, self._tiles, self.skipped):
            column.addWidget(part)
        column.addWidget(self.help, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._help_words)
        column.addWidget(self.note_label)
        column.addWidget(self.note, 1)
        self._scroll = QuietScroll(inner, least=220)
        self.body.addWidget(self._scroll, 1)
        self.foot.setContentsMargins(side, m.gap, side, m.gap)
        self.foot.addWidget(self.back)
        self.foot.addWidget(self.skip)
        self.foot.addWidget(self.hint, 1)
        self.foot.addWidget(self.next)
