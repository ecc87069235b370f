"""The practical at a glance: how much is rated, at which levels, what is still open."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.protocol import ScaleStep
from app.usecases.practical import CriterionSheet
from ui.language import tr
from ui.screens.case.rating_book import RatingBook
from ui.screens.case.words import missing_words, said
from ui.theme import colour, font, metrics, px, sized_font
from ui.theme_roles import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import TextLabel
from ui.widgets.list_row import ListRow
from ui.widgets.progress import Ring
from ui.widgets.quiet_scroll import QuietScroll

_TONES: tuple[Tone, ...] = ("neutral", "bad", "warn", "ok", "accent")


class SummaryCard(Card):
    """Ring, count, time left, and how many criteria stand at each level."""

    def __init__(self) -> None:
        super().__init__()
        self._caption = TextLabel("", "caption", "muted")
        self._ring = Ring(88)
        self._count = TextLabel("", "strong")
        self._count.setObjectName("rated_count")
        self._unit = TextLabel("", "small", "muted", wrap=True)
        self._time = TextLabel("", "small", "muted", wrap=True)
        self._time.setObjectName("practical_time")
        self._levels = QGridLayout()
        self._rows: list[tuple[TextLabel, TextLabel]] = []
        self._build()

    def show_book(self, book: RatingBook, scale: Sequence[ScaleStep]) -> None:
        """Show the counts of the book."""
        self._caption.setText(tr("Sammanfattning"))
        share = 1000 * book.done // book.total
        words = tr("{done} av {total}").format(done=book.done, total=book.total)
        self._ring.show_share(share, f"{words} {tr('kriterier klara')}")
        self._count.setText(words)
        self._unit.setText(tr("kriterier klara"))
        counts = book.counts
        steps = [(step.code, said(step.name)) for step in scale] + [(0, tr("Ej bedömt"))]
        while len(self._rows) < len(steps):
            self._add_row(steps[len(self._rows)][0])
        for (name, number), (code, step_name) in zip(self._rows, steps, strict=True):
            name.setText(step_name)
            number.setText(str(counts[code]))
            number.setAccessibleName(f"{step_name}: {counts[code]}")

    def show_time(self, seconds: int, minutes: int, *, over: bool) -> None:
        """The time left of what is planned; none once the practical is over."""
        self._time.setVisible(not over)
        left = minutes - seconds // 60
        if left >= 0:
            self._time.setText(tr("cirka {left} min kvar").format(left=left))
        else:
            self._time.setText(tr("{over} min över planen").format(over=-left))

    def _add_row(self, code: int) -> None:
        row = len(self._rows)
        name, number = TextLabel("", "body"), TextLabel("", "strong")
        self._levels.addWidget(IconLabel("dot", _TONES[code], px(14)), row, 0)
        self._levels.addWidget(name, row, 1)
        self._levels.addWidget(number, row, 2, Qt.AlignmentFlag.AlignRight)
        self._rows.append((name, number))

    def _build(self) -> None:
        m = metrics()
        self.body.setContentsMargins(m.gap_wide, m.gap_wide, m.gap_wide, m.gap_wide)
        top = QHBoxLayout()
        top.setSpacing(m.gap)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        for part in (self._count, self._unit, self._time):
            words.addWidget(part)
        words.addStretch(1)
        top.addWidget(self._ring)
        top.addLayout(words, 1)
        self._levels.setHorizontalSpacing(m.gap_small)
        self._levels.setVerticalSpacing(m.gap_small)
        self._levels.setColumnStretch(1, 1)
        self.body.addWidget(self._caption)
        self.body.addLayout(top)
        self.body.addLayout(self._levels)


class _OpenRow(ListRow):
    """A criterion that lacks something: number and what."""

    def __init__(self, sheet: CriterionSheet) -> None:
        super().__init__(32)
        self.criterion_id = sheet.criterion.id
        self._number = sheet.number
        self._lacks = ", ".join(missing_words(each) for each in sheet.missing)
        self.setObjectName(f"open_{sheet.criterion.id}")
        self.setAccessibleName(f"{self._number} {said(sheet.criterion.text)}: {self._lacks}")

    def draw_content(self, painter: QPainter, rect: QRectF) -> None:
        """Number in the accent, then what is missing."""
        painter.setPen(colour("accent_text"))
        painter.setFont(font("strong"))
        number = QRectF(px(8), 0, px(36), rect.height())
        painter.drawText(number, int(Qt.AlignmentFlag.AlignVCenter), self._number)
        painter.setFont(sized_font(13, 500))
        place = QRectF(px(44), 0, rect.width() - px(50), rect.height())
        self.draw_line(painter, place, self._lacks)


class OpenCard(Card):
    """What is begun and still lacks something; a click goes there."""

    chosen = Signal(str)  # criterion id

    def __init__(self) -> None:
        super().__init__()
        self._caption = TextLabel("", "caption", "muted")
        self._rest = TextLabel("", "small", "muted", wrap=True)
        self._rest.setObjectName("open_rest")
        self._rows: list[_OpenRow] = []
        self._shown: tuple[CriterionSheet, ...] | None = None
        m = metrics()
        self.body.setContentsMargins(0, m.gap_wide, 0, m.gap_small)
        caption = QHBoxLayout()
        caption.setContentsMargins(m.gap_wide, 0, m.gap_wide, 0)
        caption.addWidget(self._caption)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(m.gap_small, 0, m.gap_small, 0)
        self._column.setSpacing(0)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        rest = QHBoxLayout()
        rest.setContentsMargins(m.gap_small, m.gap_small, 0, 0)
        rest.addWidget(self._rest)
        self._column.addLayout(self._lines)
        self._column.addLayout(rest)
        self._column.addStretch(1)
        self.body.addLayout(caption)
        self.body.addWidget(QuietScroll(inner, least=72), 1)

    def show_book(self, book: RatingBook) -> None:
        """Show what is begun; the untouched ones as a number."""
        self._caption.setText(tr("Kvar att göra klart"))
        if book.begun != self._shown:
            self._rebuild(book.begun)
        for row in self._rows:
            row.set_current(row.criterion_id == book.current)
        self._rest.setText(self._rest_words(book))

    def _rest_words(self, book: RatingBook) -> str:
        if book.is_complete:
            return tr("Alla kriterier är klara.")
        if not book.untouched:
            return ""
        return tr("%n kriterier är inte påbörjade.", book.untouched)

    def _rebuild(self, sheets: tuple[CriterionSheet, ...]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._shown = sheets
        self._rows = [_OpenRow(sheet) for sheet in sheets]
        for row in self._rows:
            row.clicked.connect(lambda _on=False, key=row.criterion_id: self.chosen.emit(key))
            self._lines.addWidget(row)

    def forget(self) -> None:
        """Build the lines anew next time, as on a change of language."""
        self._shown = None


class PracticalSide(QWidget):
    """Summary, what is open, finish."""

    finish_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.summary, self.open = SummaryCard(), OpenCard()
        self.finish = SecondaryButton()
        self.finish.setObjectName("finish_later")
        self.finish_now = PrimaryButton(size="control_main")
        self.finish_now.setObjectName("finish")
        for button in (self.finish, self.finish_now):
            button.clicked.connect(self.finish_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap)
        column.addWidget(self.summary)
        column.addWidget(self.open, 1)
        column.addWidget(self.finish)
        column.addWidget(self.finish_now)

    def show_book(self, book: RatingBook, scale: Sequence[ScaleStep], *, locked: bool) -> None:
        """Show the book; a finished practical has no finish button."""
        self.summary.show_book(book, scale)
        self.open.show_book(book)
        self.finish.setText(tr("Avsluta praktiskt prov"))
        self.finish_now.setText(tr("Avsluta praktiskt prov"))
        self.finish.setVisible(not locked and not book.is_complete)
        self.finish_now.setVisible(not locked and book.is_complete)
