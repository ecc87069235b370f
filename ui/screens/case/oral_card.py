"""One question of the oral follow-up, and the list of all of them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.missing import Missing
from app.domain.oral import oral_missing
from app.domain.protocol import Criterion, OralQuestion, ScaleStep
from app.domain.seen import Seen
from app.usecases.practical_sheet import AreaSheet, CriterionSheet
from ui.language import tr
from ui.screens.case.short_note import ShortNote
from ui.screens.case.tab_order import tab_through
from ui.screens.case.words import said
from ui.theme import colour, font, metrics, px, sized_font
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.labels import ElidedLabel, TextLabel
from ui.widgets.list_row import ListRow
from ui.widgets.note_line import NoteLine
from ui.widgets.pill import Pill
from ui.widgets.quiet_scroll import QuietScroll
from ui.widgets.step_tile import StepTile
from ui.widgets.tiles import RatingTile
from ui.widgets.wrapped import Wrapped

Said = Mapping[str, tuple[int | None, str]]
"""Rating and note by criterion id."""


class OralCard(Card):
    """What is asked about, with its guidance; the step that was shown; what was answered."""

    rated = Signal(int)
    note_edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question")
        self._quiet = False
        self._lacks: tuple[Missing, ...] = ()
        self._criterion: Criterion | None = None
        self._required = 0
        self.caption = ElidedLabel("", "caption", "muted")
        self._pill = Pill()
        self.title = TextLabel("", "title", wrap=True)
        self.title.setObjectName("question_text")
        self.guide = TextLabel("", "body", "muted", wrap=True)
        self.tiles: list[RatingTile] = []
        self._tiles_row = QHBoxLayout()
        self._tiles_row.setSpacing(metrics().gap_small)
        self.not_assessed = StepTile(0, "")
        self.not_assessed.setObjectName("rating_0")
        self.not_assessed.setFixedWidth(px(140))
        self.not_assessed.toggled.connect(lambda on: self._on_rated(0, on))
        self.note = ShortNote()
        self.note.setObjectName("note")
        self.note.textChanged.connect(self._on_note)
        self._label = TextLabel("", "state")
        self._label.setBuddy(self.note)
        self.hint = NoteLine("pen", "warn")
        self.hint.setObjectName("note_hint")
        self.next = SecondaryButton("", chevron=True)
        self.next.setObjectName("question_next")
        self._build()

    def show_question(
        self, criterion: Criterion, area: AreaSheet, place: str, scale: Sequence[ScaleStep]
    ) -> None:
        """Show what is asked about."""
        self._criterion, self._required = criterion, area.required_level
        self._make_tiles(scale)
        self.caption.setText(place)
        self._pill.show_state(tr("Krav: nivå {level}").format(level=area.required_level), "neutral")
        self.title.setText(said(criterion.text))
        self.guide.setText("\n\n".join([said(criterion.detail), *map(_asked, criterion.questions)]))
        for step, tile in zip(scale, self.tiles, strict=True):
            words = criterion.levels[step.code - 1] if criterion.levels else step.description
            tile.show_words(said(step.name), said(words))
            tile.set_tone("ok" if step.code >= area.required_level else "warn")

    def show_answer(self, rating: int | None, note: str) -> None:
        """Show what is stored."""
        self._quiet = True
        for tile in self._all():
            tile.setAutoExclusive(False)
            tile.setChecked(tile.number == rating)
        for tile in self._all():
            tile.setAutoExclusive(True)
        if self.note.toPlainText() != note:
            self.note.show_text(note)
        self._quiet = False

    def show_lacks(self, rating: int | None, note: str) -> None:
        """Say what the answer lacks."""
        if self._criterion is None:
            return
        self._lacks = oral_missing(self._criterion, self._required, Seen(rating, note))
        if Missing.NOTE in self._lacks:
            self.hint.show_words(tr("Skriv alltid vad som svarades."), "warn", "pen")
        elif Missing.RATING in self._lacks:
            self.hint.show_words(tr("Välj det steg som svaret visade."), "warn", "pen")
        else:
            self.hint.show_words("")

    def lacking_field(self) -> QWidget | None:
        """Where what is missing is said."""
        if Missing.NOTE in self._lacks:
            return self.note
        return self.tiles[0] if Missing.RATING in self._lacks else None

    def take_focus(self) -> None:
        """To the step chosen, or the first."""
        chosen = next((tile for tile in self._all() if tile.isChecked()), None)
        if self.tiles:
            (chosen or self.tiles[0]).setFocus()

    def rate(self, rating: int) -> None:
        """Choose a step, as by its key."""
        tile = next((tile for tile in self._all() if tile.number == rating), None)
        if tile is not None and tile.isEnabled():
            tile.setChecked(True)

    def set_locked(self, locked: bool) -> None:
        """Whether it can be looked at only."""
        for tile in self._all():
            tile.setEnabled(not locked)
        self.note.setReadOnly(locked)

    def retranslate(self) -> None:
        """Set the fixed words."""
        self.not_assessed.show_words(tr("Ej bedömt"))
        self._label.setText(tr("Vad svarades?"))
        self.note.setAccessibleName(tr("Vad svarades?"))
        self.next.setText(tr("Nästa fråga"))

    def _all(self) -> tuple[RatingTile | StepTile, ...]:
        return (*self.tiles, self.not_assessed)

    def _on_rated(self, rating: int, on: bool) -> None:
        if on and not self._quiet:
            self.rated.emit(rating)

    def _on_note(self) -> None:
        if not self._quiet:
            self.note_edited.emit(self.note.toPlainText())

    def _make_tiles(self, scale: Sequence[ScaleStep]) -> None:
        if len(self.tiles) == len(scale):
            return
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        self.tiles = [RatingTile(step.code, said(step.name)) for step in scale]
        for tile in self.tiles:
            tile.setObjectName(f"rating_{tile.number}")
            tile.toggled.connect(lambda on, n=tile.number: self._on_rated(n, on))
            policy = tile.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            tile.setSizePolicy(policy)
            tile.setMinimumWidth(px(104))
            self._tiles_row.addWidget(tile)
        tab_through([*self.tiles, self.not_assessed, self.note, self.next])

    def _build(self) -> None:
        m = metrics()
        side = m.card_padding
        self.body.setContentsMargins(0, m.gap_wide, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(side, 0, side, 0)
        head.addWidget(self.caption, 1)
        head.addWidget(self._pill)
        self.body.addLayout(head)
        inner = Wrapped()
        column = QVBoxLayout(inner)
        column.setContentsMargins(side, 0, m.gap, m.gap)
        column.setSpacing(m.gap)
        label = QHBoxLayout()
        label.addWidget(self._label)
        label.addStretch(1)
        label.addWidget(self.not_assessed)
        column.addWidget(self.title)
        column.addWidget(self.guide)
        column.addLayout(self._tiles_row)
        column.addLayout(label)
        column.addWidget(self.hint)
        column.addWidget(self.note, 1)
        self.body.addWidget(QuietScroll(inner, least=340), 1)
        self.foot.setContentsMargins(side, m.gap, side, m.gap)
        self.foot.addStretch(1)
        self.foot.addWidget(self.next)


def _asked(question: OralQuestion) -> str:
    """What to ask, and what a good answer holds."""
    ask = tr("Fråga: {question}").format(question=said(question.ask))
    points = "".join(f"\n• {said(point)}" for point in question.good)
    return f"{ask}\n{tr('Ett bra svar nämner:')}{points}"


class _Row(ListRow):
    """A question: its number, how far it is, what it is about."""

    def __init__(self, sheet: CriterionSheet, state: str, is_done: bool) -> None:
        super().__init__(36)
        self._number, self._words, self._done = sheet.number, said(sheet.criterion.text), is_done
        self.setObjectName(f"question_{sheet.criterion.id}")
        self.setAccessibleName(f"{self._number} {self._words}: {state}")

    def draw_content(self, painter: QPainter, rect: QRectF) -> None:
        """Number, tick, words."""
        painter.setPen(colour("ok" if self._done else "accent_text"))
        painter.setFont(font("strong"))
        words = f"✓ {self._number}" if self._done else self._number
        painter.drawText(
            QRectF(px(8), 0, px(52), rect.height()), int(Qt.AlignmentFlag.AlignVCenter), words
        )
        painter.setFont(sized_font(13, 500))
        painter.setPen(colour("text"))
        place = QRectF(px(60), 0, rect.width() - px(66), rect.height())
        self.draw_line(painter, place, self._words)


class QuestionList(Card):
    """Every question; a press goes there."""

    chosen = Signal(str)  # criterion id

    def __init__(self) -> None:
        super().__init__(" ")
        self._rest = TextLabel("", "small", "muted", wrap=True)
        self._rows: dict[str, _Row] = {}
        self._shown: tuple[tuple[str, bool], ...] = ()
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        self.body.addWidget(self._rest)
        self.body.addWidget(QuietScroll(inner, least=120), 1)

    def show_questions(self, sheets: Sequence[CriterionSheet], answered: Said) -> None:
        """Show them with those that are answered whole."""
        done = {
            key: rating is not None and bool(note.strip())
            for key, (rating, note) in answered.items()
        }
        self.set_title(tr("Frågor"))
        self._rest.setText(
            tr("{done} av {total} besvarade. Det som lämnas tomt förblir ej bedömt.").format(
                done=sum(done.values()), total=len(sheets)
            )
        )
        shown = tuple((sheet.criterion.id, done[sheet.criterion.id]) for sheet in sheets)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {}
        for at, sheet in enumerate(sheets):
            is_done = done[sheet.criterion.id]
            row = _Row(sheet, tr("besvarad") if is_done else tr("inte besvarad"), is_done)
            key = sheet.criterion.id
            row.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._lines.insertWidget(at, row)
            self._rows[key] = row

    def show_current(self, criterion_id: str) -> None:
        """Which one is on view."""
        for key, row in self._rows.items():
            row.set_current(key == criterion_id)

    def forget(self) -> None:
        """Build the lines anew next time, as on a change of language."""
        self._shown = ()
