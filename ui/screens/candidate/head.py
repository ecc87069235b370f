"""Above the test: whose and what, size of the text, contrast, language of the question, time."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.text import Language
from ui.figures import countdown, duration
from ui.icons import draw_icon
from ui.screens.candidate.sizes import Letters, TextSize, logical_width, side_margin
from ui.theme import colour, metrics, px, sized_font, tone_ground, tone_word
from ui.theme_roles import Tone
from ui.widgets.buttons import SecondaryButton
from ui.widgets.labels import ElidedLabel
from ui.widgets.painting import box, painting
from ui.widgets.segmented import SegmentedChoice

_COMPACT = 900  # pixels at 100 %
SOON_SECONDS = 300


class ContrastButton(SecondaryButton):
    """Stays pressed while the contrast is high."""

    def __init__(self) -> None:
        super().__init__("", "contrast")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor, QColor]:
        if self.isChecked():
            return colour("accent_ground"), colour("accent"), colour("text"), colour("accent")
        return super()._colours()

    def _height(self) -> int:
        return px(44)


class TimeLeft(QWidget):
    """The countdown in a quiet frame; from five minutes on in the tone that warns."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("time_left")
        self._left, self._compact = 0, False
        self._letters = sized_font(20, 600)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def left(self) -> int:
        """Seconds left as shown."""
        return self._left

    def show_left(self, seconds: int) -> None:
        """Show the seconds left."""
        wider = len(countdown(seconds)) != len(countdown(self._left))
        self._left = seconds
        self.setAccessibleName(self.tr("{time} kvar").format(time=duration(seconds)))
        if wider:
            self.updateGeometry()
        self.update()

    def dress(self, letters: Letters, *, compact: bool) -> None:
        """Size; without the word where there is little room."""
        self._compact = compact
        self._letters = sized_font(letters.control + 3, 600)
        self.show_left(self._left)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Icon, time, word."""
        self.ensurePolished()
        return QSize(self._word_at() + self._word_width() + px(16), px(48))

    def minimumSizeHint(self) -> QSize:
        """Never shortened."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, icon, time, word."""
        tone: Tone = "warn" if self._left <= SOON_SECONDS else "accent"
        with painting(self) as painter:
            rect = QRectF(self.rect())
            ring = tone_word(tone) if tone == "warn" else None
            box(painter, rect, metrics().radius + px(2), tone_ground(tone), ring)
            side = px(22)
            icon = QRectF(px(16), round((rect.height() - side) / 2), side, side)
            draw_icon(painter, "clock", icon, tone_word(tone))
            painter.setPen(tone_word(tone))
            painter.setFont(self._letters)
            flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            painter.drawText(rect.adjusted(px(47), 0, 0, 0), flags, countdown(self._left))
            painter.setFont(self._small())
            painter.drawText(rect.adjusted(self._word_at(), 0, 0, 0), flags, self._word())

    def _word(self) -> str:
        return "" if self._compact else self.tr("kvar")

    def _small(self) -> QFont:
        return sized_font(13, 500)

    def _word_at(self) -> int:
        time = countdown(self._left)
        wide = QFontMetrics(self._letters).horizontalAdvance(time)
        return px(47) + wide + (0 if self._compact else px(8))

    def _word_width(self) -> int:
        return QFontMetrics(self._small()).horizontalAdvance(self._word())


class Head(QFrame):
    """One row of 72; short words in a narrow window."""

    size_chosen = Signal(str)
    contrast_chosen = Signal(bool)
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("candidate_head")
        self.title = ElidedLabel("", "heading")
        self.title.setObjectName("candidate_title")
        self.context = ElidedLabel("", "body", "muted")
        self.context.setObjectName("candidate_context")
        sizes = [(size.value, "A") for size in TextSize]
        self.sizes = SegmentedChoice(sizes, sizes=(14, 18, 24))
        self.sizes.setObjectName("text_size")
        self.sizes.setFixedHeight(px(44))
        self.contrast = ContrastButton()
        self.contrast.setObjectName("contrast")
        self.languages = SegmentedChoice([("sv", "SV"), ("en", "EN")])
        self.languages.setObjectName("item_language")
        self.languages.setFixedHeight(px(44))
        self.time = TimeLeft()
        self._letters = Letters(24, 18, 17, 14)
        self._build()
        self.sizes.chosen.connect(self.size_chosen)
        self.contrast.clicked.connect(self.contrast_chosen)
        self.languages.chosen.connect(self.language_chosen)

    def show_place(self, title: str, context: str) -> None:
        """What test, whose, which area."""
        self.title.setText(title)
        self.context.setText(context)

    def show_language(self, language: Language) -> None:
        """Which language the question is read in."""
        self.languages.choose(language)

    def dress(self, letters: Letters) -> None:
        """Size of the words; the places stay."""
        self._letters = letters
        self.title.setFont(sized_font(letters.control + 1, 600))
        self.context.setFont(sized_font(letters.small))
        self.contrast.setFont(sized_font(min(letters.small, 17), 500))
        self._fold()

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.sizes.setAccessibleName(self.tr("Textstorlek"))
        spoken = (self.tr("Liten text"), self.tr("Vanlig text"), self.tr("Stor text"))
        for size, words in zip(TextSize, spoken, strict=True):
            self.sizes.set_words(size.value, "A", words)
        self.languages.setAccessibleName(self.tr("Frågans språk"))
        self.languages.set_words("sv", "SV", self.tr("Frågan på svenska"))
        self.languages.set_words("en", "EN", self.tr("Frågan på engelska"))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorter words when narrow."""
        super().resizeEvent(event)
        self._fold()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card's ground with a line below."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), colour("card"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, colour("line"))

    def _fold(self) -> None:
        compact = logical_width(self) < _COMPACT
        self._row.setContentsMargins(side_margin(self), 0, side_margin(self), 0)
        self.contrast.setText("" if compact else self.tr("Kontrast"))
        self.contrast.setAccessibleName(self.tr("Hög kontrast"))
        self.contrast.updateGeometry()
        self.time.dress(self._letters, compact=compact)

    def _build(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setSpacing(metrics().gap)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self.title)
        texts.addWidget(self.context)
        texts.addStretch(1)
        self._row.addLayout(texts, 1)
        for widget in (self.sizes, self.contrast, self.languages, self.time):
            self._row.addWidget(widget)
        self._row.insertSpacing(self._row.count() - 1, metrics().gap)
