"""The test itself: head, overview, question, foot; what does not fit between them scrolls."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.language import language
from ui.screens.candidate.foot import Foot
from ui.screens.candidate.head import Head
from ui.screens.candidate.listening import ListenBar
from ui.screens.candidate.overview import Overview
from ui.screens.candidate.question import QuestionView
from ui.screens.candidate.scrolled import Scrolled
from ui.screens.candidate.sheet import Mark, Sheet
from ui.screens.candidate.sizes import Letters, logical_height, logical_width, side_margin
from ui.theme import metrics, px, sized_font
from ui.widgets.buttons import SecondaryButton
from ui.widgets.error_bar import ErrorBar
from ui.widgets.labels import TextLabel

_NARROW = 1200
_LOW = 640
_SHORT = 520  # pixels at 100 %: lower, only the area one is in stands in the overview


class QuestionPage(QWidget):
    """Lays out the pieces; what they mean is the screen's."""

    __test__ = False  # a page of the desk, nothing for pytest to collect

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("question_page")
        self.head, self.foot = Head(), Foot()
        self.overview = Overview()
        self.summary = TextLabel("", "body", "muted")
        self.summary.setObjectName("summary")
        self._said = ("", "")
        self.all_button = SecondaryButton("", "list", size="control_main")
        self.all_button.setObjectName("all_questions")
        self.all_button.setCheckable(True)
        self.all_button.toggled.connect(lambda _on: self._on_all())
        self.errors = ErrorBar()
        self.listen = ListenBar()
        self.question = QuestionView()
        self.area = QScrollArea()
        self._build()

    def dress(self, letters: Letters) -> None:
        """The size of everything that is no question."""
        self.head.dress(letters)
        self.foot.dress(letters)
        self.listen.dress(letters)
        self.overview.set_letters(letters.small)
        self.summary.setFont(sized_font(letters.small, 500))
        self._fold()

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.head.retranslate()
        self.foot.retranslate()
        self.listen.retranslate()
        self._say_all()

    def show_questions(self, blocks: tuple[int, ...]) -> None:
        """A chip for every question, in blocks of one area."""
        self.overview.show_questions(blocks)

    def show_progress(self, sheet: Sheet, unsaved: Iterable[str]) -> None:
        """Where the candidate is, what is answered, marked, not saved."""
        marks = sheet.marks(unsaved)
        self.overview.show_marks(marks)
        self._said = self._summary(sheet, marks)
        number, count, area = sheet.area()
        said = area.in_language(language())
        self.head.show_place(
            self.tr("Teoriprov · {role}").format(role=sheet.paper.role.in_language(language())),
            self.tr("{name} · område {number} av {count}: {area}").format(
                name=sheet.paper.name, number=number, count=count, area=said
            ),
        )
        is_marked = sheet.question.id in sheet.marked
        self.foot.show_place(first=sheet.is_first, last=sheet.is_last, marked=is_marked)
        self._fold()

    def begin(self) -> None:
        """A question has come on view: read from above, Tab goes through it and on."""
        self.to_top()
        reading = (*self.listen.stops(), *self.question.stops())
        stops = [*self.overview.chips, self.all_button, *reading, *self.foot.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def to_top(self) -> None:
        """Begin reading above."""
        self.area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The summary beside the overview where there is room."""
        super().resizeEvent(event)
        self._fold()

    def _on_all(self) -> None:
        self._say_all()
        self._fold()

    def _say_all(self) -> None:
        is_all = self.all_button.isChecked()
        self.all_button.setText(self.tr("Visa färre") if is_all else self.tr("Visa alla frågor"))

    def _summary(self, sheet: Sheet, marks: Sequence[Mark]) -> tuple[str, str]:
        marked = sum(mark.marked for mark in marks)
        lost = sum(mark.unsaved for mark in marks)
        place = self.tr("Fråga {number} av {count}").format(number=sheet.at + 1, count=len(marks))
        parts = [
            self.tr("%n besvarade", "", sheet.answered),
            self.tr("%n markerade", "", marked) if marked else "",
            self.tr("%n inte sparade", "", lost) if lost else "",
        ]
        return place, " · ".join(part for part in parts if part)

    def _fold(self) -> None:
        self._pad()
        m, short = metrics(), logical_height(self) < _SHORT
        only_here = short and not self.all_button.isChecked()
        self.all_button.setVisible(short)
        self.overview.show_only_here(only=only_here)
        beside = self._fits_beside(rows=1 if only_here else 2, short=short)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._above.setDirection(way)
        self._above.setSpacing(m.gap_huge if beside else m.gap_tiny)
        self.summary.setText(("\n" if beside else " · ").join(self._said))
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        self.summary.setAlignment(side)
        self.overview.updateGeometry()

    def _pad(self) -> None:
        """Margins and heights by the room there is."""
        m, bar, side = metrics(), self.area.verticalScrollBar(), side_margin(self)
        low, narrow = logical_height(self) < _LOW, logical_width(self) < _NARROW
        taken = bar.width() if bar.maximum() > 0 else 0
        above, below = (m.gap_small, m.gap_tiny) if low else (m.gap, m.gap_wide)
        self._column.setContentsMargins(side, above, max(0, side - taken), below)
        self._column.setSpacing(above)
        self.head.setFixedHeight(px(60 if low else 72))
        self.question.picture.setMaximumHeight(px(320 if low else 440))
        self.foot.setFixedHeight(px(72 if low else 88 if narrow else 104))

    def _fits_beside(self, *, rows: int, short: bool) -> bool:
        """Whether the summary has its place at the right of the overview."""
        gap = metrics().gap_huge
        letters = self.summary.fontMetrics()
        words = max(map(letters.horizontalAdvance, self._said))
        button = self.all_button.sizeHint().width() + gap if short else 0
        needed = self.overview.width_in_rows(rows) + gap + words + button
        return needed <= self.width() - 2 * side_margin(self)

    def _build(self) -> None:
        m = metrics()
        inner = Scrolled()
        self._column = QVBoxLayout(inner)
        self._column.setSpacing(m.gap)
        self._above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._above.addWidget(self.overview, 1)
        self._above.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._above.addWidget(self.summary, 0, Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(self._above)
        self._column.addWidget(self.errors)
        self._column.addWidget(self.listen)
        self._column.addWidget(self.question, 1)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        self.area.verticalScrollBar().setSingleStep(px(24))
        self.area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._fold())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.area, 1)
        column.addWidget(self.foot)
