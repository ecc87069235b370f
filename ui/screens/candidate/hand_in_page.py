"""Hand in? What is blank and what is marked, each one press away; one question, two answers."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.figures import countdown
from ui.screens.candidate.middle_card import HuggingArea, MiddleCard
from ui.screens.candidate.scrolled import Scrolled
from ui.screens.candidate.sizes import Letters
from ui.theme import metrics, px, sized_font
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.error_bar import ErrorBar
from ui.widgets.labels import TextLabel
from ui.widgets.note_line import NoteLine


@dataclass(frozen=True, slots=True)
class Before:
    """What there is to know before handing in; places from 0."""

    total: int
    blank: tuple[int, ...]
    marked: tuple[int, ...]
    unsaved: tuple[int, ...]


class QuestionLinks(QWidget):
    """The numbers of some questions, each a button of 48 that goes there."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.title = TextLabel("", "section", wrap=True)
        self.buttons: list[SecondaryButton] = []
        self._pixels = 17
        self._grid = QGridLayout()
        self._grid.setSpacing(metrics().gap_small)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics().gap_small)
        column.addWidget(self.title)
        column.addLayout(self._grid)

    def show_places(self, title: str, places: tuple[int, ...], spoken: str) -> None:
        """Show the questions, or nothing when there are none."""
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.title.setText(title)
        self.buttons = [SecondaryButton(str(place + 1), size="control_main") for place in places]
        for button, place in zip(self.buttons, places, strict=True):
            button.setObjectName(f"go_{place + 1}")
            button.setAccessibleName(spoken.format(number=place + 1))
            button.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
        self.setVisible(bool(places))
        self.dress(self._pixels)

    def dress(self, pixels: int) -> None:
        """Size of the numbers; as many in a row as there is room for."""
        self._pixels = pixels
        self.title.setFont(sized_font(pixels, 600))
        for button in self.buttons:
            button.setFont(sized_font(pixels, 500))
        self._lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        if not self.buttons:
            return
        wide = max(button.sizeHint().width() for button in self.buttons)
        in_row = max(4, self.width() // (wide + metrics().gap_small))
        for at, button in enumerate(self.buttons):
            button.setFixedWidth(wide)
            self._grid.addWidget(button, at // in_row, at % in_row)


class HandInPage(MiddleCard):
    """Takes the whole screen, so that nothing else can be pressed by mistake."""

    confirmed = Signal()
    declined = Signal()
    again = Signal()
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(860)
        self.setObjectName("hand_in_page")
        self._before = Before(0, (), (), ())
        self._left = 0
        self.title, self.words = TextLabel("", "display", wrap=True), TextLabel("", wrap=True)
        self.title.setObjectName("hand_in_title")
        self.words.setObjectName("hand_in_words")
        self.time = TextLabel("", "body", "muted", wrap=True)
        self.lost = NoteLine("warning", "bad")
        self.errors = ErrorBar()
        self.again_button = SecondaryButton("", "save", size="control_touch")
        self.again_button.setObjectName("save_again")
        self.blank, self.marked = QuestionLinks(), QuestionLinks()
        self.blank.setObjectName("blank")
        self.marked.setObjectName("marked")
        self.no = SecondaryButton("", "chevron-left", size="control_touch")
        self.no.setObjectName("hand_in_no")
        self.yes = PrimaryButton("", size="control_touch")
        self.yes.setObjectName("hand_in_yes")
        self._build()
        self.no.clicked.connect(self.declined)
        self.yes.clicked.connect(self.confirmed)
        self.again_button.clicked.connect(self.again)
        for links in (self.blank, self.marked):
            links.chosen.connect(self.chosen)

    def show_before(self, before: Before) -> None:
        """What is blank, marked or not saved."""
        self._before = before
        self.errors.hide()
        for button in (self.no, self.again_button):
            button.setEnabled(True)
        self.retranslate()

    def show_left(self, seconds: int) -> None:
        """The time goes on while one thinks about it."""
        self._left = seconds
        self.time.setText(self.tr("{time} kvar av tiden.").format(time=countdown(seconds)))

    def show_busy(self) -> None:
        """While it is being handed in, nothing can be pressed."""
        for button in (self.yes, self.no, self.again_button):
            button.setEnabled(False)
        self.time.setText(self.tr("Lämnar in …"))

    def dress(self, letters: Letters) -> None:
        """Size."""
        self.title.setFont(sized_font(letters.text + 4, 600))
        self.words.setFont(sized_font(letters.hint))
        self.time.setFont(sized_font(letters.hint))
        self.lost.words.setFont(sized_font(letters.hint, 500))
        for links in (self.blank, self.marked):
            links.dress(letters.control)
        for button in (self.no, self.yes, self.again_button):
            button.setFont(sized_font(letters.control, 600 if button is self.yes else 500))
            button.updateGeometry()

    def retranslate(self) -> None:
        """Words in the language in force."""
        before = self._before
        self.title.setText(self.tr("Lämna in provet?"))
        answered = before.total - len(before.blank)
        self.words.setText(
            self.tr(
                "Du har besvarat {answered} av {total} frågor. "
                "När provet är inlämnat går det inte att ändra."
            ).format(answered=answered, total=before.total)
        )
        self.show_left(self._left)
        goes = self.tr("Gå till fråga {number}")
        self.blank.show_places(self.tr("Utan färdigt svar"), before.blank, goes)
        self.marked.show_places(self.tr("Markerade för att titta på igen"), before.marked, goes)
        unsaved = self.tr("%n svar är inte sparat. Spara det innan du lämnar in.", "", self._lost())
        self.lost.show_words(unsaved)
        for widget in (self.lost, self.again_button):
            widget.setVisible(bool(before.unsaved))
        self.again_button.setText(self.tr("Spara igen"))
        self.no.setText(self.tr("Fortsätt provet"))
        self.yes.setText(self.tr("Lämna in"))
        self.yes.setEnabled(not before.unsaved)

    def take_focus(self) -> None:
        """To the answer that changes nothing."""
        self.no.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes on with the test."""
        if event.key() == Qt.Key.Key_Escape:
            self.declined.emit()
        else:
            super().keyPressEvent(event)

    def _lost(self) -> int:
        return len(self._before.unsaved)

    def _build(self) -> None:
        m = metrics()
        inner = Scrolled()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(12), px(12), px(12), 0)
        column.setSpacing(m.gap_wide)
        for widget in (self.title, self.errors, self.words, self.time, self.lost):
            column.addWidget(widget)
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.blank)
        column.addWidget(self.marked)
        column.addStretch(1)
        self.card.body.addWidget(HuggingArea(inner), 1)
        row = QHBoxLayout()
        row.setContentsMargins(px(12), m.gap_small, px(12), 0)
        row.addWidget(self.no)
        row.addStretch(1)
        row.addWidget(self.yes)
        self.card.body.addLayout(row)
